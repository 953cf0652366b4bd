-- +goose Up
CREATE TABLE claim_figure (
    import_id    bigint NOT NULL REFERENCES import,
    line         int NOT NULL,
    claim_id     bigint NOT NULL REFERENCES claim,
    kind         text NOT NULL CHECK (kind IN ('usage', 'earnings')),
    month        text NOT NULL,
    amount       numeric(18, 4),
    currency     text CHECK (currency ~ '^[A-Z]{3}$'),
    active_users int CHECK (active_users >= 0),
    paid_units   int CHECK (paid_units >= 0),
    PRIMARY KEY (import_id, line),
    CHECK ((kind = 'earnings') = (amount IS NOT NULL) AND (amount IS NULL) = (currency IS NULL)),
    CHECK (kind <> 'usage' OR active_users IS NOT NULL OR paid_units IS NOT NULL)
);
CREATE INDEX claim_figure_of ON claim_figure (claim_id, kind, month, import_id);
COMMENT ON TABLE claim_figure IS 'What imported reports say a claim used and earned, one row for each row of a file that is about one claim alone.';
COMMENT ON COLUMN claim_figure.month IS 'YYYY-MM, or the month as the file prints it; of a month that several files have, the newest file counts.';
CREATE TRIGGER claim_figure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_figure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE VIEW claim_figure_now AS
    SELECT f.* FROM claim_figure f
    WHERE f.import_id = (SELECT max(n.import_id) FROM claim_figure n WHERE n.claim_id = f.claim_id AND n.kind = f.kind AND n.month = f.month);
COMMENT ON VIEW claim_figure_now IS 'The figures that count: of each claim and month those of the newest file.';

CREATE INDEX claim_urgency ON claim (stage, due_at, value_currency, value_amount DESC NULLS LAST, id) WHERE outcome IS NULL;
CREATE INDEX claim_worth ON claim (stage, value_currency, value_amount DESC, id) WHERE outcome IS NULL AND value_amount IS NOT NULL;

-- +goose Down
DROP INDEX claim_worth;
DROP INDEX claim_urgency;
DROP VIEW claim_figure_now;
DROP TABLE claim_figure;

-- +goose Up
CREATE TABLE import (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256      text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    name        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('claims', 'usage', 'earnings')),
    rows        int NOT NULL CHECK (rows >= 0),
    moved       int NOT NULL DEFAULT 0 CHECK (moved >= 0),
    noted       int NOT NULL DEFAULT 0 CHECK (noted >= 0),
    left_alone  int NOT NULL DEFAULT 0 CHECK (left_alone >= 0),
    imported_by text NOT NULL CHECK (imported_by <> ''),
    imported_at timestamptz NOT NULL
);
COMMENT ON TABLE import IS 'Exports of Partner Center that a person loaded; a file that was loaded once changes nothing again.';
COMMENT ON COLUMN import.left_alone IS 'Rows that a person must look at: about no claim, about several, or a step that an import may not make.';

CREATE TABLE import_row (
    import_id bigint NOT NULL REFERENCES import,
    line      int NOT NULL,
    claim_id  bigint REFERENCES claim,
    key       text NOT NULL DEFAULT '',
    outcome   text NOT NULL CHECK (outcome IN ('moved', 'noted', 'refused', 'unmatched')),
    detail    text NOT NULL DEFAULT '',
    CHECK (outcome = 'unmatched' OR claim_id IS NOT NULL)
);
CREATE INDEX import_row_of ON import_row (import_id, line);
CREATE INDEX import_row_claim ON import_row (claim_id) WHERE claim_id IS NOT NULL;
CREATE UNIQUE INDEX import_row_once ON import_row (claim_id, key) WHERE key <> '';
COMMENT ON TABLE import_row IS 'What became of the rows of an import. Rows that agree with our record are not kept.';
COMMENT ON COLUMN import_row.key IS 'Tells a row of a usage or earnings report from others: a row that comes again in a later file is not noted twice.';

CREATE TRIGGER import_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON import_row
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_kept BEFORE DELETE OR TRUNCATE ON import
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE import_row;
DROP TABLE import;

-- +goose Up
CREATE TABLE calendar_feed (
    name       text PRIMARY KEY CHECK (btrim(name) <> ''),
    revision   int NOT NULL CHECK (revision >= 1),
    revoked    boolean NOT NULL DEFAULT false,
    changed_by text NOT NULL CHECK (btrim(changed_by) <> ''),
    changed_at timestamptz NOT NULL
);
COMMENT ON TABLE calendar_feed IS 'Whose calendar address was renewed or revoked, and how often: an address of an earlier revision no longer works. Without a row the first address holds.';

CREATE TABLE partner_deadline (
    code       text NOT NULL CHECK (code <> ''),
    due_on     date NOT NULL,
    due_at     timestamptz NOT NULL,
    rule       text NOT NULL,
    state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'met', 'missed', 'lapsed', 'void')),
    done_by    text NOT NULL DEFAULT '',
    changed_at timestamptz NOT NULL,
    remind_at  timestamptz DEFAULT '-infinity',
    PRIMARY KEY (code, due_on),
    CHECK ((state = 'met') = (done_by <> ''))
);
CREATE INDEX partner_deadline_remind ON partner_deadline (remind_at) WHERE state IN ('open', 'missed') AND remind_at IS NOT NULL;
COMMENT ON TABLE partner_deadline IS 'Deadlines that belong to the partner and to no claim, one row for each time that they come round.';
COMMENT ON COLUMN partner_deadline.due_at IS 'The first instant at which it is missed.';
COMMENT ON COLUMN partner_deadline.done_by IS 'Who said that what it asks for is done.';
COMMENT ON COLUMN partner_deadline.remind_at IS 'When to look for reminders next: -infinity at once, null never.';

CREATE TABLE partner_deadline_seen (
    code   text NOT NULL,
    due_on date NOT NULL,
    name   text NOT NULL CHECK (btrim(name) <> ''),
    at     timestamptz NOT NULL,
    PRIMARY KEY (code, due_on, name),
    FOREIGN KEY (code, due_on) REFERENCES partner_deadline
);
COMMENT ON TABLE partner_deadline_seen IS 'Who acknowledged a deadline of the partner, newest time each: it quiets reminders for one business day and stops no clock.';

ALTER TABLE outbox ADD COLUMN partner_code text CHECK (partner_code <> '');
ALTER TABLE outbox DROP CONSTRAINT outbox_about;
ALTER TABLE outbox ADD CONSTRAINT outbox_about CHECK (num_nonnulls(claim_id, document_id, partner_code) = 1);
CREATE UNIQUE INDEX outbox_partner ON outbox (event, channel) WHERE partner_code IS NOT NULL;
COMMENT ON COLUMN outbox.partner_code IS 'The code of the deadline of the partner that the message is about.';

-- +goose Down
DROP INDEX outbox_partner;
DELETE FROM outbox WHERE partner_code IS NOT NULL;
ALTER TABLE outbox DROP CONSTRAINT outbox_about;
ALTER TABLE outbox ADD CONSTRAINT outbox_about CHECK ((claim_id IS NULL) <> (document_id IS NULL));
ALTER TABLE outbox DROP COLUMN partner_code;
DROP TABLE partner_deadline_seen;
DROP TABLE partner_deadline;
DROP TABLE calendar_feed;

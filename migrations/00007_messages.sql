-- +goose Up
ALTER TABLE claim_deadline ADD COLUMN remind_at timestamptz DEFAULT '-infinity';
ALTER TABLE claim_deadline ADD COLUMN stale boolean NOT NULL DEFAULT false;
ALTER TABLE claim_deadline ADD COLUMN later_on date;
ALTER TABLE claim_deadline ADD COLUMN later_at timestamptz;
ALTER TABLE claim_deadline ADD COLUMN later_rule text NOT NULL DEFAULT '';
ALTER TABLE claim_deadline ADD CONSTRAINT claim_deadline_later CHECK ((later_on IS NULL) = (later_at IS NULL) AND later_at > due_at);
CREATE INDEX claim_deadline_remind ON claim_deadline (remind_at) WHERE state IN ('open', 'missed') AND remind_at IS NOT NULL;
COMMENT ON COLUMN claim_deadline.remind_at IS 'When to look for reminders next: -infinity at once, null never.';
COMMENT ON COLUMN claim_deadline.stale IS 'The rules have changed since the day was computed.';
COMMENT ON COLUMN claim_deadline.later_on IS 'A later day that follows from changed inputs and waits for a person; an earlier one counts at once.';

-- +goose StatementBegin
CREATE FUNCTION deadline_look_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.remind_at := '-infinity';
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claim_deadline_look_again BEFORE UPDATE ON claim_deadline FOR EACH ROW
    WHEN ((OLD.due_at, OLD.state) IS DISTINCT FROM (NEW.due_at, NEW.state)) EXECUTE FUNCTION deadline_look_again();

-- +goose StatementBegin
CREATE FUNCTION owner_look_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE claim_deadline SET remind_at = '-infinity' WHERE claim_id = NEW.id AND state IN ('open', 'missed');
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claim_owner_look_again AFTER UPDATE OF owner ON claim FOR EACH ROW
    WHEN (OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION owner_look_again();

CREATE TABLE deadline_seen (
    claim_id bigint NOT NULL REFERENCES claim,
    code     text NOT NULL,
    name     text NOT NULL CHECK (btrim(name) <> ''),
    at       timestamptz NOT NULL,
    PRIMARY KEY (claim_id, code, name)
);
COMMENT ON TABLE deadline_seen IS 'Who acknowledged a deadline, newest time each: it quiets reminders for one business day and stops no clock.';

CREATE TABLE reminder_basis (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    digest text NOT NULL
);
COMMENT ON TABLE reminder_basis IS 'What the planned reminders rest on: the rule pack and the people. When it changes, every open deadline is looked at again.';

ALTER TABLE outbox ALTER COLUMN claim_id DROP NOT NULL;
ALTER TABLE outbox ADD COLUMN document_id bigint REFERENCES document;
ALTER TABLE outbox ADD COLUMN digest boolean NOT NULL DEFAULT false;
ALTER TABLE outbox ADD CONSTRAINT outbox_about CHECK ((claim_id IS NULL) <> (document_id IS NULL));
CREATE UNIQUE INDEX outbox_document ON outbox (document_id, event, channel) WHERE document_id IS NOT NULL;
CREATE INDEX outbox_newest ON outbox (created_at DESC, id DESC);
COMMENT ON COLUMN outbox.digest IS 'Due messages of one recipient and channel go out together, as one.';

-- +goose Down
DROP INDEX outbox_newest;
DROP INDEX outbox_document;
DELETE FROM outbox WHERE claim_id IS NULL;
ALTER TABLE outbox DROP CONSTRAINT outbox_about;
ALTER TABLE outbox DROP COLUMN digest;
ALTER TABLE outbox DROP COLUMN document_id;
ALTER TABLE outbox ALTER COLUMN claim_id SET NOT NULL;
DROP TABLE reminder_basis;
DROP TABLE deadline_seen;
DROP TRIGGER claim_owner_look_again ON claim;
DROP FUNCTION owner_look_again;
DROP TRIGGER claim_deadline_look_again ON claim_deadline;
DROP FUNCTION deadline_look_again;
DROP INDEX claim_deadline_remind;
ALTER TABLE claim_deadline DROP CONSTRAINT claim_deadline_later;
ALTER TABLE claim_deadline DROP COLUMN later_rule;
ALTER TABLE claim_deadline DROP COLUMN later_at;
ALTER TABLE claim_deadline DROP COLUMN later_on;
ALTER TABLE claim_deadline DROP COLUMN stale;
ALTER TABLE claim_deadline DROP COLUMN remind_at;

-- +goose Up
CREATE TABLE stage_move (
    from_position text NOT NULL,
    to_position   text NOT NULL,
    needs_reason  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (from_position, to_position)
);
COMMENT ON TABLE stage_move IS 'The moves of internal/sow once more, so that no program can make another one; a test keeps both equal.';

INSERT INTO stage_move (from_position, to_position, needs_reason) VALUES
    ('identified', 'evidence', false),
    ('identified', 'not_pursued', true),
    ('evidence', 'review', false),
    ('evidence', 'identified', false),
    ('evidence', 'withdrawn', false),
    ('evidence', 'not_pursued', true),
    ('review', 'submitted/submitted', false),
    ('review', 'evidence', false),
    ('review', 'withdrawn', false),
    ('review', 'not_pursued', true),
    ('submitted/submitted', 'submitted/under_review', false),
    ('submitted/submitted', 'submitted/action_required', false),
    ('submitted/submitted', 'customer_notice', false),
    ('submitted/submitted', 'rejected', false),
    ('submitted/submitted', 'withdrawn', true),
    ('submitted/under_review', 'submitted/action_required', false),
    ('submitted/under_review', 'customer_notice', false),
    ('submitted/under_review', 'rejected', false),
    ('submitted/under_review', 'withdrawn', true),
    ('submitted/action_required', 'submitted/under_review', false),
    ('submitted/action_required', 'rejected', false),
    ('submitted/action_required', 'withdrawn', true),
    ('rejected', 'submitted/disputed', false),
    ('submitted/disputed', 'customer_notice', false),
    ('submitted/disputed', 'rejected_final', false),
    ('submitted/disputed', 'submitted/under_review', false),
    ('customer_notice', 'active', false),
    ('customer_notice', 'declined', false),
    ('customer_notice', 'disassociated', true),
    ('active', 'customer_notice', true),
    ('active', 'declined', false),
    ('active', 'disassociated', true),
    ('active', 'expired', false);

-- +goose StatementBegin
CREATE FUNCTION claim_position(stage text, sub_state text, outcome text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(outcome, stage || coalesce('/' || sub_state, ''));
-- +goose StatementEnd

CREATE TABLE claim (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer         text NOT NULL DEFAULT '',
    customer_key     text NOT NULL CHECK (customer_key <> ''),
    name_key         text NOT NULL DEFAULT '',
    tenant_id        text NOT NULL DEFAULT '',
    workload         text NOT NULL CHECK (workload <> ''),
    association      text NOT NULL CHECK (association IN ('deployment', 'usage', 'revenue')),
    programme_year   text NOT NULL CHECK (programme_year ~ '^FY[0-9]{2}$'),
    partner_id       text NOT NULL DEFAULT '',
    attempt          int NOT NULL DEFAULT 1 CHECK (attempt >= 1),
    stage            text NOT NULL CHECK (stage IN ('identified', 'evidence', 'review', 'submitted', 'customer_notice', 'active')),
    sub_state        text CHECK (sub_state IN ('submitted', 'under_review', 'action_required', 'disputed')),
    outcome          text CHECK (outcome IN ('rejected', 'rejected_final', 'declined', 'disassociated', 'expired', 'withdrawn', 'not_pursued')),
    position         text NOT NULL GENERATED ALWAYS AS (claim_position(stage, sub_state, outcome)) STORED,
    version          int NOT NULL CHECK (version >= 1),
    owner            text NOT NULL DEFAULT '',
    last_editor      text NOT NULL DEFAULT '',
    filed_by         text NOT NULL DEFAULT '',
    approvals_needed int NOT NULL DEFAULT 1 CHECK (approvals_needed BETWEEN 1 AND 5),
    document_id      bigint NOT NULL REFERENCES document,
    analysis_id      bigint NOT NULL REFERENCES analysis,
    pack_sha256      text NOT NULL,
    evidence_sha256  text NOT NULL CHECK (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    expected_value   text NOT NULL,
    value_amount     numeric(16, 2),
    value_currency   text,
    payment_opt_out  boolean NOT NULL DEFAULT false,
    partner_center_id text NOT NULL DEFAULT '',
    signed_on        date,
    effective_on     date,
    analysed_on      date NOT NULL,
    submitted_on     date,
    action_on        date,
    approved_on      date,
    rejected_on      date,
    disputed_on      date,
    notice_ends_on   date,
    active_on        date,
    assumed          boolean NOT NULL DEFAULT false,
    held             boolean NOT NULL DEFAULT false,
    supersedes       bigint UNIQUE REFERENCES claim,
    due_at           timestamptz,
    due_code         text NOT NULL DEFAULT '',
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (customer_key, workload, association, programme_year, partner_id, attempt),
    CHECK ((stage = 'submitted') = (sub_state IS NOT NULL)),
    CHECK (outcome <> 'not_pursued' OR stage IN ('identified', 'evidence', 'review')),
    CHECK (outcome NOT IN ('rejected', 'rejected_final') OR stage = 'submitted'),
    CHECK (outcome NOT IN ('declined', 'disassociated') OR stage IN ('customer_notice', 'active')),
    CHECK (outcome <> 'expired' OR stage = 'active'),
    CHECK (stage NOT IN ('submitted', 'customer_notice', 'active') OR (submitted_on IS NOT NULL AND partner_center_id <> '')),
    CHECK (stage NOT IN ('customer_notice', 'active') OR (approved_on IS NOT NULL AND notice_ends_on IS NOT NULL)),
    CHECK (outcome NOT IN ('rejected', 'rejected_final') OR rejected_on IS NOT NULL),
    CHECK (sub_state <> 'disputed' OR disputed_on IS NOT NULL),
    CHECK (disputed_on <= rejected_on + 30 OR outcome = 'rejected_final'),
    CHECK (stage <> 'active' OR active_on > notice_ends_on),
    CHECK (NOT assumed OR stage = 'active'),
    CHECK ((value_amount IS NULL) = (value_currency IS NULL)),
    CHECK ((attempt = 1) = (supersedes IS NULL))
);
-- Measured on a million claims: a due list takes 0.09 ms with these, 77 ms without.
CREATE INDEX claim_due ON claim (due_at) INCLUDE (stage, owner) WHERE outcome IS NULL;
CREATE INDEX claim_board ON claim (stage, updated_at DESC, id DESC) WHERE outcome IS NULL;
CREATE INDEX claim_owner ON claim (owner, due_at) WHERE outcome IS NULL;
CREATE INDEX claim_notice ON claim (notice_ends_on) WHERE outcome IS NULL AND stage = 'customer_notice' AND NOT held;
CREATE INDEX claim_newest ON claim (updated_at DESC, id DESC);
CREATE INDEX claim_name ON claim (name_key, workload);
CREATE INDEX claim_document ON claim (document_id);
CREATE INDEX claim_partner_center ON claim (partner_center_id) WHERE partner_center_id <> '';

COMMENT ON TABLE claim IS 'One CPOR claim: customer, workload, association, programme year and partner ID.';
COMMENT ON COLUMN claim.customer_key IS 'The tenant, else the folded name, else the document: part of the natural key.';
COMMENT ON COLUMN claim.attempt IS 'Counts claims with one natural key; a later one supersedes an earlier one that ended.';
COMMENT ON COLUMN claim.position IS 'stage[/sub_state], or the outcome of an ended claim; stage_move holds the allowed changes.';
COMMENT ON COLUMN claim.evidence_sha256 IS 'Hash of everything that a reviewer approves; approvals count only for this value.';
COMMENT ON COLUMN claim.assumed IS 'Active because the customer said nothing in time; a person can undo it.';
COMMENT ON COLUMN claim.held IS 'A person undid an assumed move: the program leaves the claim where it is.';
COMMENT ON COLUMN claim.due_at IS 'The nearest deadline of claim_deadline that is open or missed, copied for lists.';

CREATE TABLE claim_event (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id        bigint NOT NULL REFERENCES claim,
    step            int NOT NULL CHECK (step >= 1),
    kind            text NOT NULL CHECK (kind IN ('opened', 'moved', 'skipped', 'assigned', 'edited', 'item', 'attached', 'requested',
                        'approved', 'changes', 'retracted', 'analysed', 'deadline', 'note', 'superseded')),
    at              timestamptz NOT NULL,
    actor_kind      text NOT NULL CHECK (actor_kind IN ('person', 'import', 'worker')),
    actor           text NOT NULL CHECK (actor <> ''),
    from_position   text NOT NULL DEFAULT '',
    to_position     text NOT NULL DEFAULT '',
    on_day          date,
    reason          text NOT NULL DEFAULT '',
    reason_code     text NOT NULL DEFAULT '',
    subject         text NOT NULL DEFAULT '',
    assumed         boolean NOT NULL DEFAULT false,
    evidence_sha256 text NOT NULL DEFAULT '',
    pack_sha256     text NOT NULL DEFAULT '',
    UNIQUE (claim_id, step)
);
COMMENT ON TABLE claim_event IS 'The history of claims; rows are only added, the step is the claim''s version after it.';

CREATE TABLE claim_item (
    claim_id     bigint NOT NULL REFERENCES claim,
    code         text NOT NULL,
    rank         int NOT NULL DEFAULT 0,
    name         text NOT NULL,
    need         text NOT NULL CHECK (need IN ('required', 'advised', 'conditional')),
    status       text NOT NULL CHECK (status IN ('missing', 'found_auto', 'attached', 'accepted', 'waived', 'not_applicable')),
    why          text NOT NULL DEFAULT '',
    completed_by text NOT NULL DEFAULT '',
    evidence     text NOT NULL DEFAULT '[]',
    note         text NOT NULL DEFAULT '',
    decided_by   text NOT NULL DEFAULT '',
    sha256       text NOT NULL DEFAULT '',
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (claim_id, code),
    CHECK (status <> 'waived' OR (btrim(note) <> '' AND decided_by <> '')),
    CHECK (status <> 'attached' OR sha256 <> '')
);
COMMENT ON TABLE claim_item IS 'Proof-of-execution checklist; required items that are missing keep a claim out of review.';
COMMENT ON COLUMN claim_item.decided_by IS 'The person who set the status; empty while it is the program''s own finding.';

CREATE TABLE claim_deadline (
    claim_id   bigint NOT NULL REFERENCES claim,
    code       text NOT NULL,
    due_on     date,
    due_at     timestamptz,
    rule       text NOT NULL,
    owner      text NOT NULL CHECK (owner IN ('partner', 'customer', 'microsoft', 'both')),
    state      text NOT NULL CHECK (state IN ('open', 'met', 'missed', 'lapsed', 'void')),
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, code),
    CHECK ((due_on IS NULL) = (due_at IS NULL))
);
CREATE INDEX claim_deadline_due ON claim_deadline (due_at) WHERE state = 'open';
COMMENT ON TABLE claim_deadline IS 'Deadlines in words and as instants; due_at is the first instant at which it is missed.';

CREATE TABLE attachment (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id    bigint NOT NULL REFERENCES claim,
    sha256      text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    name        text NOT NULL CHECK (name <> ''),
    size        bigint NOT NULL CHECK (size >= 0),
    uploaded_by text NOT NULL CHECK (uploaded_by <> ''),
    uploaded_at timestamptz NOT NULL,
    UNIQUE (claim_id, sha256)
);
COMMENT ON TABLE attachment IS 'Files that people added as proof; the bytes lie in the document store.';

CREATE TABLE approval (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id        bigint NOT NULL REFERENCES claim,
    state           text NOT NULL CHECK (state IN ('requested', 'approved', 'changes_requested', 'withdrawn', 'superseded')),
    evidence_sha256 text NOT NULL CHECK (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    requested_by    text NOT NULL CHECK (requested_by <> ''),
    requested_at    timestamptz NOT NULL,
    decided_by      text NOT NULL DEFAULT '',
    decided_at      timestamptz,
    reason_code     text NOT NULL DEFAULT '',
    reason          text NOT NULL DEFAULT '',
    CHECK (state NOT IN ('approved', 'changes_requested') OR (decided_by <> '' AND decided_at IS NOT NULL)),
    CHECK (state <> 'changes_requested' OR (reason_code <> '' AND length(btrim(reason)) >= 10)),
    CHECK (state <> 'approved' OR lower(btrim(decided_by)) <> lower(btrim(requested_by)))
);
CREATE UNIQUE INDEX approval_open ON approval (claim_id) WHERE state = 'requested';
CREATE UNIQUE INDEX approval_once ON approval (claim_id, evidence_sha256, lower(btrim(decided_by))) WHERE state = 'approved';
CREATE INDEX approval_of ON approval (claim_id, id);
COMMENT ON TABLE approval IS 'A reviewer''s word about one set of evidence; void as soon as the evidence changes.';

CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id     bigint NOT NULL REFERENCES claim,
    event        text NOT NULL CHECK (event <> ''),
    channel      text NOT NULL CHECK (channel IN ('mail', 'teams', 'file')),
    recipient    text NOT NULL,
    template     text NOT NULL,
    payload      text NOT NULL DEFAULT '{}',
    state        text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'maybe_sent', 'failed')),
    not_before   timestamptz NOT NULL,
    attempts     int NOT NULL DEFAULT 0,
    last_error   text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,
    sending_since timestamptz,
    finished_at  timestamptz,
    UNIQUE (claim_id, event, channel),
    CHECK ((state = 'sending') = (sending_since IS NOT NULL)),
    CHECK ((state IN ('sent', 'maybe_sent', 'failed')) = (finished_at IS NOT NULL))
);
CREATE INDEX outbox_due ON outbox (not_before) WHERE state IN ('pending', 'sending');
COMMENT ON TABLE outbox IS 'Messages to people: at most one per claim, event and channel. A crash while sending leaves maybe_sent, never a second message.';

-- +goose Down
DROP TABLE outbox;
DROP TABLE approval;
DROP TABLE attachment;
DROP TABLE claim_deadline;
DROP TABLE claim_item;
DROP TABLE claim_event;
DROP TABLE claim;
DROP FUNCTION claim_position;
DROP TABLE stage_move;

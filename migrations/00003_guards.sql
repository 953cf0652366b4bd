-- +goose Up
-- The rules of internal/sow that must hold whatever program writes.

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
-- +goose StatementEnd

CREATE TRIGGER claim_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON claim_event, document_event FROM PUBLIC, CURRENT_USER;

-- +goose StatementBegin
CREATE FUNCTION claim_involved(of_claim bigint) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT lower(btrim(uploaded_by)) FROM attachment WHERE claim_id = of_claim
    UNION SELECT lower(btrim(last_editor)) FROM claim WHERE id = of_claim
    UNION SELECT lower(btrim(requested_by)) FROM approval WHERE claim_id = of_claim AND state IN ('requested', 'approved')
    UNION SELECT lower(btrim(d.received_by)) FROM claim c JOIN document d ON d.id = c.document_id WHERE c.id = of_claim
$$;
-- +goose StatementEnd
COMMENT ON FUNCTION claim_involved IS 'Who may not approve a claim: uploaders, the last editor and who asked for the approval.';

-- +goose StatementBegin
CREATE FUNCTION approvals_that_count(of_claim bigint, evidence text, filer text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(DISTINCT lower(btrim(decided_by))) FROM approval
    WHERE claim_id = of_claim AND state = 'approved' AND evidence_sha256 = evidence
      AND lower(btrim(decided_by)) <> lower(btrim(filer))
      AND lower(btrim(decided_by)) NOT IN (SELECT claim_involved(of_claim))
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c claim;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state IN ('changes_requested', 'withdrawn', 'superseded') THEN
            RAISE EXCEPTION 'approval % is closed', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        IF (OLD.claim_id, OLD.evidence_sha256, OLD.requested_by, OLD.requested_at)
            IS DISTINCT FROM (NEW.claim_id, NEW.evidence_sha256, NEW.requested_by, NEW.requested_at)
            OR (OLD.state = 'approved' AND NEW.decided_by <> OLD.decided_by) THEN
            RAISE EXCEPTION 'approval % cannot be changed', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.state = 'approved' AND NEW.state = 'requested' THEN
            RAISE EXCEPTION 'approval % was decided', OLD.id USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NEW.state IN ('withdrawn', 'superseded') OR (TG_OP = 'UPDATE' AND NEW.state = OLD.state) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO c FROM claim WHERE id = NEW.claim_id FOR UPDATE;
    IF c.outcome IS NOT NULL OR c.stage <> 'review' THEN
        RAISE EXCEPTION 'claim % is not in review', c.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.evidence_sha256 <> c.evidence_sha256 THEN
        RAISE EXCEPTION 'the evidence of claim % has changed', c.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'approved' AND lower(btrim(NEW.decided_by)) IN (SELECT claim_involved(c.id) UNION SELECT lower(btrim(NEW.requested_by))) THEN
        RAISE EXCEPTION 'four eyes: % took part in claim %', NEW.decided_by, c.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER approval_guard BEFORE INSERT OR UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION approval_guard();
CREATE TRIGGER approval_kept BEFORE DELETE OR TRUNCATE ON approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose StatementBegin
CREATE FUNCTION approval_void() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed bigint;
BEGIN
    IF TG_TABLE_NAME = 'claim' THEN
        changed := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        changed := OLD.claim_id;
    ELSE
        changed := NEW.claim_id;
    END IF;
    UPDATE approval SET state = 'superseded' WHERE claim_id = changed AND state IN ('requested', 'approved');
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claim_item_voids AFTER UPDATE ON claim_item FOR EACH ROW
    WHEN ((OLD.need, OLD.status, OLD.evidence, OLD.note, OLD.sha256) IS DISTINCT FROM (NEW.need, NEW.status, NEW.evidence, NEW.note, NEW.sha256))
    EXECUTE FUNCTION approval_void();
CREATE TRIGGER claim_item_set_voids AFTER INSERT OR DELETE ON claim_item FOR EACH ROW EXECUTE FUNCTION approval_void();
CREATE TRIGGER attachment_voids AFTER INSERT OR DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION approval_void();
CREATE TRIGGER claim_evidence_voids AFTER UPDATE ON claim FOR EACH ROW
    WHEN ((OLD.evidence_sha256, OLD.customer, OLD.tenant_id, OLD.workload, OLD.association, OLD.programme_year, OLD.partner_id, OLD.document_id)
        IS DISTINCT FROM (NEW.evidence_sha256, NEW.customer, NEW.tenant_id, NEW.workload, NEW.association, NEW.programme_year, NEW.partner_id, NEW.document_id)
        OR (OLD.stage = 'review' AND NEW.stage IN ('identified', 'evidence')))
    EXECUTE FUNCTION approval_void();

-- +goose StatementBegin
CREATE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was text := claim_position(OLD.stage, OLD.sub_state, OLD.outcome);
    now_at text := claim_position(NEW.stage, NEW.sub_state, NEW.outcome);
    problem text;
BEGIN
    IF NEW.version < OLD.version OR (was <> now_at AND NEW.version = OLD.version) THEN
        RAISE EXCEPTION 'the version of claim % must grow', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF was = now_at THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM stage_move WHERE from_position = was AND to_position = now_at) THEN
        RAISE EXCEPTION 'claim % cannot move from % to %', OLD.id, was, now_at USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.outcome IS NOT NULL AND (NEW.stage, NEW.sub_state) IS DISTINCT FROM (OLD.stage, OLD.sub_state) THEN
        problem := 'an ended claim keeps its stage';
    ELSIF was = 'identified' AND now_at = 'evidence' AND NEW.owner = '' THEN
        problem := 'it has no owner';
    ELSIF was = 'evidence' AND now_at = 'review' THEN
        IF NEW.tenant_id !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
            problem := 'the tenant ID is not a GUID';
        ELSIF EXISTS (SELECT FROM claim_item WHERE claim_id = NEW.id AND need = 'required' AND status = 'missing') THEN
            problem := 'required items are missing';
        END IF;
    ELSIF was = 'review' AND now_at = 'submitted/submitted' THEN
        IF NEW.filed_by = '' THEN
            problem := 'nobody filed it';
        ELSIF approvals_that_count(NEW.id, NEW.evidence_sha256, NEW.filed_by) < NEW.approvals_needed THEN
            problem := 'approvals by uninvolved people are missing';
        END IF;
    ELSIF was = 'rejected' AND (OLD.disputed_on IS NOT NULL OR NEW.disputed_on IS NULL OR NEW.disputed_on > NEW.rejected_on + 30) THEN
        problem := 'it was disputed before, or more than 30 days have passed';
    ELSIF was = 'active' AND now_at = 'customer_notice' AND NOT OLD.assumed THEN
        problem := 'it did not become active by assumption';
    END IF;
    IF problem IS NOT NULL THEN
        RAISE EXCEPTION 'claim % cannot move from % to %: %', OLD.id, was, now_at, problem USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claim_guard BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION claim_guard();

-- +goose StatementBegin
CREATE FUNCTION claim_has_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_at text := claim_position(NEW.stage, NEW.sub_state, NEW.outcome);
    e claim_event;
BEGIN
    SELECT * INTO e FROM claim_event WHERE claim_id = NEW.id AND step = NEW.version;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'claim % changed to version % without an event', NEW.id, NEW.version USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND claim_position(OLD.stage, OLD.sub_state, OLD.outcome) <> now_at THEN
        IF e.to_position <> now_at THEN
            RAISE EXCEPTION 'claim % moved to % but its event says %', NEW.id, now_at, e.to_position USING ERRCODE = 'check_violation';
        END IF;
        IF btrim(e.reason) = '' AND EXISTS (SELECT FROM stage_move m WHERE m.from_position = e.from_position AND m.to_position = now_at AND m.needs_reason) THEN
            RAISE EXCEPTION 'the move of claim % to % needs a reason', NEW.id, now_at USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER claim_has_event AFTER INSERT OR UPDATE OF version, stage, sub_state, outcome ON claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claim_has_event();
CREATE TRIGGER claim_kept BEFORE DELETE OR TRUNCATE ON claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TRIGGER claim_kept ON claim;
DROP TRIGGER claim_has_event ON claim;
DROP FUNCTION claim_has_event;
DROP TRIGGER claim_guard ON claim;
DROP FUNCTION claim_guard;
DROP TRIGGER claim_evidence_voids ON claim;
DROP TRIGGER attachment_voids ON attachment;
DROP TRIGGER claim_item_set_voids ON claim_item;
DROP TRIGGER claim_item_voids ON claim_item;
DROP FUNCTION approval_void;
DROP TRIGGER approval_kept ON approval;
DROP TRIGGER approval_guard ON approval;
DROP FUNCTION approval_guard;
DROP FUNCTION approvals_that_count;
DROP FUNCTION claim_involved;
DROP TRIGGER attachment_no_update ON attachment;
DROP TRIGGER document_event_append_only ON document_event;
DROP TRIGGER claim_event_append_only ON claim_event;
DROP FUNCTION refuse_change;

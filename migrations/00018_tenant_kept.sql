-- +goose Up

-- What a claim needs for review it still needs when it is filed: the tenant ID
-- may be corrected in between and not be taken away, and items that were opened
-- again keep the claim from being filed.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was text := claim_position(OLD.stage, OLD.sub_state, OLD.outcome);
    now_at text := claim_position(NEW.stage, NEW.sub_state, NEW.outcome);
    problem text;
    guid CONSTANT text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
BEGIN
    IF NEW.version < OLD.version OR (was <> now_at AND NEW.version = OLD.version) THEN
        RAISE EXCEPTION 'the version of claim % must grow', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF was = now_at THEN
        IF NEW.stage NOT IN ('identified', 'evidence') AND OLD.tenant_id ~* guid AND NEW.tenant_id !~* guid THEN
            RAISE EXCEPTION 'claim % at % keeps its tenant ID', OLD.id, was USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM stage_move WHERE from_position = was AND to_position = now_at) THEN
        RAISE EXCEPTION 'claim % cannot move from % to %', OLD.id, was, now_at USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.outcome IS NOT NULL AND (NEW.stage, NEW.sub_state) IS DISTINCT FROM (OLD.stage, OLD.sub_state) THEN
        problem := 'an ended claim keeps its stage';
    ELSIF was = 'identified' AND now_at = 'evidence' AND NEW.owner = '' THEN
        problem := 'it has no owner';
    ELSIF now_at IN ('review', 'submitted/submitted') THEN
        IF NEW.tenant_id !~* guid THEN
            problem := 'the tenant ID is not a GUID';
        ELSIF EXISTS (SELECT FROM claim_item WHERE claim_id = NEW.id AND need = 'required' AND status = 'missing') THEN
            problem := 'required items are missing';
        ELSIF now_at = 'review' THEN
            NULL; -- nothing was approved yet
        ELSIF NEW.filed_by = '' THEN
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

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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

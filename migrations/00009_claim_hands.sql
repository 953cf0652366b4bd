-- +goose Up
ALTER TABLE claim ADD COLUMN held_by text NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN merged_into bigint REFERENCES claim;
ALTER TABLE claim ADD CONSTRAINT claim_merged CHECK (merged_into IS NULL OR (merged_into <> id AND outcome = 'not_pursued'));
CREATE INDEX claim_merged_into ON claim (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON COLUMN claim.held_by IS 'Another partner who is known to hold the workload at this customer; empty when none is.';
COMMENT ON COLUMN claim.merged_into IS 'The claim that goes on in the place of this one, which stood for the same work.';

-- +goose StatementBegin
CREATE FUNCTION claim_merge_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target claim;
BEGIN
    SELECT * INTO target FROM claim WHERE id = NEW.merged_into;
    IF OLD.merged_into IS NOT NULL OR OLD.outcome IS NOT NULL OR OLD.stage NOT IN ('identified', 'evidence')
        OR target.outcome IS NOT NULL OR target.stage NOT IN ('identified', 'evidence')
        OR target.workload <> NEW.workload OR target.partner_id <> NEW.partner_id THEN
        RAISE EXCEPTION 'claim % cannot be merged into claim %', NEW.id, NEW.merged_into USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claim_merge_guard BEFORE UPDATE OF merged_into ON claim FOR EACH ROW
    WHEN (NEW.merged_into IS DISTINCT FROM OLD.merged_into) EXECUTE FUNCTION claim_merge_guard();

-- +goose Down
DROP TRIGGER claim_merge_guard ON claim;
DROP FUNCTION claim_merge_guard;
DROP INDEX claim_merged_into;
ALTER TABLE claim DROP CONSTRAINT claim_merged;
ALTER TABLE claim DROP COLUMN merged_into;
ALTER TABLE claim DROP COLUMN held_by;

-- +goose Up

-- Who accepted or waived an item wrote part of the proof, and stays so when
-- somebody else edits the claim afterwards.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION claim_involved(of_claim bigint) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT lower(btrim(uploaded_by)) FROM attachment WHERE claim_id = of_claim
    UNION SELECT lower(btrim(decided_by)) FROM claim_item WHERE claim_id = of_claim AND decided_by <> '' AND status <> 'missing'
    UNION SELECT lower(btrim(last_editor)) FROM claim WHERE id = of_claim
    UNION SELECT lower(btrim(requested_by)) FROM approval WHERE claim_id = of_claim AND state IN ('requested', 'approved')
    UNION SELECT lower(btrim(d.received_by)) FROM claim c JOIN document d ON d.id = c.document_id WHERE c.id = of_claim
$$;
-- +goose StatementEnd
COMMENT ON FUNCTION claim_involved IS 'Who may not approve a claim: uploaders, who decided items, the last editor and who asked for the approval.';

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION claim_involved(of_claim bigint) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT lower(btrim(uploaded_by)) FROM attachment WHERE claim_id = of_claim
    UNION SELECT lower(btrim(last_editor)) FROM claim WHERE id = of_claim
    UNION SELECT lower(btrim(requested_by)) FROM approval WHERE claim_id = of_claim AND state IN ('requested', 'approved')
    UNION SELECT lower(btrim(d.received_by)) FROM claim c JOIN document d ON d.id = c.document_id WHERE c.id = of_claim
$$;
-- +goose StatementEnd
COMMENT ON FUNCTION claim_involved IS 'Who may not approve a claim: uploaders, the last editor and who asked for the approval.';

package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

const claimColumns = `
	c.id, c.customer, c.tenant_id, c.workload, c.association, c.programme_year, c.partner_id, c.attempt,
	c.stage, coalesce(c.sub_state, ''), coalesce(c.outcome, ''), c.version, c.owner, c.last_editor, c.approvals_needed,
	d.sha256, c.document_id, c.analysis_id, c.pack_sha256, c.evidence_sha256, c.expected_value, c.payment_opt_out, c.partner_center_id,
	coalesce(c.signed_on::text, ''), coalesce(c.effective_on::text, ''), c.analysed_on::text, coalesce(c.submitted_on::text, ''),
	coalesce(c.action_on::text, ''), coalesce(c.approved_on::text, ''), coalesce(c.rejected_on::text, ''), coalesce(c.disputed_on::text, ''),
	coalesce(c.notice_ends_on::text, ''), coalesce(c.active_on::text, ''),
	c.assumed, c.held, coalesce(c.supersedes, 0), c.held_by, coalesce(c.merged_into, 0), c.due_at, c.due_code, c.created_at, c.updated_at`

const claimTables = " FROM claim c JOIN document d ON d.id = c.document_id "

func scanClaim(row pgx.CollectableRow) (sow.Claim, error) {
	var c sow.Claim
	var value string
	t := &c.Dates
	err := row.Scan(&c.ID, &c.Customer, &c.TenantID, &c.Workload, &c.Association, &c.ProgrammeYear, &c.PartnerID, &c.Attempt,
		&c.Position.Stage, &c.Position.Sub, &c.Position.Outcome, &c.Version, &c.Owner, &c.LastEditor, &c.ApprovalsNeeded,
		&c.DocumentSHA256, &c.DocumentID, &c.AnalysisID, &c.PackSHA256, &c.EvidenceSHA256, &value, &c.PaymentOptOut, &c.PartnerCenter,
		&t.Signed, &t.Effective, &t.Analysed, &t.Submitted, &t.Action, &t.Approved, &t.Rejected, &t.Disputed, &t.NoticeEnds, &t.Active,
		&c.Assumed, &c.Held, &c.Supersedes, &c.HeldBy, &c.MergedInto, &c.DueAt, &c.DueCode, &c.CreatedAt, &c.UpdatedAt)
	if err != nil {
		return c, err
	}
	c.CreatedAt, c.UpdatedAt = c.CreatedAt.UTC(), c.UpdatedAt.UTC()
	if err := json.Unmarshal([]byte(value), &c.ExpectedValue); err != nil {
		return c, fmt.Errorf("decode expected value of claim %d: %w", c.ID, err)
	}
	return c, nil
}

// ClaimByID gives a claim with its checklist and deadlines, or ErrNotFound.
func ClaimByID(ctx context.Context, db DB, id int64) (sow.Claim, error) {
	return readClaim(ctx, db, id, &pgx.Batch{})
}

// LockClaim gives the claim like [ClaimByID] and keeps others from changing it
// until the transaction ends.
func LockClaim(ctx context.Context, tx pgx.Tx, id int64) (sow.Claim, error) {
	// Locking and reading are two statements: a joined row that waited for the
	// lock is checked again with the documents of before the wait, and would
	// vanish when the claim got another document meanwhile.
	b := &pgx.Batch{}
	b.Queue("SELECT FROM claim WHERE id = $1 FOR UPDATE", id)
	return readClaim(ctx, tx, id, b)
}

// readClaim sends the statements of b and those that read the claim in one
// round trip.
func readClaim(ctx context.Context, db DB, id int64, b *pgx.Batch) (sow.Claim, error) {
	var c sow.Claim
	var items []sow.ClaimItem
	var deadlines []sow.ClaimDeadline
	b.Queue("SELECT "+claimColumns+claimTables+"WHERE c.id = $1", id).Query(func(rows pgx.Rows) (err error) {
		c, err = pgx.CollectExactlyOneRow(rows, scanClaim)
		return translate(err)
	})
	b.Queue(itemsOf, id).Query(func(rows pgx.Rows) (err error) {
		items, err = pgx.CollectRows(rows, scanItem)
		return err
	})
	b.Queue(deadlinesOf, id).Query(func(rows pgx.Rows) (err error) {
		deadlines, err = pgx.CollectRows(rows, scanDeadline)
		return err
	})
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return c, fmt.Errorf("read claim %d: %w", id, err)
	}
	c.Items, c.Deadlines = items, deadlines
	return c, nil
}

const itemsOf = `SELECT claim_id, code, name, need, status, why, completed_by, evidence, note, decided_by, sha256, updated_at
	FROM claim_item WHERE claim_id = $1 ORDER BY rank, code`

func scanItem(row pgx.CollectableRow) (sow.ClaimItem, error) {
	var i sow.ClaimItem
	var evidence string
	if err := row.Scan(&i.ClaimID, &i.Code, &i.Name, &i.Need, &i.Status, &i.Why, &i.CompletedBy, &evidence, &i.Note, &i.By, &i.SHA256, &i.UpdatedAt); err != nil {
		return i, fmt.Errorf("read checklist: %w", err)
	}
	i.UpdatedAt = i.UpdatedAt.UTC()
	if err := json.Unmarshal([]byte(evidence), &i.Evidence); err != nil {
		return i, fmt.Errorf("decode evidence of %s of claim %d: %w", i.Code, i.ClaimID, err)
	}
	return i, nil
}

const deadlinesOf = `SELECT claim_id, code, due_on::text, rule, owner, due_at, state, later_on::text
	FROM claim_deadline WHERE claim_id = $1 ORDER BY due_at NULLS LAST, code`

func claimDeadlines(ctx context.Context, db DB, id int64) ([]sow.ClaimDeadline, error) {
	rows, err := db.Query(ctx, deadlinesOf, id)
	if err != nil {
		return nil, fmt.Errorf("read deadlines of claim %d: %w", id, err)
	}
	return pgx.CollectRows(rows, scanDeadline)
}

func scanDeadline(row pgx.CollectableRow) (sow.ClaimDeadline, error) {
	var d sow.ClaimDeadline
	err := row.Scan(&d.ClaimID, &d.Code, &d.Due, &d.Rule, &d.Owner, &d.DueAt, &d.State, &d.Later)
	return d, err
}

// ClaimEvents gives the history of a claim, oldest first.
func ClaimEvents(ctx context.Context, db DB, id int64) ([]sow.ClaimEvent, error) {
	rows, err := db.Query(ctx, `SELECT id, claim_id, step, kind, at, actor_kind, actor, from_position, to_position, coalesce(on_day::text, ''),
		reason, reason_code, subject, assumed, evidence_sha256, pack_sha256 FROM claim_event WHERE claim_id = $1 ORDER BY step`, id)
	if err != nil {
		return nil, fmt.Errorf("read events of claim %d: %w", id, err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (sow.ClaimEvent, error) {
		var e sow.ClaimEvent
		err := row.Scan(&e.ID, &e.ClaimID, &e.Step, &e.Kind, &e.At, &e.Actor.Kind, &e.Actor.Name, &e.From, &e.To, &e.On,
			&e.Reason, &e.ReasonCode, &e.Subject, &e.Assumed, &e.EvidenceSHA256, &e.PackSHA256)
		e.At = e.At.UTC()
		return e, err
	})
}

const attachmentsOf = "SELECT claim_id, sha256, name, size, uploaded_by, uploaded_at FROM attachment WHERE claim_id = $1 ORDER BY id"

// Attachments lists the files of a claim in the order of their arrival.
func Attachments(ctx context.Context, db DB, id int64) ([]sow.Attachment, error) {
	rows, err := db.Query(ctx, attachmentsOf, id)
	if err != nil {
		return nil, fmt.Errorf("read attachments of claim %d: %w", id, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[sow.Attachment])
}

// Approvals lists the approvals of a claim, oldest first, void ones included.
func Approvals(ctx context.Context, db DB, id int64) ([]sow.Approval, error) {
	rows, err := db.Query(ctx, `SELECT id, claim_id, state, evidence_sha256, requested_by, decided_by, reason_code, reason, requested_at, decided_at
		FROM approval WHERE claim_id = $1 ORDER BY id`, id)
	if err != nil {
		return nil, fmt.Errorf("read approvals of claim %d: %w", id, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[sow.Approval])
}

// Involved lists who took part in a claim's evidence and so may not approve
// it: uploaders, who accepted or waived items, the last editor and who asked for
// the approval. The names are folded (lower case).
func Involved(ctx context.Context, db DB, id int64) ([]string, error) {
	rows, err := db.Query(ctx, "SELECT name FROM claim_involved($1) AS name WHERE name <> ''", id)
	if err != nil {
		return nil, fmt.Errorf("read who took part in claim %d: %w", id, err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

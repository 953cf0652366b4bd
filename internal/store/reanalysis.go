package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// StartReanalysis begins a run over every document that has been read and is
// the newest of its versions. It gives ErrConflict while another run has not
// ended.
func StartReanalysis(ctx context.Context, tx pgx.Tx, pack sow.PackInfo, program string, by sow.Actor, at time.Time) (int64, error) {
	var id int64
	err := tx.QueryRow(ctx, `INSERT INTO reanalysis (pack_name, pack_version, pack_sha256, strictness, program, started_by, started_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		pack.Name, pack.Version, pack.SHA256, pack.Strictness, program, clean(by.Name), stamp(at)).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("start a re-analysis: %w", translate(err))
	}
	if _, err := tx.Exec(ctx, `INSERT INTO reanalysis_item (run_id, document_id, updated_at)
		SELECT $1, d.id, $2 FROM document d WHERE d.status <> 'received' AND NOT EXISTS (SELECT FROM document n WHERE n.supersedes = d.id)`,
		id, stamp(at)); err != nil {
		return 0, fmt.Errorf("list documents of re-analysis %d: %w", id, translate(err))
	}
	return id, auditReanalysis(ctx, tx, id, "started", by.Name, at)
}

func auditReanalysis(ctx context.Context, tx pgx.Tx, id int64, what, by string, at time.Time) error {
	r, err := ReanalysisByID(ctx, tx, id)
	if err != nil {
		return err
	}
	entry, err := auditEntry(at, by, "reanalysis."+what, subject("reanalysis", id), map[string]any{"pack": r.Pack.SHA256, "program": r.Program, "counts": r.Counts})
	if err != nil {
		return err
	}
	return AppendAudit(ctx, tx, entry)
}

// ReanalysisByID gives a run with its counts, or ErrNotFound.
func ReanalysisByID(ctx context.Context, db DB, id int64) (sow.Reanalysis, error) {
	return oneReanalysis(ctx, db, fmt.Sprint(id), "WHERE id = $1", id)
}

// NewestReanalysis gives the run that was started last, or ErrNotFound.
func NewestReanalysis(ctx context.Context, db DB) (sow.Reanalysis, error) {
	return oneReanalysis(ctx, db, "that was started last", "ORDER BY id DESC LIMIT 1")
}

// LockReanalysis gives a run and keeps others from changing its state until
// the transaction ends.
func LockReanalysis(ctx context.Context, tx pgx.Tx, id int64) (sow.Reanalysis, error) {
	return oneReanalysis(ctx, tx, fmt.Sprint(id), "WHERE id = $1 FOR UPDATE", id)
}

func oneReanalysis(ctx context.Context, db DB, name, where string, args ...any) (sow.Reanalysis, error) {
	r := sow.Reanalysis{Counts: map[sow.ReanalysisItemState]int{}}
	err := db.QueryRow(ctx, `SELECT id, state, pack_name, pack_version, pack_sha256, strictness, program, started_by, started_at, decided_by,
		decided_at, finished_at, trouble FROM reanalysis `+where, args...).Scan(&r.ID, &r.State, &r.Pack.Name, &r.Pack.Version, &r.Pack.SHA256, &r.Pack.Strictness,
		&r.Program, &r.StartedBy, &r.StartedAt, &r.DecidedBy, &r.DecidedAt, &r.FinishedAt, &r.Trouble)
	if err != nil {
		return r, fmt.Errorf("read re-analysis %s: %w", name, translate(err))
	}
	rows, err := db.Query(ctx, "SELECT state, count(*) FROM reanalysis_item WHERE run_id = $1 GROUP BY state", r.ID)
	if err != nil {
		return r, fmt.Errorf("count documents of re-analysis %d: %w", r.ID, err)
	}
	var state sow.ReanalysisItemState
	var n int
	_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
		r.Counts[state] = n
		return nil
	})
	if err != nil {
		return r, fmt.Errorf("count documents of re-analysis %d: %w", r.ID, err)
	}
	return r, nil
}

// UnfinishedReanalysis gives the id of the run that is running or applying, or
// ErrNotFound.
func UnfinishedReanalysis(ctx context.Context, db DB) (int64, error) {
	var id int64
	err := db.QueryRow(ctx, "SELECT id FROM reanalysis WHERE state IN ('running', 'applying')").Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("look for a re-analysis: %w", translate(err))
	}
	return id, nil
}

// reanalysisMoves lists from which states a run comes into a state.
var reanalysisMoves = map[sow.ReanalysisState][]sow.ReanalysisState{
	sow.ReanalysisRunning:   {sow.ReanalysisPaused},
	sow.ReanalysisPaused:    {sow.ReanalysisRunning},
	sow.ReanalysisReady:     {sow.ReanalysisRunning},
	sow.ReanalysisApplying:  {sow.ReanalysisReady},
	sow.ReanalysisApplied:   {sow.ReanalysisApplying},
	sow.ReanalysisDiscarded: {sow.ReanalysisRunning, sow.ReanalysisPaused, sow.ReanalysisReady},
}

// MoveReanalysis brings a run into another state. It gives ErrConflict when
// the run is not in a state from which that is allowed. The caller holds the
// run by [LockReanalysis].
func MoveReanalysis(ctx context.Context, tx pgx.Tx, r sow.Reanalysis, to sow.ReanalysisState, by sow.Actor, at time.Time) error {
	if !slices.Contains(reanalysisMoves[to], r.State) {
		return fmt.Errorf("re-analysis %d is %s and cannot become %s: %w", r.ID, r.State, to, sow.ErrConflict)
	}
	decides := to == sow.ReanalysisApplying || to == sow.ReanalysisDiscarded
	seen := []byte("{}")
	if decides {
		diff, err := DiffReanalysis(ctx, tx, r)
		if err != nil {
			return err
		}
		if seen, err = json.Marshal(diff); err != nil {
			return fmt.Errorf("write diff of re-analysis %d: %w", r.ID, err)
		}
	}
	_, err := tx.Exec(ctx, `UPDATE reanalysis SET state = $2, trouble = '', diff = CASE WHEN $3 THEN $6 ELSE diff END,
		decided_by = CASE WHEN $3 THEN $4 ELSE decided_by END, decided_at = CASE WHEN $3 THEN $5 ELSE decided_at END,
		finished_at = CASE WHEN $2 IN ('applied', 'discarded') THEN $5 END WHERE id = $1`,
		r.ID, string(to), decides, clean(by.Name), stamp(at), string(seen))
	if err != nil {
		return fmt.Errorf("move re-analysis %d: %w", r.ID, translate(err))
	}
	return auditReanalysis(ctx, tx, r.ID, string(to), by.Name, at)
}

// TroubleReanalysis notes what keeps a run from going on; "" takes it back.
func TroubleReanalysis(ctx context.Context, db DB, id int64, words string) error {
	if _, err := db.Exec(ctx, "UPDATE reanalysis SET trouble = $2 WHERE id = $1 AND trouble <> $2", id, clean(words)); err != nil {
		return fmt.Errorf("note trouble of re-analysis %d: %w", id, err)
	}
	return nil
}

// TakeReanalysisItem gives the next document of a run in a state and marks it
// as queued, or gives ErrNotFound. Several workers get different ones.
func TakeReanalysisItem(ctx context.Context, tx pgx.Tx, run int64, from sow.ReanalysisItemState, at time.Time) (documentID int64, err error) {
	err = tx.QueryRow(ctx, `UPDATE reanalysis_item SET state = 'queued', updated_at = $3 WHERE run_id = $1 AND document_id = (
		SELECT document_id FROM reanalysis_item WHERE run_id = $1 AND state = $2 ORDER BY document_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING document_id`,
		run, string(from), stamp(at)).Scan(&documentID)
	if err != nil {
		return 0, fmt.Errorf("take a document of re-analysis %d: %w", run, translate(err))
	}
	return documentID, nil
}

// RequeueReanalysis gives queued documents of a run back: those whose jobs are
// gone. It tells how many.
func RequeueReanalysis(ctx context.Context, tx pgx.Tx, run int64) (int64, error) {
	tag, err := tx.Exec(ctx, `UPDATE reanalysis_item SET state = CASE WHEN analysis_id IS NULL THEN 'waiting' ELSE 'compared' END
		WHERE run_id = $1 AND state = 'queued'`, run)
	if err != nil {
		return 0, fmt.Errorf("give documents of re-analysis %d back: %w", run, err)
	}
	return tag.RowsAffected(), nil
}

// PutReanalysisItem writes what became of a queued document of a run. It gives
// ErrConflict for one that is not queued: another worker was there before.
func PutReanalysisItem(ctx context.Context, tx pgx.Tx, run int64, i sow.ReanalysisItem, at time.Time) error {
	change, err := json.Marshal(i.Change)
	if err != nil {
		return fmt.Errorf("write change of document %d: %w", i.DocumentID, err)
	}
	tag, err := tx.Exec(ctx, `UPDATE reanalysis_item SET state = $3, base_id = coalesce($4, base_id), analysis_id = coalesce($5, analysis_id),
		changed = CASE WHEN $8 THEN changed ELSE $9 END, change = CASE WHEN $8 THEN change ELSE $6 END, reason = $7, updated_at = $10
		WHERE run_id = $1 AND document_id = $2 AND state = 'queued'`,
		run, i.DocumentID, string(i.State), orNull(i.BaseID), orNull(i.AnalysisID), string(change), clean(i.Reason),
		i.State != sow.ItemCompared, !i.Change.Empty(), stamp(at))
	if err != nil {
		return fmt.Errorf("write document %d of re-analysis %d: %w", i.DocumentID, run, translate(err))
	}
	if tag.RowsAffected() == 0 {
		return fmt.Errorf("document %d of re-analysis %d is not queued: %w", i.DocumentID, run, sow.ErrConflict)
	}
	return nil
}

func orNull(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

const againColumns = `SELECT i.document_id, d.name, i.state, coalesce(i.base_id, 0), coalesce(i.analysis_id, 0), i.reason, i.change
	FROM reanalysis_item i JOIN document d ON d.id = i.document_id `

// ReanalysisItem gives one document of a run, or ErrNotFound.
func ReanalysisItem(ctx context.Context, db DB, run, documentID int64) (sow.ReanalysisItem, error) {
	list, err := reanalysisItems(ctx, db, "WHERE i.run_id = $1 AND i.document_id = $2", run, documentID)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("document %d of re-analysis %d: %w", documentID, run, sow.ErrNotFound)
	}
	if err != nil {
		return sow.ReanalysisItem{}, err
	}
	return list[0], nil
}

// ChangedItems lists documents of a run that would be, or were, decided
// otherwise, in the order of their numbers from after on.
func ChangedItems(ctx context.Context, db DB, run, after int64, limit int) ([]sow.ReanalysisItem, error) {
	return reanalysisItems(ctx, db, "WHERE i.run_id = $1 AND i.changed AND i.document_id > $2 ORDER BY i.document_id LIMIT $3", run, after, limited(limit))
}

// UndecidedItems lists documents of a run that failed or were skipped, at most
// limit.
func UndecidedItems(ctx context.Context, db DB, run int64, limit int) ([]sow.ReanalysisItem, error) {
	return reanalysisItems(ctx, db, "WHERE i.run_id = $1 AND i.state IN ('failed', 'skipped') ORDER BY i.document_id LIMIT $2", run, limited(limit))
}

func reanalysisItems(ctx context.Context, db DB, where string, args ...any) ([]sow.ReanalysisItem, error) {
	rows, err := db.Query(ctx, againColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("list documents of a re-analysis: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (sow.ReanalysisItem, error) {
		var i sow.ReanalysisItem
		var change string
		if err := row.Scan(&i.DocumentID, &i.Name, &i.State, &i.BaseID, &i.AnalysisID, &i.Reason, &change); err != nil {
			return i, fmt.Errorf("list documents of a re-analysis: %w", err)
		}
		if err := json.Unmarshal([]byte(change), &i.Change); err != nil {
			return i, fmt.Errorf("decode change of document %d: %w", i.DocumentID, err)
		}
		return i, nil
	})
}

// DiffReanalysis adds up what a run changes: a claim that several documents
// would open counts once, and one that another document calls for stays. Of a
// run that somebody decided about it gives what that person saw.
func DiffReanalysis(ctx context.Context, db DB, run sow.Reanalysis) (sow.ReanalysisDiff, error) {
	var d sow.ReanalysisDiff
	if run.DecidedAt != nil {
		var text string
		if err := db.QueryRow(ctx, "SELECT diff FROM reanalysis WHERE id = $1", run.ID).Scan(&text); err != nil {
			return d, fmt.Errorf("read diff of re-analysis %d: %w", run.ID, translate(err))
		}
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			return d, fmt.Errorf("decode diff of re-analysis %d: %w", run.ID, err)
		}
		return d, nil
	}
	opens := map[string]bool{}
	for after := int64(0); ; {
		items, err := ChangedItems(ctx, db, run.ID, after, MaxLimit)
		if err != nil {
			return d, err
		}
		for _, i := range items {
			after = i.DocumentID
			d.Documents++
			d.Opens = appendNew(d.Opens, i.Change.Opens, opens)
		}
		if len(items) < MaxLimit {
			break
		}
	}
	return d, addLeftClaims(ctx, db, run.ID, &d)
}

// addLeftClaims adds the open claims that no document would call for any more.
func addLeftClaims(ctx context.Context, db DB, run int64, d *sow.ReanalysisDiff) error {
	rows, err := db.Query(ctx, `SELECT c.id, c.customer, c.workload, c.association, c.position FROM claim c
		WHERE c.outcome IS NULL AND EXISTS (SELECT FROM claim_event e JOIN reanalysis_item i
			ON i.run_id = $1 AND i.document_id = CASE WHEN e.subject LIKE 'document:%' THEN substr(e.subject, 10)::bigint END
			WHERE e.claim_id = c.id AND e.kind IN ('opened', 'analysed') AND i.state IN ('compared', 'queued'))
		  AND NOT `+calledFor+" ORDER BY c.id", run)
	if err != nil {
		return fmt.Errorf("list claims that re-analysis %d leaves without ground: %w", run, err)
	}
	left, err := pgx.CollectRows(rows, scanClaimRef)
	if err != nil {
		return fmt.Errorf("list claims that re-analysis %d leaves without ground: %w", run, err)
	}
	for _, ref := range left {
		if ref.Position == sow.At(sow.StageIdentified).String() {
			d.Closes = append(d.Closes, ref)
		} else {
			d.Flags = append(d.Flags, ref)
		}
	}
	return nil
}

func appendNew(list, more []sow.ClaimRef, seen map[string]bool) []sow.ClaimRef {
	for _, r := range more {
		if !seen[r.Key] {
			seen[r.Key] = true
			list = append(list, r)
		}
	}
	return list
}

// WouldOpen lists the claims that an analysis would open if it took effect now.
func WouldOpen(ctx context.Context, db DB, doc sow.DocumentRecord, r Recording) ([]sow.ClaimRef, error) {
	var list []sow.ClaimRef
	r.Zone = cmpZone(r.Zone)
	for _, p := range r.Analysis.Claims {
		o := &opening{Recording: r, doc: doc, proposal: p}
		o.fresh = o.claim()
		found, err := o.found(ctx, db)
		if err != nil {
			return nil, err
		}
		if found {
			continue
		}
		c := o.fresh
		list = append(list, sow.ClaimRef{
			Key:      fmt.Sprint(sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256), " ", c.Workload, " ", c.Association, " ", c.ProgrammeYear),
			Customer: c.Customer, Workload: c.Workload, Association: c.Association,
		})
	}
	return list, nil
}

// ApplyReanalysis lets a proposed decision take effect for the person who
// confirmed the run: it records it as [RecordAnalysis] does, and ends claims
// that nobody works on yet and that it no longer calls for as not pursued.
// Deadlines is that of a [MoveRequest].
func ApplyReanalysis(ctx context.Context, tx pgx.Tx, run sow.Reanalysis, r Recording, deadlines func(sow.Claim) []sow.DeadlineEntry) (Recorded, error) {
	r.Run = run.ID
	out, err := RecordAnalysis(ctx, tx, r)
	if err != nil || out.Repeated {
		return out, err
	}
	if err := documentEvent(ctx, tx, r.DocumentID, docEvent{kind: "decided_anew", at: r.At, actor: run.DecidedBy, detail: "with rules " + run.Pack.Version}); err != nil {
		return out, err
	}
	for _, id := range out.Left { // RecordAnalysis has locked them
		c, err := ClaimByID(ctx, tx, id)
		if err != nil {
			return out, err
		}
		if c.Position != sow.At(sow.StageIdentified) {
			continue
		}
		_, err = MoveClaim(ctx, tx, MoveRequest{
			Change: Change{ClaimID: id, Version: c.Version, Actor: sow.Person(run.DecidedBy), At: r.At}, Zone: r.Zone, Deadlines: deadlines,
			To: sow.Ended(sow.OutcomeNotPursued), Reason: "the rules " + run.Pack.Version + " no longer call for this claim (re-analysis " + fmt.Sprint(run.ID) + ")",
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

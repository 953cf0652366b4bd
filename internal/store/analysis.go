package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"claimline/internal/sow"
)

// logged is an entry of the decision log with what became of its insertion.
type logged struct {
	id       int64
	added    bool // it is new, or was only proposed until now
	inEffect bool // it was the current one before
	first    bool // no other one was in effect before it
}

// insertAnalysis takes the document for the transaction, so that two runs of
// one job cannot both record it, adds an entry to the decision log and makes it
// the current one. For a decision that is in the log already it gives the old
// entry; one that was only proposed takes effect now and counts as added.
func insertAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (doc sow.DocumentRecord, l logged, err error) {
	b := &pgx.Batch{}
	b.Queue("SELECT FROM document WHERE id = $1 FOR NO KEY UPDATE", r.DocumentID)
	b.Queue(documentAlone, r.DocumentID).Query(func(rows pgx.Rows) (err error) {
		doc, err = pgx.CollectExactlyOneRow(rows, scanDocument)
		return err
	})
	b.Queue(`UPDATE analysis SET current = false WHERE document_id = $1 AND current
		AND (pack_sha256, engine, program, options) <> ($2, $3, $4, $5)`,
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options).Exec(func(older pgconn.CommandTag) error {
		l.first = older.RowsAffected() == 0
		return nil
	})
	if err := queueAnalysis(b, r, true, &l.id); err != nil {
		return doc, l, err
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return doc, l, fmt.Errorf("record analysis of document %d: %w", r.DocumentID, translate(err))
	}
	if l.added = l.id != 0; l.added {
		return doc, l, nil
	}
	l.first = false
	err = tx.QueryRow(ctx, `
		WITH known AS (SELECT id, proposed, current FROM analysis WHERE document_id = $1 AND pack_sha256 = $2 AND engine = $3 AND program = $4 AND options = $5)
		UPDATE analysis a SET current = true, proposed = false FROM known WHERE a.id = known.id RETURNING a.id, known.proposed, known.current`,
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options).Scan(&l.id, &l.added, &l.inEffect)
	if err != nil {
		return doc, l, fmt.Errorf("find analysis of document %d: %w", r.DocumentID, translate(err))
	}
	return doc, l, nil
}

// ProposeAnalysis adds an entry to the decision log that is not in effect: no
// claim follows from it before [RecordAnalysis] gets the same decision.
// InEffect tells that this very decision is the current one already.
func ProposeAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (id int64, inEffect bool, err error) {
	b := &pgx.Batch{}
	if err := queueAnalysis(b, r, false, &id); err != nil {
		return 0, false, err
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return 0, false, fmt.Errorf("propose analysis of document %d: %w", r.DocumentID, translate(err))
	}
	if id != 0 {
		return id, false, nil
	}
	err = tx.QueryRow(ctx, "SELECT id, current FROM analysis WHERE document_id = $1 AND pack_sha256 = $2 AND engine = $3 AND program = $4 AND options = $5",
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options).Scan(&id, &inEffect)
	if err != nil {
		return 0, false, fmt.Errorf("find analysis of document %d: %w", r.DocumentID, translate(err))
	}
	return id, inEffect, nil
}

// queueAnalysis inserts an entry, current or only proposed. The id stays as it
// is for a decision that is in the log already.
func queueAnalysis(b *pgx.Batch, r Recording, current bool, id *int64) error {
	result, err := json.Marshal(r.Analysis)
	if err != nil {
		return fmt.Errorf("write analysis of document %d: %w", r.DocumentID, err)
	}
	trace, err := json.Marshal(r.Analysis.Trace)
	if err != nil {
		return fmt.Errorf("write trace of document %d: %w", r.DocumentID, err)
	}
	a, m := r.Analysis, methodsOf(r.Analysis)
	b.Queue(`
		INSERT INTO analysis (document_id, status, pack_name, pack_version, pack_sha256, strictness, engine, program, options,
			customer, workloads, pal, dpor, cpor, result, proposes, trace, decided_at, current, proposed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, NOT $19)
		ON CONFLICT (document_id, pack_sha256, engine, program, options) DO NOTHING RETURNING id`,
		r.DocumentID, string(a.Status), a.Pack.Name, a.Pack.Version, a.Pack.SHA256, a.Pack.Strictness, a.Document.Engine, r.Program, r.Options,
		clean(customerOf(a)), inScope(a), string(m.PAL.Strength), string(m.DPOR.Strength), string(m.CPOR.Strength),
		string(result), proposed(a), string(trace), stamp(r.At), current).QueryRow(func(row pgx.Row) error {
		err := row.Scan(id)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return nil
}

// proposed names the claims that an analysis proposes: workload/association.
func proposed(a sow.Analysis) []string {
	names := make([]string, len(a.Claims))
	for i, c := range a.Claims {
		names[i] = clean(c.Workload + "/" + string(c.Association))
	}
	return names
}

func methodsOf(a sow.Analysis) sow.MethodsAdvice {
	if a.Methods == nil {
		return sow.MethodsAdvice{}
	}
	return *a.Methods
}

func customerOf(a sow.Analysis) string {
	if a.Facts == nil {
		return ""
	}
	name, _ := a.Facts.Customer.Known()
	return name
}

func inScope(a sow.Analysis) []string {
	ids := []string{}
	for _, w := range a.Workloads {
		if w.Polarity == sow.InScope {
			ids = append(ids, w.ID)
		}
	}
	return ids
}

// AnalysisOf gives the current analysis of a document, or ErrNotFound.
func AnalysisOf(ctx context.Context, db DB, documentID int64) (sow.AnalysisRecord, error) {
	return oneAnalysis(ctx, db, fmt.Sprintf("of document %d", documentID), "document_id = $1 AND current", documentID)
}

// AnalysisByID gives one entry of the decision log, or ErrNotFound.
func AnalysisByID(ctx context.Context, db DB, id int64) (sow.AnalysisRecord, error) {
	return oneAnalysis(ctx, db, fmt.Sprint(id), "id = $1", id)
}

func oneAnalysis(ctx context.Context, db DB, name, where string, arg any) (sow.AnalysisRecord, error) {
	var r sow.AnalysisRecord
	var trace string
	var at time.Time
	err := db.QueryRow(ctx, "SELECT id, document_id, program, options, current, proposed, decided_at, result, trace FROM analysis WHERE "+where, arg).
		Scan(&r.ID, &r.DocumentID, &r.Program, &r.Options, &r.Current, &r.Proposed, &at, &r.Raw, &trace)
	if err != nil {
		return r, fmt.Errorf("read analysis %s: %w", name, translate(err))
	}
	r.DecidedAt = at.UTC()
	if err := json.Unmarshal(r.Raw, &r.Analysis); err != nil {
		return r, fmt.Errorf("decode analysis %s: %w", name, err)
	}
	if err := json.Unmarshal([]byte(trace), &r.Analysis.Trace); err != nil {
		return r, fmt.Errorf("decode trace of analysis %s: %w", name, err)
	}
	return r, nil
}

// Results gives the analyses of entries of the decision log, by id, without
// their traces.
func Results(ctx context.Context, db DB, ids []int64) (map[int64]sow.Analysis, error) {
	rows, err := db.Query(ctx, "SELECT id, result FROM analysis WHERE id = ANY($1)", ids)
	if err != nil {
		return nil, fmt.Errorf("read %d analyses: %w", len(ids), err)
	}
	list := make(map[int64]sow.Analysis, len(ids))
	var id int64
	var raw []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &raw}, func() error {
		var a sow.Analysis
		err := json.Unmarshal(raw, &a)
		list[id] = a
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %d analyses: %w", len(ids), err)
	}
	return list, nil
}

// AnalysisIDs lists the decision log of a document, newest first.
func AnalysisIDs(ctx context.Context, db DB, documentID int64) ([]int64, error) {
	rows, err := db.Query(ctx, "SELECT id FROM analysis WHERE document_id = $1 ORDER BY id DESC", documentID)
	if err != nil {
		return nil, fmt.Errorf("list analyses of document %d: %w", documentID, err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// DecisionLog lists entries of the log, oldest first: those in effect, or with
// all every one; of one document, or of all for 0.
func DecisionLog(ctx context.Context, db DB, documentID int64, all bool) ([]int64, error) {
	rows, err := db.Query(ctx, "SELECT id FROM analysis WHERE ($1 = 0 OR document_id = $1) AND ($2 OR current) ORDER BY id", documentID, all)
	if err != nil {
		return nil, fmt.Errorf("list decisions: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

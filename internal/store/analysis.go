package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// logged is an entry of the decision log with what became of its insertion.
type logged struct {
	id       int64
	added    bool // it is new, or was only proposed until now
	inEffect bool // it was the current one before
	first    bool // no other one was in effect before it
}

// insertAnalysis adds an entry to the decision log and makes it the current
// one. For a decision that is in the log already it gives the old entry; one
// that was only proposed takes effect now and counts as added.
func insertAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (logged, error) {
	older, err := tx.Exec(ctx, `UPDATE analysis SET current = false WHERE document_id = $1 AND current
		AND (pack_sha256, engine, program, options) <> ($2, $3, $4, $5)`,
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options)
	if err != nil {
		return logged{}, fmt.Errorf("set older analyses of document %d aside: %w", r.DocumentID, err)
	}
	id, err := logAnalysis(ctx, tx, r, true)
	if err == nil {
		return logged{id: id, added: true, first: older.RowsAffected() == 0}, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return logged{}, err
	}
	var l logged
	err = tx.QueryRow(ctx, `
		WITH known AS (SELECT id, proposed, current FROM analysis WHERE document_id = $1 AND pack_sha256 = $2 AND engine = $3 AND program = $4 AND options = $5)
		UPDATE analysis a SET current = true, proposed = false FROM known WHERE a.id = known.id RETURNING a.id, known.proposed, known.current`,
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options).Scan(&l.id, &l.added, &l.inEffect)
	if err != nil {
		return l, fmt.Errorf("find analysis of document %d: %w", r.DocumentID, translate(err))
	}
	return l, nil
}

// ProposeAnalysis adds an entry to the decision log that is not in effect: no
// claim follows from it before [RecordAnalysis] gets the same decision.
// InEffect tells that this very decision is the current one already.
func ProposeAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (id int64, inEffect bool, err error) {
	id, err = logAnalysis(ctx, tx, r, false)
	if !errors.Is(err, pgx.ErrNoRows) {
		return id, false, err
	}
	err = tx.QueryRow(ctx, "SELECT id, current FROM analysis WHERE document_id = $1 AND pack_sha256 = $2 AND engine = $3 AND program = $4 AND options = $5",
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options).Scan(&id, &inEffect)
	if err != nil {
		return 0, false, fmt.Errorf("find analysis of document %d: %w", r.DocumentID, translate(err))
	}
	return id, inEffect, nil
}

// logAnalysis inserts an entry, current or only proposed, and gives
// pgx.ErrNoRows for a decision that is in the log already.
func logAnalysis(ctx context.Context, tx pgx.Tx, r Recording, current bool) (int64, error) {
	result, err := json.Marshal(r.Analysis)
	if err != nil {
		return 0, fmt.Errorf("write analysis of document %d: %w", r.DocumentID, err)
	}
	trace, err := json.Marshal(r.Analysis.Trace)
	if err != nil {
		return 0, fmt.Errorf("write trace of document %d: %w", r.DocumentID, err)
	}
	a, m := r.Analysis, methodsOf(r.Analysis)
	var id int64
	err = tx.QueryRow(ctx, `
		INSERT INTO analysis (document_id, status, pack_name, pack_version, pack_sha256, strictness, engine, program, options,
			customer, workloads, pal, dpor, cpor, result, proposes, trace, decided_at, current, proposed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, NOT $19)
		ON CONFLICT (document_id, pack_sha256, engine, program, options) DO NOTHING RETURNING id`,
		r.DocumentID, string(a.Status), a.Pack.Name, a.Pack.Version, a.Pack.SHA256, a.Pack.Strictness, a.Document.Engine, r.Program, r.Options,
		clean(customerOf(a)), inScope(a), string(m.PAL.Strength), string(m.DPOR.Strength), string(m.CPOR.Strength),
		string(result), proposed(a), string(trace), stamp(r.At), current).Scan(&id)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("insert analysis of document %d: %w", r.DocumentID, translate(err))
	}
	return id, err
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

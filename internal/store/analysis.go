package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
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

// insertAnalyses adds entries to the decision log, for documents that the
// statements of first take for the transaction, so that two runs of one job
// cannot both record it, and makes them the current ones. For a decision that
// is in the log already it gives the old entry; one that was only proposed
// takes effect now and counts as added.
func insertAnalyses(ctx context.Context, tx pgx.Tx, list []*recording, first *pgx.Batch) error {
	byDocument := make(map[int64]*recording, len(list))
	for _, r := range list {
		byDocument[r.DocumentID] = r
		r.entry.first = true
	}
	documents := column(list, func(r *recording) int64 { return r.DocumentID })
	text := func(value func(*recording) string) []string { return column(list, value) }
	first.Queue(documentAlone+"= ANY($1)", documents).Query(func(rows pgx.Rows) error {
		docs, err := pgx.CollectRows(rows, scanDocument)
		for _, d := range docs {
			byDocument[d.ID].doc = d
		}
		return err
	})
	first.Queue(`UPDATE analysis a SET current = false FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
			AS t(document_id, pack_sha256, engine, program, options)
		WHERE a.document_id = ANY($1) AND a.document_id = t.document_id AND a.current
			AND (a.pack_sha256, a.engine, a.program, a.options) <> (t.pack_sha256, t.engine, t.program, t.options) RETURNING a.document_id`,
		documents, text(func(r *recording) string { return r.Analysis.Pack.SHA256 }), text(func(r *recording) string { return r.Analysis.Document.Engine }),
		text(func(r *recording) string { return r.Program }), text(func(r *recording) string { return r.Options })).Query(func(rows pgx.Rows) error {
		var id int64
		_, err := pgx.ForEachRow(rows, []any{&id}, func() error { byDocument[id].entry.first = false; return nil })
		return err
	})
	err := queueAnalyses(first, column(list, func(r *recording) Recording { return r.Recording }), true, func(document, id int64) {
		byDocument[document].entry.id = id
	})
	if err != nil {
		return err
	}
	if err := tx.SendBatch(ctx, first).Close(); err != nil {
		return fmt.Errorf("record analyses of %s: %w", documentsOf(list), translate(err))
	}
	for _, r := range list {
		if r.doc.ID == 0 {
			return fmt.Errorf("record analysis of document %d: %w", r.DocumentID, sow.ErrNotFound)
		}
		if r.entry.added = r.entry.id != 0; r.entry.added {
			continue
		}
		if err := r.takeLogged(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// takeLogged makes the decision that is in the log already the current one.
func (r *recording) takeLogged(ctx context.Context, tx pgx.Tx) error {
	l := &r.entry
	l.first = false
	err := tx.QueryRow(ctx, `
		WITH known AS (SELECT id, proposed, current FROM analysis WHERE document_id = $1 AND pack_sha256 = $2 AND engine = $3 AND program = $4 AND options = $5)
		UPDATE analysis a SET current = true, proposed = false FROM known WHERE a.id = known.id RETURNING a.id, known.proposed, known.current`,
		r.DocumentID, r.Analysis.Pack.SHA256, r.Analysis.Document.Engine, r.Program, r.Options).Scan(&l.id, &l.added, &l.inEffect)
	if err != nil {
		return fmt.Errorf("find analysis of document %d: %w", r.DocumentID, translate(err))
	}
	return nil
}

// ProposeAnalysis adds an entry to the decision log that is not in effect: no
// claim follows from it before [RecordAnalysis] gets the same decision.
// InEffect tells that this very decision is the current one already.
func ProposeAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (id int64, inEffect bool, err error) {
	b := &pgx.Batch{}
	if err := queueAnalyses(b, []Recording{r}, false, func(_, added int64) { id = added }); err != nil {
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

// queueAnalyses inserts entries of different documents, current or only
// proposed. Added is called for each, save for a decision that is in the log
// already.
func queueAnalyses(b *pgx.Batch, list []Recording, current bool, added func(document, id int64)) error {
	results, traces := make([]string, len(list)), make([]string, len(list))
	for i, r := range list {
		result, err := json.Marshal(r.Analysis)
		if err != nil {
			return fmt.Errorf("write analysis of document %d: %w", r.DocumentID, err)
		}
		trace, err := json.Marshal(r.Analysis.Trace)
		if err != nil {
			return fmt.Errorf("write trace of document %d: %w", r.DocumentID, err)
		}
		results[i], traces[i] = string(result), string(trace)
	}
	text := func(value func(Recording) string) []string { return column(list, value) }
	const unit = "\x1f" // between the names of a list
	b.Queue(`
		INSERT INTO analysis (document_id, status, pack_name, pack_version, pack_sha256, strictness, engine, program, options,
			customer, workloads, pal, dpor, cpor, result, proposes, trace, decided_at, current, proposed)
		SELECT t.document_id, t.status, t.pack_name, t.pack_version, t.pack_sha256, t.strictness, t.engine, t.program, t.options,
			t.customer, string_to_array(t.workloads, $20), t.pal, t.dpor, t.cpor, t.result, string_to_array(t.proposes, $20), t.trace, t.decided_at, $19, NOT $19
		FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
			$10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::timestamptz[])
			AS t(document_id, status, pack_name, pack_version, pack_sha256, strictness, engine, program, options,
			customer, workloads, pal, dpor, cpor, result, proposes, trace, decided_at)
		ON CONFLICT (document_id, pack_sha256, engine, program, options) DO NOTHING RETURNING document_id, id`,
		column(list, func(r Recording) int64 { return r.DocumentID }), text(func(r Recording) string { return string(r.Analysis.Status) }),
		text(func(r Recording) string { return r.Analysis.Pack.Name }), text(func(r Recording) string { return r.Analysis.Pack.Version }),
		text(func(r Recording) string { return r.Analysis.Pack.SHA256 }), text(func(r Recording) string { return r.Analysis.Pack.Strictness }),
		text(func(r Recording) string { return r.Analysis.Document.Engine }), text(func(r Recording) string { return r.Program }),
		text(func(r Recording) string { return r.Options }), text(func(r Recording) string { return clean(customerOf(r.Analysis)) }),
		text(func(r Recording) string { return strings.Join(inScope(r.Analysis), unit) }),
		text(func(r Recording) string { return string(methodsOf(r.Analysis).PAL.Strength) }),
		text(func(r Recording) string { return string(methodsOf(r.Analysis).DPOR.Strength) }),
		text(func(r Recording) string { return string(methodsOf(r.Analysis).CPOR.Strength) }),
		results, text(func(r Recording) string { return strings.Join(proposed(r.Analysis), unit) }), traces,
		column(list, func(r Recording) time.Time { return stamp(r.At) }), current, unit).Query(func(rows pgx.Rows) error {
		var document, id int64
		_, err := pgx.ForEachRow(rows, []any{&document, &id}, func() error { added(document, id); return nil })
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

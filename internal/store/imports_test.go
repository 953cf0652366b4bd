package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func importing(c sow.Claim, who string) store.Change {
	ch := change(c, who)
	ch.Actor.Kind = sow.ActorImport
	return ch
}

func rowsOf(t *testing.T, db store.DB, outcome string) int {
	t.Helper()
	return number(t, db, "SELECT count(*) FROM import_row WHERE outcome = '"+outcome+"'")
}

// An import moves what the table allows an import and keeps the rest as refused;
// the same file cannot be loaded again, and rows that come again in another
// file are not noted twice.
func TestLoadImport(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := place(t, tx, openClaim(t, tx).ID, sow.AtSubmitted(sow.SubUnderReview))
	im := store.Import{
		SHA256: sha("export"), Name: "claims.csv", Kind: "claims", Rows: 3, By: "Anna",
		Moves: []store.ImportMove{
			{Line: 2, MoveRequest: store.MoveRequest{Change: importing(c, "Anna"), To: sow.At(sow.StageCustomerNotice), On: "2026-11-20", Reason: "Partner Center shows Approved"}},
			{Line: 3, MoveRequest: store.MoveRequest{Change: importing(c, "Anna"), To: sow.At(sow.StageActive)}},
		},
		LeftAlone: []store.ImportRow{{Line: 4, Detail: "nobody: no claim of ours"}},
	}
	r := must[store.ImportRecord](t)(store.LoadImport(t.Context(), tx, im, now))
	if r.Moved != 1 || r.LeftAlone != 2 || len(r.Refused) != 1 {
		t.Fatalf("the import gives %+v", r)
	}
	moved := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, c.ID))
	if moved.Position != sow.At(sow.StageCustomerNotice) || moved.Dates.Approved != "2026-11-20" || moved.Version != c.Version+1 {
		t.Errorf("the claim is at %s, approved %q, version %d", moved.Position, moved.Dates.Approved, moved.Version)
	}
	events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
	if last := events[len(events)-1]; last.Actor != (sow.Actor{Kind: sow.ActorImport, Name: "Anna"}) || last.Kind != sow.EventMoved {
		t.Errorf("the last event is %+v", last)
	}
	if rowsOf(t, tx, "moved") != 1 || rowsOf(t, tx, "refused") != 1 || rowsOf(t, tx, "unmatched") != 1 {
		t.Error("the rows are not kept by what became of them")
	}
	if n := number(t, tx, "SELECT count(*) FROM audit WHERE action = 'import.loaded'"); n != 1 {
		t.Errorf("%d audit entries of the import", n)
	}
	err := inSavepoint(t, tx, func(tx pgxTx) error { _, err := store.LoadImport(t.Context(), tx, im, now); return err })
	if !errors.Is(err, sow.ErrConflict) {
		t.Errorf("the same file once more gives %v", err)
	}
	kept := must[store.ImportRecord](t)(store.ImportBySHA256(t.Context(), tx, im.SHA256))
	if kept.Moved != 1 || kept.ImportedBy != "Anna" || !kept.ImportedAt.Equal(now.Truncate(time.Microsecond)) {
		t.Errorf("the record is %+v", kept)
	}
}

func TestImportedRowsAreNotedOnce(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := openClaim(t, tx)
	load := func(name string, rows ...store.ImportRow) store.ImportRecord {
		t.Helper()
		im := store.Import{SHA256: sha(name), Name: name, Kind: "earnings", Rows: len(rows), By: "Anna", Notes: []store.ImportNote{{ClaimID: c.ID, Text: "Not paid, " + name, Rows: rows}}}
		return must[store.ImportRecord](t)(store.LoadImport(t.Context(), tx, im, now))
	}
	october, november := store.ImportRow{Line: 2, Key: "october"}, store.ImportRow{Line: 3, Key: "november"}
	if r := load("one", october); r.Noted != 1 {
		t.Errorf("a new row gives %+v", r)
	}
	if r := load("two", october); r.Noted != 0 {
		t.Errorf("a row of before gives %+v", r)
	}
	if r := load("three", october, november); r.Noted != 1 {
		t.Errorf("a new row beside an old one gives %+v", r)
	}
	notes := 0
	for _, e := range must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID)) {
		if e.Kind == sow.EventNote && strings.HasPrefix(e.Reason, "Not paid, ") && e.Actor.Kind == sow.ActorImport {
			notes++
		}
	}
	if notes != 2 || rowsOf(t, tx, "noted") != 2 {
		t.Errorf("%d notes and %d rows, want 2 and 2", notes, rowsOf(t, tx, "noted"))
	}
}

// ClaimsFor finds claims by each of the three ways, and no others.
func TestClaimsForRows(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	first := openClaim(t, tx)
	exec(t, tx, "SET LOCAL session_replication_role = replica")
	exec(t, tx, "UPDATE claim SET partner_center_id = 'PC-9' WHERE id = $1", first.ID)
	exec(t, tx, "SET LOCAL session_replication_role = origin")
	for name, got := range map[string][]sow.Claim{
		"id":       must[[]sow.Claim](t)(store.ClaimsFor(t.Context(), tx, []string{"PC-9", ""}, nil, nil)),
		"tenant":   must[[]sow.Claim](t)(store.ClaimsFor(t.Context(), tx, nil, []string{strings.ToLower(first.TenantID)}, nil)),
		"customer": must[[]sow.Claim](t)(store.ClaimsFor(t.Context(), tx, nil, nil, []string{strings.ToUpper(first.Customer)})),
	} {
		if len(got) == 0 || got[0].ID != first.ID {
			t.Errorf("by %s: %+v", name, got)
		}
	}
	if got := must[[]sow.Claim](t)(store.ClaimsFor(t.Context(), tx, []string{""}, []string{""}, []string{""})); len(got) != 0 {
		t.Errorf("nothing to look for gives %d claims", len(got))
	}
}

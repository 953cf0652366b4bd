package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func TestListsAndPages(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	for i := range 25 {
		doc := addDocument(t, tx, fmt.Sprintf("sow-%02d.pdf", i))
		record(t, tx, doc, analysis(fmt.Sprintf("Customer 100%%_%02d", i), "", "teams"))
	}
	seen := map[int64]bool{}
	pages := 0
	for after := ""; pages == 0 || after != ""; pages++ {
		list, next, err := store.Claims(t.Context(), tx, store.ClaimFilter{After: after, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			seen[c.ID] = true
		}
		after = next
	}
	if len(seen) != 25 || pages != 3 {
		t.Errorf("%d claims on %d pages, want 25 on 3", len(seen), pages)
	}
	docs := 0
	for after, first := "", true; first || after != ""; first = false {
		list, next, err := store.Documents(t.Context(), tx, store.DocumentFilter{After: after, Limit: 7})
		if err != nil {
			t.Fatal(err)
		}
		docs, after = docs+len(list), next
	}
	if docs != 25 {
		t.Errorf("%d documents on all pages", docs)
	}
	for search, want := range map[string]int{"": 25, "customer 100%_07": 1, "%": 25, "100_": 0, "nobody": 0} {
		claims, _, err := store.Claims(t.Context(), tx, store.ClaimFilter{Search: search})
		if err != nil || len(claims) != want {
			t.Errorf("search %q: %d claims, want %d, %v", search, len(claims), want, err)
		}
		found, _, err := store.Documents(t.Context(), tx, store.DocumentFilter{Search: search, Status: sow.DocumentAnalysed})
		if err != nil || len(found) != want {
			t.Errorf("search %q: %d documents, want %d, %v", search, len(found), want, err)
		}
	}
	if _, _, err := store.Claims(t.Context(), tx, store.ClaimFilter{After: "x"}); err == nil {
		t.Error("a bad cursor passes")
	}
	before := time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC)
	if due := must[[]sow.Claim](t)(store.DueClaims(t.Context(), tx, before, "", 0)); len(due) != 25 {
		t.Errorf("%d claims due", len(due))
	}
	if due := must[[]sow.Claim](t)(store.DueClaims(t.Context(), tx, before, "ed", 0)); len(due) != 0 {
		t.Errorf("%d claims of ed due", len(due))
	}
	board := must[[]store.BoardColumn](t)(store.Board(t.Context(), tx, before, 5, store.BoardOrder{}))
	if len(board) != 6 || board[0].Open != 25 || board[0].Overdue != 25 || len(board[0].First) != 5 || board[1].Open != 0 {
		t.Errorf("board %+v", board)
	}
}

func TestExpectedTotalsKeepCurrenciesAndUnknownsApart(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	value := func(amount float64, currency string) sow.ExpectedValue {
		return sow.ExpectedValue{State: "known", Amount: &amount, Currency: &currency}
	}
	for i, v := range []sow.ExpectedValue{value(100.25, "EUR"), value(50, "EUR"), value(7, "USD"), {State: "unknown"}} {
		a := analysis(fmt.Sprint("c", i), "", "teams")
		a.Claims[0].ExpectedValue = v
		record(t, tx, addDocument(t, tx, fmt.Sprint(i)), a)
	}
	got := fmt.Sprint(must[[]store.ExpectedTotal](t)(store.ExpectedTotals(t.Context(), tx, store.ClaimFilter{})))
	if want := "[{USD 7 1} {EUR 150.25 2} { 0 1}]"; got != want {
		t.Errorf("totals %s, want %s", got, want)
	}
}

func TestOutboxSendsOnce(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := openClaim(t, tx)
	m := sow.Message{ClaimID: c.ID, Event: "DL-CLAIM-BY:3", Channel: sow.ChannelMail, Recipient: "ed@example.com", Template: "due", NotBefore: now}
	for i, want := range []bool{true, false} {
		if queued, err := store.Queue(t.Context(), tx, m, now); err != nil || queued != want {
			t.Errorf("queue %d: %v, %v", i, queued, err)
		}
	}
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error { _, err := store.TakeMessages(t.Context(), tx, now.Add(-time.Hour)); return err })
	got := must[[]sow.Message](t)(store.TakeMessages(t.Context(), tx, now))
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error { _, err := store.TakeMessages(t.Context(), tx, now); return err })
	if err := store.EndMessages(t.Context(), tx, got, sow.MessagePending, "451 later", now, now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	got = must[[]sow.Message](t)(store.TakeMessages(t.Context(), tx, now.Add(time.Minute)))
	if got[0].Attempts != 2 || got[0].LastError != "451 later" {
		t.Errorf("message %+v", got)
	}
	if n, err := store.MarkMaybeSent(t.Context(), tx, now, now); err != nil || n != 0 {
		t.Errorf("marked %d, %v: the sending has just begun", n, err)
	}
	if n, err := store.MarkMaybeSent(t.Context(), tx, now.Add(time.Hour), now.Add(time.Hour)); err != nil || n != 1 {
		t.Errorf("marked %d, %v", n, err)
	}
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error {
		return store.EndMessages(t.Context(), tx, got, sow.MessageSent, "", now, now)
	})
	if list := must[[]sow.Message](t)(store.Messages(t.Context(), tx, c.ID)); len(list) != 1 || list[0].State != sow.MessageMaybeSent {
		t.Errorf("messages %+v", list)
	}
}

func TestInboxLedger(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	f := sow.InboxFile{ID: "01KB0000000000000000000000", Name: []byte("a\xff\n.pdf"), Path: "a?.pdf", State: sow.InboxClaimed, FirstSeen: now, ClaimedAt: now}
	put := func(f sow.InboxFile) error { return store.PutInboxFiles(t.Context(), tx, f) }
	if err := put(f); err != nil {
		t.Fatal(err)
	}
	if open := must[[]sow.InboxFile](t)(store.OpenInboxFiles(t.Context(), tx)); len(open) != 1 || string(open[0].Name) != "a\xff\n.pdf" {
		t.Errorf("open %+v", open)
	}
	doc := addDocument(t, tx, "x")
	end := now.Add(time.Second)
	f.State, f.SHA256, f.DocumentID, f.FinishedAt, f.FinalPath = sow.InboxProcessed, doc.SHA256, doc.ID, &end, "processed/2026-11/a.pdf"
	if err := put(f); err != nil {
		t.Fatal(err)
	}
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error { return store.PutInboxFiles(t.Context(), tx, f) })
	got := must[sow.InboxFile](t)(store.InboxFileByID(t.Context(), tx, f.ID))
	if got.State != sow.InboxProcessed || got.DocumentID != doc.ID || got.FinalPath != f.FinalPath {
		t.Errorf("file %+v", got)
	}
	if of := must[[]sow.InboxFile](t)(store.InboxFilesOf(t.Context(), tx, doc.ID)); len(of) != 1 {
		t.Errorf("files of the document %v", of)
	}
	if counts := must[map[sow.InboxState]int](t)(store.InboxCounts(t.Context(), tx)); counts[sow.InboxProcessed] != 1 {
		t.Errorf("counts %v", counts)
	}
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error { _, err := store.InboxFileByID(t.Context(), tx, "none"); return err })
}

package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/pgtest"
	"claimline/internal/store"
)

// A worker's sweep fills the deadlines of the partner from the delivered rules;
// the command lists them with who is reminded, and records what is done.
func TestDeadlinesCommand(t *testing.T) {
	t.Parallel()
	dsn, data, book := pgtest.DSN(t), t.TempDir(), filepath.Join(t.TempDir(), "people.yaml")
	if err := os.WriteFile(book, []byte("people:\n  - {name: Finn, mail: finn@b.example, roles: [finance], escalate_to: Ada}\n  - {name: Ada, mail: ada@b.example}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	settings := []string{"--people", book, "--smtp", "smtp://127.0.0.1:1", "--mail-from", "c@b.example"}
	said := func(code int, args ...string) string {
		t.Helper()
		out, errs, got := command(t, dsn, data, append(append([]string{"deadlines"}, args...), settings...)...)
		if got != code {
			t.Fatalf("%v: %d: %s%s", args, got, out, errs)
		}
		return out + errs
	}
	if got := said(0, "list"); !strings.HasPrefix(got, "none yet") {
		t.Errorf("before the first sweep: %s", got)
	}
	s, err := openServices(t.Context(), config{Database: dsn, Data: data, Inbox: t.TempDir(), OCR: "off"}, false, slog.New(slog.DiscardHandler))
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.pipeline.Sweep(context.Background()); err != nil {
		t.Fatal(err)
	}
	var list []store.PartnerDeadline
	if err := json.Unmarshal([]byte(said(0, "list", "--json")), &list); err != nil || len(list) != 5 {
		t.Fatalf("%d deadlines, %v", len(list), err)
	}
	got := said(0, "list")
	for code, who := range map[string]string{"DL-COOP-CLAIM": "Finn", "DL-PAL-AUDIT": "Ada", "DL-EARNING-CHECK": "Finn", "DL-FY-REVIEW": "Ada"} {
		i := strings.Index(got, code)
		if line, _, _ := strings.Cut(got[max(i, 0):], "\n"); i < 0 || !strings.Contains(line, " open ") || !strings.Contains(line, " "+who+" ") {
			t.Errorf("%s is not %s's:\n%s", code, who, got)
		}
	}
	if got := said(1, "done", list[0].Code, list[0].Due); !strings.Contains(got, "--as: a change needs the name") {
		t.Errorf("without a name: %s", got)
	}
	if got := said(0, "done", list[0].Code, list[0].Due, "--as", "Finn"); got != list[0].Code+" of "+list[0].Due+" is done\n" {
		t.Errorf("done: %s", got)
	}
	if got := said(1, "done", list[0].Code, list[0].Due, "--as", "Finn"); !strings.HasPrefix(got, "worker: there is no ") {
		t.Errorf("done twice: %s", got)
	}
}

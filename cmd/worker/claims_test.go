package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
)

// claimsWorld is a database with the claims of one analysed document.
type claimsWorld struct {
	t         *testing.T
	dsn, data string
}

func newClaimsWorld(t *testing.T) claimsWorld {
	t.Helper()
	w := claimsWorld{t, pgtest.DSN(t), t.TempDir()}
	path := filepath.Join(t.TempDir(), "sow.md")
	if err := os.WriteFile(path, []byte(rollout), 0o600); err != nil {
		t.Fatal(err)
	}
	analysedBy(t, w.dsn, w.data, path)
	return w
}

// said runs "worker claims ..." and gives what it printed.
func (w claimsWorld) said(code int, args ...string) string {
	w.t.Helper()
	out, errs, got := command(w.t, w.dsn, w.data, append([]string{"claims"}, args...)...)
	if got != code {
		w.t.Fatalf("claims %v: %d, want %d: %s%s", args, got, code, out, errs)
	}
	return out + errs
}

func (w claimsWorld) has(text string, want ...string) {
	w.t.Helper()
	for _, s := range want {
		if !strings.Contains(text, s) {
			w.t.Errorf("lacks %q:\n%s", s, text)
		}
	}
}

// Claims are opened, split and merged by command as on the page, and their
// histories say who did it and why.
func TestClaimsByHand(t *testing.T) {
	t.Parallel()
	w := newClaimsWorld(t)
	w.has(w.said(0, "list"), "teams", "Northgate Foods Ltd", "identified")
	w.has(w.said(0, "open", "1", "--workload", "teams-phone", "--reason", "agreed by mail", "--as", "Anna"), "claim 2 for Northgate Foods Ltd, teams-phone is at identified now, version 1, owner Anna")
	var part sow.Claim
	if err := json.Unmarshal([]byte(w.said(0, "split", "1", "--workload", "intune", "--association", "usage", "--reason", "another team", "--as", "Anna", "--json")), &part); err != nil || part.ID != 3 || part.Workload != "intune" || part.Association != sow.AssocUsage {
		t.Errorf("split off %+v, %v", part, err)
	}
	w.has(w.said(0, "open", "1", "--workload", "intune", "--reason", "the same once more", "--partner-id", "6080811", "--as", "Ben"), "claim 4")
	w.has(w.said(0, "merge", "4", "3", "--reason", "ordered twice", "--as", "Ben"), "claim 3 for")
	w.has(w.said(0, "history", "4"), "Ben", "not_pursued", "claim:3", "merged into claim 3. ordered twice")
	w.has(w.said(0, "history", "1"), "claim:3", "another team")
	w.has(w.said(0, "owner", "1", "--as", "Anna"), "owner Anna")
	w.has(w.said(0, "note", "1", "call them on Monday", "--as", "Anna"), "claim 1")
	w.has(w.said(0, "move", "1", "evidence", "--as", "Anna", "--version", "4"), "claim 1 for Northgate Foods Ltd, teams is at evidence now")
	w.has(w.said(0, "move", "1", "not_pursued", "--by", "Anna", "--reason", "the customer left"), "is at not_pursued now")
	w.has(w.said(0, "supersede", "1", "--as", "Anna"), "claim 5", "identified")
	var events []sow.ClaimEvent
	if err := json.Unmarshal([]byte(w.said(0, "history", "1", "--json")), &events); err != nil || len(events) != 7 || events[4].Actor.Name != "Anna" {
		t.Errorf("%d events, %v", len(events), err)
	}
	var page struct{ Claims []sow.Claim }
	if err := json.Unmarshal([]byte(w.said(0, "list", "--open", "--json")), &page); err != nil || len(page.Claims) != 3 {
		t.Errorf("%d open claims, %v", len(page.Claims), err)
	}
	var shown sow.Claim
	if err := json.Unmarshal([]byte(w.said(0, "show", "2", "--json")), &shown); err != nil || len(shown.Items) == 0 || shown.Workload != "teams-phone" {
		t.Errorf("shown %+v, %v", shown, err)
	}
}

// What the page refuses is refused with one sentence, and nothing changes.
func TestClaimsRefusals(t *testing.T) {
	t.Parallel()
	w := newClaimsWorld(t)
	w.said(0, "open", "1", "--workload", "intune", "--reason", "agreed", "--as", "Anna")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"open", "1", "--workload", "planner-project", "--reason", "x"}, "worker: --as: a change needs the name of the person who makes it"},
		{[]string{"open", "1", "--workload", "intune", "--as", "Anna"}, "worker: refused: --reason: say why the claim is made although the document did not lead to it"},
		{[]string{"open", "1", "--reason", "x", "--as", "Anna"}, "worker: refused: --workload: a claim is made for a workload"},
		{[]string{"open", "1", "--workload", "nosuch", "--reason", "x", "--as", "Anna"}, `worker: refused: workload "nosuch" is not known; write its id, such as teams-phone`},
		{[]string{"open", "1", "--workload", "intune", "--association", "resale", "--reason", "x", "--as", "Anna"}, `worker: refused: "resale" is no association; use deployment, usage or revenue`},
		{[]string{"open", "1", "--workload", "intune", "--reason", "x", "--as", "Anna"}, "worker: refused: claim 2 stands for intune already"},
		{[]string{"open", "9", "--workload", "intune", "--reason", "x", "--as", "Anna"}, "worker: there is no document 9"},
		{[]string{"show", "9"}, "worker: there is no claim 9"},
		{[]string{"owner", "1", "<b>", "--as", "Anna"}, `worker: refused: "<b>" is no name. Write the name with letters`},
		{[]string{"owner", "1", "Ben", "--as", "claimline"}, "worker: --as: That is the program's own name"},
		{[]string{"history", "x"}, `worker: "x" is no claim; give the number that "worker claims list" shows`},
		{[]string{"split", "1", "--workload", "teams-phone", "--as", "Anna"}, "worker: refused: --reason: say why"},
		{[]string{"merge", "1", "1", "--as", "Anna"}, "worker: refused: cannot merge claim 1 into itself"},
		{[]string{"merge", "1", "2", "--as", "Anna"}, "worker: refused: cannot merge claim 1 into claim 2, which is about another workload or partner ID"},
		{[]string{"move", "1", "evidence", "--as", "Anna"}, "worker: refused: a claim cannot move from identified to evidence yet: the claim has no owner"},
		{[]string{"move", "1", "active", "--as", "Anna"}, "worker: refused: a claim cannot move from identified to active"},
		{[]string{"move", "1", "evidence", "--owner", "Anna", "--as", "Anna", "--version", "7"}, "worker: refused: claim 1 is at version 1, not 7"},
		{[]string{"note", "1", " ", "--as", "Anna"}, "worker: refused: the note is empty"},
		{[]string{"supersede", "1", "--as", "Anna"}, "worker: refused: cannot supersede open claim 1"},
	} {
		if got := w.said(1, c.args...); !strings.HasPrefix(got, c.want) || strings.Count(got, "\n") != 1 {
			t.Errorf("claims %v: %q, want %q", c.args, got, c.want)
		}
	}
	var page struct{ Claims []sow.Claim }
	if err := json.Unmarshal([]byte(w.said(0, "list", "--json")), &page); err != nil || len(page.Claims) != 2 || page.Claims[0].Version != 1 || page.Claims[1].Version != 1 {
		t.Errorf("after the refusals: %+v, %v", page.Claims, err)
	}
}

// What a loaded report says a claim earned and used is shown beside its expected
// value, with the file and the row.
func TestClaimsShowFigures(t *testing.T) {
	t.Parallel()
	w := newClaimsWorld(t)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"earnings.csv": "Customer name,Product,Earning Month,Reason Code,Earning Amount,Currency\nNorthgate Foods Ltd,Microsoft Teams,2026-10,,\"1,120.50\",EUR\nNorthgate Foods Ltd,Microsoft Teams,2026-10,,9.50,EUR\n",
		"usage.csv":    "CustomerName,WorkloadName,MonthlyActiveUsers,PaidAvailableUnits,Date\nNorthgate Foods Ltd,Microsoft Teams,900,1900,2026-11-30\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, errs, code := command(t, w.dsn, w.data, "import", path, "--as", "Anna"); code != 0 || !strings.Contains(out, "say what claims used or earned") {
			t.Fatalf("%s: %d %s%s", name, code, out, errs)
		}
	}
	w.has(w.said(0, "show", "1"), "Expected value", "unknown", "Earned", "EUR 1,130", "earnings of 2026-10", "EUR 1,120.50 (earnings.csv, line 2, loaded by Anna)", "900 active users of 1900 paid units (usage.csv, line 2, loaded by Anna)")
	w.has(w.said(0, "show", "1", "--json"), `"currency": "EUR"`, `"file": "earnings.csv"`, `"line": 3`)
}

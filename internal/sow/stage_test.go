package sow

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the stage chart into docs/ARCHITECTURE.md")

// allowed is domain.md E1 written out once more by hand: from, then the targets.
// The table of moves must agree with it in every one of the N×N pairs.
var allowed = map[string]string{
	"identified":                "evidence not_pursued",
	"evidence":                  "review identified withdrawn not_pursued",
	"review":                    "submitted/submitted evidence withdrawn not_pursued",
	"submitted/submitted":       "submitted/under_review submitted/action_required customer_notice rejected withdrawn",
	"submitted/under_review":    "submitted/action_required customer_notice rejected withdrawn",
	"submitted/action_required": "submitted/under_review rejected withdrawn",
	"submitted/disputed":        "customer_notice rejected_final submitted/under_review",
	"rejected":                  "submitted/disputed",
	"customer_notice":           "active declined disassociated",
	"active":                    "customer_notice disassociated expired declined",
}

const tenant = "0f8fad5b-d9cb-469f-a165-70867728950e"

// willing holds facts under which every guard passes.
func willing() MoveFacts {
	return MoveFacts{
		Actor: Person("ana"), Today: "2026-11-25", On: "2026-11-20", Reason: "because", ReasonCode: "poe_missing",
		Owner: "ana", TenantID: tenant, Workload: "teams", Evidence: "e1",
		Approvals:       []Approval{{State: ApprovalApproved, EvidenceSHA256: "e1", DecidedBy: "rob"}},
		PartnerCenterID: "PC-1", RejectedOn: "2026-11-01", NoticeEnds: "2026-11-24", Assumed: true,
	}
}

func TestEveryPairOfPositions(t *testing.T) {
	all := Positions()
	if len(all) != 16 {
		t.Fatalf("%d positions, want 9 open ones and 7 outcomes", len(all))
	}
	moves := 0
	for _, from := range all {
		for _, to := range all {
			want := false
			for name := range strings.FieldsSeq(allowed[from.String()]) {
				want = want || name == to.String()
			}
			start := from
			if from.Outcome != "" { // as a stored claim has it: ended somewhere
				start.Stage = StageSubmitted
				start.Sub = SubUnderReview
			}
			got, err := start.MoveTo(to, willing())
			if (err == nil) != want {
				t.Errorf("%s -> %s: error %v, want allowed %v", from, to, err, want)
			}
			if err != nil && (!errors.Is(err, ErrTransition) || got != start) {
				t.Errorf("%s -> %s: %v leaves %v, want ErrTransition and no change", from, to, err, got)
			}
			if err == nil {
				moves++
				if !got.Valid() || got.String() != to.String() || got.Stage == "" {
					t.Errorf("%s -> %s gives %+v", from, to, got)
				}
			}
		}
	}
	if moves != len(Moves()) {
		t.Errorf("%d pairs allowed, the table has %d moves: one stands there twice", moves, len(Moves()))
	}
}

func TestGuards(t *testing.T) {
	type change func(*MoveFacts)
	tests := []struct {
		name     string
		from, to string
		change   change
		want     string // part of the error; "" allowed
	}{
		{"no owner", "identified", "evidence", func(f *MoveFacts) { f.Owner = "" }, "owner"},
		{"dropped without a reason", "identified", "not_pursued", func(f *MoveFacts) { f.Reason = " " }, "reason"},
		{"open items", "evidence", "review", func(f *MoveFacts) { f.OpenItems = []string{"poe.ack_date"} }, "poe.ack_date"},
		{"domain in place of a tenant", "evidence", "review", func(f *MoveFacts) { f.TenantID = "contoso.com" }, "tenant"},
		{"no workload", "evidence", "review", func(f *MoveFacts) { f.Workload = "" }, "workload"},
		{"emptied tenant", "review", "submitted/submitted", func(f *MoveFacts) { f.TenantID = "" }, "tenant"},
		{"item opened again", "review", "submitted/submitted", func(f *MoveFacts) { f.OpenItems = []string{"poe.ack_date"} }, "poe.ack_date"},
		{"no approval", "review", "submitted/submitted", func(f *MoveFacts) { f.Approvals = nil }, "0 of 1"},
		{"approval of other evidence", "review", "submitted/submitted", func(f *MoveFacts) { f.Evidence = "e2" }, "0 of 1"},
		{"approved by the uploader", "review", "submitted/submitted", func(f *MoveFacts) { f.Involved = []string{" ROB "} }, "0 of 1"},
		{"approved by who files it", "review", "submitted/submitted", func(f *MoveFacts) { f.Actor = Person("Rob") }, "0 of 1"},
		{"one approval of two", "review", "submitted/submitted", func(f *MoveFacts) { f.ApprovalsNeeded = 2 }, "1 of 2"},
		{"same approver twice", "review", "submitted/submitted", func(f *MoveFacts) {
			f.ApprovalsNeeded, f.Approvals = 2, append(f.Approvals, f.Approvals[0])
		}, "1 of 2"},
		{"approval taken back", "review", "submitted/submitted", func(f *MoveFacts) { f.Approvals[0].State = ApprovalWithdrawn }, "0 of 1"},
		{"no claim ID", "review", "submitted/submitted", func(f *MoveFacts) { f.PartnerCenterID = "" }, "Partner Center claim ID"},
		{"no submission day", "review", "submitted/submitted", func(f *MoveFacts) { f.On = "" }, "day"},
		{"submitted tomorrow", "review", "submitted/submitted", func(f *MoveFacts) { f.On = "2026-11-26" }, "future"},
		{"changes without a code", "review", "evidence", func(f *MoveFacts) { f.ReasonCode = "dislike" }, "reason code"},
		{"decision without a day", "submitted/under_review", "rejected", func(f *MoveFacts) { f.On = "last week" }, "day"},
		{"withdrawn without a reason", "submitted/submitted", "withdrawn", func(f *MoveFacts) { f.Reason = "" }, "reason"},
		{"dispute on the last day", "rejected", "submitted/disputed", func(f *MoveFacts) { f.RejectedOn = "2026-10-26" }, ""},
		{"dispute a day late", "rejected", "submitted/disputed", func(f *MoveFacts) { f.RejectedOn = "2026-10-25" }, "2026-11-24"},
		{"second dispute", "rejected", "submitted/disputed", func(f *MoveFacts) { f.Disputed = true }, "new claim"},
		{"rejection day unknown", "rejected", "submitted/disputed", func(f *MoveFacts) { f.RejectedOn = "" }, "not known"},
		{"on the last day of notice", "customer_notice", "active", func(f *MoveFacts) { f.NoticeEnds = "2026-11-25" }, "2026-11-25"},
		{"the worker after the notice", "customer_notice", "active", func(f *MoveFacts) { f.Actor = Worker() }, ""},
		{"notice end unknown", "customer_notice", "active", func(f *MoveFacts) { f.NoticeEnds = "" }, "not known"},
		{"undo of a confirmed move", "active", "customer_notice", func(f *MoveFacts) { f.Assumed = false }, "assumption"},
		{"the worker infers a rejection", "submitted/action_required", "rejected", func(f *MoveFacts) { f.Actor = Worker() }, "worker may not"},
		{"an import records a rejection", "submitted/action_required", "rejected", func(f *MoveFacts) { f.Actor.Kind = ActorImport }, ""},
		{"an import files a claim", "review", "submitted/submitted", func(f *MoveFacts) { f.Actor.Kind = ActorImport }, "import may not"},
		{"nobody", "evidence", "identified", func(f *MoveFacts) { f.Actor = Actor{} }, "nobody may not"},
	}
	covered := map[Guard]bool{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from, to := mustParse(t, tt.from), mustParse(t, tt.to)
			facts := willing()
			tt.change(&facts)
			_, err := from.MoveTo(to, facts)
			if tt.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			refused, ok := errors.AsType[*MoveError](err)
			if !ok || len(refused.Failed) != 1 || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want one failure with %q", err, tt.want)
			}
			covered[refused.Failed[0].Guard] = true
		})
	}
	for _, m := range Moves() {
		for _, g := range m.Guards {
			if !covered[g] {
				t.Errorf("no case fails the guard %q", g)
			}
		}
	}
}

func TestWorkerMovesOnlyOnSilence(t *testing.T) {
	facts := willing()
	facts.Actor = Worker()
	for _, m := range Moves() {
		_, err := m.From.MoveTo(m.To, facts)
		if wants := m.From == At(StageCustomerNotice) && m.To == At(StageActive); (err == nil) != wants {
			t.Errorf("worker %s -> %s: %v", m.From, m.To, err)
		}
	}
}

func TestParsePosition(t *testing.T) {
	for _, p := range Positions() {
		if got := mustParse(t, p.String()); got != p {
			t.Errorf("ParsePosition(%q) = %+v", p, got)
		}
	}
	if got := mustParse(t, "submitted"); got != AtSubmitted(SubSubmitted) {
		t.Errorf("submitted = %+v", got)
	}
	if _, err := ParsePosition("pending"); err == nil || !strings.Contains(err.Error(), "submitted/under_review") {
		t.Errorf("error %v, want the choices", err)
	}
	for _, bad := range []Position{{}, {Stage: StageSubmitted}, {Stage: StageReview, Sub: SubDisputed}, {Outcome: "lost"}, {Sub: SubDisputed, Outcome: OutcomeRejected}} {
		if bad.Valid() {
			t.Errorf("%+v is valid", bad)
		}
	}
}

func TestChartInArchitecture(t *testing.T) {
	const file, from, to = "../../docs/ARCHITECTURE.md", "<!-- stages -->\n", "<!-- /stages -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), from)
	got, tail, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("%s has no part between %q and %q", file, from, to)
	}
	if *update {
		if err := os.WriteFile(file, []byte(head+from+StageChart()+to+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != StageChart() {
		t.Errorf("the chart in %s differs from the table of moves; run go test ./internal/sow -update", file)
	}
}

func mustParse(t *testing.T, text string) Position {
	t.Helper()
	p, err := ParsePosition(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// model is a claim's life written once more in the plainest way, to compare the
// store with. People are named by one letter; d brought the document.
type model struct {
	at         string
	version    int
	owner      bool
	planOpen   bool
	day        time.Time
	editor     string
	decider    string // of the plan, "" nobody or missing
	uploaders  []string
	requester  string // of the open request, "" none
	approvedBy []string
	askedBy    []string // requesters of approvals that count
	needed     int
	rejected   time.Time
	disputed   bool
	noticeEnds time.Time
	assumed    bool
	held       bool
}

func (m *model) editable() bool {
	return slices.Contains([]string{"identified", "evidence", "review", "submitted/action_required"}, m.at)
}

func (m *model) touched(who string) {
	m.editor, m.requester, m.approvedBy, m.askedBy = who, "", nil, nil
}

func (m *model) involved(who string) bool {
	return who == m.editor || who == m.decider || who == "d" || who == m.requester || slices.Contains(m.uploaders, who) || slices.Contains(m.askedBy, who)
}

// moves is domain.md E1 as words: who may (p person, i import, w worker) and
// what must hold.
var modelMoves = map[string]string{
	"identified>evidence": "p owner", "identified>not_pursued": "p reason",
	"evidence>review": "p plan", "evidence>identified": "p", "evidence>withdrawn": "p", "evidence>not_pursued": "p reason",
	"review>submitted/submitted": "p approved plan", "review>evidence": "p code", "review>withdrawn": "p", "review>not_pursued": "p reason",
	"submitted/submitted>submitted/under_review": "pi", "submitted/submitted>submitted/action_required": "pi skip", "submitted/submitted>customer_notice": "pi skip",
	"submitted/submitted>rejected": "pi skip", "submitted/submitted>withdrawn": "p reason",
	"submitted/under_review>submitted/action_required": "pi", "submitted/under_review>customer_notice": "pi", "submitted/under_review>rejected": "pi", "submitted/under_review>withdrawn": "p reason",
	"submitted/action_required>submitted/under_review": "pi", "submitted/action_required>rejected": "pi", "submitted/action_required>withdrawn": "p reason",
	"rejected>submitted/disputed": "pi dispute", "submitted/disputed>customer_notice": "pi", "submitted/disputed>rejected_final": "pi", "submitted/disputed>submitted/under_review": "pi",
	"customer_notice>active": "pw over", "customer_notice>declined": "p", "customer_notice>disassociated": "p reason",
	"active>customer_notice": "p assumed reason", "active>declined": "p", "active>disassociated": "p reason", "active>expired": "p",
}

// move gives whether the move is allowed and makes it.
func (m *model) move(to, kind, who string, reason, code bool) bool {
	rule, ok := modelMoves[m.at+">"+to]
	if !ok || !slices.Contains([]byte(rule[:min(2, len(rule))]), kind[0]) {
		return false
	}
	var needs [3]string
	_, _ = fmt.Sscan(rule, &needs[0], &needs[1], &needs[2]) // fewer words leave the rest empty
	for _, need := range needs[1:] {
		if !m.holds(need, who, reason, code) {
			return false
		}
	}
	if needs[1] == "skip" {
		m.version++
	}
	m.version++
	m.arrive(to)
	return true
}

func (m *model) holds(need, who string, reason, code bool) bool {
	switch need {
	case "owner":
		return m.owner
	case "reason":
		return reason
	case "code":
		return code
	case "plan":
		return !m.planOpen
	case "approved":
		n := 0
		for _, a := range m.approvedBy {
			if a != who && !m.involved(a) {
				n++
			}
		}
		return n >= m.needed
	case "dispute":
		return !m.disputed && !m.day.After(m.rejected.AddDate(0, 0, 30))
	case "over":
		return m.day.After(m.noticeEnds)
	case "assumed":
		return m.assumed
	}
	return true
}

func (m *model) arrive(to string) {
	undo := m.at == "active" && to == "customer_notice"
	if m.at == "review" && to == "evidence" {
		m.requester, m.approvedBy, m.askedBy = "", nil, nil
	}
	m.at = to
	switch to {
	case "rejected", "rejected_final":
		m.rejected = m.day
	case "submitted/disputed":
		m.disputed = true
	case "active":
		m.assumed, m.held = !m.held, false
	case "customer_notice":
		if undo {
			m.assumed, m.held = false, true
		} else {
			m.noticeEnds = m.day.AddDate(0, 0, 7)
		}
	}
}

// Random histories of a claim end where the model ends, with an event for each
// version and a whole audit chain; -rapid.checks sets how many.
func TestRandomHistories(t *testing.T) {
	pool := pgtest.Shared(t)
	reached := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		tx, err := pool.Begin(t.Context())
		if err != nil {
			r.Fatal(err)
		}
		defer func() { _ = tx.Rollback(t.Context()) }()
		h := newHistory(t, r, tx)
		if rapid.Bool().Draw(r, "filed") {
			h.file()
		}
		for range rapid.IntRange(5, 40).Draw(r, "steps") {
			h.step()
			reached[h.model.at]++
		}
		h.finish()
	})
	for _, p := range sow.Positions() {
		if reached[p.String()] == 0 {
			t.Logf("no history came to %s", p)
		}
	}
}

type history struct {
	t     *testing.T
	r     *rapid.T
	tx    pgx.Tx
	claim sow.Claim
	model model
}

func newHistory(t *testing.T, r *rapid.T, tx pgx.Tx) *history {
	t.Helper()
	doc, _, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha("h"), Name: "h", Source: "inbox", ReceivedBy: "d"}, now)
	if err != nil {
		r.Fatal(err)
	}
	got, err := store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: analysis("Contoso", tenant, "teams"), At: now})
	if err != nil {
		r.Fatal(err)
	}
	c, err := store.ClaimByID(t.Context(), tx, got.Opened[0])
	if err != nil {
		r.Fatal(err)
	}
	return &history{t: t, r: r, tx: tx, claim: c, model: model{at: "identified", version: 1, planOpen: true, needed: 1, day: now}}
}

// file brings the new claim to Microsoft, where half of the histories begin.
func (h *history) file() {
	by := func(who string) store.Change {
		return store.Change{ClaimID: h.claim.ID, Version: h.claim.Version, Actor: sow.Person(who), At: h.model.day}
	}
	h.assign(by("a"), true)
	h.moveTo(by("a"), "p", sow.At(sow.StageEvidence))
	h.plan(by("b"), sow.PoEAccepted)
	h.moveTo(by("b"), "p", sow.At(sow.StageReview))
	h.request(by("c"), 1)
	h.approve(by("e"))
	h.moveTo(by("f"), "p", sow.AtSubmitted(sow.SubSubmitted))
}

// do runs one change in a savepoint and compares whether it was allowed.
func (h *history) do(what string, want bool, change func(tx pgx.Tx) (sow.Claim, error)) {
	h.t.Helper()
	sub, err := h.tx.Begin(h.t.Context())
	if err != nil {
		h.r.Fatal(err)
	}
	c, err := change(sub)
	if err == nil {
		_, err = sub.Exec(h.t.Context(), "SET CONSTRAINTS ALL IMMEDIATE")
	}
	if (err == nil) != want {
		h.r.Fatalf("%s at %s (%+v): %v, want allowed %v", what, h.claim.Position, h.model, err, want)
	}
	if err == nil {
		err = sub.Commit(h.t.Context())
		h.claim = c
	} else {
		if !errors.Is(err, sow.ErrTransition) && !errors.Is(err, sow.ErrConflict) && !errors.Is(err, sow.ErrNotFound) {
			h.r.Fatalf("%s: %v is no error of the domain", what, err)
		}
		err = sub.Rollback(h.t.Context())
	}
	if err != nil {
		h.r.Fatal(err)
	}
}

func (h *history) step() {
	m := &h.model
	who := rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}).Draw(h.r, "who")
	ch := store.Change{ClaimID: h.claim.ID, Version: h.claim.Version, Actor: sow.Person(who), At: m.day}
	if rapid.IntRange(0, 9).Draw(h.r, "helpful") < 7 {
		h.forward(ch)
		return
	}
	switch rapid.SampledFrom([]string{"move", "move", "move", "move", "assign", "plan", "attach", "request", "approve", "approve", "withdraw", "wait", "stale"}).Draw(h.r, "step") {
	case "move":
		h.move(ch)
	case "assign":
		h.assign(ch, rapid.Bool().Draw(h.r, "owner"))
	case "plan":
		h.plan(ch, rapid.SampledFrom([]sow.PoEStatus{sow.PoEAccepted, sow.PoEMissing}).Draw(h.r, "status"))
	case "attach":
		ok := m.editable()
		if ok {
			m.uploaders = append(m.uploaders, who)
			m.version++
			m.touched(who)
		}
		h.do("attach", ok, func(tx pgx.Tx) (sow.Claim, error) {
			return store.Attach(h.t.Context(), tx, ch, sow.Attachment{SHA256: sha(fmt.Sprint(h.claim.Version)), Name: "n"})
		})
	case "request":
		h.request(ch, rapid.SampledFrom([]int{1, 1, 2}).Draw(h.r, "needed"))
	case "approve":
		h.approve(ch)
	case "withdraw":
		h.withdraw(ch)
	case "wait":
		m.day = m.day.AddDate(0, 0, rapid.SampledFrom([]int{1, 8, 31}).Draw(h.r, "days"))
	case "stale":
		ch.Version--
		h.do("stale", false, func(tx pgx.Tx) (sow.Claim, error) { return store.Assign(h.t.Context(), tx, ch, "x") })
	}
}

// forward does what brings the claim on, as people do most of the time.
func (h *history) forward(ch store.Change) {
	m := &h.model
	switch {
	case m.at == "identified" && !m.owner:
		h.assign(ch, true)
	case m.at == "evidence" && m.planOpen:
		h.plan(ch, sow.PoEAccepted)
	case m.at == "review" && m.requester != "":
		h.approve(ch)
	case m.at == "review" && len(m.approvedBy) < m.needed:
		h.request(ch, rapid.SampledFrom([]int{1, 1, 2}).Draw(h.r, "needed"))
	case m.at == "customer_notice" && !m.day.After(m.noticeEnds):
		m.day = m.day.AddDate(0, 0, 8)
	case m.at == "customer_notice":
		ch.Actor = sow.Worker()
		h.moveTo(ch, "w", sow.At(sow.StageActive))
	case slices.Contains([]string{"submitted/submitted", "submitted/under_review", "submitted/disputed"}, m.at) && rapid.Bool().Draw(h.r, "approved"):
		h.moveTo(ch, "p", sow.At(sow.StageCustomerNotice))
	default:
		h.move(ch)
	}
}

func (h *history) assign(ch store.Change, owner bool) {
	h.model.owner = owner
	h.model.version++
	name := map[bool]string{true: "a"}[owner]
	h.do("assign", true, func(tx pgx.Tx) (sow.Claim, error) { return store.Assign(h.t.Context(), tx, ch, name) })
}

func (h *history) plan(ch store.Change, status sow.PoEStatus) {
	m := &h.model
	ok := m.editable()
	if ok {
		m.planOpen, m.decider = status == sow.PoEMissing, ch.Actor.Name
		if m.planOpen {
			m.decider = ""
		}
		m.version++
		m.touched(ch.Actor.Name)
	}
	h.do("plan", ok, func(tx pgx.Tx) (sow.Claim, error) {
		return store.SetItem(h.t.Context(), tx, ch, store.ItemChange{Code: "poe.project_plan", Status: status, Note: fmt.Sprint(h.claim.Version)})
	})
}

func (h *history) request(ch store.Change, needed int) {
	m := &h.model
	ok := m.at == "review" && m.requester == ""
	if ok {
		m.requester, m.needed = ch.Actor.Name, needed
		m.version++
	}
	h.do("request", ok, func(tx pgx.Tx) (sow.Claim, error) { return store.RequestApproval(h.t.Context(), tx, ch, needed) })
}

func (h *history) approve(ch store.Change) {
	m, who := &h.model, ch.Actor.Name
	ok := m.at == "review" && m.requester != "" && !m.involved(who) && !slices.Contains(m.approvedBy, who)
	if ok {
		m.approvedBy, m.askedBy = append(m.approvedBy, who), append(m.askedBy, m.requester)
		m.version++
		if len(m.approvedBy) >= m.needed {
			m.requester = ""
		}
	}
	h.do("approve", ok, func(tx pgx.Tx) (sow.Claim, error) { return store.Approve(h.t.Context(), tx, ch, "") })
}

func (h *history) withdraw(ch store.Change) {
	m, who := &h.model, ch.Actor.Name
	i := slices.Index(m.approvedBy, who)
	ok := m.requester == who || i >= 0
	if ok {
		if m.requester == who {
			m.requester = ""
		}
		if i >= 0 {
			m.approvedBy, m.askedBy = slices.Delete(m.approvedBy, i, i+1), slices.Delete(m.askedBy, i, i+1)
		}
		m.version++
	}
	h.do("withdraw", ok, func(tx pgx.Tx) (sow.Claim, error) { return store.WithdrawApproval(h.t.Context(), tx, ch, "r") })
}

func (h *history) move(ch store.Change) {
	kind := rapid.SampledFrom([]string{"p", "p", "p", "p", "i", "w"}).Draw(h.r, "kind")
	switch kind {
	case "i":
		ch.Actor = sow.Actor{Kind: sow.ActorImport, Name: "i"}
	case "w":
		ch.Actor = sow.Worker()
	}
	// Mostly a move of the table, else histories rarely leave the first stages.
	targets := sow.Positions()
	if next := sow.NextMoves(h.claim.Position); len(next) > 0 && rapid.IntRange(0, 9).Draw(h.r, "wild") > 0 {
		targets = targets[:0]
		for _, m := range next {
			targets = append(targets, m.To)
		}
	}
	h.moveTo(ch, kind, rapid.SampledFrom(targets).Draw(h.r, "to"))
}

func (h *history) moveTo(ch store.Change, kind string, to sow.Position) {
	m := store.MoveRequest{Change: ch, To: to, On: h.model.day.Format(time.DateOnly), PartnerCenter: "PC"}
	if rapid.IntRange(0, 3).Draw(h.r, "reason") > 0 {
		m.Reason, m.ReasonCode = "a reason of some length", "poe_missing"
	}
	ok := h.model.move(to.String(), kind, ch.Actor.Name, m.Reason != "", m.ReasonCode != "")
	h.do("move to "+to.String(), ok, func(tx pgx.Tx) (sow.Claim, error) { return store.MoveClaim(h.t.Context(), tx, m) })
}

func (h *history) finish() {
	c, err := store.ClaimByID(h.t.Context(), h.tx, h.claim.ID)
	if err != nil {
		h.r.Fatal(err)
	}
	if c.Position.String() != h.model.at || c.Version != h.model.version || c.Assumed != (h.model.assumed && c.Position.Stage == sow.StageActive) || c.Held != h.model.held {
		h.r.Fatalf("claim at %s version %d assumed %v held %v, model %+v", c.Position, c.Version, c.Assumed, c.Held, h.model)
	}
	events, err := store.ClaimEvents(h.t.Context(), h.tx, c.ID)
	if err != nil || len(events) != c.Version {
		h.r.Fatalf("%d events for version %d: %v", len(events), c.Version, err)
	}
	board, err := store.Board(h.t.Context(), h.tx, h.model.day, 1, store.BoardOrder{})
	if err == nil {
		err = store.FoldCounts(h.t.Context(), h.tx)
	}
	for _, column := range board {
		if want := len(column.First); column.Open != want || err != nil {
			h.r.Fatalf("the board counts %d claims in %s, want %d: %v", column.Open, column.Stage, want, err)
		}
	}
	if _, err := store.VerifyAudit(h.t.Context(), h.tx); err != nil {
		h.r.Fatal(err)
	}
}

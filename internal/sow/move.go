package sow

import (
	"cmp"
	"fmt"
	"slices"
)

// Move is one allowed move between two positions. Moves that are not in the
// table are refused.
type Move struct {
	From, To Position
	Guards   []Guard
	By       []ActorKind
	// Via is a status that was reached while nobody looked; it is written as an
	// event of its own before the move. The zero value is none.
	Via Position
}

var (
	byPerson   = []ActorKind{ActorPerson}
	byRecorder = []ActorKind{ActorPerson, ActorImport}
	byAnyone   = []ActorKind{ActorPerson, ActorWorker}
)

// Moves gives the whole machine: every allowed move with its guards and who may
// make it. The worker alone may only let the customer's silence count; what
// Microsoft did is never inferred from elapsed time.
func Moves() []Move {
	var (
		submitted  = AtSubmitted(SubSubmitted)
		underRev   = AtSubmitted(SubUnderReview)
		action     = AtSubmitted(SubActionRequired)
		disputed   = AtSubmitted(SubDisputed)
		identified = At(StageIdentified)
		evidence   = At(StageEvidence)
		review     = At(StageReview)
		notice     = At(StageCustomerNotice)
		active     = At(StageActive)
		rejected   = Ended(OutcomeRejected)
		withdrawn  = Ended(OutcomeWithdrawn)
		notPursued = Ended(OutcomeNotPursued)
	)
	return []Move{
		{From: identified, To: evidence, Guards: []Guard{GuardOwner}, By: byPerson},
		{From: identified, To: notPursued, Guards: []Guard{GuardReason}, By: byPerson},

		{From: evidence, To: review, Guards: []Guard{GuardChecklist, GuardTenant, GuardWorkload}, By: byPerson},
		{From: evidence, To: identified, By: byPerson},
		{From: evidence, To: withdrawn, By: byPerson},
		{From: evidence, To: notPursued, Guards: []Guard{GuardReason}, By: byPerson},

		// What a claim needs for review it still needs when it is filed.
		{From: review, To: submitted, Guards: []Guard{GuardChecklist, GuardTenant, GuardApproved, GuardFiled}, By: byPerson},
		{From: review, To: evidence, Guards: []Guard{GuardReasonCode}, By: byPerson},
		{From: review, To: withdrawn, By: byPerson},
		{From: review, To: notPursued, Guards: []Guard{GuardReason}, By: byPerson},

		{From: submitted, To: underRev, By: byRecorder},
		{From: submitted, To: action, Guards: []Guard{GuardDay}, By: byRecorder, Via: underRev},
		{From: submitted, To: notice, Guards: []Guard{GuardDay}, By: byRecorder, Via: underRev},
		{From: submitted, To: rejected, Guards: []Guard{GuardDay}, By: byRecorder, Via: underRev},
		{From: submitted, To: withdrawn, Guards: []Guard{GuardReason}, By: byPerson},

		{From: underRev, To: action, By: byRecorder},
		{From: underRev, To: notice, Guards: []Guard{GuardDay}, By: byRecorder},
		{From: underRev, To: rejected, Guards: []Guard{GuardDay}, By: byRecorder},
		{From: underRev, To: withdrawn, Guards: []Guard{GuardReason}, By: byPerson},

		{From: action, To: underRev, Guards: []Guard{GuardDay}, By: byRecorder},
		{From: action, To: rejected, Guards: []Guard{GuardDay}, By: byRecorder},
		{From: action, To: withdrawn, Guards: []Guard{GuardReason}, By: byPerson},

		{From: rejected, To: disputed, Guards: []Guard{GuardDispute}, By: byRecorder},

		{From: disputed, To: notice, Guards: []Guard{GuardDay}, By: byRecorder},
		{From: disputed, To: Ended(OutcomeRejectedFinal), Guards: []Guard{GuardDay}, By: byRecorder},
		{From: disputed, To: underRev, Guards: []Guard{GuardDay}, By: byRecorder},

		{From: notice, To: active, Guards: []Guard{GuardNoticeOver}, By: byAnyone},
		{From: notice, To: Ended(OutcomeDeclined), Guards: []Guard{GuardDay}, By: byPerson},
		{From: notice, To: Ended(OutcomeDisassociated), Guards: []Guard{GuardReason}, By: byPerson},

		{From: active, To: notice, Guards: []Guard{GuardAssumed, GuardReason}, By: byPerson},
		{From: active, To: Ended(OutcomeDeclined), Guards: []Guard{GuardDay}, By: byPerson},
		{From: active, To: Ended(OutcomeDisassociated), Guards: []Guard{GuardReason}, By: byPerson},
		{From: active, To: Ended(OutcomeExpired), By: byPerson},
	}
}

// KeepsTenant tells whether a claim at p has passed the guard of the tenant ID:
// there it may be corrected and not be taken away.
func (p Position) KeepsTenant() bool {
	return p.Stage != "" && p.Stage != StageIdentified && p.Stage != StageEvidence
}

// FindMove gives the move between two positions and whether the table allows
// it. It does not look at guards.
func FindMove(from, to Position) (Move, bool) {
	for _, m := range Moves() {
		if m.From.String() == from.String() && m.To.String() == to.String() {
			return m, true
		}
	}
	return Move{}, false
}

// NextMoves gives the moves that the table allows from p, guards aside.
func NextMoves(p Position) []Move {
	var next []Move
	for _, m := range Moves() {
		if m.From.String() == p.String() {
			next = append(next, m)
		}
	}
	return next
}

// MoveTo gives the position after a move from p to a position, with what is
// known about the claim. The error is a [*MoveError] that names every guard
// that does not hold; it is [ErrTransition].
func (p Position) MoveTo(to Position, f MoveFacts) (Position, error) {
	m, ok := FindMove(p, to)
	if !ok {
		return p, &MoveError{From: p, To: to}
	}
	refused := &MoveError{From: p, To: to}
	if !slices.Contains(m.By, f.Actor.Kind) {
		refused.Failed = append(refused.Failed, GuardFailure{
			Guard: GuardActor, Why: fmt.Sprintf("%s may not make this move", cmp.Or(f.Actor.Kind, "nobody")),
		})
	}
	for _, g := range m.Guards {
		if why := g.check(f); why != "" {
			refused.Failed = append(refused.Failed, GuardFailure{Guard: g, Why: why})
		}
	}
	if len(refused.Failed) > 0 {
		return p, refused
	}
	if to.Outcome != "" {
		last := p
		if m.Via != (Position{}) {
			last = m.Via
		}
		return Position{Stage: last.Stage, Sub: last.Sub, Outcome: to.Outcome}, nil
	}
	return to, nil
}

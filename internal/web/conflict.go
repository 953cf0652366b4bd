package web

import (
	"errors"
	"net/http"
	"slices"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// conflictPage tells what somebody else did to a claim while a form was open.
type conflictPage struct {
	Claim sow.Claim
	Since []sow.ClaimEvent // what happened after the form was made
	Typed []typed          // what the person wrote, so that it is not lost
}

type typed struct{ Name, Value string }

func asMoveError(err error) (*sow.MoveError, bool) { return errors.AsType[*sow.MoveError](err) }

// refusal says in the words of one form why it was refused, and what to do; an
// empty title leaves it to the words for all.
type refusal func(claimPage) (title, next string)

// refused shows why a change of a claim was not made: a newer version with what
// changed, a rule with its reasons on the claim's own page, or the error.
func (s *site) refused(r *request, ch store.Change, err error) (reply, error) {
	return s.refusedAs(r, ch, err, func(claimPage) (string, string) { return "", "" })
}

// refusedAs is refused with words of its own.
func (s *site) refusedAs(r *request, ch store.Change, err error, own refusal) (reply, error) {
	if !errors.Is(err, sow.ErrConflict) && !errors.Is(err, sow.ErrTransition) && !errors.Is(err, sow.ErrNotFound) {
		return reply{}, err
	}
	page, readErr := s.readClaim(r, ch.ClaimID)
	if readErr != nil {
		return reply{}, readErr
	}
	if page.Claim.Version != ch.Version {
		return s.conflict(r, page, ch.Version)
	}
	p := problemOf(err)
	title, next := own(page)
	switch {
	case title != "":
		p.Title, p.Next = title, next
	case errors.Is(err, sow.ErrNotFound):
		p.Title, p.Next = "What the form is about is not there any more.", "Look at the claim as it is now, and choose again."
	case errors.Is(err, sow.ErrConflict):
		p.Title, p.Next = "Another claim is the same one already, or this was asked for before.", "Look for the customer in the list of claims; one claim per customer, workload, association, programme year and Partner ID."
	}
	page.Problem = &p
	rep, err := s.renderClaim(r, page)
	rep.status = p.Status
	return rep, err
}

func (s *site) conflict(r *request, page claimPage, seen int) (reply, error) {
	c := conflictPage{Claim: page.Claim}
	for _, e := range page.Events {
		if e.Step > seen {
			c.Since = append(c.Since, e)
		}
	}
	for _, name := range []string{"to", "reason_code", "reason", "note", "on", "partner_center_id", "owner", "status", "tenant_id", "customer", "partner_id", "held_by", "workload", "association", "into", "needed"} {
		if v := r.PostForm.Get(name); v != "" {
			c.Typed = append(c.Typed, typed{name, v})
		}
	}
	c.Typed = slices.Clip(c.Typed)
	rep, err := s.render(r, "conflict", frame{Title: "Changed in the meantime", Section: "claims"}, c)
	rep.status = http.StatusConflict
	return rep, err
}

package web

import (
	"errors"
	"strconv"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// bulkPage says what became of each claim of a form about several.
type bulkPage struct {
	Owner         string // "" when the claims were given to nobody
	Lines         []bulkLine
	Done, Refused int
}

type bulkLine struct {
	Claim   sow.Claim
	Problem *problem // nil when it was done
}

// bulkClaims bounds one form.
const bulkClaims = 200

// owners gives several claims to somebody. Each claim is a change of its own
// with the version that the list showed: one that somebody changed in the
// meantime stays as it is, and the page says so.
func (s *site) owners(r *request) (reply, error) {
	if err := r.form(); err != nil {
		return reply{}, err
	}
	name := r.field("owner")
	if r.PostForm.Has("me") {
		name = r.user.Name
	}
	if why := sow.BadName(name); name != "" && why != "" {
		return reply{}, invalid{why, "Go back and write the owner's name."}
	}
	changes, err := r.chosen()
	if err != nil {
		return reply{}, err
	}
	page := bulkPage{Owner: name}
	for _, ch := range changes {
		line, err := s.ownerOf(r, ch, name)
		if err != nil {
			return reply{}, err
		}
		if line.Problem == nil {
			page.Done++
		} else {
			page.Refused++
		}
		page.Lines = append(page.Lines, line)
	}
	return s.render(r, "bulk", frame{Title: "What became of the claims", Section: "claims"}, page)
}

// chosen reads which claims a form is about, and their versions.
func (r *request) chosen() ([]store.Change, error) {
	picked := r.PostForm["pick"]
	if r.PostForm.Has("all") {
		picked = r.PostForm["listed"]
	}
	if len(picked) == 0 || len(picked) > bulkClaims {
		return nil, invalid{"No claim was chosen, or more than 200.", "Go back and choose claims of the list."}
	}
	changes := make([]store.Change, 0, len(picked))
	for _, p := range picked {
		number, version, _ := strings.Cut(p, ":")
		id, err := strconv.ParseInt(number, 10, 64)
		if err != nil || id < 1 {
			return nil, invalid{"The form names a claim that cannot be.", "Open the list and send the form there."}
		}
		ch, err := r.changeOf(id, version)
		if err != nil {
			return nil, err
		}
		changes = append(changes, ch)
	}
	return changes, nil
}

// ownerOf gives one claim to somebody. A refusal belongs to the line; an error
// stops the form.
func (s *site) ownerOf(r *request, ch store.Change, name string) (bulkLine, error) {
	c, err := s.cfg.Pipeline.Assign(r.Context(), ch, name)
	if err == nil {
		return bulkLine{Claim: c}, nil
	}
	if !errors.Is(err, sow.ErrConflict) && !errors.Is(err, sow.ErrTransition) && !errors.Is(err, sow.ErrNotFound) {
		return bulkLine{}, err
	}
	p := problemOf(err)
	if errors.Is(err, sow.ErrConflict) {
		p.Title, p.Next = "Somebody changed this claim in the meantime; its owner was left alone.", "Look at it and choose again."
	}
	now, readErr := store.ClaimByID(r.Context(), s.cfg.DB, ch.ClaimID)
	if readErr != nil && !errors.Is(readErr, sow.ErrNotFound) {
		return bulkLine{}, readErr
	}
	now.ID = ch.ClaimID
	return bulkLine{Claim: now, Problem: &p}, nil
}

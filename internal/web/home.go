package web

import (
	"time"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// InboxState is what the home page shows of the inbox folder.
type InboxState struct {
	Dir      string
	LastScan time.Time // zero before the first
	Trouble  string    // what keeps the inbox from being served
	Waiting  []InboxLine
	Working  []InboxLine
	Failed   []InboxLine // newest first

	WaitingCount, FailedCount, Ignored int // complete, also when the lists are cut
}

// InboxLine is one file of the inbox.
type InboxLine struct {
	Path       string
	Code       sow.ReasonCode
	Why        string // what it waits for, or what was wrong with it
	Next       string // what to do, "" nothing
	Since      time.Time
	DocumentID int64 // 0 none yet
}

type homePage struct {
	Inbox    *InboxState
	Scanned  string
	Ages     map[string]string // path of a file: since when
	Waiting  []waitingLine
	Due      []dueLine
	DueMore  bool
	Columns  []store.BoardColumn
	Counts   map[sow.DocumentStatus]int
	Total    int
	Analysed int
	Recent   []sow.DocumentRecord
	SignedIn bool
	Feed     string // path of the calendar of who has signed in
}

// waitingLine is a group of things that wait for a person.
type waitingLine struct{ Words, Next, Link string }

type dueLine struct {
	sow.Claim
	Left urgency
}

const (
	dueDays  = 14 // how far the list of the home page looks ahead
	dueLines = 12
	recent   = 8
)

// home shows what needs attention, the inbox, and what came last.
func (s *site) home(r *request) (reply, error) {
	ctx, page := r.Context(), homePage{SignedIn: r.user.Name != "", Feed: s.feedPath(r.user.Name), Ages: map[string]string{}}
	due, err := store.DueClaims(ctx, s.cfg.DB, r.now.AddDate(0, 0, dueDays), "", dueLines+1)
	if err != nil {
		return reply{}, err
	}
	page.DueMore = len(due) > dueLines
	page.Due = s.dueLines(due[:min(len(due), dueLines)], r.now)
	if page.Counts, err = store.DocumentCounts(ctx, s.cfg.DB); err != nil {
		return reply{}, err
	}
	for _, n := range page.Counts {
		page.Total += n
	}
	if page.Columns, err = store.Board(ctx, s.cfg.DB, r.now, 1); err != nil {
		return reply{}, err
	}
	if page.Recent, _, err = store.Documents(ctx, s.cfg.DB, store.DocumentFilter{Limit: recent}); err != nil {
		return reply{}, err
	}
	page.Analysed = page.Counts[sow.DocumentAnalysed]
	s.inboxOf(&page, r.now)
	page.Waiting = waitingFor(page)
	return s.render(r, "home", frame{Title: "Today", Section: "home"}, page)
}

func (s *site) dueLines(claims []sow.Claim, now time.Time) []dueLine {
	lines := make([]dueLine, len(claims))
	for i, c := range claims {
		lines[i] = dueLine{Claim: c, Left: s.left(c.DueAt, now)}
	}
	return lines
}

func (s *site) inboxOf(page *homePage, now time.Time) {
	if s.cfg.Inbox == nil {
		return
	}
	state := s.cfg.Inbox()
	page.Inbox, page.Scanned = &state, "not yet"
	if !state.LastScan.IsZero() {
		page.Scanned = ago(state.LastScan, now)
	}
	for _, lines := range [][]InboxLine{state.Waiting, state.Working, state.Failed} {
		for _, l := range lines {
			page.Ages[l.Path] = ago(l.Since, now)
		}
	}
}

// waitingFor says what waits for people besides deadlines.
func waitingFor(page homePage) []waitingLine {
	var lines []waitingLine
	for _, c := range page.Columns {
		switch {
		case c.Open == 0:
		case c.Stage == sow.StageIdentified:
			lines = append(lines, waitingLine{plural(c.Open, "claim is", "claims are") + " identified", "Each needs an owner who collects the evidence.", "/claims?stage=identified"})
		case c.Stage == sow.StageReview:
			lines = append(lines, waitingLine{plural(c.Open, "claim is", "claims are") + " in review", "A reviewer who took no part in the evidence has to decide.", "/claims?stage=review"})
		}
	}
	if n := page.Counts[sow.DocumentFailed] + page.Counts[sow.DocumentNeedsOCR]; n > 0 {
		lines = append(lines, waitingLine{plural(n, "document", "documents") + " could not be read", "Each says why and what to do.", "/documents?status=failed"})
	}
	return lines
}

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
	Refused                            int // of the failed: never became a document
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
	Due      []dueGroup
	DueMore  bool
	Columns  []store.BoardColumn
	Counts   map[sow.DocumentStatus]int
	Total    int
	Analysed int
	Recent   []sow.DocumentRecord
	SignedIn bool
	Feed     string // path of the calendar of who has signed in, "" while it is revoked
}

// waitingLine is a group of things that wait for a person.
type waitingLine struct{ Words, Next, Link string }

type dueLine struct {
	sow.Claim
	Left urgency
}

const (
	dueDays  = 14 // how far the list of the home page looks ahead
	dueLines = 10
	dueRead  = 100 // claims that are read for those lines
	recent   = 6
)

// dueGroup is a line of the list: claims of one customer that wait for the same
// thing, on the same day and with the same person.
type dueGroup struct {
	dueLine
	Claims []sow.Claim
}

// home shows what needs attention, the inbox, and what came last.
func (s *site) home(r *request) (reply, error) {
	ctx, page := r.Context(), homePage{SignedIn: r.user.Name != "", Ages: map[string]string{}}
	if page.SignedIn {
		f, err := store.FeedOf(ctx, s.cfg.DB, r.user.Name)
		if err != nil {
			return reply{}, err
		}
		if !f.Revoked {
			page.Feed = FeedPath(s.cfg.Key, f.Name, f.Revision)
		}
	}
	due, err := store.DueClaims(ctx, s.cfg.DB, r.now.AddDate(0, 0, dueDays), "", dueRead)
	if err != nil {
		return reply{}, err
	}
	groups := s.dueGroups(due, r.now)
	page.DueMore = len(groups) > dueLines || len(due) == dueRead
	page.Due = groups[:min(len(groups), dueLines)]
	if page.Counts, err = store.DocumentCounts(ctx, s.cfg.DB); err != nil {
		return reply{}, err
	}
	for _, n := range page.Counts {
		page.Total += n
	}
	if page.Columns, err = store.Board(ctx, s.cfg.DB, r.now, 1, store.BoardOrder{}); err != nil {
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

// dueGroups puts together what a person does in one go, most urgent first.
func (s *site) dueGroups(claims []sow.Claim, now time.Time) []dueGroup {
	type key struct {
		customer, code, owner string
		at                    sow.Position
		due                   int64
	}
	var groups []dueGroup
	index := map[key]int{}
	for _, line := range s.dueLines(claims, now) {
		k := key{customer: line.Customer, code: line.DueCode, owner: line.Owner, at: line.Position}
		if line.DueAt != nil {
			k.due = line.DueAt.Unix()
		}
		i, known := index[k]
		if !known {
			i = len(groups)
			index[k] = i
			groups = append(groups, dueGroup{dueLine: line})
		}
		groups[i].Claims = append(groups[i].Claims, line.Claim)
	}
	return groups
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
	if n := page.Counts[sow.DocumentFailed]; n > 0 {
		lines = append(lines, waitingLine{plural(n, "document", "documents") + " could not be read", "Each says why and what to do.", "/documents?status=failed"})
	}
	if n := page.Counts[sow.DocumentNeedsOCR]; n > 0 {
		lines = append(lines, waitingLine{plural(n, "document is a scan", "documents are scans") + " without text", "Each says what to do.", "/documents?status=needs_ocr"})
	}
	if page.Inbox != nil && page.Inbox.Refused > 0 {
		lines = append(lines, waitingLine{plural(page.Inbox.Refused, "file was", "files were") + " not taken in", "The reason stands with the inbox folder.", "#inbox"})
	}
	return lines
}

package web

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"claimline/internal/sow"
	"claimline/internal/store"
)

type claimsPage struct {
	Filter   store.ClaimFilter
	Unknown  []string // choices of the address that do not exist
	Due      string   // the filter's choice: "", late, 7 or 30
	Board    bool
	Columns  []boardColumn
	Sort     string // of the board: "", changed, or value- and a currency
	List     []dueLine
	Delays   []store.DelayTotal
	Totals   []store.ExpectedTotal
	Earned   []store.EarnedTotal
	Ended    map[sow.Outcome]int
	Places   []sow.Position
	Next     string
	SignedIn bool
	Query    string // of this address without view and page
}

type boardColumn struct {
	Stage         sow.Stage
	Open, Overdue int
	Cards         []dueLine
}

// boardCards is how many claims a column of the board shows.
const boardCards = 8

// claims shows claims by stage, or as a list when a filter is set.
func (s *site) claims(r *request) (reply, error) {
	v := r.URL.Query()
	page := claimsPage{SignedIn: r.user.Name != "", Due: v.Get("due"), Sort: boardSort(v), Places: sow.Positions()}
	page.Filter, page.Unknown = s.claimFilter(v, r.now)
	page.Board = v.Get("view") != "list" && v.Get("stage") == "" && v.Get("q") == "" && v.Get("workload") == "" && v.Get("owner") == "" && v.Get("due") == ""
	v.Del("view")
	v.Del("after")
	v.Del("done")
	page.Query = v.Encode()
	add := s.addList
	if page.Board {
		add = s.addBoard
	}
	if err := add(r, &page); err != nil {
		return reply{}, err
	}
	var err error
	if page.Totals, err = store.ExpectedTotals(r.Context(), s.cfg.DB, page.Filter); err != nil {
		return reply{}, err
	}
	if page.Earned, err = store.EarnedTotals(r.Context(), s.cfg.DB, page.Filter); err != nil {
		return reply{}, err
	}
	if page.Delays, err = store.DelayTotals(r.Context(), s.cfg.DB, r.now.In(s.cfg.Zone).Format(time.DateOnly)); err != nil {
		return reply{}, err
	}
	if page.Ended, err = store.OutcomeCounts(r.Context(), s.cfg.DB); err != nil {
		return reply{}, err
	}
	return s.render(r, "claims", frame{Title: claimsTitle(page), Section: "claims"}, page)
}

func claimsTitle(page claimsPage) string {
	switch {
	case page.Board:
		return "Board of claims"
	case page.Filter.Search != "":
		return "Claims with " + page.Filter.Search
	case page.Filter.Position != "":
		return "Claims: " + plain(page.Filter.Position)
	}
	return "List of claims"
}

// valueSort begins the order by expected value; the currency follows, because
// amounts of different currencies are never compared.
const valueSort = "value-"

func boardOrder(sort string) store.BoardOrder {
	if currency, ok := strings.CutPrefix(sort, valueSort); ok {
		return store.BoardOrder{Currency: currency}
	}
	return store.BoardOrder{Changed: sort == "changed"}
}

// boardSort reads the order of the board out of an address; what is not known is
// the usual one.
func boardSort(v url.Values) string {
	sort := v.Get("sort")
	if sort == "changed" || currencySort.MatchString(sort) {
		return sort
	}
	return ""
}

var currencySort = regexp.MustCompile(`^value-[A-Z]{3}$`)

func (s *site) addBoard(r *request, page *claimsPage) error {
	columns, err := store.Board(r.Context(), s.cfg.DB, r.now, boardCards, boardOrder(page.Sort))
	if err != nil {
		return err
	}
	for _, c := range columns {
		page.Columns = append(page.Columns, boardColumn{Stage: c.Stage, Open: c.Open, Overdue: c.Overdue, Cards: s.dueLines(c.First, r.now)})
	}
	return nil
}

func (s *site) addList(r *request, page *claimsPage) error {
	list, next, err := store.Claims(r.Context(), s.cfg.DB, page.Filter)
	if err != nil {
		return err
	}
	page.List, page.Next = s.dueLines(list, r.now), nextPage(r, next)
	return nil
}

// claimFilter reads the filter out of an address, with words about choices that
// do not exist, which choose nothing.
func (s *site) claimFilter(v url.Values, now time.Time) (store.ClaimFilter, []string) {
	f := store.ClaimFilter{Position: v.Get("stage"), Owner: v.Get("owner"), Workload: v.Get("workload"), Search: v.Get("q"), After: v.Get("after")}
	var unknown []string
	if _, err := sow.ParsePosition(f.Position); err != nil && f.Position != "" {
		unknown, f.Position = append(unknown, noChoice("stage", f.Position, sow.Positions())), ""
	}
	f.OpenOnly = f.Position == ""
	today := sow.DayOf(now.In(s.cfg.Zone))
	switch due := v.Get("due"); due {
	case "":
	case "late":
		f.DueBefore = now
	case "7":
		f.DueBefore = today.Add(8).At(s.cfg.Zone).Add(time.Second)
	case "30":
		f.DueBefore = today.Add(31).At(s.cfg.Zone).Add(time.Second)
	default:
		unknown = append(unknown, noChoice("due", due, []string{"late", "7", "30"}))
	}
	return f, unknown
}

// noChoice says that an address asks for what does not exist.
func noChoice[T any](what, value string, choices []T) string {
	names := make([]string, len(choices))
	for i, c := range choices {
		names[i] = fmt.Sprint(c)
	}
	return fmt.Sprintf("The address asks for %s=%s, which there is not; %s is one of %s.", what, cut(maxChoice, value), what, strings.Join(names, ", "))
}

const maxChoice = 40 // characters of a choice that are shown

// known refuses an address with choices that do not exist, where nobody would
// see a remark: a file or an answer of the API would hold more than was asked for.
func known(unknown []string) error {
	if len(unknown) == 0 {
		return nil
	}
	return invalid{strings.Join(unknown, " "), "Correct the address, or leave that part out to get all."}
}

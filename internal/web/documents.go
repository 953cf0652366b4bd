package web

import (
	"net/url"
	"slices"

	"claimline/internal/sow"
	"claimline/internal/store"
)

type documentsPage struct {
	Filter  store.DocumentFilter
	Unknown []string // choices of the address that do not exist
	List    []sow.DocumentRecord
	Counts  map[sow.DocumentStatus]int
	Total   int
	Next    string // address of the next page
}

// documents lists documents, newest first.
func (s *site) documents(r *request) (reply, error) {
	f, unknown := documentFilter(r.URL.Query())
	page := documentsPage{Filter: f, Unknown: unknown}
	var next string
	var err error
	if page.List, next, err = store.Documents(r.Context(), s.cfg.DB, f); err != nil {
		return reply{}, err
	}
	if page.Counts, err = store.DocumentCounts(r.Context(), s.cfg.DB); err != nil {
		return reply{}, err
	}
	for _, n := range page.Counts {
		page.Total += n
	}
	page.Next = nextPage(r, next)
	return s.render(r, "documents", frame{Title: "Documents", Section: "documents"}, page)
}

// documentFilter reads the filter out of an address, as claimFilter does.
func documentFilter(v url.Values) (store.DocumentFilter, []string) {
	f := store.DocumentFilter{Status: sow.DocumentStatus(v.Get("status")), Search: v.Get("q"), After: v.Get("after")}
	if f.Status == "" || slices.Contains(statuses(), f.Status) {
		return f, nil
	}
	unknown := noChoice("status", string(f.Status), statuses())
	f.Status = ""
	return f, []string{unknown}
}

// nextPage is this address with the cursor of the next page, or "".
func nextPage(r *request, cursor string) string {
	if cursor == "" {
		return ""
	}
	v := r.URL.Query()
	v.Set("after", cursor)
	v.Del("done")
	return r.URL.Path + "?" + v.Encode()
}

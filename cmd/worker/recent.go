package main

import (
	"sync"

	"claimline/internal/sow"
)

// recentAnalyses are analyses that were recorded a moment ago and whose pages
// are about to be laid down: they need not be read back and decoded. It never
// holds more than a few, and one that is missing is in the decision log.
type recentAnalyses struct {
	mu   sync.Mutex
	byID map[int64]sow.Analysis
}

// maxRecent is more than is decided between two rounds of the inbox.
const maxRecent = 64

// keep remembers an analysis by its id in the decision log, without its trace,
// which no page shows.
func (r *recentAnalyses) keep(id int64, a sow.Analysis) {
	a.Trace = nil
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.byID) >= maxRecent || r.byID == nil {
		r.byID = map[int64]sow.Analysis{} // nobody asked: they came by another door than the inbox
	}
	r.byID[id] = a
}

// take gives an analysis and forgets it.
func (r *recentAnalyses) take(id int64) (sow.Analysis, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, ok := r.byID[id]
	delete(r.byID, id)
	return a, ok
}

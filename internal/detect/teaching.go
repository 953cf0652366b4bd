package detect

import (
	"claimline/internal/detect/list"
)

// teaches tells whether the document is about adoption or training: its title
// says so and names no building, or its sections speak of little else.
func (r *senseReading) teaches() bool {
	if r.teaching == nil {
		yes := r.readsAsTeaching()
		r.teaching = &yes
	}
	return *r.teaching
}

func (r *senseReading) readsAsTeaching() bool {
	w := r.sums()
	if r.titleSays(r.wordsOf(list.NatureTeach)) && !r.titleSays(r.wordsOf(list.NatureBuild)) {
		return w.teach >= 0.5*w.build
	}
	return w.teach > w.build && w.teach > w.run
}

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
	w := r.Sums()
	if r.TitleSays(r.WordsOf(list.NatureTeach)) && !r.TitleSays(r.WordsOf(list.NatureBuild)) {
		return w.Teach >= 0.5*w.Build
	}
	return w.Teach > w.Build && w.Teach > w.Run
}

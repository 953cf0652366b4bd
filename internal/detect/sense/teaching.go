package sense

import "claimline/internal/detect/list"

// Teaches tells whether the document is about adoption or training: its title
// says so and names no building, or its sections speak of little else.
func (r *Reading) Teaches() bool {
	if r.teaching == nil {
		yes := r.readsAsTeaching()
		r.teaching = &yes
	}
	return *r.teaching
}

func (r *Reading) readsAsTeaching() bool {
	w := r.Sums()
	if r.TitleSays(r.WordsOf(list.NatureTeach)) && !r.TitleSays(r.WordsOf(list.NatureBuild)) {
		return w.Teach >= 0.5*w.Build
	}
	return w.Teach > w.Build && w.Teach > w.Run
}

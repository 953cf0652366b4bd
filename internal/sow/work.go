package sow

import "slices"

// WorkOf sums activities up: building counts before running, running before
// teaching and teaching before advising, because a claim takes the strongest
// association that the work allows (guide, section 5): build, run, teach, advise or
// unknown.
func WorkOf(activities []Activity) string {
	for _, class := range []struct {
		work string
		of   []Activity
	}{
		{"build", []Activity{Deployment, Migration, CustomDevelopment}},
		{"run", []Activity{ManagedServices, Support}},
		{"teach", []Activity{Training, Adoption}},
		{"advise", []Activity{Assessment}},
	} {
		if slices.ContainsFunc(activities, func(a Activity) bool { return slices.Contains(class.of, a) }) {
			return class.work
		}
	}
	return "unknown"
}

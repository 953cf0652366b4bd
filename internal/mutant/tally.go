package mutant

import (
	"maps"
	"slices"
)

// Tally counts mutants by kind and remembers those that survive.
type Tally struct {
	logf  func(string, ...any)
	all   map[string]int
	alive map[string]int
	left  []string
}

// NewTally makes a tally that tells its progress by logf, such as a test's.
func NewTally(logf func(string, ...any)) *Tally {
	return &Tally{logf: logf, all: map[string]int{}, alive: map[string]int{}}
}

// step is the number of mutants after which the progress is told.
const step = 200

// Add counts a mutant, and says so when no test noticed it.
func (t *Tally) Add(kind, what string, noticed bool) {
	t.all[kind]++
	if !noticed {
		t.alive[kind]++
		t.left = append(t.left, what)
		t.logf("survives: %s", what)
	}
	if n := t.sum(); n%step == 0 {
		t.logf("%d done, %d survive", n, len(t.left))
	}
}

// Left prints the totals by kind and gives what survived.
func (t *Tally) Left() []string {
	for _, kind := range slices.Sorted(maps.Keys(t.all)) {
		t.logf("%-36s %4d, %d survive", kind, t.all[kind], t.alive[kind])
	}
	t.logf("%-36s %4d, %d survive", "all", t.sum(), len(t.left))
	return t.left
}

func (t *Tally) sum() (n int) {
	for _, k := range t.all {
		n += k
	}
	return n
}

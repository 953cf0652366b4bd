package ruleset

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"
)

// maxCombinations bounds the enumeration of one group. The largest group of
// the delivered pack needs a fiftieth of it.
const maxCombinations = 5_000_000

// analyse enumerates, for every group of rules, all combinations of the facts
// that its rules read, and reports what enumeration alone can prove: a rule
// that can never hold, one that never wins, two that decide differently with
// the same priority, and combinations that no rule decides and no entry of
// none declares.
func (b *builder) analyse() {
	for _, g := range b.pack.groups {
		space := newSpace(b.pack, g.about, rulesConditions(g.rules))
		if space.size() > maxCombinations {
			b.ps.add(g.file, g.at, "E505", "group %q reads facts with %d combinations; at most %d are analysed", g.id, space.size(), maxCombinations)
			continue
		}
		g.space = space
		b.analyseGroup(g, space)
	}
	for _, l := range b.pack.listed() {
		if l.cond == nil {
			continue
		}
		space := newSpace(b.pack, aboutDocument, []*compiled{l.cond})
		if space.size() <= maxCombinations && !space.ever(0) {
			b.ps.add(l.file, l.at, "E501", "%q can never hold", l.name())
		}
	}
}

func rulesConditions(rules []*rule) []*compiled {
	out := make([]*compiled, len(rules))
	for i, r := range rules {
		out[i] = r.cond
	}
	return out
}

// analyseGroup looks at each combination once. The rules of a group are
// sorted, so the first that holds wins.
func (b *builder) analyseGroup(g *group, s *space) {
	held, won, tied := make([]bool, len(g.rules)), make([]bool, len(g.rules)), map[[2]int]bool{}
	gaps, gap := 0, ""
	for point := range s.all {
		first := -1
		for i, r := range g.rules {
			if !s.holds(i, point) {
				continue
			}
			held[i] = true
			switch {
			case first < 0:
				first = i
				won[i] = true
			case r.Priority == g.rules[first].Priority && r.result() != g.rules[first].result() && !tied[[2]int{first, i}]:
				tied[[2]int{first, i}] = true
				b.ps.add(r.file, r.At, "E503", "%q and %q have the same priority and decide differently when %s", g.rules[first].ID, r.ID, s.describe(point))
			}
		}
		if first < 0 {
			if gaps == 0 {
				gap = s.describe(point)
			}
			gaps++
		}
	}
	for i, r := range g.rules {
		switch {
		case !held[i]:
			b.ps.add(r.file, r.At, "E501", "%q can never hold", r.ID)
		case !won[i]:
			b.ps.add(r.file, r.At, "E502", "%q never decides: wherever it holds, another rule decides before it", r.ID)
		}
	}
	if gaps > 0 {
		b.ps.add(g.file, g.at, "E504", "group %q decides nothing in %d combinations, for example when %s; add a rule, or an entry of none", g.id, gaps, gap)
	}
}

// space is the product of the values of some facts. A clause that looks at the
// list of workloads is a fact of its own here, true or false.
type space struct {
	pack  *Pack
	dims  []dim
	rules [][]*table // the clauses of each condition; equal clauses share a table
	bound boundDims
}

// dim is one fact, or one clause over workloads, with the values it takes.
type dim struct {
	fact   *fact // nil for a clause over workloads
	text   string
	values []string
	open   bool // one of openFacts
}

// table is the truth of a clause for every combination of its own facts.
type table struct {
	dims  []int // which dimensions of the space it depends on
	steps []int // by how much a value more of each moves on in truth
	truth []bool
}

func newSpace(p *Pack, about subject, conditions []*compiled) *space {
	s := &space{pack: p}
	var ids []string
	for _, c := range conditions {
		for _, cl := range c.clauses {
			ids = append(ids, cl.ids...)
		}
	}
	known := map[*vm.Program]*table{}
	for _, c := range conditions {
		row := make([]*table, len(c.clauses))
		for i, cl := range c.clauses {
			if known[cl.program] == nil {
				known[cl.program] = s.table(cl, about, ids)
			}
			row[i] = known[cl.program]
		}
		s.rules = append(s.rules, row)
	}
	s.bind()
	return s
}

func (s *space) table(cl clause, about subject, ids []string) *table {
	if cl.workloads {
		s.dims = append(s.dims, dim{text: cl.text, values: []string{"false", "true"}})
		return &table{dims: []int{len(s.dims) - 1}, steps: []int{1}, truth: []bool{false, true}}
	}
	t := &table{}
	size := 1
	for _, f := range cl.facts {
		t.dims, t.steps = append(t.dims, s.dim(f, ids)), append(t.steps, size)
		size *= len(s.dims[t.dims[len(t.dims)-1]].values)
	}
	t.truth = make([]bool, size)
	var m vm.VM
	var w workloadEnv
	var d documentEnv
	for i := range size {
		rest := i
		for _, k := range t.dims {
			values := s.dims[k].values
			set(s.dims[k].fact, values[rest%len(values)], &w, &d)
			rest /= len(values)
		}
		if about == aboutDocument {
			t.truth[i] = cl.run(&m, &d)
		} else {
			t.truth[i] = cl.run(&m, &w)
		}
	}
	return t
}

// otherWorkload stands for all workloads that no condition names.
const otherWorkload = "(any other)"

// dim gives the number of a fact's dimension.
func (s *space) dim(f *fact, ids []string) int {
	if i := slices.IndexFunc(s.dims, func(d dim) bool { return d.fact == f }); i >= 0 {
		return i
	}
	values := f.values
	switch {
	case f.isBool:
		values = []string{"false", "true"}
	case values[0] == anyWorkload:
		slices.Sort(ids)
		values = append(slices.Compact(slices.Clone(ids)), otherWorkload)
	}
	s.dims = append(s.dims, dim{fact: f, text: f.name, values: values, open: slices.Contains(openFacts, f)})
	return len(s.dims) - 1
}

// set puts a value into the fact of both environments.
func set(f *fact, value string, w *workloadEnv, d *documentEnv) {
	targets := []reflect.Value{reflect.ValueOf(&w.Doc).Elem(), reflect.ValueOf(&d.Doc).Elem()}
	if f.ofWorkload() {
		targets = []reflect.Value{reflect.ValueOf(&w.W).Elem()}
	}
	for _, t := range targets {
		field := t.FieldByIndex(f.index)
		if f.isBool {
			field.SetBool(value == "true")
		} else {
			field.SetString(value)
		}
	}
}

func (s *space) size() int {
	size := 1
	for _, d := range s.dims {
		if size > maxCombinations {
			return size
		}
		size *= len(d.values)
	}
	return size
}

// all yields every possible combination as the numbers of the values. The
// slice is reused.
func (s *space) all(yield func([]int) bool) {
	point := make([]int, len(s.dims))
	for {
		if s.possible(point) && !yield(point) {
			return
		}
		i := 0
		for ; i < len(point); i++ {
			if point[i]++; point[i] < len(s.dims[i].values) {
				break
			}
			point[i] = 0
		}
		if i == len(point) {
			return
		}
	}
}

// holds tells whether condition number i holds at a point.
func (s *space) holds(i int, point []int) bool {
	for _, t := range s.rules[i] {
		index := 0
		for i, k := range t.dims {
			index += point[k] * t.steps[i]
		}
		if !t.truth[index] {
			return false
		}
	}
	return true
}

// ever tells whether condition number i holds anywhere.
func (s *space) ever(i int) bool {
	for point := range s.all {
		if s.holds(i, point) {
			return true
		}
	}
	return false
}

// describe writes a combination for a person.
func (s *space) describe(point []int) string {
	var parts []string
	for i, d := range s.dims {
		v := d.values[point[i]]
		switch {
		case d.fact == nil || d.fact.isBool:
			if v == "true" {
				parts = append(parts, d.text)
			} else {
				parts = append(parts, "not "+d.text)
			}
		default:
			parts = append(parts, fmt.Sprintf("%s is %q", d.text, v))
		}
	}
	return strings.Join(parts, ", ")
}

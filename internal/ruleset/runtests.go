package ruleset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"

	"claimline/internal/sow"
)

// TestReport is the result of the tests of a pack.
type TestReport struct {
	Run      int
	Failures LoadErrors // failing tests, and rules or conditions that no test covers
	Rules    Coverage   // rules, and items of lists, that decided something in a test
	Clauses  Coverage   // conditions that were seen both true and false
}

// Coverage counts what tests reached.
type Coverage struct {
	Reached, All int
}

// Percent gives the part that was reached, rounded down; 100 of nothing.
func (c Coverage) Percent() int {
	if c.All == 0 {
		return 100
	}
	return 100 * c.Reached / c.All
}

// Test runs the tests beside the rules whose name contains want ("" all). With
// all tests it also says which rules and conditions none of them covers. Load
// does the same; this is for showing it.
func (p *Pack) Test(want string) TestReport {
	t := tester{pack: p, won: map[*rule]bool{}, said: map[string]bool{}, seen: map[*vm.Program]map[string]*[2]bool{}}
	for _, c := range p.cases {
		if strings.Contains(c.Name, want) {
			t.report.Run++
			t.run(c)
		}
	}
	t.measure(want == "")
	return t.report
}

// tester runs cases and remembers what they reached.
type tester struct {
	pack   *Pack
	won    map[*rule]bool
	said   map[string]bool                     // kind and id of list items that a test expects to be said
	seen   map[*vm.Program]map[string]*[2]bool // nil when coverage is not asked
	report TestReport

	rulesOnly, listsOnly bool // leave out the other half
}

// note remembers the result of a clause by its owner: a clause that two rules
// share must be covered in each.
func (t *tester) note(owner string, cl *clause, on *view) {
	if t.seen == nil {
		return
	}
	result := on.clause(cl).result
	of := t.seen[cl.program]
	if of == nil {
		of = map[string]*[2]bool{}
		t.seen[cl.program] = of
	}
	if of[owner] == nil {
		of[owner] = new([2]bool)
	}
	if result {
		of[owner][1] = true
	} else {
		of[owner][0] = true
	}
}

func (t *tester) run(c ruleCase) {
	p := *t.pack
	p.manifest.Strictness = seed
	if c.Strictness != "" {
		p.manifest.Strictness = c.Strictness
	}
	d := newDecision(&p, c.input)
	d.silent = true
	on := d.document
	if c.about == aboutWorkload {
		if len(d.workloads) == 0 {
			t.fail(c, "gives no workload")
			return
		}
		w := d.workloads[0]
		on = d.view(&workloadEnv{Doc: d.doc, W: w}, &w)
	}
	for _, id := range sortedKeys(c.Expect) {
		if !slices.ContainsFunc(p.groups, func(g *group) bool { return g.id == id && g.about == c.about }) {
			t.fail(c, fmt.Sprintf("expects something of group %q, which does not exist", id))
		}
	}
	for _, g := range p.groups {
		if g.about == c.about && !t.listsOnly {
			t.group(c, g, on)
		}
	}
	if c.about == aboutDocument && !t.rulesOnly {
		t.items(c, d)
	}
}

// group checks which rule of a group wins.
func (t *tester) group(c ruleCase, g *group, on *view) {
	for _, r := range g.rules {
		for i := range r.cond.clauses {
			t.note(r.ID, &r.cond.clauses[i], on)
		}
	}
	got, winner := "none", g.winner(on)
	if winner != nil {
		got = winner.ID
	}
	want, asked := c.Expect[g.id]
	if !asked {
		return
	}
	if got != want {
		t.fail(c, fmt.Sprintf("%s is decided by %s, expected %s", g.id, got, want))
		return
	}
	if winner != nil {
		t.won[winner] = true
	}
}

// listed gives all list items of a pack with their kind.
func (p *Pack) listed() []listedItem {
	var out []listedItem
	for _, s := range p.scenarios {
		out = append(out, listedItem{"scenario", s.item})
	}
	for _, a := range p.advisories {
		out = append(out, listedItem{"advisory", a.item})
	}
	for _, q := range p.questions {
		if !q.Umbrella {
			out = append(out, listedItem{"question", q.item})
		}
	}
	for _, c := range p.checks {
		out = append(out, listedItem{"check", c.item})
	}
	for _, t := range []poeType{"deployment", "usage", "revenue", "presales"} {
		for _, s := range p.poe[t] {
			if s.cond != nil {
				out = append(out, listedItem{"poe." + string(t), s.item})
			}
			if s.advised.cond != nil {
				out = append(out, listedItem{"poe." + string(t) + ".advised", s.advised})
			}
		}
	}
	for _, m := range p.methods {
		for _, list := range [][]step{m.steps, m.verify} {
			for _, s := range list {
				if s.cond != nil {
					out = append(out, listedItem{"step." + string(m.Method), s.item})
				}
			}
		}
	}
	return out
}

type listedItem struct {
	kind string
	item
}

// name is how a test speaks of an item: its id, or kind and id where ids repeat.
func (l listedItem) name() string {
	if strings.Contains(l.kind, ".") {
		return l.kind + "/" + l.id
	}
	return l.id
}

// items checks what the lists of the pack say about a document.
func (t *tester) items(c ruleCase, d *decision) {
	known := map[string]bool{}
	for _, l := range t.pack.listed() {
		name := l.name()
		known[name] = true
		if l.cond != nil {
			for i := range l.cond.clauses {
				t.note(name, &l.cond.clauses[i], d.document)
			}
		}
		says := d.applies(l.item)
		switch {
		case slices.Contains(c.Says, name) && !says:
			t.fail(c, name+" is not said")
		case slices.Contains(c.Silent, name) && says:
			t.fail(c, name+" is said")
		case slices.Contains(c.Says, name):
			t.said[name] = true
		}
	}
	for _, name := range slices.Concat(c.Says, c.Silent) {
		if !known[name] {
			t.fail(c, fmt.Sprintf("speaks of %q, which the pack does not have%s", name, didYouMean(name, sortedKeys(known))))
		}
	}
}

func (t *tester) fail(c ruleCase, why string) {
	t.report.Failures.add(c.file, c.At, "E601", "test %q: %s", c.Name, why)
}

// measure counts coverage and, when asked, reports what is missing.
func (t *tester) measure(report bool) {
	for _, g := range t.pack.groups {
		for _, r := range g.rules {
			t.report.Rules.All++
			if t.won[r] {
				t.report.Rules.Reached++
			} else if report {
				t.report.Failures.add(r.file, r.At, "E602", "no test expects rule %q to decide", r.ID)
			}
			t.clauses(r.ID, r.file, r.At, r.cond, report)
		}
	}
	for _, l := range t.pack.listed() {
		t.report.Rules.All++
		if t.said[l.name()] {
			t.report.Rules.Reached++
		} else if report {
			t.report.Failures.add(l.file, l.at, "E604", "no test expects %q to be said", l.name())
		}
		if l.cond != nil {
			t.clauses(l.name(), l.file, l.at, l.cond, report)
		}
	}
}

func (t *tester) clauses(owner, file string, at pos, c *compiled, report bool) {
	for _, cl := range c.clauses {
		t.report.Clauses.All++
		seen := t.seen[cl.program][owner]
		if seen != nil && seen[0] && seen[1] {
			t.report.Clauses.Reached++
			continue
		}
		never := "true or false"
		if seen != nil && seen[0] {
			never = "true"
		} else if seen != nil && seen[1] {
			never = "false"
		}
		if report {
			t.report.Failures.add(file, at, "E603", "%q: no test makes %s %s", owner, cl.text, never)
		}
	}
}

// winner gives the rule of a group that decides, or nil.
func (g *group) winner(on *view) *rule {
	for _, r := range g.rules {
		if r.cond.holds(on) {
			return r
		}
	}
	return nil
}

// LineDetector finds products in one line of text below the given headings.
// Offsets are bytes of text.
type LineDetector func(headings []string, text, language string) []LineMention

// LineMention is one product that a detector found.
type LineMention struct {
	Start, End int
	ID         string
	Polarity   sow.Polarity
}

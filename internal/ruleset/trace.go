package ruleset

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// verdict is what a group of rules decided and why.
type verdict struct {
	winner *rule
	also   []string // further rules that hold and decide the same
	why    string
}

func (v verdict) strength() sow.MethodStrength {
	if v.winner == nil {
		return sow.NotApplicable
	}
	return v.winner.Then.Strength
}

// rules lists the winner and the rules that agree with it. A declared gap is
// no recommendation, so it gives an empty list; the trace names it.
func (v verdict) rules() []string {
	if v.winner == nil || v.winner.none {
		return []string{}
	}
	return append([]string{v.winner.ID}, v.also...)
}

func (v verdict) grounds(workloads []WorkloadFacts) []Ground {
	if v.winner == nil {
		return nil
	}
	return groundsOf(v.winner.cond, workloads)
}

// scopeSets says which workloads a fact of the scope speaks of.
var scopeSets = map[string]string{
	"doc.azure": "azure", "doc.azure_product": "azure_plane", "doc.security_azure": "security_azure", "doc.security_m365": "security_m365",
	"doc.modern_work": "modern_work", "doc.dynamics": "dynamics", "doc.power_platform": "power_pal", "doc.power_bi": "power_platform",
	"doc.customer_insights": "customer_insights", "doc.deploys": "claims",
}

// groundsOf follows the facts of a condition to their evidence.
func groundsOf(c *compiled, workloads []WorkloadFacts) []Ground {
	if c == nil {
		return nil
	}
	var out []Ground
	add := func(g Ground) {
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	for _, f := range c.reads() {
		if f.source != "" {
			add(Ground{Fact: f.source})
		}
		set := scopeSets[f.name]
		if c.loops && f.ofWorkload() {
			set = "all"
		}
		for _, w := range workloads {
			if in := nameSets[set]; in != nil && in(w) {
				add(Ground{Workload: w.ID})
			}
		}
	}
	return out
}

// settle lets the rules of a method decide and records how.
func (d *decision) settle(m sow.Method, what decides, about subject, on *view) verdict {
	i := slices.IndexFunc(d.pack.groups, func(g *group) bool { return g.Method == m && g.Decides == what && g.about == about })
	if i < 0 {
		return verdict{}
	}
	g := d.pack.groups[i]
	v := verdict{}
	for _, r := range g.rules {
		switch {
		case v.winner != nil && d.silent:
		case !r.cond.holds(on):
		case v.winner == nil:
			v.winner = r
		case !r.none && r.result() == v.winner.result():
			v.also = append(v.also, r.ID)
		}
	}
	if v.winner == nil || d.silent {
		return v
	}
	v.why = d.fill(v.winner.Why, on.w)
	d.out.Trace = append(d.out.Trace, d.entry(g, v, on))
	return v
}

// decisionName is how a trace calls a decision: cpor:teams, document:PAL or
// association:teams.
func decisionName(g *group, w *WorkloadFacts) string {
	method := strings.ToLower(string(g.Method))
	switch {
	case w == nil:
		return "document:" + string(g.Method)
	case g.Decides == decidesAssociation:
		return method + "-association:" + w.ID
	default:
		return method + ":" + w.ID
	}
}

func (d *decision) entry(g *group, v verdict, on *view) sow.TraceEntry {
	e := sow.TraceEntry{
		Decision: decisionName(g, on.w), Rule: v.winner.ID, Decides: v.winner.result(), Why: v.why, Source: v.winner.source,
		Losers: make([]sow.TraceLoser, 0, len(g.rules)-1),
	}
	said := 0
	for _, r := range g.rules {
		said += len(r.cond.clauses)
	}
	room, lost := make([]sow.TraceClause, 0, said), make([]loser, 0, len(g.rules)-1)
	for _, r := range g.rules {
		if r == v.winner {
			e.Clauses = d.clauses(r, on)
			continue
		}
		missing := d.missing(r, on, room[len(room):])
		room = room[:len(room)+len(missing)]
		lost = append(lost, loser{r, missing})
	}
	e.Turns = g.turns(d, v, on)
	slices.SortStableFunc(lost, func(a, b loser) int {
		return cmp.Or(cmp.Compare(len(a.missing), len(b.missing)), strings.Compare(a.rule.ID, b.rule.ID))
	})
	for _, l := range lost {
		e.Losers = append(e.Losers, sow.TraceLoser{Rule: l.rule.ID, Decides: l.rule.result(), Reason: l.reason(v.winner), Missing: l.missing})
	}
	return e
}

// loser is a rule that did not decide, with the clauses of it that do not hold.
type loser struct {
	rule    *rule
	missing []sow.TraceClause
}

// reason says why the rule did not decide.
func (l loser) reason(winner *rule) string {
	if len(l.missing) == 0 {
		return beaten(l.rule, winner)
	}
	return someHold(len(l.rule.cond.clauses)-len(l.missing), len(l.rule.cond.clauses))
}

// manyClauses is from how many clauses on a rule is rare.
const manyClauses = 8

// someHolds are what someHold gives for the rules with fewer clauses.
var someHolds = func() (t [manyClauses][manyClauses]string) {
	for n := range t {
		for all := range t[n] {
			t[n][all] = itoa(n) + " of " + itoa(all) + " conditions hold"
		}
	}
	return t
}()

// someHold says how many of the clauses of a rule hold.
func someHold(n, all int) string {
	if all < manyClauses {
		return someHolds[n][all]
	}
	return itoa(n) + " of " + itoa(all) + " conditions hold"
}

func beaten(r, winner *rule) string {
	if r.result() == winner.result() && r.none == winner.none {
		return "holds too and decides the same"
	}
	return "holds too, but priority " + itoa(r.Priority) + " is below " + itoa(winner.Priority)
}

// clauses gives every clause of a rule with the values that it reads.
func (d *decision) clauses(r *rule, on *view) []sow.TraceClause {
	out := make([]sow.TraceClause, len(r.cond.clauses))
	for i := range r.cond.clauses {
		out[i] = d.clause(&r.cond.clauses[i], on)
	}
	return out
}

// missing gives the clauses of a rule that do not hold, which it puts into room.
func (d *decision) missing(r *rule, on *view, room []sow.TraceClause) []sow.TraceClause {
	for i := range r.cond.clauses {
		if cl := &r.cond.clauses[i]; !on.clause(cl).result {
			room = append(room, d.clause(cl, on))
		}
	}
	if len(room) == 0 {
		return nil
	}
	return slices.Clip(room)
}

func (d *decision) clause(cl *clause, on *view) sow.TraceClause {
	c := on.clause(cl)
	if c.value == "" {
		c.value = d.read(cl, on.w)
	}
	return sow.TraceClause{Text: cl.text, Value: c.value, Result: c.result}
}

// read writes the values of the facts of a clause: doc.agreement is "MCA".
func (d *decision) read(cl *clause, w *WorkloadFacts) string {
	var out strings.Builder
	out.Grow(48 * len(cl.facts))
	for _, f := range cl.facts {
		if f.ofWorkload() && w == nil {
			return strings.TrimSpace(out.String() + " " + itoa(len(d.workloads)) + " workloads in scope")
		}
		if out.Len() > 0 {
			out.WriteString(", ")
		}
		quote := `"`
		if f.isBool {
			quote = ""
		}
		for _, part := range [...]string{f.name, " is ", quote, d.text(f, w), quote} {
			out.WriteString(part)
		}
	}
	return out.String()
}

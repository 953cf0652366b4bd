package ruleset

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"

	"claimline/internal/sow"
)

// Output is what a pack decides about one document.
type Output struct {
	Workloads  []WorkloadDecision // in the order of the input
	Methods    sow.MethodsAdvice  // Evidence is empty; Grounds says where to take it from
	Grounds    map[sow.Method][]Ground
	Scenarios  []string
	Advisories []sow.Advisory
	Questions  []sow.Question
	Checks     []CheckFinding
	Trace      []sow.TraceEntry
}

// WorkloadDecision are the methods of one workload in scope.
type WorkloadDecision struct {
	ID      string
	Methods sow.WorkloadMethods
	ClaimOn string // the workload that a CPOR claim is made on; "" when none is called for
	Grounds map[sow.Method][]Ground
}

// CheckFinding is a mistake that the document shows, with what shows it.
type CheckFinding struct {
	sow.Check
	Grounds []Ground
}

// Ground points at the evidence of a decision: a fact of the document, or the
// mentions of a workload. One of the two is set.
type Ground struct {
	Fact     string // JSON name in sow.Facts, such as agreement
	Workload string // workload id
}

// decision is one run of a pack over one input.
type decision struct {
	pack      *Pack
	m         vm.VM
	doc       docEnv
	workloads []WorkloadFacts
	document  *view
	docText   []string     // values of the document's facts by slot, filled as they are asked for
	searched  []turnSearch // what would turn the decisions so far
	silent    bool         // no reasons, grounds, steps and trace
	out       Output
}

// Decide applies the pack to the facts of one document. It is a pure function:
// equal input gives equal output, whatever was decided before. More than 500
// workloads are cut off, which no document has.
func (p *Pack) Decide(in Input) Output {
	d := newDecision(p, in)
	d.decideWorkloads()
	d.decideDocument()
	d.list()
	return d.out
}

func newDecision(p *Pack, in Input) *decision {
	d := &decision{pack: p, workloads: slices.Clone(in.Workloads[:min(len(in.Workloads), maxListItems)])}
	for i := range d.workloads {
		w := &d.workloads[i]
		fillDefaults(reflect.ValueOf(w).Elem(), workloadVocabulary)
		name, _, _ := strings.Cut(w.Name, " (") // what a display name explains in brackets is too long for a sentence
		w.Name = cmp.Or(name, w.ID)
		w.RollsUp = w.RollsUpTo != ""
	}
	d.doc = docEnv{DocFacts: in.Doc, Scope: scopeOf(d.workloads), Strictness: string(p.manifest.Strictness)}
	fillDefaults(reflect.ValueOf(&d.doc).Elem(), docVocabulary)
	d.docText = make([]string, len(docVocabulary))
	d.document = d.view(&documentEnv{Doc: d.doc, Workloads: d.workloads}, nil)
	return d
}

func (d *decision) decideWorkloads() {
	env := workloadEnv{Doc: d.doc}
	v := d.view(&env, &env.W)
	for _, w := range d.workloads {
		env.W = w
		v.next(d.pack, &env)
		wd := WorkloadDecision{ID: w.ID, Grounds: map[sow.Method][]Ground{}}
		for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
			strength := d.settle(m, decidesStrength, aboutWorkload, v)
			var association verdict
			if s := strength.strength(); s == sow.Primary || s == sow.Recommended {
				association = d.settle(m, decidesAssociation, aboutWorkload, v)
			}
			*methodOf(&wd.Methods, m) = workloadMethod(strength, association)
			if !d.silent {
				wd.Grounds[m] = append([]Ground{{Workload: w.ID}}, strength.grounds(nil)...)
			}
		}
		if wd.Methods.CPOR.Association != nil {
			wd.ClaimOn = cmp.Or(w.RollsUpTo, w.ID)
		}
		d.out.Workloads = append(d.out.Workloads, wd)
	}
}

func methodOf(m *sow.WorkloadMethods, method sow.Method) *sow.WorkloadMethod {
	switch method {
	case sow.PAL:
		return &m.PAL
	case sow.DPOR:
		return &m.DPOR
	case sow.CPOR:
		return &m.CPOR
	}
	panic("ruleset: method " + string(method))
}

// workloadMethod puts the strength and the association together. A claim is
// called for only when the strength is primary or recommended, so only then
// was an association asked for.
func workloadMethod(strength, association verdict) sow.WorkloadMethod {
	out := sow.WorkloadMethod{Strength: strength.strength(), Rules: strength.rules(), Why: strength.why}
	if association.winner == nil {
		return out
	}
	a := association.winner.Then.Association
	out.Association = &a
	out.Rules = append(out.Rules, association.winner.ID)
	out.Why = strings.TrimSpace(association.why + " " + strength.why)
	return out
}

func (d *decision) decideDocument() {
	d.out.Grounds = map[sow.Method][]Ground{}
	for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
		v := d.settle(m, decidesStrength, aboutDocument, d.document)
		advice := sow.MethodAdvice{Strength: v.strength(), Rules: v.rules(), Why: v.why, Evidence: []sow.Evidence{}, Steps: []string{}, Verify: []string{}}
		if advice.Strength != sow.NotApplicable && !d.silent {
			advice.Steps, advice.Verify = d.steps(m)
		}
		switch m {
		case sow.PAL:
			d.out.Methods.PAL = advice
		case sow.DPOR:
			d.out.Methods.DPOR = advice
		case sow.CPOR:
			d.out.Methods.CPOR = advice
		}
		if !d.silent {
			d.out.Grounds[m] = v.grounds(d.workloads)
		}
	}
}

func (d *decision) steps(m sow.Method) (setUp, verify []string) {
	setUp, verify = []string{}, []string{}
	for _, one := range d.pack.methods {
		if one.Method != m {
			continue
		}
		for _, s := range one.steps {
			if d.applies(s.item) {
				setUp = append(setUp, s.spec().Sentence())
			}
		}
		for _, s := range one.verify {
			if d.applies(s.item) {
				verify = append(verify, s.spec().Sentence())
			}
		}
	}
	return setUp, verify
}

func (s step) spec() sow.StepSpec {
	return sow.StepSpec{What: s.What, Who: s.Who, Where: s.Where, ShowsAfter: s.ShowsAfter, Source: s.Source.String()}
}

// applies tells whether an entry of a list is to be said.
func (d *decision) applies(it item) bool {
	return it.cond == nil || it.cond.holds(d.document)
}

// list says everything of the pack's lists whose condition holds.
func (d *decision) list() {
	d.out.Scenarios, d.out.Advisories, d.out.Questions, d.out.Checks = []string{}, []sow.Advisory{}, []sow.Question{}, []CheckFinding{}
	for _, s := range d.pack.scenarios {
		if d.applies(s.item) {
			d.out.Scenarios = append(d.out.Scenarios, s.ID)
		}
	}
	for _, a := range d.pack.advisories {
		if d.applies(a.item) {
			d.out.Advisories = append(d.out.Advisories, sow.Advisory{
				Code: a.Code, Title: a.Title, Text: d.fill(a.Text, nil), Source: a.Source, Date: a.Date, Confidence: string(a.Confidence),
			})
		}
	}
	for _, q := range d.pack.questions {
		if !q.Umbrella && d.applies(q.item) {
			d.out.Questions = append(d.out.Questions, sow.Question{ID: q.ID, Text: d.fill(q.Text, nil), Why: d.fill(q.Why, nil), Answers: q.Answers, Fact: q.Fact})
		}
	}
	for _, c := range d.pack.checks {
		if d.applies(c.item) {
			found := sow.Check{ID: c.ID, Title: c.Title, Text: d.fill(c.Text, nil), Source: c.Source.String(), Evidence: []sow.Evidence{}}
			d.out.Checks = append(d.out.Checks, CheckFinding{found, groundsOf(c.cond, d.workloads)})
		}
	}
}

// fill puts the facts of the document, and of w when there is one, into a
// template.
func (d *decision) fill(text string, w *WorkloadFacts) string {
	return fill(text, func(name string) string {
		switch {
		case name == "agreement":
			return agreementWords[d.doc.Agreement]
		case name == "moves_to":
			return agreementWords[d.doc.MovesTo]
		case name == "w.name" && w != nil:
			return w.Name
		case name == "w.rolls_up_to" && w != nil:
			return d.nameOf(w.RollsUpTo)
		}
		if set, ok := strings.CutPrefix(name, "names."); ok {
			return d.names(set)
		}
		return d.value(name, w)
	})
}

func (d *decision) names(set string) string {
	in := nameSets[set]
	var names []string
	for _, w := range d.workloads {
		if in != nil && in(w) {
			names = append(names, w.Name)
		}
	}
	return listNames(names)
}

func (d *decision) nameOf(id string) string {
	for i := range d.pack.lexicon.Entries {
		if e := &d.pack.lexicon.Entries[i]; e.ID == id {
			return e.Name
		}
	}
	return id
}

// value gives the value of a fact by name as text.
func (d *decision) value(name string, w *WorkloadFacts) string {
	f, ok := lookFact(name)
	if !ok {
		return ""
	}
	return d.text(f, w)
}

// text gives the value of a fact; those of the document are kept, because
// every trace entry repeats them.
func (d *decision) text(f *fact, w *WorkloadFacts) string {
	if f.ofWorkload() {
		if w == nil {
			return ""
		}
		return valueText(f, reflect.ValueOf(w).Elem())
	}
	if d.docText[f.slot] == "" {
		d.docText[f.slot] = valueText(f, reflect.ValueOf(&d.doc).Elem())
	}
	return d.docText[f.slot]
}

func valueText(f *fact, from reflect.Value) string {
	v := from.FieldByIndex(f.index)
	if f.isBool {
		return yesNo(v.Bool())
	}
	return v.String()
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

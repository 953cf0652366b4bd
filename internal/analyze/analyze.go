// Package analyze is the one composition of Claimline's judgement: a document
// in blocks becomes an analysis. Both commands use it, so that they cannot
// disagree. It does no I/O and reads no clock: the day is an option.
package analyze

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimline/internal/deadline"
	"claimline/internal/detect"
	"claimline/internal/fact"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
)

// Analyzer applies one rule pack. It is safe for concurrent use.
type Analyzer struct {
	pack     *ruleset.Pack
	detector *detect.Detector
	facts    *fact.Reader
	calendar *deadline.Calendar
	proof    *proofWords        // words by which a document shows a kind of proof
	atStart  []sow.DeadlineSpec // those of the pack that run for a new claim
}

// New compiles what the pack says about language. The error is a fault of the
// pack that its own checks did not find.
func New(pack *ruleset.Pack) (*Analyzer, error) {
	detector, err := NewDetector(pack)
	if err != nil {
		return nil, err
	}
	facts, err := fact.New(pack.FactWords())
	if err != nil {
		return nil, fmt.Errorf("compile fact words: %w", err)
	}
	if err := errors.Join(facts.Pick(pack.Picks()), facts.AskSales(pack.Sales())); err != nil {
		return nil, err
	}
	calendar, err := newCalendar(pack.Calendar())
	if err != nil {
		return nil, err
	}
	atStart := slices.DeleteFunc(pack.Deadlines(), func(d sow.DeadlineSpec) bool { return d.AppliesTo != "claim" || !runsAtStart(d) })
	return &Analyzer{pack: pack, detector: detector, facts: facts, calendar: calendar, proof: newProofWords(pack.Contexts()), atStart: atStart}, nil
}

// NewDetector compiles the lexicon and the contexts of a pack.
func NewDetector(pack *ruleset.Pack) (*detect.Detector, error) {
	var contexts []sow.Context
	for _, language := range slices.Sorted(maps.Keys(pack.Contexts())) {
		contexts = append(contexts, pack.Contexts()[language])
	}
	detector, err := detect.New(pack.Lexicon(), contexts)
	if err != nil {
		return nil, fmt.Errorf("compile lexicon: %w", err)
	}
	if err := detector.Weigh(pack.Weights()); err != nil {
		return nil, err
	}
	return detector, nil
}

// Input gives the flat facts that the rules would decide on, without answers
// of people.
func (a *Analyzer) Input(doc sow.Document) ruleset.Input {
	det, facts := a.read(doc)
	return a.pack.Flatten(facts, det, doc.Draft)
}

// Detector is what finds the workloads that a document names.
func (a *Analyzer) Detector() *detect.Detector { return a.detector }

// Facts is what reads the facts that a document states.
func (a *Analyzer) Facts() *fact.Reader { return a.facts }

// Pack is the rule pack that the analyzer applies.
func (a *Analyzer) Pack() *ruleset.Pack { return a.pack }

// Calendar is the pack's calendar of business days.
func (a *Analyzer) Calendar() *deadline.Calendar { return a.calendar }

// Options are what an analysis depends on besides the document and the pack.
type Options struct {
	Today   sow.Day           // deadlines count from it when the document has no date
	Answers map[string]string // a person's answers, by fact; they override the text
}

// Analyze gives the analysis of a document that was read. Answers must have
// passed CheckAnswers; a wrong one is ignored.
func (a *Analyzer) Analyze(doc sow.Document, opt Options) sow.Analysis {
	proofs, end := a.proofs(&doc)
	defer end()
	det, facts := a.read(doc)
	return a.conclude(doc, det, facts, proofs, opt)
}

// conclude applies the rules to what was read of a document and writes down
// what follows.
func (a *Analyzer) conclude(doc sow.Document, det sow.Detection, facts sow.Facts, proofs func() map[string]int, opt Options) sow.Analysis {
	if applyAnswers(&sow.Facts{}, opt.Answers) == nil {
		_ = applyAnswers(&facts, opt.Answers)
	}
	in := a.pack.Flatten(facts, det, doc.Draft)
	out := a.pack.Decide(in)
	r := result{analyzer: a, doc: doc, facts: facts, det: det, in: in, out: out, today: opt.Today, proofs: proofs}
	return r.analysis()
}

// Failed gives the analysis object of a file that could not be read: what is
// known of the file, and why. It never looks like a document without
// workloads.
func (a *Analyzer) Failed(doc sow.Document, failure *sow.Failure) sow.Analysis {
	status := sow.StatusFailed
	if failure.Code == sow.ReasonNoText {
		status = sow.StatusNeedsOCR
	}
	return sow.Analysis{
		Schema: sow.AnalysisSchema, Document: documentInfo(doc, ""), Status: status, Pack: a.pack.Info(),
		Error:     &sow.AnalysisError{Code: failure.Code, Message: failure.Message, Hint: failure.Hint},
		Workloads: []sow.Workload{}, Scenarios: []string{}, Claims: []sow.ClaimProposal{},
		Advisories: []sow.Advisory{}, Questions: []sow.Question{},
	}
}

// maxTraceLines is how many quoted lines prove one decision.
const maxTraceLines = 4

// result is one analysis in the making.
type result struct {
	analyzer *Analyzer
	doc      sow.Document
	facts    sow.Facts
	det      sow.Detection
	in       ruleset.Input
	out      ruleset.Output
	today    sow.Day
	// what finders found that look through the whole document, for all claims
	found  map[string]finding
	runs   []sow.DeadlineEntry               // the deadlines of a new claim, once they are asked for
	proofs func() map[string]int             // gives the first block with a phrase of each finder
	lists  map[sow.Association][]sow.PoESpec // the checklists, once they are asked for
}

func (r *result) analysis() sow.Analysis {
	methods := r.methods()
	kind, ok := r.facts.Kind.Known()
	if !ok {
		kind = r.det.Kind
	}
	return sow.Analysis{
		Schema: sow.AnalysisSchema, Document: documentInfo(r.doc, kind), Status: sow.StatusOK, Pack: r.analyzer.pack.Info(),
		Facts: &r.facts, Workloads: r.workloads(), Scenarios: nonNil(r.out.Scenarios), Methods: &methods, Claims: r.claims(),
		Advisories: nonNil(r.out.Advisories), Questions: r.questions(), Checks: r.checks(), Trace: r.trace(),
	}
}

func documentInfo(doc sow.Document, kind sow.DocKind) sow.DocumentInfo {
	info := sow.DocumentInfo{
		Name: doc.Name, SHA256: doc.SHA256, TextSHA256: doc.TextSHA256, Format: doc.Format, Language: doc.Language,
		Title: doc.Title, Engine: doc.Engine, Draft: doc.Draft, Kind: kind, Warnings: nonNil(doc.Warnings),
	}
	if doc.Pages > 0 {
		info.Pages = &doc.Pages
	}
	return info
}

// workloads joins what was detected with what the rules decided.
func (r *result) workloads() []sow.Workload {
	all := slices.Clone(nonNil(r.det.Workloads))
	for i := range all {
		for _, d := range r.out.Workloads {
			if d.ID == all[i].ID && all[i].Polarity == sow.InScope {
				m := d.Methods
				all[i].Methods = &m
			}
		}
	}
	return all
}

func (r *result) methods() sow.MethodsAdvice {
	m := r.out.Methods
	for method, advice := range map[sow.Method]*sow.MethodAdvice{sow.PAL: &m.PAL, sow.DPOR: &m.DPOR, sow.CPOR: &m.CPOR} {
		advice.Evidence = r.evidence(r.out.Grounds[method], 3)
		advice.Steps, advice.Verify, advice.Rules = nonNil(advice.Steps), nonNil(advice.Verify), nonNil(advice.Rules)
	}
	return m
}

// trace adds to each decision the lines that it rests on.
func (r *result) trace() []sow.TraceEntry {
	trace := slices.Clone(r.out.Trace)
	for i, e := range trace {
		trace[i].Evidence = r.evidence(r.groundsOf(e.Decision), maxTraceLines)
	}
	return trace
}

// groundsOf finds what a decision such as cpor:teams or document:DPOR rests on.
func (r *result) groundsOf(decision string) []ruleset.Ground {
	about, id, _ := strings.Cut(decision, ":")
	if about == "document" {
		return r.out.Grounds[sow.Method(id)]
	}
	method, _, _ := strings.Cut(about, "-")
	for _, w := range r.out.Workloads {
		if w.ID == id {
			return w.Grounds[sow.Method(strings.ToUpper(method))]
		}
	}
	return nil
}

// questions are the rules' questions and one for each suite name that stands
// for nothing in particular.
func (r *result) questions() []sow.Question {
	questions := slices.Clone(nonNil(r.out.Questions))
	for _, w := range r.det.Workloads {
		if w.Kind != sow.Umbrella || w.Polarity != sow.InScope {
			continue
		}
		if q, ok := r.analyzer.pack.UmbrellaQuestion(w.ID, w.Name, w.Candidates); ok {
			questions = append(questions, q)
		}
	}
	return questions
}

func (r *result) checks() []sow.Check {
	var checks []sow.Check
	for _, c := range r.out.Checks {
		check := c.Check
		check.Evidence = r.evidence(c.Grounds, 3)
		checks = append(checks, check)
	}
	return checks
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

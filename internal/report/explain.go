package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Explanation says what [Explain] is asked.
type Explanation struct {
	Workload string // explain this workload only; "" explains all
	WhyNot   string // "cpor:teams" or "PAL": why a method was not recommended
}

// Explain prints how the decisions of an analysis came about: the rule, its
// clauses with the values that were read, the quoted lines these rest on, the
// rules that lost, and the smallest change that would turn the decision. It
// returns an error for a decision or a workload that the analysis does not
// have, and when w fails.
func Explain(w io.Writer, a sow.Analysis, ask Explanation) error {
	p := &printer{w: w}
	if a.Status != sow.StatusOK {
		textFailure(p, a)
		return p.err
	}
	entries, err := selected(a, ask)
	if err != nil {
		return err
	}
	for i, e := range entries {
		if i > 0 {
			p.line("")
		}
		explainOne(p, a, e)
	}
	if len(entries) == 0 {
		explainMentions(p, a, ask.Workload)
	}
	return p.err
}

// selected are the decisions that were asked for. A workload that is named but
// not in scope has none; its mentions explain it.
func selected(a sow.Analysis, ask Explanation) ([]sow.TraceEntry, error) {
	if ask.WhyNot != "" {
		return whyNot(a, ask.WhyNot)
	}
	if ask.Workload == "" {
		return a.Trace, nil
	}
	var entries []sow.TraceEntry
	for _, e := range a.Trace {
		if _, id, ok := strings.Cut(e.Decision, ":"); ok && id == ask.Workload {
			entries = append(entries, e)
		}
	}
	if len(entries) == 0 && !slices.ContainsFunc(a.Workloads, func(w sow.Workload) bool { return w.ID == ask.Workload }) {
		return nil, fmt.Errorf("%s does not name %q; it names: %s", a.Document.Name, ask.Workload, ids(a))
	}
	return entries, nil
}

func whyNot(a sow.Analysis, name string) ([]sow.TraceEntry, error) {
	var decision string
	if method, id, ok := strings.Cut(name, ":"); ok {
		decision = strings.ToLower(method) + ":" + id
	} else {
		decision = "document:" + strings.ToUpper(name)
	}
	for _, e := range a.Trace {
		if e.Decision == decision {
			return []sow.TraceEntry{e}, nil
		}
	}
	if _, id, ok := strings.Cut(name, ":"); ok && slices.ContainsFunc(a.Workloads, func(w sow.Workload) bool { return w.ID == id }) {
		return selected(a, Explanation{Workload: id})
	}
	return nil, fmt.Errorf("there is no decision %q; write METHOD for the document or METHOD:WORKLOAD, e.g. cpor:teams. %s names: %s", name, a.Document.Name, ids(a))
}

func ids(a sow.Analysis) string {
	all := make([]string, 0, len(a.Workloads))
	for _, w := range a.Workloads {
		all = append(all, w.ID)
	}
	if len(all) == 0 {
		return "no workload"
	}
	return strings.Join(all, ", ")
}

// maxTurns is how many changes that would turn a decision are worth reading.
const maxTurns = 2

func explainOne(p *printer, a sow.Analysis, e sow.TraceEntry) {
	p.line("%s", headline(a, e))
	p.line("  rule      %s", e.Rule)
	for _, c := range e.Clauses {
		p.line("            %s  %s   (%s)", holds(c.Result), c.Text, c.Value)
	}
	for i, ev := range e.Evidence {
		label := "          "
		if i == 0 {
			label = "because   "
		}
		wrapped(p, "  "+label, quoted(ev))
		if says := learnt(ev); says != "" {
			wrapped(p, "            ", says)
		}
	}
	for i, turn := range e.Turns {
		if i < maxTurns {
			wrapped(p, "  otherwise ", turn.Sentence())
		}
	}
	for _, l := range e.Losers {
		wrapped(p, "  not       "+pad(l.Rule, 34), l.Reason)
	}
}

// learnt says of a line that not a rule but the learnt weights of its words
// took its product for delivered.
func learnt(e sow.Evidence) string {
	if e.Cue == nil {
		return ""
	}
	id, words, _ := strings.Cut(*e.Cue, ": ")
	switch {
	case id != "words.for":
		return ""
	case words == "":
		return "taken as delivered by the weight of the words around it, not by a rule"
	}
	return "taken as delivered by the weight of the words around it, not by a rule: " + words
}

func holds(ok bool) string {
	if ok {
		return "yes"
	}
	return "no "
}

// headline says the decision in words.
func headline(a sow.Analysis, e sow.TraceEntry) string {
	kind, id, _ := strings.Cut(e.Decision, ":")
	if kind == "document" {
		for _, m := range namedAdvice(a.Methods) {
			if string(m.Method) == id {
				return fmt.Sprintf("%s for the document: %s. %s", id, m.Strength, m.Why)
			}
		}
	}
	for _, w := range a.Workloads {
		if w.ID != id || w.Methods == nil {
			continue
		}
		switch kind {
		case "pal":
			return fmt.Sprintf("PAL for %s: %s. %s", w.Name, w.Methods.PAL.Strength, w.Methods.PAL.Why)
		case "dpor":
			return fmt.Sprintf("DPOR for %s: %s. %s", w.Name, w.Methods.DPOR.Strength, w.Methods.DPOR.Why)
		case "cpor":
			return fmt.Sprintf("CPOR for %s: %s. %s", w.Name, w.Methods.CPOR.Strength, w.Methods.CPOR.Why)
		case "cpor-association":
			if w.Methods.CPOR.Association != nil {
				return fmt.Sprintf("Association of %s: %s.", w.Name, *w.Methods.CPOR.Association)
			}
		}
	}
	return e.Decision
}

// explainMentions shows why a named workload is not in scope: each line with
// its section, its cue and its weight.
func explainMentions(p *printer, a sow.Analysis, id string) {
	for _, w := range a.Workloads {
		if id != "" && w.ID != id {
			continue
		}
		p.line("%s is named as %s, not as something that is delivered.", w.Name, polarityName(w.Polarity))
		for _, e := range w.Evidence {
			wrapped(p, "  ", quoted(e)+mentionFacts(e))
		}
	}
}

func mentionFacts(e sow.Evidence) string {
	text := ""
	if e.Polarity != "" {
		text += "; read as " + polarityName(e.Polarity)
	}
	if e.Section != "" {
		text += "; section " + e.Section
	}
	if e.Cue != nil {
		text += "; cue " + *e.Cue
	}
	if e.Weight != nil {
		text += fmt.Sprintf("; weight %g", *e.Weight)
	}
	return text
}

package ruleset

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

// Explain gives everything that the pack knows of an id, for reading: a
// workload with all its words and the rules that name it, or a rule, a
// question, an advisory, a check, a deadline or a source. It gives false for
// an id that the pack does not have.
func (p *Pack) Explain(id string) (string, bool) {
	var out strings.Builder
	for _, e := range p.lexicon.Entries {
		if e.ID == id {
			p.explainWorkload(&out, e)
		}
	}
	for _, g := range p.groups {
		for _, r := range g.rules {
			if r.ID == id {
				explainRule(&out, g, r)
				p.explainTests(&out, id)
			}
		}
	}
	for _, l := range p.listed() {
		if l.name() == id || l.id == id {
			fmt.Fprintf(&out, "%s %s (%s:%d)\n  when   %s\n", l.kind, l.id, l.file, l.at.Line, conditionText(l.cond))
			p.explainTests(&out, l.name())
		}
	}
	for _, a := range p.advisories {
		if a.Code == id {
			fmt.Fprintf(&out, "  %s\n  guide      %s\n  Microsoft  %s\n  source     %s, %s, confidence %s\n", a.Title, a.Guide, a.Microsoft, a.Source, a.Date, a.Confidence)
		}
	}
	if d, ok := p.Deadline(id); ok {
		fmt.Fprintf(&out, "deadline %s: %s\n  %s\n  missed  %s\n  source  %s, confidence %s\n", d.Code, d.Title, d.Text, d.Missed, d.Source, d.Confidence)
	}
	for _, s := range p.sources {
		if s.Key == id {
			fmt.Fprintf(&out, "source %s: %s\n  %s\n  text of %s\n", s.Key, s.Title, s.Address, s.Date)
		}
	}
	return out.String(), out.Len() > 0
}

// Suggest gives `; did you mean "x"?` for an id that [Pack.Explain] does not
// know, or "" when the pack has none like it.
func (p *Pack) Suggest(id string) string {
	var ids []string
	for _, e := range p.lexicon.Entries {
		ids = append(ids, e.ID)
	}
	for _, g := range p.groups {
		for _, r := range g.rules {
			ids = append(ids, r.ID)
		}
	}
	for _, l := range p.listed() {
		ids = append(ids, l.id)
	}
	for _, d := range p.Deadlines() {
		ids = append(ids, d.Code)
	}
	return didYouMean(id, ids)
}

func (p *Pack) explainWorkload(out *strings.Builder, e sow.LexiconEntry) {
	fmt.Fprintf(out, "workload %s: %s\n  family %s, plane %s\n", e.ID, e.Name, e.Family, e.Plane)
	explainSignals(out, "", e.Signals)
	for _, pr := range e.Products {
		fmt.Fprintf(out, "  product %s: %s\n", pr.ID, pr.Name)
		explainSignals(out, "  ", pr.Signals)
	}
	if e.Note != "" {
		fmt.Fprintf(out, "  note: %s\n", e.Note)
	}
	for _, g := range p.groups {
		for _, r := range g.rules {
			if slices.ContainsFunc(r.cond.clauses, func(c clause) bool { return slices.Contains(c.ids, e.ID) }) {
				fmt.Fprintf(out, "  named by rule %s (%s:%d)\n", r.ID, r.file, r.At.Line)
			}
		}
	}
	subject := WorkloadFacts{ID: e.ID, Name: e.Name, Family: string(e.Family), Plane: string(e.Plane), Work: "build"}
	decided := p.Decide(Input{Doc: DocFacts{Agreement: "EA", CSP: "no"}, Workloads: []WorkloadFacts{subject}}).Workloads[0].Methods
	fmt.Fprintf(out, "  deployed under an Enterprise Agreement: PAL %s, DPOR %s, CPOR %s\n", decided.PAL.Strength, decided.DPOR.Strength, decided.CPOR.Strength)
}

func explainSignals(out *strings.Builder, indent string, s sow.Signals) {
	for _, list := range []struct {
		name    string
		phrases []sow.Phrase
	}{
		{"names", s.Names},
		{"old names", s.OldNames},
		{"abbreviations", s.Abbreviations},
		{"capabilities", s.Capabilities},
		{"legacy", s.Legacy},
		{"never", s.Never},
	} {
		if len(list.phrases) == 0 {
			continue
		}
		texts := make([]string, len(list.phrases))
		for i, ph := range list.phrases {
			texts[i] = phraseText(ph)
		}
		fmt.Fprintf(out, "%s  %s: %s\n", indent, list.name, strings.Join(texts, "; "))
	}
}

func phraseText(ph sow.Phrase) string {
	var notes []string
	if ph.Case != "" {
		notes = append(notes, "case "+string(ph.Case))
	}
	if len(ph.Needs) > 0 {
		notes = append(notes, "needs "+strings.Join(ph.Needs, " or "))
	}
	if ph.Means != "" {
		notes = append(notes, "means "+ph.Means)
	}
	if ph.Lang != "" {
		notes = append(notes, "in "+ph.Lang)
	}
	if len(notes) == 0 {
		return ph.Text
	}
	return ph.Text + " (" + strings.Join(notes, ", ") + ")"
}

func explainRule(out *strings.Builder, g *group, r *rule) {
	fmt.Fprintf(out, "rule %s (%s:%d)\n  decides  %s of %s for each %s: %s, priority %d\n", r.ID, r.file, r.At.Line, g.Decides, g.Method, g.set, r.result(), r.Priority)
	for _, c := range r.cond.clauses {
		fmt.Fprintf(out, "  when     %s\n", c.text)
	}
	fmt.Fprintf(out, "  why      %s\n  source   %s\n  since    %s\n", r.Why, r.Source.String(), r.Since)
}

func (p *Pack) explainTests(out *strings.Builder, id string) {
	for _, c := range p.cases {
		wins := false
		for _, want := range c.Expect {
			wins = wins || want == id
		}
		if wins || slices.Contains(c.Says, id) {
			fmt.Fprintf(out, "  test     %s (%s:%d)\n", c.Name, c.file, c.At.Line)
		}
	}
}

// Unused lists the rules and list items that decided nothing in a corpus.
// used counts, by id, how often they did: rules of a trace, codes of
// advisories, questions and checks.
func (p *Pack) Unused(used map[string]int) []string {
	var out []string
	for _, g := range p.groups {
		for _, r := range g.rules {
			if used[r.ID] == 0 {
				out = append(out, fmt.Sprintf("%s:%d: rule %s never decided", r.file, r.At.Line, r.ID))
			}
		}
	}
	for _, l := range p.listed() {
		if !strings.Contains(l.kind, ".") && used[l.id] == 0 {
			out = append(out, fmt.Sprintf("%s:%d: %s %s was never said", l.file, l.at.Line, l.kind, l.id))
		}
	}
	slices.Sort(out)
	return out
}

// UnusedPhrases lists the phrases of the lexicon that hit no document of a
// corpus; hit tells whether a phrase occurs anywhere in it.
func (p *Pack) UnusedPhrases(hit func(sow.Phrase) bool) []string {
	var out []string
	look := func(id string, s sow.Signals) {
		for _, ph := range slices.Concat(s.Names, s.OldNames, s.Abbreviations, s.Capabilities, s.Legacy) {
			if !hit(ph) {
				out = append(out, id+": "+phraseText(ph))
			}
		}
	}
	for _, e := range p.lexicon.Entries {
		look(e.ID, e.Signals)
		for _, pr := range e.Products {
			look(e.ID+"/"+pr.ID, pr.Signals)
		}
	}
	return out
}

// AddTest writes a test of the document rules from what the pack decides now,
// to be corrected by hand: a wrong decision is corrected in the test first.
func (p *Pack) AddTest(name string, in Input) string {
	d := newDecision(p, in)
	d.silent = true
	var out strings.Builder
	fmt.Fprintf(&out, "  - name: %s\n", strconv.Quote(name))
	if p.manifest.Strictness != seed {
		fmt.Fprintf(&out, "    strictness: %s\n", p.manifest.Strictness)
	}
	out.WriteString("    given:\n")
	if doc := d.changedFacts(); len(doc) > 0 {
		fmt.Fprintf(&out, "      doc: {%s}\n", strings.Join(doc, ", "))
	}
	if len(d.workloads) > 0 {
		out.WriteString("      workloads:\n")
		for _, w := range d.workloads {
			fmt.Fprintf(&out, "        - %s\n", p.subjectText(w))
		}
	}
	var expect []string
	for _, g := range p.groups {
		if g.about == aboutDocument {
			id := "none"
			if r := g.winner(d.document); r != nil {
				id = r.ID
			}
			expect = append(expect, g.id+": "+id)
		}
	}
	fmt.Fprintf(&out, "    expect: {%s}\n", strings.Join(expect, ", "))
	var says []string
	for _, l := range p.listed() {
		if d.applies(l.item) && !strings.Contains(l.kind, ".") {
			says = append(says, l.id)
		}
	}
	if len(says) > 0 {
		fmt.Fprintf(&out, "    says: [%s]\n", strings.Join(says, ", "))
	}
	return out.String()
}

// changedFacts gives the facts of the document that are not at their default.
func (d *decision) changedFacts() []string {
	var out []string
	for _, f := range docVocabulary {
		if f.index[0] != 0 { // not one of DocFacts
			continue
		}
		name, v := strings.TrimPrefix(f.name, "doc."), d.text(f, nil)
		switch {
		case f.isBool && v == "yes":
			out = append(out, name+": true")
		case !f.isBool && v != f.values[0]:
			out = append(out, name+": "+quoted(v))
		}
	}
	return out
}

// quoted puts the words in quotes that YAML could take for something else.
func quoted(v string) string {
	if looksOther(v, "") || strings.Trim(v, "0123456789.-") == "" {
		return strconv.Quote(v)
	}
	return v
}

func (p *Pack) subjectText(w WorkloadFacts) string {
	var facts []string
	if i := slices.IndexFunc(p.lexicon.Entries, func(e sow.LexiconEntry) bool { return e.ID == w.ID }); i >= 0 {
		facts = append(facts, "id: "+w.ID)
	} else {
		facts = append(facts, "name: "+strconv.Quote(w.Name), "family: "+w.Family, "plane: "+w.Plane, "kind: "+w.Kind, "claimable: "+quoted(w.Claimable))
	}
	facts = append(facts, "work: "+w.Work)
	if w.Deploys != (w.Work == "build") {
		facts = append(facts, fmt.Sprintf("deploys: %v", w.Deploys))
	}
	return "{" + strings.Join(facts, ", ") + "}"
}

var workloadID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// NewWorkload writes a lexicon entry to begin with, and line tests for it: one
// line that must hit and one near miss that must not.
func NewWorkload(id, name string, family sow.Family, plane sow.Plane) (entry, tests string, err error) {
	if !workloadID.MatchString(id) {
		return "", "", fmt.Errorf("workload id %q: write small letters, digits and single hyphens, such as azure-sql", id)
	}
	if err := consumed(string(family), string(plane)); err != nil {
		return "", "", err
	}
	words := strings.Fields(name)
	if len(words) == 0 {
		return "", "", fmt.Errorf("workload %s: give its name as documents write it: --name \"Contoso Suite\"", id)
	}
	entry = fmt.Sprintf(`  - id: %s
    name: %s
    family: %s
    plane: %s
    signals:
      names:                  # product names: enough on their own
        - %s
      old_names: []           # names of the past, still written
      abbreviations: []       # {text: ABC, case: exact}
      capabilities: []        # generic wording: {text: ..., needs: [microsoft]}
      never: []               # looks like it, is not
`, id, strconv.Quote(name), family, plane, strconv.Quote(name))
	tests = fmt.Sprintf(`  - "Scope of Work > Deploy [%s](%s) for all users."
  - "Scope of Work > Our team meets the customer to talk about %s."
`, name, id, strings.ToLower(words[len(words)-1]))
	return entry, tests, nil
}

// consumed tells that a family exists and is consumed on a plane.
func consumed(family, plane string) error {
	on, known := planes[family]
	switch {
	case !known:
		return fmt.Errorf("family %q is not known%s%s", family, didYouMean(family, sortedKeys(planes)), allowed(sortedKeys(planes)))
	case !slices.Contains(on, plane):
		return fmt.Errorf("what is of family %q is not consumed on plane %q%s", family, plane, allowed(on))
	}
	return nil
}

// Export writes the files of a pack and the JSON Schemas for editors through
// write, in the order of their paths.
func Export(fsys fs.FS, write func(path string, content []byte) error) error {
	var ps LoadErrors
	files, m := readFiles(fsys, &ps)
	if err := ps.err(); m == nil || err != nil {
		return fmt.Errorf("export the pack: %w", err)
	}
	schemas := Schemas()
	for _, name := range sortedKeys(schemas) {
		files = append(files, packFile{"schema/" + name, schemas[name]})
	}
	slices.SortFunc(files, func(a, b packFile) int { return strings.Compare(a.path, b.path) })
	for _, f := range files {
		if err := write(f.path, f.content); err != nil {
			return fmt.Errorf("export %s: %w", f.path, err)
		}
	}
	return nil
}

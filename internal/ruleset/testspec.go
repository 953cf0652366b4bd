package ruleset

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// testsFile is a file of tests beside the rules: cases for decisions, or lines
// of text for the lexicon.
type testsFile struct {
	Kind     string     `yaml:"kind"`
	Of       testsOf    `yaml:"of"`
	Language string     `yaml:"language"` // of lines; en when left out
	Tests    []caseSpec `yaml:"tests"`
	Lines    []string   `yaml:"lines"`
	Todo     []string   `yaml:"todo"` // known gaps: reported, never failing
}

type testsOf string

const ofLexicon testsOf = "lexicon"

// caseSpec is one test of decisions.
type caseSpec struct {
	Name       string            `yaml:"name"`
	Strictness strictness        `yaml:"strictness"` // both sides can be tested; the guide's when left out
	Given      givenSpec         `yaml:"given"`
	Expect     map[string]string `yaml:"expect"` // group to the rule that wins
	Says       []string          `yaml:"says"`   // scenarios, advisories, questions, checks and items that must be said
	Silent     []string          `yaml:"silent"` // and those that must not
	At         pos               `yaml:"-"`
}

type givenSpec struct {
	Doc       map[string]value `yaml:"doc"`
	W         subjectSpec      `yaml:"w"`
	Workloads []subjectSpec    `yaml:"workloads"`
	At        pos              `yaml:"-"`
}

// subjectSpec is a workload of a test: its id alone, or facts that differ from
// what the lexicon says.
type subjectSpec struct {
	Facts map[string]value
	At    pos
}

// value is a fact's value in a test: a word, or true or false.
type value struct {
	text string
	at   pos
}

// ruleCase is a test ready to run.
type ruleCase struct {
	caseSpec
	file  string
	about subject
	input Input
}

// lineTest is one line of text with marked hits.
type lineTest struct {
	file     string
	at       pos
	todo     bool
	language string
	source   string
}

func (b *builder) addTests(f packFile, n *yaml.Node) {
	var file testsFile
	places := b.decodeFile(f, n, &file)
	language := file.Language
	if language == "" {
		language = "en"
	}
	for i, l := range file.Lines {
		b.pack.lines = append(b.pack.lines, lineTest{f.path, places[fmt.Sprintf("lines[%d]", i)], false, language, l})
	}
	for i, l := range file.Todo {
		b.pack.lines = append(b.pack.lines, lineTest{f.path, places[fmt.Sprintf("todo[%d]", i)], true, language, l})
	}
	for _, c := range file.Tests {
		b.claim("test of "+string(file.Of), c.Name, f.path, c.At)
		b.later(func() { b.addCase(f.path, file.Of, c) })
	}
}

// addCase makes the input of a test. It runs after all files are read, because
// the workloads of the lexicon give the facts that a test leaves out.
func (b *builder) addCase(file string, of testsOf, c caseSpec) {
	rc := ruleCase{caseSpec: c, file: file, about: aboutDocument}
	doc := reflect.ValueOf(&rc.input.Doc).Elem()
	for _, name := range sortedKeys(c.Given.Doc) {
		b.setFact(file, "doc."+name, c.Given.Doc[name], doc)
	}
	switch of {
	case ofLexicon:
		b.ps.add(file, c.At, "E111", "%q: tests of the lexicon are lines", c.Name)
		return
	case testsOf(eachWorkload):
		rc.about = aboutWorkload
		rc.input.Workloads = []WorkloadFacts{b.subjectOf(file, c.Given.W)}
	}
	for _, s := range c.Given.Workloads {
		rc.input.Workloads = append(rc.input.Workloads, b.subjectOf(file, s))
	}
	b.pack.cases = append(b.pack.cases, rc)
}

// subjectOf makes the facts of a workload: from the lexicon by its id, changed
// by what the test says.
func (b *builder) subjectOf(file string, s subjectSpec) WorkloadFacts {
	w := WorkloadFacts{Kind: "workload", Claimable: "yes"}
	if id, ok := s.Facts["id"]; ok {
		b.fromLexicon(file, id, &w)
	}
	v := reflect.ValueOf(&w).Elem()
	for _, name := range sortedKeys(s.Facts) {
		switch val := s.Facts[name]; name {
		case "id":
		case "name":
			w.Name = val.text
		case "rolls_up_to":
			w.RollsUpTo = val.text
		case "deploys":
		default:
			b.setFact(file, "w."+name, val, v)
		}
	}
	w.Deploys = w.Work == "build"
	if d, ok := s.Facts["deploys"]; ok {
		w.Deploys = d.text == "true"
	}
	return w
}

func (b *builder) fromLexicon(file string, id value, w *WorkloadFacts) {
	w.ID, w.Name = id.text, id.text
	i := slices.IndexFunc(b.pack.lexicon.Entries, func(e sow.LexiconEntry) bool { return e.ID == id.text })
	if i < 0 {
		b.ps.add(file, id.at, "E401", "workload %q is not in the lexicon%s", id.text, didYouMean(id.text, b.keysOf("lexicon ")))
		return
	}
	e := b.pack.lexicon.Entries[i]
	w.Name, w.Family, w.Plane, w.RollsUpTo = e.Name, string(e.Family), string(e.Plane), e.RollsUpTo
	if e.Kind != sow.CanonicalWorkload {
		w.Kind = "product"
	}
	if e.Claimable != "" {
		w.Claimable = e.Claimable
	}
}

// setFact sets one fact of a struct from a test, within its vocabulary.
func (b *builder) setFact(file, name string, val value, v reflect.Value) {
	f, ok := lookFact(name)
	if !ok || !v.IsValid() || f.index[0] >= v.NumField() {
		b.ps.add(file, val.at, "E210", "unknown fact %s%s", name, didYouMean(name, sortedKeys(vocabularyByName)))
		return
	}
	index := f.index
	if !f.ofWorkload() {
		if len(index) < 2 || index[0] != 0 {
			b.ps.add(file, val.at, "E302", "%s follows from the workloads or the pack; a test cannot set it", name)
			return
		}
		index = index[1:] // within DocFacts, which docEnv embeds
	}
	field := v.FieldByIndex(index)
	switch {
	case f.isBool && (val.text == "true" || val.text == "false"):
		field.SetBool(val.text == "true")
	case f.isBool:
		b.ps.add(file, val.at, "E301", "%s is true or false", name)
	case !slices.Contains(f.values, val.text):
		b.ps.add(file, val.at, "E301", "%s can never be %q%s%s", name, val.text, didYouMean(val.text, f.values), allowed(f.values))
	default:
		field.SetString(val.text)
	}
}

// decodeValue reads a word or a boolean of a test.
func (d *decoder) value(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" && n.ShortTag() != "!!bool" {
		d.ps.add(d.file, nodePos(n), "E108", "a fact of a test is a word, or true or false; put it in quotes")
		return
	}
	v.Set(reflect.ValueOf(value{n.Value, nodePos(n)}))
}

// subject reads a workload of a test: an id, or a mapping of facts.
func (d *decoder) subject(n *yaml.Node, v reflect.Value) {
	s := subjectSpec{Facts: map[string]value{}, At: nodePos(n)}
	if n.Kind == yaml.ScalarNode {
		s.Facts["id"] = value{strings.TrimSpace(n.Value), nodePos(n)}
	} else {
		facts := reflect.ValueOf(&s.Facts).Elem()
		d.dictionary(n, facts, "")
	}
	v.Set(reflect.ValueOf(s))
}

package ruleset

import (
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"

	"claimline/internal/detect/list"
	"claimline/internal/sow"
)

// addLexicon takes in a file of product names.
func (b *builder) addLexicon(f packFile, n *yaml.Node) {
	var file lexiconFile
	places := b.decodeFile(f, n, &file)
	for i := range file.Entries {
		e := &file.Entries[i]
		if e.Family == "" {
			e.Family = file.Family
		}
		if e.Plane == "" {
			e.Plane = file.Plane
		}
		b.checkEntry(f.path, *e, places, fmt.Sprintf("workloads[%d]", i))
	}
	for i, c := range file.Competitors {
		b.claim("lexicon", c.ID, f.path, places[fmt.Sprintf("competitors[%d].id", i)])
	}
	b.pack.lexicon.Entries = append(b.pack.lexicon.Entries, file.Entries...)
	b.pack.lexicon.Competitors = append(b.pack.lexicon.Competitors, file.Competitors...)
}

func (b *builder) checkEntry(file string, e sow.LexiconEntry, places map[string]pos, path string) {
	b.claim("lexicon", e.ID, file, places[path+".id"])
	for _, missing := range []struct {
		key string
		is  bool
	}{{"family", e.Family == ""}, {"plane", e.Plane == ""}} {
		if missing.is {
			b.ps.add(file, places[path], "E109", "%q: the key %q is missing, here and for the file", e.ID, missing.key)
		}
	}
	if !slices.Contains([]string{"", "no", "confirm"}, e.Claimable) {
		b.ps.add(file, places[path+".claimable"], "E102", "claimable %q is not known%s", e.Claimable, allowed([]string{"no", "confirm"}))
	}
	for key, ids := range map[string][]string{"expands_to": e.ExpandsTo, "elsewhere": e.Elsewhere, "successors": e.Successors} {
		for _, id := range ids {
			b.needsProduct(file, places[path+"."+key], id)
		}
	}
}

// needsProduct checks an id against the workloads and their products once all files
// are read.
func (b *builder) needsProduct(file string, at pos, id string) {
	b.later(func() {
		var known []string
		for _, e := range b.pack.lexicon.Entries {
			known = append(known, e.ID)
			for _, p := range e.Products {
				known = append(known, p.ID)
			}
		}
		if !slices.Contains(known, id) {
			b.ps.add(file, at, "E401", "workload or product %q is not in the lexicon%s", id, didYouMean(id, known))
		}
	})
}

// addContext takes in the reading of one language.
func (b *builder) addContext(f packFile, n *yaml.Node) {
	var file contextFile
	places := b.decodeFile(f, n, &file)
	if _, twice := b.pack.contexts[file.Language]; twice {
		b.ps.add(f.path, places["language"], "E103", "language %q has a context file already", file.Language)
	}
	b.checkLists(f.path, n)
	b.checkClasses(f.path, places, file.Context)
	seen := map[string]int{}
	for i, c := range file.Cues {
		at := places[fmt.Sprintf("cues[%d].id", i)]
		if line, dup := seen[c.ID]; dup {
			b.ps.add(f.path, at, "E103", "cue id %q is already used at line %d", c.ID, line)
		}
		seen[c.ID] = at.Line
		if d := []string{"forward", "backward", "both"}; !slices.Contains(d, c.Direction) {
			b.ps.add(f.path, places[fmt.Sprintf("cues[%d].direction", i)], "E102", "direction %q is not known%s%s", c.Direction, didYouMean(c.Direction, d), allowed(d))
		}
	}
	b.pack.contexts[file.Language] = file.Context
}

// wordLists are the names of the word lists that something asks for.
var wordLists = func() []string {
	known := list.Known()
	for _, finder := range worded {
		known = append(known, "proof."+finder)
	}
	return known
}()

// checkLists refuses word lists that nothing asks for: with a slip in its name
// a list would say nothing, and nobody would notice.
func (b *builder) checkLists(file string, n *yaml.Node) {
	words := valueOf(n, "words")
	if words == nil {
		return
	}
	for i := 0; i+1 < len(words.Content); i += 2 {
		if key := words.Content[i]; !slices.Contains(wordLists, key.Value) {
			b.ps.add(file, nodePos(key), "E101", "unknown word list %q%s", key.Value, didYouMean(key.Value, wordLists))
		}
	}
}

// valueOf gives the value of a key of a mapping, nil without one.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// checkClasses refuses classes of sections and answers of cells that nothing
// asks for.
func (b *builder) checkClasses(file string, places map[string]pos, c sow.Context) {
	for i, s := range c.Sections {
		if !slices.Contains(sow.SectionClasses, s.Class) {
			b.ps.add(file, places[fmt.Sprintf("sections[%d].class", i)], "E102", "class %q is not known%s%s", s.Class, didYouMean(s.Class, sow.SectionClasses), allowed(sow.SectionClasses))
		}
	}
	for i, v := range c.Values {
		if answers := []string{"yes", "no"}; v.Answer != "" && !slices.Contains(answers, v.Answer) {
			b.ps.add(file, places[fmt.Sprintf("cell_values[%d].answer", i)], "E102", "answer %q is not known%s", v.Answer, allowed(answers))
		}
	}
}

// addFacts takes in the words by which one language states facts.
func (b *builder) addFacts(f packFile, n *yaml.Node) {
	var file factsFile
	places := b.decodeFile(f, n, &file)
	if slices.ContainsFunc(b.pack.facts, func(w sow.FactWords) bool { return w.Language == file.Language }) {
		b.ps.add(f.path, places["language"], "E103", "language %q has a file of fact words already", file.Language)
	}
	b.checkCurrency(f.path, places["value.dollar"], file.Value.Dollar)
	for i, d := range file.Value.Dollars {
		b.checkCurrency(f.path, places[fmt.Sprintf("value.dollars[%d].currency", i)], d.Currency)
	}
	b.pack.facts = append(b.pack.facts, file.FactWords)
}

// isoCurrency is the form of a code of ISO 4217.
var isoCurrency = regexp.MustCompile(`^[A-Z]{3}$`)

// checkCurrency refuses what is no code of a currency; none may be left out.
func (b *builder) checkCurrency(file string, at pos, code string) {
	if code != "" && !isoCurrency.MatchString(code) {
		b.ps.add(file, at, "E110", "currency %q is not an ISO 4217 code such as USD", code)
	}
}

package ruleset

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// weightsFile holds what words around a product have been learnt to mean.
type weightsFile struct {
	Kind        string `yaml:"kind"`
	sow.Weights `yaml:",inline"`
}

// Bounds of a weights file.
const (
	mostBalance = 20  // log odds: above it nothing else counts
	mostWeight  = 999 // hundredths
)

// addWeights takes in the weights of words. A pack has one such file at most.
func (b *builder) addWeights(f packFile, n *yaml.Node) {
	var file weightsFile
	places := b.decodeFile(f, n, &file)
	if len(b.pack.weights.Words) > 0 {
		b.ps.add(f.path, places["kind"], "E103", "the pack has a file of weights already")
	}
	for _, name := range slices.Sorted(maps.Keys(file.Traits)) {
		switch v := file.Traits[name]; {
		case !slices.Contains(sow.WeightTraits, name):
			b.ps.add(f.path, places["traits."+name], "E102", "trait %q is not known%s%s", name, didYouMean(name, sow.WeightTraits), allowed(sow.WeightTraits))
		case math.IsNaN(v) || v < -mostBalance || v > mostBalance:
			b.ps.add(f.path, places["traits."+name], "E102", "trait %s counts %g, want %d to %d", name, v, -mostBalance, mostBalance)
		}
	}
	if file.Traits["words"] <= 0 {
		b.ps.add(f.path, places["traits"], "E102", "the trait words counts %g, want more than 0: else the words say nothing", file.Traits["words"])
	}
	file.Words = b.addPlaces(f.path, places, "", file.Places, sow.WeightPlaces)
	file.Places = nil
	file.Nothing.Words = b.addPlaces(f.path, places, "nothing.", file.Nothing.Places, sow.BeginningPlaces)
	file.Nothing.Places = nil
	b.addWorks(f.path, places, file.Works)
	b.addKinds(f.path, places, file.Kinds)
	b.pack.weights = file.Weights
}

// addWorks reads the weights of work on products.
func (b *builder) addWorks(file string, at map[string]pos, works []sow.WorkWeights) {
	for i := range works {
		w, key := &works[i], fmt.Sprintf("works[%d]", i)
		if w.Association == sow.AssocDeployment {
			b.ps.add(file, at[key+".association"], "E102", "association deployment takes no weights: it is what stays where neither usage nor revenue weighs more")
		}
		if slices.ContainsFunc(works[:i], func(o sow.WorkWeights) bool { return o.Association == w.Association }) {
			b.ps.add(file, at[key+".association"], "E103", "the association %q is there twice", w.Association)
		}
		if w.Rules < 0 || w.Rules > mostBalance {
			b.ps.add(file, at[key+".rules"], "E102", "rules is %g, want 0 to %d", w.Rules, mostBalance)
		}
		w.Words = b.addPlaces(file, at, key+".", w.Places, sow.WeightPlaces)
		w.Pages.Words = b.addPlaces(file, at, key+".pages.", w.Pages.Places, sow.BeginningPlaces)
		w.Places, w.Pages.Places = nil, nil
	}
}

// addKinds reads the weights of first pages for kinds of documents.
func (b *builder) addKinds(file string, at map[string]pos, kinds []sow.KindWeights) {
	known := make([]string, len(sow.LearntKinds))
	for i, k := range sow.LearntKinds {
		known[i] = string(k)
	}
	for i := range kinds {
		w, key := &kinds[i], fmt.Sprintf("kinds[%d]", i)
		if !slices.Contains(sow.LearntKinds, w.Kind) {
			b.ps.add(file, at[key+".name"], "E102", "kind %q takes no weights%s%s", w.Kind, didYouMean(string(w.Kind), known), allowed(known))
		}
		if slices.ContainsFunc(kinds[:i], func(o sow.KindWeights) bool { return o.Kind == w.Kind }) {
			b.ps.add(file, at[key+".name"], "E103", "the kind %q is there twice", w.Kind)
		}
		if w.Rules < 0 || w.Rules > mostBalance {
			b.ps.add(file, at[key+".rules"], "E102", "rules is %g, want 0 to %d", w.Rules, mostBalance)
		}
		w.Pages.Words = b.addPlaces(file, at, key+".pages.", w.Pages.Places, sow.BeginningPlaces)
		w.Pages.Places = nil
	}
}

// picksFile holds what words around values have been learnt to mean.
type picksFile struct {
	Kind  string            `yaml:"kind"`
	Picks []sow.Pick        `yaml:"picks"`
	Sales []sow.SaleWeights `yaml:"sales"`
}

// addPicks takes in how facts are picked. A pack has one such file at most.
func (b *builder) addPicks(f packFile, n *yaml.Node) {
	var file picksFile
	places := b.decodeFile(f, n, &file)
	if len(b.pack.picks) > 0 {
		b.ps.add(f.path, places["kind"], "E103", "the pack has a file of picks already")
	}
	for i := range file.Picks {
		p, key := &file.Picks[i], fmt.Sprintf("picks[%d]", i)
		if !slices.Contains(sow.PickFacts, p.Fact) {
			b.ps.add(f.path, places[key+".fact"], "E102", "fact %q is not known%s%s", p.Fact, didYouMean(p.Fact, sow.PickFacts), allowed(sow.PickFacts))
		}
		if slices.ContainsFunc(file.Picks[:i], func(o sow.Pick) bool { return o.Fact == p.Fact }) {
			b.ps.add(f.path, places[key+".fact"], "E103", "the fact %q is there twice", p.Fact)
		}
		if p.Rules < 0 || p.Rules > mostBalance {
			b.ps.add(f.path, places[key+".rules"], "E102", "rules is %g, want 0 to %d", p.Rules, mostBalance)
		}
		p.Words = b.addPlaces(f.path, places, key+".", p.Places, sow.PickPlaces)
		p.Places = nil
	}
	for i := range file.Sales {
		w, key := &file.Sales[i], fmt.Sprintf("sales[%d]", i)
		if slices.ContainsFunc(file.Sales[:i], func(o sow.SaleWeights) bool { return o.Sells == w.Sells }) {
			b.ps.add(f.path, places[key+".sells"], "E103", "the answer %t is there twice", w.Sells)
		}
		w.Words = b.addPlaces(f.path, places, key+".", w.Places, sow.SalePlaces)
		w.Places = nil
	}
	b.pack.picks, b.pack.sales = file.Picks, file.Sales
}

// addPlaces reads the words of all places; key is what stands before
// "places" in the keys of the file.
func (b *builder) addPlaces(file string, at map[string]pos, key string, list []sow.PlaceWords, known []string) []sow.WordWeight {
	lines := 0
	for _, p := range list {
		lines += strings.Count(p.Words, "\n") + 1
	}
	words, seen := make([]sow.WordWeight, 0, lines), map[string]bool{}
	for i, p := range list {
		one := fmt.Sprintf("%splaces[%d]", key, i)
		if !slices.Contains(known, p.Place) {
			b.ps.add(file, at[one+".place"], "E102", "place %q is not known%s%s", p.Place, didYouMean(p.Place, known), allowed(known))
		}
		if seen[p.Place] {
			b.ps.add(file, at[one+".place"], "E103", "the place %q is there twice", p.Place)
		}
		seen[p.Place] = true
		words = b.addWords(words, file, at[one+".words"], p)
	}
	return words
}

// addWords reads the lines of one place; at is where they begin.
func (b *builder) addWords(words []sow.WordWeight, file string, at pos, p sow.PlaceWords) []sow.WordWeight {
	n := 0
	for line := range strings.Lines(p.Words) {
		n++
		w, ok := weightIn(line)
		if !ok {
			b.ps.add(file, pos{Line: at.Line + n, Col: at.Col}, "E108", "%q is no weight; write a word, for a pair the next one, and hundredths from -%d to %d", strings.TrimSpace(line), mostWeight, mostWeight)
			continue
		}
		w.Place = p.Place
		words = append(words, w)
	}
	return words
}

// weightIn reads a line: a word, for a pair the next one, and hundredths. There
// are many tens of thousands, so it makes no list of its words.
func weightIn(line string) (w sow.WordWeight, ok bool) {
	var f [3]string
	n := 0
	for field := range strings.FieldsSeq(line) {
		if n == len(f) {
			return w, false
		}
		f[n] = field
		n++
	}
	if n < 2 {
		return w, false
	}
	hundredths, err := strconv.Atoi(f[n-1])
	w.Word, w.Weight = f[0], float64(hundredths)/100
	if n == 3 {
		w.Next = f[1]
	}
	return w, err == nil && hundredths >= -mostWeight && hundredths <= mostWeight
}

// Weights gives what words around a product have been learnt to mean; none
// when the pack has no such file.
func (p *Pack) Weights() sow.Weights { return p.weights }

// Picks gives how facts are picked by learnt weights; none when the pack has
// no such file.
func (p *Pack) Picks() []sow.Pick { return p.picks }

// Sales gives what the words about licences have been learnt to say of who sells
// them; none when the pack has no such weights.
func (p *Pack) Sales() []sow.SaleWeights { return p.sales }

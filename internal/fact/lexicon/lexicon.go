// Package lexicon holds the compiled word lists of the pack. It cuts a text into
// words and finds the phrases of all lists in them in one pass: a text goes in,
// hits come out, each with its topic and the words that it takes. It also tells
// what single words say of names, and where sentences end. It knows no lines, no
// documents and no facts.
package lexicon

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// Lexicon is the compiled word lists of all languages. It never changes after
// New.
type Lexicon struct {
	phrases       *phrases
	named         []namedTopic    // by topic less topic.FirstNamed
	formWords     map[string]bool // words of a legal form that others follow
	Short         []Abbreviation  // of agreements
	labelEnds     ending          // of the phrases in LabelTopics
	abbreviations map[string]bool
	Languages     []string  // by number less one
	Dollars       []string  // by number: the currency of a bare "$" in that language
	Cues          []*Cues   // by language
	Persons       []Persons // by language
	otherEnds     otherEnds
	Beside        Beside // of all languages
}

// New compiles the word lists, one per language. It returns an error for a
// phrase that can never match.
func New(list []sow.FactWords) (*Lexicon, error) {
	x := &Lexicon{phrases: newPhrases(), formWords: map[string]bool{}, labelEnds: ending{exact: map[string]bool{}}, abbreviations: map[string]bool{}, Dollars: []string{""}, otherEnds: newOtherEnds()}
	for i, w := range list {
		if w.Language == "" || i >= 250 {
			return nil, fmt.Errorf("compile fact words: list %d has no language, or there are too many", i+1)
		}
		number := uint8(i + 1)
		x.Languages, x.Dollars = append(x.Languages, w.Language), append(x.Dollars, w.Value.Dollar)
		for _, g := range topic.Lists(w) {
			if err := x.phrases.add(w.Language, number, g.Topic, x.tellsOf(g.Topic), g.Phrases); err != nil {
				return nil, err
			}
			if slices.Contains(LabelTopics, g.Topic) {
				x.addLabelEnds(g.Phrases)
			}
		}
		for _, g := range topic.NamedLists(w) {
			next := len(x.named)
			if next+int(topic.FirstNamed)+topic.Kinds > int(^topic.Topic(0)) {
				return nil, fmt.Errorf("compile fact words %s: more than %d named lists", w.Language, next/topic.Kinds)
			}
			x.named = append(x.named, make([]namedTopic, topic.Kinds)...)
			x.named[next+int(g.Kind)] = namedTopic{g.Kind, g.Name}
			t := topic.FirstNamed + topic.Topic(next) + topic.Topic(g.Kind) //nolint:gosec // below ^topic(0)
			if err := x.phrases.add(w.Language, number, t, x.tellsOf(t), g.Phrases); err != nil {
				return nil, err
			}
		}
		x.addFormWords(w.Parties.LegalForms)
		x.Cues = append(x.Cues, newCues(w.Organisations, number))
		x.Persons = append(x.Persons, newPersons(w.Seats))
		x.otherEnds.add(w.Dates)
		if err := addBeside(reflect.ValueOf(&x.Beside).Elem(), reflect.ValueOf(w.Beside)); err != nil {
			return nil, err
		}
		for _, a := range w.Abbreviations {
			x.abbreviations[Fold(strings.Trim(a, ". "))] = true
		}
	}
	x.addShort(list)
	return x, nil
}

// addFormWords notes the words of legal forms behind which the form goes on.
func (x *Lexicon) addFormWords(forms []string) {
	for _, f := range forms {
		atoms := compile(f)
		for _, a := range atoms[:max(0, len(atoms)-1)] {
			x.formWords[a.text] = true
		}
	}
}

// addLabelEnds notes the words in which labels of a form end.
func (x *Lexicon) addLabelEnds(list []string) {
	for _, text := range list {
		atoms := compile(text)
		x.labelEnds.add(atoms[len(atoms)-1])
	}
}

func (x *Lexicon) addShort(list []sow.FactWords) {
	for _, w := range list {
		for _, a := range w.Licences.Agreements {
			for _, text := range a.Exact {
				x.Short = append(x.Short, Abbreviation{a.Value, text})
			}
		}
	}
}

// ending is the last words of phrases.
type ending struct {
	exact    map[string]bool
	prefixes []string // of words with *
}

func (e *ending) add(a atom) {
	switch {
	case !a.prefix:
		e.exact[a.text] = true
	case !slices.Contains(e.prefixes, a.text):
		e.prefixes = append(e.prefixes, a.text)
	}
}

// has tells whether one of the phrases may end in the word.
func (e *ending) has(w string) bool {
	return e.exact[w] || slices.ContainsFunc(e.prefixes, func(p string) bool { return strings.HasPrefix(w, p) })
}

// LabelTopics are what the labels of a form are about.
var LabelTopics = []topic.Topic{
	topic.PartyCustomer, topic.PartyPartner, topic.PartyFor, topic.PartyBy, topic.PartyTo, topic.PartyFrom, topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel,
	topic.ValueLabel, topic.SeatLabel, topic.TenantLabel, topic.ContactLabel, topic.DateSigned,
}

// EndsLabel tells whether a label of a form may end in the folded word.
func (x *Lexicon) EndsLabel(word string) bool { return x.labelEnds.has(word) }

package fact

import (
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
	"fmt"
	"slices"
	"strings"
)

// lexicon is the compiled word lists of all languages. It never changes after
// newLexicon.
type lexicon struct {
	phrases       *phrases
	named         []namedTopic    // by topic less firstNamed
	formWords     map[string]bool // words of a legal form that others follow
	short         []agreementAbbr
	labelEnds     ending // of the phrases in labelTopics
	abbreviations map[string]bool
	languages     []string  // by number less one
	dollars       []string  // by number: the currency of a bare "$" in that language
	cues          []*cues   // by language
	persons       []persons // by language
	otherEnds     otherEnds
	anyLanguage   []bool // by topic: its phrases count in documents of any language
}

// newLexicon compiles the word lists, one per language. It returns an error for a
// phrase that can never match.
func newLexicon(list []sow.FactWords) (*lexicon, error) {
	x := &lexicon{phrases: newPhrases(), formWords: map[string]bool{}, labelEnds: ending{exact: map[string]bool{}}, abbreviations: map[string]bool{}, dollars: []string{""}, otherEnds: newOtherEnds()}
	for i, w := range list {
		if w.Language == "" || i >= 250 {
			return nil, fmt.Errorf("compile fact words: list %d has no language, or there are too many", i+1)
		}
		number := uint8(i + 1)
		x.languages, x.dollars = append(x.languages, w.Language), append(x.dollars, w.Value.Dollar)
		for _, g := range topic.Lists(w) {
			if err := x.phrases.add(w.Language, number, g.Topic, g.Phrases); err != nil {
				return nil, err
			}
			if slices.Contains(labelTopics, g.Topic) {
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
			if err := x.phrases.add(w.Language, number, topic.FirstNamed+topic.Topic(next)+topic.Topic(g.Kind), g.Phrases); err != nil { //nolint:gosec // below ^topic(0)
				return nil, err
			}
		}
		x.addFormWords(w.Parties.LegalForms)
		x.cues = append(x.cues, newCues(w.Organisations, number))
		x.persons = append(x.persons, newPersons(w.Seats))
		x.otherEnds.add(w.Dates)
		for _, a := range w.Abbreviations {
			x.abbreviations[fold(strings.Trim(a, ". "))] = true
		}
	}
	x.addShort(list)
	x.tellTopics()
	return x, nil
}

// addFormWords notes the words of legal forms behind which the form goes on.
func (x *lexicon) addFormWords(forms []string) {
	for _, f := range forms {
		atoms := compile(f)
		for _, a := range atoms[:max(0, len(atoms)-1)] {
			x.formWords[a.text] = true
		}
	}
}

// addLabelEnds notes the words in which labels of a form end.
func (x *lexicon) addLabelEnds(list []string) {
	for _, text := range list {
		atoms := compile(text)
		x.labelEnds.add(atoms[len(atoms)-1])
	}
}

func (x *lexicon) addShort(list []sow.FactWords) {
	for _, w := range list {
		for _, a := range w.Licences.Agreements {
			for _, text := range a.Exact {
				x.short = append(x.short, agreementAbbr{a.Value, text})
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

// labelTopics are what the labels of a form are about.
var labelTopics = []topic.Topic{
	topic.PartyCustomer, topic.PartyPartner, topic.PartyFor, topic.PartyBy, topic.PartyTo, topic.PartyFrom, topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel,
	topic.ValueLabel, topic.SeatLabel, topic.TenantLabel, topic.ContactLabel, topic.DateSigned,
}

// tellTopics notes which topics count in documents of any language.
func (x *lexicon) tellTopics() {
	x.anyLanguage = make([]bool, int(topic.FirstNamed)+len(x.named))
	for t := range x.anyLanguage {
		x.anyLanguage[t] = x.countsEverywhere(topic.Topic(t))
	}
}

// countsEverywhere tells whether a topic counts in documents of any language.
func (x *lexicon) countsEverywhere(t topic.Topic) bool {
	if t >= topic.FirstNamed { // a name of its own
		kind := x.named[t-topic.FirstNamed].kind
		return kind == topic.Agreement || kind == topic.Dollar || kind == topic.Country
	}
	return topic.Everywhere.Has(t)
}

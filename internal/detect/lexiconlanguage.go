package detect

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// language is a compiled sow.Context.
type language struct {
	code        string
	bit         phrase.Langs
	stop        token.IDSet
	sections    []sectionPhrase
	classes     map[string]*sow.SectionClass // the first of each name
	duties      *sow.SectionClass            // the first that says what the customer does, nil without one
	headings    phrase.Index                 // the phrases of sections
	columns     []columnPhrase
	columnRuns  phrase.Index             // the phrases of columns
	values      map[string]cellValue     // by folded text
	words       []*phrase.List           // by list
	byName      map[string]*phrase.List  // all lists, those too whose names are put together
	listed      map[int32][]listedPhrase // phrases of the lists "kind" and "signs" by their first token
	lists       token.IDSet              // the first tokens
	listNumbers map[string]int           // of these lists
	party       partyWords
	split       []splitVerb     // verbs whose parts stand apart
	opener      token.IDSet     // first words of split
	parts       token.IDSet     // names of parts of a document: annex, schedule
	endings     []string        // of verbs in the first person plural
	suffixes    []string        // ends of compounds that name bodies of people
	past        map[string]bool // finite forms of words of work in a past tense, in small letters
	pastEnds    []string        // of any verb in a past tense
	noPast      []string        // ends of words that only look like one
	partEnds    []string        // of any participle right after an auxiliary
	pastAux     map[string]bool // auxiliaries of the perfect tenses, in small letters: "a" is no "à"
	noVerbs     map[string]bool // words that fold to a form of a verb and are none, in small letters
	noVerb      token.IDSet     // and these as they are folded
	abbrev      token.IDSet     // words after which a full stop ends no sentence
	counted     token.IDSet     // words before which "31." is an ordinal and ends no sentence
}

// listedPhrase is a phrase of a word list, with its number in the list.
type listedPhrase struct {
	list   int // by listNumbers
	number int
	ids    []int32
}

// columnPhrase is a phrase by which the head of a column is known.
type columnPhrase struct {
	class *sow.ColumnClass
	ids   []int32
}

func (x *lexicon) language(code string) *language {
	l, ok := x.contexts[code]
	if !ok {
		l = &language{
			code: code, bit: 1 << len(x.order), classes: map[string]*sow.SectionClass{}, values: map[string]cellValue{},
			noVerbs: map[string]bool{}, past: map[string]bool{}, pastAux: map[string]bool{}, words: make([]*phrase.List, len(listNames)), byName: map[string]*phrase.List{}, listed: map[int32][]listedPhrase{}, listNumbers: map[string]int{},
		}
		x.contexts[code], x.order = l, append(x.order, l)
	}
	return l
}

func (x *lexicon) addContext(c sow.Context) error {
	if c.Language == "" {
		return fmt.Errorf("compile context: a file has no language")
	}
	l := x.language(c.Language)
	for _, w := range c.Stop {
		for _, id := range x.ids(w) {
			l.stop.Add(id)
		}
	}
	x.addSections(l, c)
	x.addColumns(l, c)
	for _, list := range c.Cues {
		if err := checkCue(c.Language, list); err != nil {
			return err
		}
		x.addCue(l, list)
	}
	for _, text := range c.Pseudo {
		x.addCuePhrase(text, cue{kind: pseudoCue, lang: l})
	}
	for _, text := range c.Breaks {
		x.addCuePhrase(text, cue{kind: breakWord, lang: l})
	}
	for _, list := range c.Verbs {
		for _, v := range list.Verbs {
			for _, form := range inflectPast(c.Language, v) {
				l.past[form] = true
			}
		}
		x.verbs = append(x.verbs, verb{list.Activity})
		for _, text := range wordings(c.Language, list) {
			node := x.trie.Add(x.ids(text), phrase.Phrase{Layer: phrase.Verb, Lang: l.bit, Ref: int32(len(x.verbs) - 1)})
			first, last, split := strings.Cut(text, " … ")
			if !split {
				first, last, split = parted(text, list.Verbs)
			}
			if split {
				v := splitVerb{x.ids(first), x.ids(last), node}
				l.opener.Add(v.first[0])
				l.split = append(l.split, v)
			}
		}
	}
	x.addWords(l, c)
	x.addMisspelt(c)
	return nil
}

// wordings are the words of a list and the forms of its verbs, each once.
func wordings(language string, list sow.VerbClass) []string {
	all := slices.Clone(list.Say)
	for _, v := range list.Verbs {
		all = append(all, inflect(language, v)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// addWords compiles the word lists of a context.
func (x *lexicon) addWords(l *language, c sow.Context) {
	for _, key := range slices.Sorted(maps.Keys(c.Words)) {
		for n, text := range c.Words[key] {
			ids := x.ids(text)
			l.byName[key] = l.byName[key].With(ids)
			if len(ids) > 0 && (strings.HasPrefix(key, "kind.") || strings.HasPrefix(key, "signs.")) {
				l.addListed(key, n, ids)
			}
		}
	}
	for i, name := range listNames {
		l.words[i] = l.byName[name]
	}
	x.addParts(l, c)
	for _, text := range c.Words["self.endings"] {
		l.endings = append(l.endings, token.Fold(text))
	}
	x.addNoVerbs(l, c)
	for _, text := range c.Words["party.suffixes"] {
		l.suffixes = append(l.suffixes, token.Fold(text))
	}
	l.addPast(c)
	for _, text := range c.Words["abbreviations"] {
		for _, id := range x.ids(strings.TrimSuffix(text, ".")) {
			l.abbrev.Add(id)
		}
	}
	for _, text := range c.Words["counted"] {
		for _, id := range x.ids(text) {
			l.counted.Add(id)
		}
	}
}

// addParts notes the single words that name parts of a product and the parties.
func (x *lexicon) addParts(l *language, c sow.Context) {
	for _, list := range []string{"parts", "party.customer", "party.partner"} {
		for _, text := range c.Words[list] {
			if ids := x.ids(text); len(ids) == 1 {
				l.parts.Add(ids[0])
			}
		}
	}
}

// addListed adds the phrase of a list that tells the kind of a document, the
// n-th of it.
func (l *language) addListed(key string, n int, ids []int32) {
	list, known := l.listNumbers[key]
	if !known {
		list = len(l.listNumbers)
		l.listNumbers[key] = list
	}
	l.listed[ids[0]] = append(l.listed[ids[0]], listedPhrase{list, n, ids})
	l.lists.Add(ids[0])
}

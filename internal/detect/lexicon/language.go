package lexicon

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Language is a compiled sow.Context.
type Language struct {
	Code        string
	Bit         phrase.Langs
	Stop        token.IDSet
	Sections    []SectionPhrase
	classes     map[string]*sow.SectionClass // the first of each name
	duties      *sow.SectionClass            // the first that says what the customer does, nil without one
	Headings    phrase.Index                 // the phrases of sections
	Columns     []ColumnPhrase
	ColumnRuns  phrase.Index            // the phrases of columns
	values      map[string]Value        // by folded text
	Words       []*phrase.List          // by list
	Marks       *phrase.Marks           // of these lists
	ByName      map[string]*phrase.List // all lists, those too whose names are put together
	Listed      []ListedPhrase          // phrases of the lists "kind" and "signs"
	ListedRuns  phrase.Index            // their words
	ListNumbers map[string]int          // of these lists
	Party       PartyWords
	Split       []SplitVerb     // verbs whose parts stand apart
	Opener      *phrase.List    // first words of split
	Parts       token.IDSet     // names of parts of a document: annex, schedule
	Endings     []string        // of verbs in the first person plural
	Suffixes    []string        // ends of compounds that name bodies of people
	Past        map[string]bool // finite forms of words of work in a past tense, in small letters
	PastEnds    []string        // of any verb in a past tense
	NoPast      []string        // ends of words that only look like one
	PartEnds    []string        // of any participle right after an auxiliary
	PastAux     map[string]bool // auxiliaries of the perfect tenses, in small letters: "a" is no "à"
	mayPast     token.IDSet     // known words that may be a form in a past tense, or open one
	NoVerbs     map[string]bool // words that fold to a form of a verb and are none, in small letters
	NoVerb      token.IDSet     // and these as they are folded
	Abbrev      token.IDSet     // words after which a full stop ends no sentence
	Counted     token.IDSet     // words before which "31." is an ordinal and ends no sentence
}

// ListedPhrase is a phrase of a word list, with its number in the list.
type ListedPhrase struct {
	List   int // by ListNumbers
	Number int
}

// ColumnPhrase is a phrase by which the head of a column is known.
type ColumnPhrase struct {
	Class *sow.ColumnClass
	IDs   []int32
}

func (x *Lexicon) language(code string) *Language {
	l, ok := x.Contexts[code]
	if !ok {
		l = &Language{
			Code: code, Bit: 1 << len(x.Order), classes: map[string]*sow.SectionClass{}, values: map[string]Value{},
			NoVerbs: map[string]bool{}, Past: map[string]bool{}, PastAux: map[string]bool{}, Words: make([]*phrase.List, len(list.Names)), ByName: map[string]*phrase.List{}, ListNumbers: map[string]int{},
		}
		x.Contexts[code], x.Order = l, append(x.Order, l)
	}
	return l
}

func (x *Lexicon) addContext(c sow.Context) error {
	if c.Language == "" {
		return fmt.Errorf("compile context: a file has no language")
	}
	l := x.language(c.Language)
	for _, w := range c.Stop {
		for _, id := range x.ids(w) {
			l.Stop.Add(id)
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
		x.addCuePhrase(text, Cue{Kind: PseudoCue, lang: l})
	}
	for _, text := range c.Breaks {
		x.addCuePhrase(text, Cue{Kind: BreakWord, lang: l})
	}
	for _, list := range c.Verbs {
		for _, v := range list.Verbs {
			for _, form := range inflectPast(c.Language, v) {
				l.Past[form] = true
			}
		}
		x.Verbs = append(x.Verbs, Verb{list.Activity})
		for _, text := range wordings(c.Language, list) {
			node := x.Trie.Add(x.ids(text), phrase.Phrase{Layer: phrase.Verb, Lang: l.Bit, Ref: int32(len(x.Verbs) - 1)})
			first, last, split := strings.Cut(text, " … ")
			if !split {
				first, last, split = parted(text, list.Verbs)
			}
			if split {
				v := SplitVerb{x.ids(first), x.ids(last), node}
				l.Opener = l.Opener.With(v.First[:1])
				l.Split = append(l.Split, v)
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
func (x *Lexicon) addWords(l *Language, c sow.Context) {
	for _, key := range slices.Sorted(maps.Keys(c.Words)) {
		for n, text := range c.Words[key] {
			ids := x.ids(text)
			l.ByName[key] = l.ByName[key].With(ids)
			if len(ids) > 0 && (strings.HasPrefix(key, list.Kind("")) || strings.HasPrefix(key, list.Signs(""))) {
				l.addListed(key, n, ids)
			}
		}
	}
	for i, name := range list.Names {
		l.Words[i] = l.ByName[name]
	}
	x.addParts(l, c)
	for _, text := range c.Words[list.SelfEndings] {
		l.Endings = append(l.Endings, token.Fold(text))
	}
	x.addNoVerbs(l, c)
	for _, text := range c.Words[list.PartySuffixes] {
		l.Suffixes = append(l.Suffixes, token.Fold(text))
	}
	l.addPast(c)
	for _, text := range c.Words[list.Abbreviations] {
		for _, id := range x.ids(strings.TrimSuffix(text, ".")) {
			l.Abbrev.Add(id)
		}
	}
	for _, text := range c.Words[list.Counted] {
		for _, id := range x.ids(text) {
			l.Counted.Add(id)
		}
	}
}

// addParts notes the single words that name parts of a product and the parties.
func (x *Lexicon) addParts(l *Language, c sow.Context) {
	for _, name := range []string{list.Parts, list.Names[list.PartyCustomer], list.Names[list.PartyPartner]} {
		for _, text := range c.Words[name] {
			if ids := x.ids(text); len(ids) == 1 {
				l.Parts.Add(ids[0])
			}
		}
	}
}

// addListed adds the phrase of a list that tells the kind of a document, the
// n-th of it.
func (l *Language) addListed(key string, n int, ids []int32) {
	list, known := l.ListNumbers[key]
	if !known {
		list = len(l.ListNumbers)
		l.ListNumbers[key] = list
	}
	l.Listed = append(l.Listed, ListedPhrase{list, n})
	l.ListedRuns.Add(ids, l.Stop)
}

// Package lexicon compiles what a rule pack says: the names of products with
// what they need beside them, and for each language its word lists, cues, words
// of work, classes of headings and columns, answers and forms of verbs. It knows
// words, and no document.
package lexicon

import (
	"fmt"
	"maps"
	"slices"

	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Lexicon is a compiled sow.Lexicon with the contexts of its languages. It is
// read only and safe for concurrent use.
type Lexicon struct {
	Entries  []sow.LexiconEntry
	Trie     *phrase.Trie
	Names    []Name
	Cues     []Cue
	Verbs    []Verb
	Order    []*Language          // in the order they were given
	And      int32                // id of the word
	Or       token.IDSet          // and of those for "or"
	opens    *token.Openings      // how the answers of all languages begin
	Contexts map[string]*Language // by ISO 639-1 code
	byID     map[string]int       // workload, umbrella and product id to entry
	BrandsOf map[string][]string  // workload id to the umbrellas that are brands of single products
	misspelt [256][]productWord   // by their first letter
	values   map[string]Value     // by folded text: those of all languages, of equal ones the first
	stops    []phrase.Langs       // by token id: the languages of which it is a small word; the last one stands for all behind it

	HeadingMarks phrase.IndexMarks // words of headings of all languages
	ColumnMarks  phrase.IndexMarks // and of columns
}

// New compiles a lexicon and the contexts of its languages. It refuses a
// phrase that means another id which does not exist, an entry without a name,
// and a context without a language.
func New(lex sow.Lexicon, contexts []sow.Context) (*Lexicon, error) {
	x := &Lexicon{Entries: lex.Entries, Trie: phrase.NewTrie(), Contexts: map[string]*Language{}, byID: map[string]int{}}
	x.addSmallWords(contexts)
	for i, e := range lex.Entries {
		if e.ID == "" || e.Name == "" {
			return nil, fmt.Errorf("compile lexicon: entry %d has no id or no name", i)
		}
		if _, twice := x.byID[e.ID]; twice {
			return nil, fmt.Errorf("compile lexicon: workload %q is there twice", e.ID)
		}
		x.byID[e.ID] = i
	}
	for i, e := range lex.Entries {
		if err := x.addEntry(i, e); err != nil {
			return nil, err
		}
	}
	x.BrandsOf = brands(lex)
	for i, f := range lex.Competitors {
		for _, p := range f.Names {
			if err := x.addName(p, Name{Kind: Foreign, Entry: i}); err != nil {
				return nil, err
			}
		}
	}
	for _, c := range contexts {
		if err := x.addContext(c); err != nil {
			return nil, err
		}
	}
	x.addLinks()
	x.joinLanguages()
	return x, nil
}

// addSmallWords gives the small words of all languages the first ids, so that
// most words are told from them by their id alone.
func (x *Lexicon) addSmallWords(contexts []sow.Context) {
	for _, c := range contexts {
		for _, w := range c.Stop {
			x.ids(w)
		}
	}
}

func (x *Lexicon) addEntry(i int, e sow.LexiconEntry) error {
	if err := x.addSignals(i, "", e.Signals); err != nil {
		return err
	}
	for _, p := range e.Products {
		if err := x.addSignals(i, p.ID, p.Signals); err != nil {
			return err
		}
	}
	return nil
}

func (x *Lexicon) addSignals(entry int, product string, s sow.Signals) error {
	lists := []struct {
		kind    NameKind
		phrases []sow.Phrase
	}{
		{properName, s.Names},
		{properName, s.OldNames},
		{abbreviation, s.Abbreviations},
		{Capability, s.Capabilities},
		{Legacy, s.Legacy},
	}
	for _, l := range lists {
		for _, p := range l.phrases {
			if err := x.addName(p, Name{Kind: l.kind, Entry: entry, Product: product}); err != nil {
				return err
			}
		}
	}
	for _, p := range s.Never {
		x.Trie.Add(x.ids(p.Text), phrase.Phrase{Layer: phrase.Never, Lang: x.langOf(p.Lang), Ref: 0})
	}
	return nil
}

// addName puts a wording and its joined and split forms into the trie.
func (x *Lexicon) addName(p sow.Phrase, n Name) error {
	if p.Means != "" {
		entry, product, ok := x.target(p.Means)
		if !ok {
			return fmt.Errorf("compile lexicon: phrase %q means %q, which is no workload and no product", p.Text, p.Means)
		}
		n.Entry, n.Product = entry, product
	}
	n.Needs, n.Generic = x.need(p.Needs), small(p.Text)
	if p.Case == sow.Exact {
		n.Exact = p.Text
	}
	for _, w := range p.Apart {
		n.Apart = n.Apart.With(x.ids(w))
	}
	lang := x.langOf(p.Lang)
	x.addForm(p.Text, lang, n)
	for _, form := range joinedForms(p.Text) {
		m := n
		if m.Exact != "" {
			m.Exact = form
		}
		x.addForm(form, lang, m)
	}
	if form := splitForm(p.Text); form != "" {
		m := n
		m.Exact, m.Capital = "", true
		x.addForm(form, lang, m)
	}
	return nil
}

func (x *Lexicon) addForm(text string, lang phrase.Langs, n Name) {
	x.Names = append(x.Names, n)
	x.Trie.Add(x.ids(text), phrase.Phrase{Layer: phrase.Name, Lang: lang, Ref: int32(len(x.Names) - 1)})
}

// target finds a workload or a product by id.
func (x *Lexicon) target(id string) (entry int, product string, ok bool) {
	if i, ok := x.byID[id]; ok {
		return i, "", true
	}
	for i, e := range x.Entries {
		for _, p := range e.Products {
			if p.ID == id {
				return i, id, true
			}
		}
	}
	return 0, "", false
}

func (x *Lexicon) need(words []string) (n Need) {
	for _, w := range words {
		switch w {
		case "microsoft":
			n.Microsoft = true
		case "activity":
			n.Activity = true
		case "moved":
			n.Moved = true
		case "anywhere":
			n.Anywhere = true
		case "capital":
			n.Capital = true
		case "enumeration":
			n.Enumeration = true
		default:
			n.Words = n.Words.With(x.ids(w))
		}
	}
	return n
}

// langOf gives the bit of a language, which it creates on first sight.
func (x *Lexicon) langOf(code string) phrase.Langs {
	if code == "" {
		return phrase.AnyLang
	}
	return x.language(code).Bit
}

// joinLanguages makes one table each of the answers and of the small words of
// all languages.
func (x *Lexicon) joinLanguages() {
	x.values, x.opens = map[string]Value{}, &token.Openings{}
	for _, l := range slices.Backward(x.Order) {
		l.addParty()
		l.notePast(x.Trie.Words)
		l.Marks = phrase.NewMarks(append(slices.Clone(l.Words), l.Opener), l.Stop)
		x.HeadingMarks.Add(&l.Headings, l.Bit)
		x.ColumnMarks.Add(&l.ColumnRuns, l.Bit)
		maps.Copy(x.values, l.values)
		for folded := range l.values {
			x.opens.Add(folded)
		}
		for id, small := range l.Stop {
			if small {
				x.stops = append(x.stops, make([]phrase.Langs, max(0, id+1-len(x.stops)))...)
				x.stops[id] |= l.Bit
			}
		}
	}
	x.stops = append(x.stops, 0)
}

// addLinks notes the small words that join the members of an enumeration.
func (x *Lexicon) addLinks() {
	x.And = x.Trie.Words.Find([]byte("and"))
	for _, w := range []string{"or", "oder", "ou", "o", "nor", "noch", "ni", "sowie"} {
		if id := x.Trie.Words.Find([]byte(w)); id != 0 {
			x.Or.Add(id)
		}
	}
}

// ids gives the token ids of a phrase, adding its words to the vocabulary.
func (x *Lexicon) ids(text string) []int32 { return x.Trie.Words.IDs(text) }

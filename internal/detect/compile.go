package detect

import (
	"fmt"
	"maps"
	"slices"

	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// lexicon is a compiled sow.Lexicon with the contexts of its languages. It is
// read only and safe for concurrent use.
type lexicon struct {
	entries  []sow.LexiconEntry
	trie     *phrase.Trie
	names    []name
	cues     []cue
	verbs    []verb
	order    []*language          // in the order they were given
	and      int32                // id of the word
	or       token.IDSet          // and of those for "or"
	opens    *token.Openings      // how the answers of all languages begin
	contexts map[string]*language // by ISO 639-1 code
	byID     map[string]int       // workload, umbrella and product id to entry
	brandsOf map[string][]string  // workload id to the umbrellas that are brands of single products
	misspelt [256][]productWord   // by their first letter
	values   map[string]cellValue // by folded text: those of all languages, of equal ones the first
	stops    []phrase.Langs       // by token id: the languages of which it is a small word
}

// newLexicon compiles a lexicon and the contexts of its languages. It refuses a
// phrase that means another id which does not exist, an entry without a name,
// and a context without a language.
func newLexicon(lex sow.Lexicon, contexts []sow.Context) (*lexicon, error) {
	x := &lexicon{entries: lex.Entries, trie: phrase.NewTrie(), contexts: map[string]*language{}, byID: map[string]int{}}
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
	x.brandsOf = brands(lex)
	for i, f := range lex.Competitors {
		for _, p := range f.Names {
			if err := x.addName(p, name{kind: foreign, entry: i}); err != nil {
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
func (x *lexicon) addSmallWords(contexts []sow.Context) {
	for _, c := range contexts {
		for _, w := range c.Stop {
			x.ids(w)
		}
	}
}

func (x *lexicon) addEntry(i int, e sow.LexiconEntry) error {
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

func (x *lexicon) addSignals(entry int, product string, s sow.Signals) error {
	lists := []struct {
		kind    nameKind
		phrases []sow.Phrase
	}{
		{properName, s.Names},
		{properName, s.OldNames},
		{abbreviation, s.Abbreviations},
		{capability, s.Capabilities},
		{legacy, s.Legacy},
	}
	for _, l := range lists {
		for _, p := range l.phrases {
			if err := x.addName(p, name{kind: l.kind, entry: entry, product: product}); err != nil {
				return err
			}
		}
	}
	for _, p := range s.Never {
		x.trie.Add(x.ids(p.Text), phrase.Phrase{Layer: phrase.Never, Lang: x.langOf(p.Lang), Ref: 0})
	}
	return nil
}

// addName puts a wording and its joined and split forms into the trie.
func (x *lexicon) addName(p sow.Phrase, n name) error {
	if p.Means != "" {
		entry, product, ok := x.target(p.Means)
		if !ok {
			return fmt.Errorf("compile lexicon: phrase %q means %q, which is no workload and no product", p.Text, p.Means)
		}
		n.entry, n.product = entry, product
	}
	n.text, n.needs = p.Text, x.need(p.Needs)
	if p.Case == "exact" {
		n.exact = p.Text
	}
	for _, w := range p.Apart {
		n.apart = n.apart.With(x.ids(w))
	}
	lang := x.langOf(p.Lang)
	x.addForm(p.Text, lang, n)
	for _, form := range joinedForms(p.Text) {
		m := n
		if m.exact != "" {
			m.exact = form
		}
		x.addForm(form, lang, m)
	}
	if form := splitForm(p.Text); form != "" {
		m := n
		m.exact, m.capital = "", true
		x.addForm(form, lang, m)
	}
	return nil
}

func (x *lexicon) addForm(text string, lang phrase.Langs, n name) {
	x.names = append(x.names, n)
	x.trie.Add(x.ids(text), phrase.Phrase{Layer: phrase.Name, Lang: lang, Ref: int32(len(x.names) - 1)})
}

// target finds a workload or a product by id.
func (x *lexicon) target(id string) (entry int, product string, ok bool) {
	if i, ok := x.byID[id]; ok {
		return i, "", true
	}
	for i, e := range x.entries {
		for _, p := range e.Products {
			if p.ID == id {
				return i, id, true
			}
		}
	}
	return 0, "", false
}

func (x *lexicon) need(words []string) (n need) {
	for _, w := range words {
		switch w {
		case "microsoft":
			n.microsoft = true
		case "activity":
			n.activity = true
		case "moved":
			n.moved = true
		case "anywhere":
			n.anywhere = true
		case "capital":
			n.capital = true
		case "enumeration":
			n.enumeration = true
		default:
			n.words = n.words.With(x.ids(w))
		}
	}
	return n
}

// langOf gives the bit of a language, which it creates on first sight.
func (x *lexicon) langOf(code string) phrase.Langs {
	if code == "" {
		return phrase.AnyLang
	}
	return x.language(code).bit
}

// joinLanguages makes one table each of the answers and of the small words of
// all languages.
func (x *lexicon) joinLanguages() {
	x.values, x.opens = map[string]cellValue{}, &token.Openings{}
	for _, l := range slices.Backward(x.order) {
		l.addParty()
		maps.Copy(x.values, l.values)
		for folded := range l.values {
			x.opens.Add(folded)
		}
		for id, small := range l.stop {
			if small {
				x.stops = append(x.stops, make([]phrase.Langs, max(0, id+1-len(x.stops)))...)
				x.stops[id] |= l.bit
			}
		}
	}
}

// addLinks notes the small words that join the members of an enumeration.
func (x *lexicon) addLinks() {
	x.and = x.trie.Words.Find([]byte("and"))
	for _, w := range []string{"or", "oder", "ou", "o", "nor", "noch", "ni", "sowie"} {
		if id := x.trie.Words.Find([]byte(w)); id != 0 {
			x.or.Add(id)
		}
	}
}

// ids gives the token ids of a phrase, adding its words to the vocabulary.
func (x *lexicon) ids(text string) []int32 { return x.trie.Words.IDs(text) }

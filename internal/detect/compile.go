package detect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// nameKind says which list of a lexicon entry a wording stands in.
type nameKind uint8

const (
	properName nameKind = iota
	abbreviation
	capability
	legacy
	foreign
)

// name is one wording for a product.
type name struct {
	kind    nameKind
	entry   int    // index in the lexicon's entries; of the competitors for foreign
	product string // id of the finer product, "" for the workload itself
	exact   string // the wording when upper and lower case must agree
	capital bool   // must start with a capital: split forms of one word ("Share Point")
	needs   need
	apart   *wordList // beside one of these runs of tokens in its sentence it is another thing
	text    string
}

// need is what must stand near an ambiguous wording.
type need struct {
	microsoft, activity, enumeration, capital, moved bool
	anywhere                                         bool      // the words may stand anywhere in the document
	words                                            *wordList // one of these runs of tokens must occur
}

func (n need) none() bool {
	return !n.microsoft && !n.activity && !n.enumeration && !n.capital && !n.moved && n.words.empty()
}

// cue is a compiled sow.Cue, pseudo cue or break.
type cue struct {
	sow.Cue
	kind   cueKind
	lang   *language
	unless *wordList
	until  *wordList
	before *wordList
	behind []int32 // of a cue in two parts, the first: it stands some words before the second
}

type cueKind uint8

const (
	realCue cueKind = iota
	pseudoCue
	breakWord
)

type verb struct {
	activity sow.Activity
}

// New compiles a lexicon and the contexts of its languages. It refuses a
// phrase that means another id which does not exist, an entry without a name,
// and a context without a language.
func New(lex sow.Lexicon, contexts []sow.Context) (*Detector, error) {
	d := &Detector{lex: lex, trie: newTrie(), contexts: map[string]*language{}, entries: map[string]int{}}
	d.addSmallWords(contexts)
	for i, e := range lex.Entries {
		if e.ID == "" || e.Name == "" {
			return nil, fmt.Errorf("compile lexicon: entry %d has no id or no name", i)
		}
		if _, twice := d.entries[e.ID]; twice {
			return nil, fmt.Errorf("compile lexicon: workload %q is there twice", e.ID)
		}
		d.entries[e.ID] = i
	}
	for i, e := range lex.Entries {
		if err := d.addEntry(i, e); err != nil {
			return nil, err
		}
	}
	d.brandsOf = brands(lex)
	for i, f := range lex.Competitors {
		for _, p := range f.Names {
			if err := d.addName(p, name{kind: foreign, entry: i}); err != nil {
				return nil, err
			}
		}
	}
	for _, c := range contexts {
		if err := d.addContext(c); err != nil {
			return nil, err
		}
	}
	d.addLinks()
	d.joinLanguages()
	return d, nil
}

// addSmallWords gives the small words of all languages the first ids, so that
// most words are told from them by their id alone.
func (d *Detector) addSmallWords(contexts []sow.Context) {
	for _, c := range contexts {
		for _, w := range c.Stop {
			d.ids(w)
		}
	}
}

func (d *Detector) addEntry(i int, e sow.LexiconEntry) error {
	if err := d.addSignals(i, "", e.Signals); err != nil {
		return err
	}
	for _, p := range e.Products {
		if err := d.addSignals(i, p.ID, p.Signals); err != nil {
			return err
		}
	}
	return nil
}

func (d *Detector) addSignals(entry int, product string, s sow.Signals) error {
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
			if err := d.addName(p, name{kind: l.kind, entry: entry, product: product}); err != nil {
				return err
			}
		}
	}
	for _, p := range s.Never {
		d.trie.add(d.ids(p.Text), phrase{layerNever, d.langOf(p.Lang), 0})
	}
	return nil
}

// addName puts a wording and its joined and split forms into the trie.
func (d *Detector) addName(p sow.Phrase, n name) error {
	if p.Means != "" {
		entry, product, ok := d.target(p.Means)
		if !ok {
			return fmt.Errorf("compile lexicon: phrase %q means %q, which is no workload and no product", p.Text, p.Means)
		}
		n.entry, n.product = entry, product
	}
	n.text, n.needs = p.Text, d.need(p.Needs)
	if p.Case == "exact" {
		n.exact = p.Text
	}
	for _, w := range p.Apart {
		n.apart = n.apart.with(d.ids(w))
	}
	lang := d.langOf(p.Lang)
	d.addForm(p.Text, lang, n)
	for _, form := range joinedForms(p.Text) {
		m := n
		if m.exact != "" {
			m.exact = form
		}
		d.addForm(form, lang, m)
	}
	if form := splitForm(p.Text); form != "" {
		m := n
		m.exact, m.capital = "", true
		d.addForm(form, lang, m)
	}
	return nil
}

func (d *Detector) addForm(text string, lang langs, n name) {
	d.names = append(d.names, n)
	d.trie.add(d.ids(text), phrase{layerName, lang, int32(len(d.names) - 1)})
}

// target finds a workload or a product by id.
func (d *Detector) target(id string) (entry int, product string, ok bool) {
	if i, ok := d.entries[id]; ok {
		return i, "", true
	}
	for i, e := range d.lex.Entries {
		for _, p := range e.Products {
			if p.ID == id {
				return i, id, true
			}
		}
	}
	return 0, "", false
}

func (d *Detector) need(words []string) (n need) {
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
			n.words = n.words.with(d.ids(w))
		}
	}
	return n
}

// langOf gives the bit of a language, which it creates on first sight.
func (d *Detector) langOf(code string) langs {
	if code == "" {
		return anyLang
	}
	return d.language(code).bit
}

// joinLanguages makes one table each of the answers and of the small words of
// all languages.
func (d *Detector) joinLanguages() {
	d.values, d.opens = map[string]cellValue{}, &openings{}
	for _, l := range slices.Backward(d.order) {
		l.addParty()
		maps.Copy(d.values, l.values)
		for folded := range l.values {
			d.opens.add(folded)
		}
		for id, small := range l.stop {
			if small {
				d.stops = append(d.stops, make([]langs, max(0, id+1-len(d.stops)))...)
				d.stops[id] |= l.bit
			}
		}
	}
}

// addLinks notes the small words that join the members of an enumeration.
func (d *Detector) addLinks() {
	d.and = d.trie.words.find([]byte("and"))
	for _, w := range []string{"or", "oder", "ou", "o", "nor", "noch", "ni", "sowie"} {
		if id := d.trie.words.find([]byte(w)); id != 0 {
			d.or.add(id)
		}
	}
}

// ids gives the token ids of a phrase, adding its words to the vocabulary.
func (d *Detector) ids(text string) []int32 {
	z := tokenizer{words: d.trie.words}
	var ids []int32
	for _, t := range z.tokens(text, nil) {
		word := text[t.start:t.end]
		if t.flags&isPunct != 0 {
			r, _ := utf8.DecodeRuneInString(word)
			ids = append(ids, d.trie.words.addPunct(r))
			continue
		}
		ids = append(ids, d.trie.words.add(fold(word)))
	}
	return ids
}

// fold gives the form of a word under which the vocabulary knows it.
func fold(word string) string {
	if plainASCII(word) {
		return strings.ToLower(word)
	}
	var buf [maxWord]byte
	out := buf[:0]
	for _, r := range word {
		if kindOf(r) != kindDrop || r < utf8.RuneSelf {
			out = appendFolded(out, r)
		}
	}
	return string(out)
}

// plainASCII tells whether a word holds no byte outside ASCII.
func plainASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// joinedForms writes two neighbouring words of a phrase as one: "Power Apps"
// as "PowerApps", "Dynamics 365 Sales" as "Dynamics365 Sales".
func joinedForms(text string) []string {
	words := strings.Fields(text)
	var forms []string
	for i := range len(words) - 1 {
		if !joinable(words[i]) || !joinable(words[i+1]) || len(words[i])+len(words[i+1]) < 5 {
			continue
		}
		form := append([]string{}, words[:i]...)
		form = append(form, words[i]+words[i+1])
		forms = append(forms, strings.Join(append(form, words[i+2:]...), " "))
	}
	return forms
}

func joinable(word string) bool {
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	switch strings.ToLower(word) {
	case "for", "and", "of", "to", "on", "in", "the", "as", "a":
		return false
	}
	return true
}

// splitForm writes a word with an inner capital as two: "SharePoint Online" as
// "Share Point Online". It is empty for a phrase without one.
func splitForm(text string) string {
	var out []rune
	last := rune(0)
	for i, r := range text {
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(last) && utf8.RuneCountInString(text) > 6 {
			out = append(out, ' ')
		}
		out, last = append(out, r), r
	}
	if form := string(out); form != text {
		return form
	}
	return ""
}

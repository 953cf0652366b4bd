package detect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// language is a compiled sow.Context.
type language struct {
	code        string
	bit         langs
	stop        idSet
	sections    []sectionPhrase
	classes     map[string]*sow.SectionClass // the first of each name
	duties      *sow.SectionClass            // the first that says what the customer does, nil without one
	headings    runIndex                     // the phrases of sections
	columns     []columnPhrase
	columnRuns  runIndex                 // the phrases of columns
	values      map[string]cellValue     // by folded text
	words       []*wordList              // by list
	byName      map[string]*wordList     // all lists, those too whose names are put together
	listed      map[int32][]listedPhrase // phrases of the lists "kind" and "signs" by their first token
	lists       idSet                    // the first tokens
	listNumbers map[string]int           // of these lists
	party       partyWords
	split       []splitVerb     // verbs whose parts stand apart
	opener      idSet           // first words of split
	parts       idSet           // names of parts of a document: annex, schedule
	endings     []string        // of verbs in the first person plural
	suffixes    []string        // ends of compounds that name bodies of people
	past        map[string]bool // finite forms of words of work in a past tense, in small letters
	pastEnds    []string        // of any verb in a past tense
	noPast      []string        // ends of words that only look like one
	partEnds    []string        // of any participle right after an auxiliary
	pastAux     map[string]bool // auxiliaries of the perfect tenses, in small letters: "a" is no "à"
	noVerbs     map[string]bool // words that fold to a form of a verb and are none, in small letters
	noVerb      idSet           // and these as they are folded
	abbrev      idSet           // words after which a full stop ends no sentence
	counted     idSet           // words before which "31." is an ordinal and ends no sentence
}

type sectionPhrase struct {
	class    *sow.SectionClass
	order    int // of the class in its file: the earlier one wins
	ids      []int32
	contains bool
	anchor   anchor
}

// anchor says where in a heading a phrase must stand.
type anchor uint8

const (
	anywhere anchor = iota
	atStart
	atEnd
)

// listedPhrase is a phrase of a word list, with its number in the list.
type listedPhrase struct {
	list   int // by listNumbers
	number int
	ids    []int32
}

type columnPhrase struct {
	class *sow.ColumnClass
	ids   []int32
}

type cellValue struct {
	answer   string
	polarity sow.Polarity
}

func (d *Detector) language(code string) *language {
	l, ok := d.contexts[code]
	if !ok {
		l = &language{
			code: code, bit: 1 << len(d.order), classes: map[string]*sow.SectionClass{}, values: map[string]cellValue{},
			noVerbs: map[string]bool{}, past: map[string]bool{}, pastAux: map[string]bool{}, words: make([]*wordList, len(listNames)), byName: map[string]*wordList{}, listed: map[int32][]listedPhrase{}, listNumbers: map[string]int{},
		}
		d.contexts[code], d.order = l, append(d.order, l)
	}
	return l
}

func (d *Detector) addContext(c sow.Context) error {
	if c.Language == "" {
		return fmt.Errorf("compile context: a file has no language")
	}
	l := d.language(c.Language)
	for _, w := range c.Stop {
		for _, id := range d.ids(w) {
			l.stop.add(id)
		}
	}
	d.addSections(l, c)
	d.addColumns(l, c)
	for _, list := range c.Cues {
		if err := checkCue(c.Language, list); err != nil {
			return err
		}
		d.addCue(l, list)
	}
	for _, text := range c.Pseudo {
		d.addCuePhrase(text, cue{kind: pseudoCue, lang: l})
	}
	for _, text := range c.Breaks {
		d.addCuePhrase(text, cue{kind: breakWord, lang: l})
	}
	for _, list := range c.Verbs {
		for _, v := range list.Verbs {
			for _, form := range inflectPast(c.Language, v) {
				l.past[form] = true
			}
		}
		d.verbs = append(d.verbs, verb{list.Activity})
		for _, text := range wordings(c.Language, list) {
			node := d.trie.add(d.ids(text), phrase{layerVerb, l.bit, int32(len(d.verbs) - 1)})
			first, last, split := strings.Cut(text, " … ")
			if !split {
				first, last, split = parted(text, list.Verbs)
			}
			if split {
				v := splitVerb{d.ids(first), d.ids(last), node}
				l.opener.add(v.first[0])
				l.split = append(l.split, v)
			}
		}
	}
	d.addWords(l, c)
	d.addMisspelt(c)
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
func (d *Detector) addWords(l *language, c sow.Context) {
	for _, key := range slices.Sorted(maps.Keys(c.Words)) {
		for n, text := range c.Words[key] {
			ids := d.ids(text)
			l.byName[key] = l.byName[key].with(ids)
			if len(ids) > 0 && (strings.HasPrefix(key, "kind.") || strings.HasPrefix(key, "signs.")) {
				l.addListed(key, n, ids)
			}
		}
	}
	for i, name := range listNames {
		l.words[i] = l.byName[name]
	}
	d.addParts(l, c)
	for _, text := range c.Words["self.endings"] {
		l.endings = append(l.endings, fold(text))
	}
	d.addNoVerbs(l, c)
	for _, text := range c.Words["party.suffixes"] {
		l.suffixes = append(l.suffixes, fold(text))
	}
	l.addPast(c)
	for _, text := range c.Words["abbreviations"] {
		for _, id := range d.ids(strings.TrimSuffix(text, ".")) {
			l.abbrev.add(id)
		}
	}
	for _, text := range c.Words["counted"] {
		for _, id := range d.ids(text) {
			l.counted.add(id)
		}
	}
}

// addParts notes the single words that name parts of a product and the parties.
func (d *Detector) addParts(l *language, c sow.Context) {
	for _, list := range []string{"parts", "party.customer", "party.partner"} {
		for _, text := range c.Words[list] {
			if ids := d.ids(text); len(ids) == 1 {
				l.parts.add(ids[0])
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
	l.lists.add(ids[0])
}

func checkCue(lang string, c sow.Cue) error {
	switch c.Direction {
	case "forward", "backward", "both":
	default:
		return fmt.Errorf("compile context %s: cue %q has direction %q; use forward, backward or both", lang, c.ID, c.Direction)
	}
	if c.ID == "" || c.Sets == "" || len(c.Say) == 0 {
		return fmt.Errorf("compile context %s: cue %q lacks an id, a polarity or its phrases", lang, c.ID)
	}
	return nil
}

// dutiesIn gives the class of sections that say in a language what the customer
// does, nil without one.
func dutiesIn(l *language) *sow.SectionClass {
	if l == nil {
		return nil
	}
	return l.duties
}

func (d *Detector) addSections(l *language, c sow.Context) {
	for i := range c.Sections {
		class := &c.Sections[i]
		if len(class.Headings)+len(class.Contains) > 0 {
			l.addClass(class)
		}
		for _, text := range class.Headings {
			p := sectionPhrase{class: class, order: i}
			switch {
			case strings.HasSuffix(text, " *"):
				p.anchor = atStart
			case strings.HasPrefix(text, "* "):
				p.anchor = atEnd
			}
			p.ids = d.ids(strings.Trim(text, "* "))
			l.addSection(p)
		}
		for _, text := range class.Contains {
			l.addSection(sectionPhrase{class: class, order: i, ids: d.ids(text), contains: true})
		}
	}
}

func (l *language) addSection(p sectionPhrase) {
	l.sections = append(l.sections, p)
	l.headings.add(p.ids)
}

// addClass notes the first class of sections with a name, and the first of
// those that say what the customer does.
func (l *language) addClass(class *sow.SectionClass) {
	if l.classes[class.Class] == nil {
		l.classes[class.Class] = class
	}
	if l.duties == nil && class.Polarity == sow.Prerequisite {
		l.duties = class
	}
}

func (d *Detector) addColumns(l *language, c sow.Context) {
	for i := range c.Columns {
		for _, text := range c.Columns[i].Heads {
			if ids := d.ids(text); len(ids) > 0 {
				l.columnRuns.add(ids)
				l.columns = append(l.columns, columnPhrase{&c.Columns[i], ids})
			}
		}
	}
	for _, v := range c.Values {
		for _, text := range v.Say {
			l.values[foldText(text)] = cellValue{v.Answer, v.Polarity}
		}
	}
}

func (d *Detector) addCue(l *language, c sow.Cue) {
	compiled := cue{Cue: c, lang: l}
	for _, text := range c.Unless {
		compiled.unless = compiled.unless.with(d.ids(text))
	}
	for _, text := range c.Until {
		compiled.until = compiled.until.with(d.ids(text))
	}
	for _, text := range c.Before {
		compiled.before = compiled.before.with(d.ids(text))
	}
	for _, text := range c.Say {
		d.addCuePhrase(text, compiled)
	}
}

func (d *Detector) addCuePhrase(text string, c cue) {
	if first, last, split := strings.Cut(text, " … "); split && c.kind == realCue {
		c.behind, text = d.ids(first), last
	}
	d.cues = append(d.cues, c)
	d.trie.add(d.ids(text), phrase{layerCue, c.lang.bit, int32(len(d.cues) - 1)})
}

// foldText folds a short text word by word: "Nicht  enthalten." and "nicht
// enthalten" are one.
func foldText(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = fold(w)
	}
	return strings.Trim(strings.Join(words, " "), foldedEdge)
}

// foldedEdge are the marks at both ends of a text that foldText drops.
const foldedEdge = " .,:;()[]"

// appendFoldedText appends what foldText gives for a text of ASCII to out. It is
// not ok for any other.
func appendFoldedText(out []byte, text string) ([]byte, bool) {
	text = trimFolded(text)
	for i := range len(text) {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			return nil, false
		case c == ' ' || c >= '\t' && c <= '\r':
			if n := len(out); n > 0 && out[n-1] != ' ' {
				out = append(out, ' ')
			}
		default:
			out = append(out, asciiLower[c])
		}
	}
	for len(out) > 0 && strings.IndexByte(foldedEdge, out[len(out)-1]) >= 0 {
		out = out[:len(out)-1]
	}
	return out, true
}

// idSet is a set of token ids.
type idSet []bool

func (s *idSet) add(id int32) {
	for int(id) >= len(*s) {
		*s = append(*s, make([]bool, int(id)+1-len(*s))...)
	}
	(*s)[id] = true
}

func (s idSet) has(id int32) bool { return id != 0 && int(id) < len(s) && s[id] }

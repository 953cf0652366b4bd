package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// mention is one place where a product is named.
type mention struct {
	block    int
	from, to int32 // tokens of the block
	sentence span  // tokens of the block
	name     *name

	polarity sow.Polarity
	cue      string
	section  string
	weight   float64
	words    float64 // what the words around it say, in log odds
	branded  bool    // generic wording beside the brand that it belongs to
	direct   bool    // the product itself, not a part of it, is what the cue speaks of
	goesOn   reply   // its sentence says that something goes on
	verbs    []sow.Activity
	verb     sow.Activity // the one that governs it
}

// nearby holds what the document as a whole makes likely.
type nearby struct {
	microsoft []bool // by block: an unambiguous Microsoft name stands there
	count     int    // unambiguous Microsoft names in the document
	foreign   int    // other vendors' names
	maker     bool   // the word Microsoft stands somewhere
	titled    bool   // the title names the maker, and no other vendor has a word in the document
	sure      []bool // by entry: some unambiguous name establishes it
	cloud     bool   // so many Azure products are named that its generic wording needs no "Azure" beside it
}

// enoughCloud is how many Azure products make a document one about Azure.
const enoughCloud = 3

// clouded tells whether a document names enough Azure products.
func (r *reading) clouded() bool {
	n := 0
	for entry, sure := range r.near.sure {
		if e := &r.d.lex.Entries[entry]; sure && e.Family == sow.FamilyAzure && e.Kind == sow.CanonicalWorkload {
			n++
		}
	}
	return n >= enoughCloud
}

// inCloud tells whether a name is one of Azure's in a document about Azure.
func (r *reading) inCloud(n *name) bool {
	return r.near.cloud && r.d.lex.Entries[n.entry].Family == sow.FamilyAzure
}

// findMentions turns the hits of names into mentions. Unambiguous names come
// first, because the others lean on them.
func (r *reading) findMentions() {
	r.near = nearby{microsoft: make([]bool, len(r.blocks)), sure: make([]bool, len(r.d.lex.Entries))}
	for i := range r.blocks {
		for _, h := range r.hitsOf(i, layerName) {
			for p := range r.phrasesOf(h, layerName, r.blocks[i].lang) {
				n := &r.d.names[p.ref]
				if !n.needs.none() || !r.spelt(i, h, n) || r.never(i, h) {
					continue
				}
				if n.kind == foreign {
					r.near.foreign++
					continue
				}
				r.near.microsoft[i] = true
				r.near.sure[n.entry] = true
				r.near.count++
				break
			}
		}
	}
	microsoft := r.d.trie.words.find([]byte("microsoft"))
	r.near.maker = slices.ContainsFunc(r.tokens, func(t token) bool { return t.id == microsoft && microsoft != 0 })
	r.near.cloud = r.clouded()
	r.near.titled = r.near.foreign == 0 && r.near.maker && r.titleHas(microsoft)
	for i := range r.blocks {
		for _, h := range r.hitsOf(i, layerName) {
			if n := r.meaning(i, h); n != nil {
				r.addMention(i, h, n)
			}
		}
	}
}

// meaning picks the product that a hit stands for: the first of its readings
// whose needs are met. It gives nil when none is.
func (r *reading) meaning(i int, h hit) *name {
	if r.never(i, h) {
		return nil
	}
	var fallback *name
	for p := range r.phrasesOf(h, layerName, r.blocks[i].lang) {
		n := &r.d.names[p.ref]
		if !r.spelt(i, h, n) {
			continue
		}
		if n.needs.none() {
			if fallback == nil {
				fallback = n
			}
			continue
		}
		if r.meets(i, h, n) {
			return n
		}
	}
	return fallback
}

func (r *reading) addMention(i int, h hit, n *name) {
	m := mention{block: i, from: h.from, to: h.to, name: n, sentence: r.sentence(i, h)}
	if n.kind == foreign {
		r.vendors = append(r.vendors, m)
		return
	}
	r.mentions = append(r.mentions, m)
}

// inBlock gives those of some mentions, which stand in the order of the
// document, that a block has.
func inBlock(mentions []mention, block int) []mention {
	byBlock := func(m mention, block int) int { return m.block - block }
	from, _ := slices.BinarySearchFunc(mentions, block, byBlock)
	to := from
	for to < len(mentions) && mentions[to].block == block {
		to++
	}
	return mentions[from:to]
}

// spelt checks the capitals of a hit. Text in capitals throughout is taken as
// any spelling.
func (r *reading) spelt(i int, h hit, n *name) bool {
	tokens := r.tokensOf(i)[h.from:h.to]
	if n.capital && tokens[0].flags&initialCap == 0 || !n.apart.empty() && r.besideAny(i, h, n.apart) {
		return false
	}
	if n.exact == "" {
		return true
	}
	text := r.doc.Blocks[i].Text
	if sameLetters(text[tokens[0].start:tokens[len(tokens)-1].end], n.exact) {
		return true
	}
	return r.shouts(i) && strings.ToUpper(n.exact) != n.exact
}

// besideAny tells whether one of some words stands in the sentence of a hit.
func (r *reading) besideAny(i int, h hit, words *wordList) bool {
	s, tokens := r.sentence(i, h), r.tokensOf(i)
	return r.saysAny(tokens[s.from:h.from], words) || r.saysAny(tokens[h.to:s.to], words)
}

// shouts tells whether a block is written in capitals throughout.
func (r *reading) shouts(i int) bool {
	text := r.doc.Blocks[i].Text
	if strings.IndexFunc(text, func(c rune) bool { return c >= 'a' && c <= 'z' }) >= 0 {
		return false
	}
	return strings.ToUpper(text) == text && strings.ToLower(text) != text && len(r.tokensOf(i)) > 1
}

// sameLetters compares letters and digits with their case and skips all else.
func sameLetters(text, exact string) bool {
	a, b := letters(text), letters(exact)
	return a == b
}

func letters(s string) string {
	keep := func(r rune) rune {
		if kindOf(r) == kindWord && (r > 0x7f || asciiClass[byte(r)] == classWord) {
			return r
		}
		return -1
	}
	return strings.Map(keep, s)
}

// never tells whether a hit lies within a wording that is no product.
func (r *reading) never(i int, h hit) bool {
	for _, n := range r.hitsOf(i, layerNever) {
		if n.from <= h.from && n.to >= h.to && n.to-n.from > h.to-h.from {
			return true
		}
	}
	return r.namesFirm(i, h)
}

// namesFirm tells whether a word is part of a firm's name: its legal form comes
// next ("Redwing Foundry LLC").
func (r *reading) namesFirm(i int, h hit) bool {
	rest := r.tokensOf(i)[h.to:]
	if len(rest) > 1 && r.doc.Blocks[i].Text[rest[0].start] == ',' {
		rest = rest[1:]
	}
	return opens(rest, r.wordsOf(listFirmForms)) && rest[0].flags&initialCap != 0
}

// onlyLinks tells whether tokens are nothing but the marks and small words of
// an enumeration.
func (r *reading) onlyLinks(i int, tokens []token) bool {
	if len(tokens) > 4 {
		return false
	}
	text := r.doc.Blocks[i].Text
	and := r.d.and
	for _, t := range tokens {
		link := t.id != 0 && (t.id == and || r.isOr(t)) ||
			t.flags&isPunct != 0 && strings.ContainsAny(text[t.start:t.end], ",/(&+")
		if !link {
			return false
		}
	}
	return len(tokens) > 0
}

func (r *reading) saysAny(tokens []token, words *wordList) bool { return saysWithin(tokens, words) }

func (r *reading) hasVerb(i int, s span) bool {
	for _, v := range r.hitsOf(i, layerVerb) {
		if v.from >= s.from && v.to <= s.to {
			return true
		}
	}
	return false
}

// sentence gives the bounds of the sentence around a hit. In cells and list
// items a line break ends a sentence too.
func (r *reading) sentence(i int, h hit) span {
	tokens := r.tokensOf(i)
	from, to := h.from, h.to
	for from > 0 && tokens[from-1].flags&closing == 0 {
		from--
	}
	for int(to) < len(tokens) && tokens[to-1].flags&closing == 0 {
		to++
	}
	return span{from, to}
}

// markSentences marks the last token of each sentence of block i.
func (r *reading) markSentences(i int) {
	tokens := r.tokensOf(i)
	for k := range tokens {
		if r.endsSentence(i, tokens, k) {
			tokens[k].flags |= closing
		}
	}
}

// endsSentence tells whether token k is the last of its sentence.
func (r *reading) endsSentence(i int, tokens []token, k int) bool {
	if k+1 >= len(tokens) {
		return true
	}
	b, next := &r.doc.Blocks[i], tokens[k+1]
	if next.flags&afterBreak != 0 && (b.Kind == sow.Cell || b.Kind == sow.ListItem || b.Kind == sow.TextBox) && next.flags&initialCap != 0 {
		return true
	}
	t := tokens[k]
	if t.flags&isPunct == 0 {
		return false
	}
	switch b.Text[t.start] {
	case '!', '?':
		return true
	case '.':
		return next.start > t.end && !r.abbreviation(i, tokens, k) && next.flags&initialCap != 0
	}
	return strings.HasPrefix(b.Text[t.start:], "•")
}

// abbreviation tells whether the full stop at token k belongs to a short form
// ("z. B.", "No. 4", "incl.") or makes an ordinal ("31. Oktober").
func (r *reading) abbreviation(i int, tokens []token, k int) bool {
	if k == 0 {
		return true
	}
	prev, lang := tokens[k-1], r.blocks[i].lang
	switch {
	case prev.flags&isPunct != 0:
		return false
	case prev.flags&number != 0:
		return lang != nil && prev.end-prev.start <= 2 && k+1 < len(tokens) && lang.counted.has(tokens[k+1].id)
	case prev.end-prev.start == 1:
		return true
	}
	return lang != nil && prev.id != 0 && lang.abbrev.has(prev.id)
}

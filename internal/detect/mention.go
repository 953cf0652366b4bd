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
	branded  bool // generic wording beside the brand that it belongs to
	direct   bool // the product itself, not a part of it, is what the cue speaks of
	verbs    []sow.Activity
	verb     sow.Activity // the one that governs it
}

// nearby holds what the document as a whole makes likely.
type nearby struct {
	microsoft []bool       // by block: an unambiguous Microsoft name stands there
	count     int          // unambiguous Microsoft names in the document
	foreign   int          // other vendors' names
	maker     bool         // the word Microsoft stands somewhere
	titled    bool         // the title names the maker, and no other vendor has a word in the document
	sure      map[int]bool // entries that some unambiguous name establishes
}

// findMentions turns the hits of names into mentions. Unambiguous names come
// first, because the others lean on them.
func (r *reading) findMentions() {
	r.near = nearby{microsoft: make([]bool, len(r.blocks)), sure: map[int]bool{}}
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

// spelt checks the capitals of a hit. Text in capitals throughout is taken as
// any spelling.
func (r *reading) spelt(i int, h hit, n *name) bool {
	tokens := r.tokensOf(i)[h.from:h.to]
	if n.capital && tokens[0].flags&initialCap == 0 || len(n.apart) > 0 && r.besideAny(i, h, n.apart) {
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
func (r *reading) besideAny(i int, h hit, words [][]int32) bool {
	s, tokens := r.sentence(i, h), r.tokensOf(i)
	return r.saysAny(tokens[s.from:h.from], words) || r.saysAny(tokens[h.to:s.to], words)
}

// shouts tells whether a block is written in capitals throughout.
func (r *reading) shouts(i int) bool {
	text := r.doc.Blocks[i].Text
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
	return false
}

// meets checks what an ambiguous name needs near it.
func (r *reading) meets(i int, h hit, n *name) bool {
	if r.glued(i, h) || n.kind != foreign && r.othersName(i, h) {
		return false // "Basis-Teams" is a compound of its own
	}
	if n.kind != foreign && r.near.count == 0 && !r.near.maker {
		return false // nothing in the document tells that it is about this maker's software
	}
	if n.needs.microsoft && !r.nearMicrosoft(i) {
		return false
	}
	if n.needs.activity && !r.hasVerb(i, r.sentence(i, h)) {
		return false
	}
	if n.needs.capital && !r.plainCapital(i, h) {
		return false
	}
	if n.needs.enumeration {
		return r.enumerated(i, h, n)
	}
	if n.needs.moved {
		return r.movedTo(i, h, n)
	}
	if len(n.needs.words) == 0 || n.kind != capability && n.kind != foreign && r.near.sure[n.entry] {
		return true
	}
	for _, ids := range n.needs.words {
		if r.wordNear(i, h, ids) {
			return true
		}
	}
	return n.kind == capability && r.movesThere(i, h, n)
}

// glued tells whether a hyphen joins a hit to the word before it.
func (r *reading) glued(i int, h hit) bool {
	text, start := r.doc.Blocks[i].Text, int(r.tokensOf(i)[h.from].start)
	return h.from > 0 && start > 1 && text[start-1] == '-' && asciiClass[text[start-2]] == classWord
}

// othersName tells whether another vendor's name stands right before a hit:
// "Salesforce Field Service".
func (r *reading) othersName(i int, h hit) bool {
	for _, o := range r.hitsOf(i, layerName) {
		if o.to != h.from {
			continue
		}
		for p := range r.phrasesOf(o, layerName, r.blocks[i].lang) {
			return r.d.names[p.ref].kind == foreign
		}
	}
	return false
}

// plainCapital tells whether a word owes its capital to being a name: it
// stands within a sentence and not in a heading of such words, or is all there
// is before a colon or the end of the block.
func (r *reading) plainCapital(i int, h hit) bool {
	b, tokens := &r.doc.Blocks[i], r.tokensOf(i)
	end := int(h.to) >= len(tokens) || b.Text[tokens[h.to].start] == ':' || tokens[h.to].flags&afterDash != 0
	if h.from == 0 || tokens[h.from-1].flags&number != 0 && h.from == 1 {
		return end
	}
	if r.sentence(i, h).from == h.from {
		return false
	}
	return b.Kind != sow.Heading || tokens[h.from-1].flags&initialCap == 0 && tokens[h.from-1].flags&isPunct == 0
}

// enumerated tells whether a hit goes on a list that a product of its family
// opens in the same block, or opens a line below a heading or an intro that
// names the brand.
func (r *reading) enumerated(i int, h hit, n *name) bool {
	family := r.d.lex.Entries[n.entry].Family
	tokens := r.tokensOf(i)
	for k := len(r.mentions) - 1; k >= 0 && r.mentions[k].block == i; k-- {
		m := &r.mentions[k]
		if m.to > h.from { // behind the hit, where all mentions are known already
			continue
		}
		if r.d.lex.Entries[m.name.entry].Family == family && m.name.kind != capability && r.onlyLinks(i, tokens[m.to:h.from]) {
			if len(n.needs.words) == 0 || r.saysAny(tokens[:h.from], n.needs.words) {
				return true
			}
			break
		}
	}
	if r.brandFollows(i, h, n) {
		return true
	}
	b := &r.doc.Blocks[i]
	if h.from > 1 || b.Kind != sow.ListItem && b.Kind != sow.Cell && b.Kind != sow.Heading || len(n.needs.words) == 0 {
		return false
	}
	for up := r.blocks[i].heading; up >= 0; up = r.blocks[up].heading {
		if r.saysAny(r.tokensOf(up), n.needs.words) {
			return true
		}
	}
	in := r.blocks[i].intro
	return in >= 0 && r.saysAny(r.tokensOf(in), n.needs.words)
}

// maxSmall is the number of small words between an app and the brand after it:
// "Field Service (the Dynamics one)", "Finance und Sales aus Dynamics 365".
const maxSmall = 3

// brandFollows tells whether a brand of an app stands right after it, or after
// the other apps of its enumeration.
func (r *reading) brandFollows(i int, h hit, n *name) bool {
	lang, tokens, names := r.blocks[i].lang, r.tokensOf(i), r.hitsOf(i, layerName)
	if lang == nil || len(n.needs.words) == 0 {
		return false
	}
	small := 0
	for k := int(h.to); k < len(tokens) && small <= maxSmall; k++ {
		if opens(tokens[k:], n.needs.words) {
			return small > 0
		}
		switch {
		case insideHit(names, int32(k)), r.onlyLinks(i, tokens[k:k+1]):
		case lang.stop.has(tokens[k].id) && tokens[k].flags&initialCap == 0, lang.code == "de" && tokens[k].end-tokens[k].start == 3 && tokens[k].flags&initialCap == 0:
			small++
		default:
			return false
		}
	}
	return false
}

// onlyLinks tells whether tokens are nothing but the marks and small words of
// an enumeration.
func (r *reading) onlyLinks(i int, tokens []token) bool {
	if len(tokens) > 4 {
		return false
	}
	text := r.doc.Blocks[i].Text
	and := r.d.trie.words.find([]byte("and"))
	for _, t := range tokens {
		link := t.id != 0 && (t.id == and || r.isOr(t)) ||
			t.flags&isPunct != 0 && strings.ContainsAny(text[t.start:t.end], ",/(&+")
		if !link {
			return false
		}
	}
	return len(tokens) > 0
}

func (r *reading) saysAny(tokens []token, words [][]int32) bool {
	for _, ids := range words {
		if hasRun(tokens, ids) {
			return true
		}
	}
	return false
}

// nearMicrosoft tells whether a Microsoft name stands in the block, around it
// or above it, or whether the document is about Microsoft's products.
func (r *reading) nearMicrosoft(i int) bool {
	if r.near.titled || r.near.count >= 3 && r.near.count > r.near.foreign || r.near.count >= 6 {
		return true
	}
	for j := max(0, i-2); j <= i+2 && j < len(r.blocks); j++ {
		if r.near.microsoft[j] {
			return true
		}
	}
	b := &r.blocks[i]
	return b.heading >= 0 && r.near.microsoft[b.heading] || b.intro >= 0 && r.near.microsoft[b.intro]
}

// titleHas tells whether a word stands in the title of the document: its
// property, or a heading at its start.
func (r *reading) titleHas(word int32) bool {
	has := func(tokens []token) bool {
		return slices.ContainsFunc(tokens, func(t token) bool { return t.id == word })
	}
	if has(r.z.tokens(r.doc.Title, nil)) {
		return true
	}
	for i := range min(openingRows, len(r.blocks)) {
		if r.isTitle(i) && has(r.tokensOf(i)) {
			return true
		}
	}
	return false
}

// wordNear looks for a run of words in the block outside the hit, in its
// heading, its intro and the other cells of its row.
func (r *reading) wordNear(i int, h hit, ids []int32) bool {
	tokens := r.tokensOf(i)
	if hasRun(tokens[:h.from], ids) || hasRun(tokens[h.to:], ids) {
		return true
	}
	b := &r.blocks[i]
	if b.heading >= 0 && hasRun(r.tokensOf(b.heading), ids) || b.intro >= 0 && hasRun(r.tokensOf(b.intro), ids) {
		return true
	}
	c := r.doc.Blocks[i].Cell
	if c == nil {
		return false
	}
	for _, j := range r.tables[c.Table].rows[c.Row].blocks {
		if j != i && hasRun(r.tokensOf(j), ids) {
			return true
		}
	}
	return false
}

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
	for from > 0 && !r.endsSentence(i, tokens, int(from)-1) {
		from--
	}
	for int(to) < len(tokens) && !r.endsSentence(i, tokens, int(to)-1) {
		to++
	}
	return span{from, to}
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

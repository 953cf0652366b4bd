package detect

import (
	"claimline/internal/sow"
)

// meets checks what an ambiguous name needs near it.
func (r *mentionReading) meets(i int, h hit, n *name) bool {
	if r.glued(i, h) || n.kind != foreign && r.othersName(i, h) {
		return false // "Basis-Teams" is a compound of its own
	}
	if n.kind != foreign && r.near.count == 0 && !r.near.maker {
		return false // nothing in the document tells that it is about this maker's software
	}
	switch {
	case n.needs.microsoft && !r.nearMicrosoft(i), n.needs.activity && !r.hasVerb(i, r.sentence(i, h)), n.needs.capital && !r.plainCapital(i, h):
		return false
	case n.needs.enumeration:
		return r.enumerated(i, h, n)
	case n.needs.moved:
		return r.movedTo(i, h, n)
	}
	return r.hasCompany(i, h, n)
}

// hasCompany tells whether one of the words that a name needs stands near it.
func (r *mentionReading) hasCompany(i int, h hit, n *name) bool {
	if n.needs.words.empty() || n.kind != capability && n.kind != foreign && r.near.sure[n.entry] {
		return true
	}
	if r.wordNear(i, h, n.needs.words) || n.kind != foreign && r.inCloud(n) || n.needs.anywhere && r.saidAnywhere(n.needs.words) {
		return true
	}
	return n.kind == capability && r.movesThere(i, h, n)
}

// glued tells whether a hyphen joins a hit to the word before it.
func (r *mentionReading) glued(i int, h hit) bool {
	text, start := r.doc.Blocks[i].Text, int(r.tokensOf(i)[h.from].start)
	return h.from > 0 && start > 1 && text[start-1] == '-' && wordByte(text[start-2])
}

// othersName tells whether another vendor's name stands right before a hit:
// "Salesforce Field Service".
func (r *mentionReading) othersName(i int, h hit) bool {
	for _, o := range r.hitsOf(i, layerName) {
		if o.to != h.from {
			continue
		}
		for p := range r.phrasesOf(o, layerName, r.blocks[i].lang) {
			return r.lex.names[p.ref].kind == foreign
		}
	}
	return false
}

// plainCapital tells whether a word owes its capital to being a name: it
// stands within a sentence and not in a heading of such words, or is all there
// is before a colon or the end of the block.
func (r *mentionReading) plainCapital(i int, h hit) bool {
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
func (r *mentionReading) enumerated(i int, h hit, n *name) bool {
	family := r.lex.entries[n.entry].Family
	tokens := r.tokensOf(i)
	for k := len(r.mentions) - 1; k >= 0 && r.mentions[k].block == i; k-- {
		m := &r.mentions[k]
		if m.to > h.from { // behind the hit, where all mentions are known already
			continue
		}
		if r.lex.entries[m.name.entry].Family == family && m.name.kind != capability && r.onlyLinks(i, tokens[m.to:h.from]) {
			if n.needs.words.empty() || r.saysAny(tokens[:h.from], n.needs.words) {
				return true
			}
			break
		}
	}
	return r.brandFollows(i, h, n) || r.opensLine(i, h, n)
}

// opensLine tells whether a hit opens a line below a heading or an intro that
// names the brand it needs.
func (r *mentionReading) opensLine(i int, h hit, n *name) bool {
	b := &r.doc.Blocks[i]
	if h.from > 1 || b.Kind != sow.ListItem && b.Kind != sow.Cell && b.Kind != sow.Heading || n.needs.words.empty() {
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
func (r *mentionReading) brandFollows(i int, h hit, n *name) bool {
	lang, tokens, names := r.blocks[i].lang, r.tokensOf(i), r.hitsOf(i, layerName)
	if lang == nil || n.needs.words.empty() {
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

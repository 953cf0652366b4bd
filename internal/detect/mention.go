package detect

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// mention is one place where a product is named.
type mention struct {
	block    int
	from, to int32      // tokens of the block
	sentence token.Span // tokens of the block
	name     *lexicon.Name

	polarity sow.Polarity
	cue      string
	section  string
	weight   float64
	words    float64    // what the words around it say, in log odds
	branded  bool       // generic wording beside the brand that it belongs to
	direct   bool       // the product itself, not a part of it, is what the cue speaks of
	goesOn   page.Reply // its sentence says that something goes on
	verbs    []sow.Activity
	verb     sow.Activity // the one that governs it
}

// findMentions turns the hits of names into mentions. Unambiguous names come
// first, because the others lean on them.
func (r *mentionReading) findMentions() {
	r.near = nearby{microsoft: make([]bool, len(r.Blocks)), sure: make([]bool, len(r.Lex.Entries))}
	for i := range r.Blocks {
		for _, h := range r.HitsOf(i, phrase.Name) {
			for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[i].Lang) {
				n := &r.Lex.Names[p.Ref]
				if !n.Needs.None() || !r.spelt(i, h, n) || r.never(i, h) {
					continue
				}
				if n.Kind == lexicon.Foreign {
					r.near.foreign++
					continue
				}
				r.near.microsoft[i] = true
				r.near.sure[n.Entry] = true
				r.near.count++
				break
			}
		}
	}
	microsoft := r.Lex.Trie.Words.Find([]byte("microsoft"))
	r.near.maker = slices.ContainsFunc(r.Tokens, func(t token.Token) bool { return t.ID == microsoft && microsoft != 0 })
	r.near.cloud = r.clouded()
	r.near.titled = r.near.foreign == 0 && r.near.maker && r.titleHas(microsoft)
	for i := range r.Blocks {
		for _, h := range r.HitsOf(i, phrase.Name) {
			if n := r.meaning(i, h); n != nil {
				r.addMention(i, h, n)
			}
		}
	}
}

// meaning picks the product that a hit stands for: the first of its readings
// whose needs are met. It gives nil when none is.
func (r *mentionReading) meaning(i int, h phrase.Hit) *lexicon.Name {
	if r.never(i, h) {
		return nil
	}
	var fallback *lexicon.Name
	for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[i].Lang) {
		n := &r.Lex.Names[p.Ref]
		if !r.spelt(i, h, n) {
			continue
		}
		if n.Needs.None() {
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

func (r *mentionReading) addMention(i int, h phrase.Hit, n *lexicon.Name) {
	m := mention{block: i, from: h.From, to: h.To, name: n, sentence: r.Sentence(i, h)}
	if n.Kind == lexicon.Foreign {
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

// onlyLinks tells whether tokens are nothing but the marks and small words of
// an enumeration.
func (r *mentionReading) onlyLinks(i int, tokens []token.Token) bool {
	if len(tokens) > 4 {
		return false
	}
	text := r.Doc.Blocks[i].Text
	and := r.Lex.And
	for _, t := range tokens {
		link := t.ID != 0 && (t.ID == and || r.IsOr(t)) ||
			t.Flags&token.IsPunct != 0 && strings.ContainsAny(text[t.Start:t.End], ",/(&+")
		if !link {
			return false
		}
	}
	return len(tokens) > 0
}

// hasVerb tells whether a word of work lies within a span of a block.
func (r *mentionReading) hasVerb(i int, s token.Span) bool {
	for _, v := range r.HitsOf(i, phrase.Verb) {
		if v.From >= s.From && v.To <= s.To {
			return true
		}
	}
	return false
}

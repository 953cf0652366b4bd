package mention

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Mention is one place where a product is named.
type Mention struct {
	Block    int
	From, To int32      // tokens of the block
	Sentence token.Span // tokens of the block
	Clause   token.Span // of the sentence, once it is asked for
	Name     *lexicon.Name

	Polarity sow.Polarity
	Cue      string
	Section  string
	Weight   float64
	Words    float64    // what the words around it say, in log odds
	Branded  bool       // generic wording beside the brand that it belongs to
	Direct   bool       // the product itself, not a part of it, is what the cue speaks of
	GoesOn   page.Reply // its sentence says that something goes on
	Verbs    []sow.Activity
	Verb     sow.Activity // the one that governs it
}

// FindMentions turns the hits of names into mentions. Unambiguous names come
// first, because the others lean on them.
func (r *Reading) FindMentions() {
	r.Near = Nearby{microsoft: make([]bool, len(r.Blocks)), Sure: make([]bool, len(r.Lex.Entries))}
	microsoft := r.Lex.Trie.Words.Find([]byte("microsoft"))
	r.Near.maker = r.speaksOf(microsoft)
	for i := range r.Blocks {
		for _, h := range r.HitsOf(i, phrase.Name) {
			r.notePlain(i, h)
		}
	}
	r.Near.cloud = r.clouded()
	r.Near.titled = r.Near.Foreign == 0 && r.Near.maker && r.titleHas(microsoft)
	for i := range r.Blocks {
		for _, h := range r.HitsOf(i, phrase.Name) {
			if n := r.Meaning(i, h); n != nil {
				r.addMention(i, h, n)
			}
		}
	}
}

// notePlain notes what a hit establishes that needs nothing beside it.
func (r *Reading) notePlain(i int, h phrase.Hit) {
	if r.never(i, h) {
		return
	}
	for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[i].Lang) {
		switch n := &r.Lex.Names[p.Ref]; {
		case !n.Needs.None() || !r.spelt(i, h, n):
		case n.Kind == lexicon.Foreign:
			r.Near.Foreign++
		case !r.Near.maker && r.byChance(i, h, n):
		default:
			r.Near.microsoft[i], r.Near.Sure[n.Entry] = true, true
			r.Near.count++
			return
		}
	}
}

// Meaning picks the product that a hit stands for: the first of its readings
// whose needs are met. It gives nil when none is, and in a document in which nothing
// tells that it is about this maker's software.
func (r *Reading) Meaning(i int, h phrase.Hit) *lexicon.Name {
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
			if fallback == nil && (n.Kind == lexicon.Foreign || n.Generic || r.ofMaker()) {
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

func (r *Reading) addMention(i int, h phrase.Hit, n *lexicon.Name) {
	m := Mention{Block: i, From: h.From, To: h.To, Name: n, Sentence: r.Sentence(i, h)}
	if n.Kind == lexicon.Foreign {
		r.Vendors = append(r.Vendors, m)
		return
	}
	r.Mentions = append(r.Mentions, m)
}

// InBlock gives those of some mentions, which stand in the order of the
// document, that a block has.
func InBlock(mentions []Mention, block int) []Mention {
	byBlock := func(m Mention, block int) int { return m.Block - block }
	from, _ := slices.BinarySearchFunc(mentions, block, byBlock)
	to := from
	for to < len(mentions) && mentions[to].Block == block {
		to++
	}
	return mentions[from:to]
}

// OnlyLinks tells whether tokens are nothing but the marks and small words of
// an enumeration.
func (r *Reading) OnlyLinks(i int, tokens []token.Token) bool {
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
func (r *Reading) hasVerb(i int, s token.Span) bool {
	for _, v := range r.HitsOf(i, phrase.Verb) {
		if v.From >= s.From && v.To <= s.To {
			return true
		}
	}
	return false
}

package mention

import (
	"slices"
	"strings"
	"unicode"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Nearby holds what the document as a whole makes likely.
type Nearby struct {
	microsoft []bool // by block: an unambiguous Microsoft name stands there
	count     int    // unambiguous Microsoft names in the document
	Foreign   int    // other vendors' names
	maker     bool   // the document speaks of Microsoft
	titled    bool   // the title names the maker, and no other vendor has a word in the document
	Sure      []bool // by entry: some unambiguous name establishes it
	cloud     bool   // so many Azure products are named that its generic wording needs no "Azure" beside it
}

// enoughCloud is how many Azure products make a document one about Azure.
const enoughCloud = 3

// clouded tells whether a document names enough Azure products.
func (r *Reading) clouded() bool {
	n := 0
	for entry, sure := range r.Near.Sure {
		if e := &r.Lex.Entries[entry]; sure && e.Family == sow.FamilyAzure && e.Kind == sow.CanonicalWorkload {
			n++
		}
	}
	return n >= enoughCloud
}

// InCloud tells whether a name is one of Azure's in a document about Azure.
func (r *Reading) InCloud(n *lexicon.Name) bool {
	return r.Near.cloud && r.Lex.Entries[n.Entry].Family == sow.FamilyAzure
}

// speaksOf tells whether a document speaks of the maker whose name this word is. What
// is the maker's own, said once, may be a gift that a plaque records.
func (r *Reading) speaksOf(maker int32) bool {
	if maker == 0 {
		return false
	}
	n := 0
	for i := range r.Blocks {
		for _, t := range r.TokensOf(i) {
			if t.ID != maker {
				continue
			}
			if n++; n > 1 || !owns(r.Doc.Blocks[i].Text[t.End:]) {
				return true
			}
		}
	}
	return false
}

// owns tells whether a text begins with the ending of an English possessive.
func owns(text string) bool { return strings.HasPrefix(text, "'s") || strings.HasPrefix(text, "’s") }

// ofMaker tells whether something in the document says that it is about this maker's
// software: the maker's name, or one of a product that is not there by chance.
func (r *Reading) ofMaker() bool { return r.Near.maker || r.Near.count > 0 }

// nearMicrosoft tells whether a Microsoft name stands in the block, around it
// or above it, or whether the document is about Microsoft's products.
func (r *Reading) nearMicrosoft(i int) bool {
	if r.Near.titled || r.Near.count >= 3 && r.Near.count > r.Near.Foreign || r.Near.count >= 6 {
		return true
	}
	for j := max(0, i-2); j <= i+2 && j < len(r.Blocks); j++ {
		if r.Near.microsoft[j] {
			return true
		}
	}
	b := &r.Blocks[i]
	return b.Heading >= 0 && r.Near.microsoft[b.Heading] || b.Intro >= 0 && r.Near.microsoft[b.Intro]
}

// titleHas tells whether a word stands in the title of the document: its
// property, or a heading at its start.
func (r *Reading) titleHas(word int32) bool {
	has := func(tokens []token.Token) bool {
		return slices.ContainsFunc(tokens, func(t token.Token) bool { return t.ID == word })
	}
	if has(r.TitleTokens) {
		return true
	}
	for i := range min(page.OpeningRows, len(r.Blocks)) {
		if r.IsTitle(i) && has(r.TokensOf(i)) {
			return true
		}
	}
	return false
}

// wordNear looks for one of some words in the block outside the hit, in its
// heading, its intro and the other cells of its row.
func (r *Reading) wordNear(i int, h phrase.Hit, words *phrase.List) bool {
	tokens := r.TokensOf(i)
	if phrase.Within(tokens[:h.From], words) || phrase.Within(tokens[h.To:], words) {
		return true
	}
	b := &r.Blocks[i]
	if b.Heading >= 0 && phrase.Within(r.TokensOf(b.Heading), words) || b.Intro >= 0 && phrase.Within(r.TokensOf(b.Intro), words) {
		return true
	}
	c := r.Doc.Blocks[i].Cell
	if c == nil {
		return false
	}
	for _, j := range r.RowOf(c) {
		if j != i && phrase.Within(r.TokensOf(j), words) {
			return true
		}
	}
	return false
}

// saidAnywhere tells whether one of some words stands in the document. Few
// lists are asked for, each by many hits.
func (r *Reading) saidAnywhere(words *phrase.List) bool {
	said, known := r.anywhere[words]
	if !known {
		said = r.SaysAny(r.Tokens, words)
		if r.anywhere == nil {
			r.anywhere = map[*phrase.List]bool{}
		}
		r.anywhere[words] = said
	}
	return said
}

// byChance tells whether a document that never names the maker may say a name
// without meaning a product: a suite as a part of a longer name, "the Azure Terrace",
// as a colour, "azure for the vault", or in quotation marks, painted blue ("Azure" in
// the plan); plain words that make a name, "power apps, by which the drawings mean
// appliances"; one word written apart, "One Drive, an avenue with limes".
func (r *Reading) byChance(i int, h phrase.Hit, n *lexicon.Name) bool {
	if h.To-h.From > 1 {
		return n.Capital && h.To-h.From == 2 || r.plainWords(i, h)
	}
	if r.strangersName(i, h) {
		return true
	}
	small := r.TokensOf(i)[h.From].Flags&token.InitialCap == 0
	return r.Lex.Entries[n.Entry].Kind == sow.Umbrella && (small || r.quoted(i, h) || r.inLongerName(i, h))
}

// inLongerName tells whether a word with a capital goes on a hit and is neither work
// nor a name of its own.
func (r *Reading) inLongerName(i int, h phrase.Hit) bool {
	tokens := r.TokensOf(i)
	if int(h.To) == len(tokens) || tokens[h.To].Flags&token.InitialCap == 0 || r.SaysVerbAt(i, h.To) {
		return false
	}
	return !slices.ContainsFunc(r.HitsOf(i, phrase.Name), func(o phrase.Hit) bool { return o.From == h.To && r.needsNothing(i, o) })
}

// needsNothing tells whether a hit is a name that needs nothing beside it.
func (r *Reading) needsNothing(i int, h phrase.Hit) bool {
	for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[i].Lang) {
		if r.Lex.Names[p.Ref].Needs.None() {
			return true
		}
	}
	return false
}

// plainWords tells whether the words of a hit are written as plain words are: in
// small letters but for the first one of a sentence.
func (r *Reading) plainWords(i int, h phrase.Hit) bool {
	tokens := r.TokensOf(i)
	said := r.Doc.Blocks[i].Text[tokens[h.From].Start:tokens[h.To-1].End]
	if r.Sentence(i, h).From == h.From {
		said = said[1:]
	}
	return !strings.ContainsFunc(said, func(c rune) bool { return !unicode.IsLower(c) && c != ' ' && c != '-' })
}

// quoted tells whether a hit stands alone between quotation marks.
func (r *Reading) quoted(i int, h phrase.Hit) bool {
	text, tokens := r.Doc.Blocks[i].Text, r.TokensOf(i)
	is := func(k int32, marks string) bool {
		return k >= 0 && int(k) < len(tokens) && tokens[k].Flags&token.IsPunct != 0 && strings.ContainsAny(text[tokens[k].Start:tokens[k].End], marks)
	}
	return is(h.From-1, "\"“„«‘'") && is(h.To, "\"”“»’'")
}

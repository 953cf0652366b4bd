package section

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// readRunIn finds a heading at the start of a block: "Out of scope: X, Y",
// "Exclusions. We do not …" with the first words in bold.
func (r *Reading) readRunIn(i int) {
	b, info := &r.Doc.Blocks[i], &r.Blocks[i]
	if b.Kind == sow.Header || b.Kind == sow.Footer {
		return
	}
	tokens := r.TokensOf(i)
	var asks *phrase.List
	if info.Lang != nil {
		asks = info.Lang.Words[list.Asks]
	}
	end := runInEnd(b, tokens, asks)
	if end == 0 || end >= len(tokens) {
		return
	}
	class, words := r.classified(i, end)
	if class == nil || r.goesOn(i, end, class, words) || lexicon.Aside(class) && !isBoldStart(b) || r.headsProduct(i, end, class) {
		return
	}
	info.Class, info.Classed, info.RunIn = class, i, int32(end)
}

// headsProduct tells whether the first n tokens of a block, which read as a
// heading of terms or, before a dash, of what is left out, name a product:
// "Sensitivity labels" are no confidentiality, and "Storage in Dataverse, not in
// lists – that was your wish" says what is built.
func (r *Reading) headsProduct(i, n int, class *sow.SectionClass) bool {
	refusal := class.Polarity == sow.Excluded && r.TokensOf(i)[n].Flags&token.AfterDash != 0 && !isBoldStart(&r.Doc.Blocks[i])
	return (class.Class == "legal" || refusal) && r.nameTokens(i, n) > 0
}

// GoesOn tells whether the first n tokens of a block, which read as a heading of
// a class by some of their words, go on with what stands before instead.
func (r *Reading) goesOn(i, n int, class *sow.SectionClass, words int) bool {
	b, info, tokens := &r.Doc.Blocks[i], &r.Blocks[i], r.TokensOf(i)
	switch {
	case class.Class == "future" && b.Kind == sow.Paragraph && info.Lang != nil && words < info.Lang.OwnWords(tokens[:n]):
		return true // "Then the telephones: …" goes on with the work
	case class.Polarity == sow.Excluded && (r.saysWhy(i, n) || r.saysInstead(i, n)):
		return true
	case class.Polarity == sow.InScope && info.Class != nil && info.Class.Polarity != sow.InScope:
		return true // "Packages: …" within an exclusion stays excluded
	}
	return b.Kind == sow.ListItem && (tokens[0].Flags&token.InitialCap == 0 && !lexicon.Withholds(class) || partOfList(info.Class, class, words)) // "the tidying of the existing estate: …" is an item
}

// partOfList tells whether the first words of an item in a list of what is
// delivered name a part of it by a word or two that make another class elsewhere:
// "Data protection. Backup of …".
func partOfList(above, class *sow.SectionClass, words int) bool {
	return above != nil && above.Class == "scope" && slices.Contains(passing, class.Class) && words <= 2
}

func isBoldStart(b *sow.Block) bool {
	for _, m := range b.Marks {
		if m.Kind == sow.Bold && m.Start <= 1 {
			return true
		}
	}
	return false
}

// runInEnd counts the tokens of a possible heading within a block: up to a
// colon or dash among its first words, or the bold words at its start.
func runInEnd(b *sow.Block, tokens []token.Token, asks *phrase.List) int {
	if n := boldEnd(b, tokens); n > 0 {
		return n
	}
	if n := questionEnd(b, tokens); n > 0 && (n <= plainHeading || phrase.Opens(tokens, asks)) {
		return n
	}
	for n := range min(len(tokens), 10) {
		if n > 0 && n+1 < len(tokens) && b.Text[tokens[n].Start] == '.' && tokens[n+1].Flags&token.InitialCap != 0 && tokens[n-1].End-tokens[n-1].Start > 3 {
			return 0 // what stands before the colon is another sentence
		}
		if n > 0 && (tokens[n].Flags&token.AfterDash != 0 || b.Text[tokens[n].Start] == ':' && !isDrive(tokens[n-1])) {
			return n
		}
	}
	return 0
}

// boldEnd counts the tokens of a block that are set in bold at its start.
func boldEnd(b *sow.Block, tokens []token.Token) (n int) {
	for _, m := range b.Marks {
		if m.Kind != sow.Bold || m.Start > 1 || m.End >= len(b.Text) || m.End > page.MaxPseudo {
			continue
		}
		for n < len(tokens) && int(tokens[n].Start) < m.End {
			n++
		}
		return n
	}
	return 0
}

// plainHeading is the number of tokens up to which a first sentence can be a
// heading whatever it opens with.
const plainHeading = 3

// maxRefusal is the number of own words up to which a clause before a colon
// that holds a negative can be a heading.
const maxRefusal = 3

// saysWhy tells whether the first n tokens of a plain paragraph are a clause
// rather than a heading of what is left out: "Nobody will ever hunt for a form
// again: Power Pages …" refuses nothing.
func (r *Reading) saysWhy(i, n int) bool {
	b, lang, tokens := &r.Doc.Blocks[i], r.Blocks[i].Lang, r.TokensOf(i)[:n]
	if lang == nil || b.Kind != sow.Paragraph || isBoldStart(b) || lang.OwnWords(tokens) <= maxRefusal || phrase.Opens(tokens, lang.Words[list.Asks]) {
		return false
	}
	if phrase.Within(tokens, lang.Words[list.Following]) || r.SaysSelf(i, token.Span{From: 0, To: int32(n)}) {
		return false
	}
	for _, f := range lang.Headings.In(tokens, nil) {
		if s := &lang.Sections[f.Run]; s.Class.Polarity == sow.Excluded && len(s.IDs) > 1 {
			return false
		}
	}
	return true
}

// saysInstead tells whether the first n tokens of a block are a clause that the
// words behind its colon go on with, by a pronoun: "the page is not left out: we
// build it".
func (r *Reading) saysInstead(i, n int) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || n+1 >= len(tokens) || !phrase.Opens(tokens, lang.Words[list.ArticlesAny]) || !phrase.Within(tokens[:n], lang.Words[list.Passive]) && !phrase.Within(tokens[:n], lang.Words[list.States]) {
		return false
	}
	return phrase.Opens(tokens[n+1:], lang.Words[list.It]) || phrase.Opens(tokens[n+1:], r.WordsOf(list.PartySelf))
}

// isDrive tells whether a word before a colon is the letter of a drive ("the
// H: drives").
func isDrive(t token.Token) bool {
	return t.End-t.Start == 1 && t.Flags&token.InitialCap != 0 && t.Flags&token.Number == 0
}

// questionEnd counts the tokens of a short first sentence that can be the
// heading of a plain paragraph: "What we will build. An intranet …".
func questionEnd(b *sow.Block, tokens []token.Token) int {
	if b.Kind != sow.Paragraph {
		return 0
	}
	for n := 1; n < min(len(tokens)-3, 7); n++ {
		if tokens[n].Flags&token.IsPunct != 0 && b.Text[tokens[n].Start] == '.' && tokens[n+1].Flags&token.InitialCap != 0 {
			return n
		}
	}
	return 0
}

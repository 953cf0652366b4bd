package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Marked is the cue of a line of a table of which a sentence says by what mark
// it is known to be owed, or not.
const Marked = "table.mark"

// markReach is the number of words between a mark and the word that speaks of it.
const markReach = 6

// claim is a clause that says by what mark one knows the lines that are owed:
// "The supplier delivers the lines that carry the letter D".
type claim struct {
	block int
	span  token.Span
	near  []int // its words near one for bearing a mark, by their place in the clause
}

// readMarks applies the clauses that say which lines of tables are owed: a line
// of the same column without the mark is not, whatever else it holds.
func (r *Reading) readMarks() {
	if len(r.tables) == 0 {
		return
	}
	var claims []claim
	for i := range r.Blocks {
		claims = append(claims, r.claimsIn(i)...)
	}
	if len(claims) == 0 {
		return
	}
	r.markOpenings(claims)
	for _, t := range r.inOrder() {
		for _, c := range claims {
			if r.markRows(t, c) {
				break
			}
		}
	}
}

// claimsIn gives the clauses of a block that may say by what mark lines are owed.
func (r *Reading) claimsIn(i int) (claims []claim) {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if k := r.Doc.Blocks[i].Kind; lang == nil || k == sow.Cell || k == sow.Header || k == sow.Footer || k == sow.Comment || !r.maySayOwed(i) || !r.Says(i, list.MarkBears) {
		return nil
	}
	n := int32(len(tokens))
	for from := int32(0); from < n; {
		s := r.clause(i, from)
		if r.owes(i, s) {
			claims = append(claims, claim{i, s, nearBears(tokens[s.From:s.To], lang.Words[list.MarkBears])})
		}
		from = max(s.To, from+1)
	}
	return claims
}

// maySayOwed tells whether a block may say what is owed, as far as a look at its marks
// tells.
func (r *Reading) maySayOwed(i int) bool {
	return r.May(i, list.MarkOwed) || r.May(i, list.Delivered) || r.May(i, list.PartyOrders)
}

// clause gives what stands from a token on up to the end of the sentence, the next
// semicolon, or a full stop behind a letter: "the letter D. Lines that ..."
func (r *Reading) clause(i int, from int32) token.Span {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	s := r.Sentence(i, phrase.Hit{From: from, To: from + 1})
	for k := from + 1; k < s.To; k++ {
		if at := text[tokens[k].Start]; at == ';' || at == '.' && k+1 < s.To && tokens[k+1].Start > tokens[k].End && tokens[k+1].Flags&token.InitialCap != 0 {
			return token.Span{From: from, To: k + 1}
		}
	}
	return token.Span{From: from, To: s.To}
}

// owes tells whether a clause that speaks of marks says what is owed, and puts
// nothing off. What another than the partner does is not owed, what the customer
// orders is.
func (r *Reading) owes(i int, s token.Span) bool {
	words, tokens := r.Blocks[i].Lang.Words, r.TokensOf(i)[s.From:s.To]
	if !phrase.Within(tokens, words[list.MarkBears]) || r.SaysCue(i, s, sow.Excluded) || r.SaysCue(i, s, sow.Optional) || r.SaysCue(i, s, sow.Future) || r.namesOffers(i, s) {
		return false
	}
	if phrase.Within(tokens, words[list.PartyOrders]) || phrase.Within(tokens, words[list.Delivered]) && !r.byOthers(i, s) {
		return true
	}
	return phrase.Within(tokens, words[list.MarkOwed]) && !r.byOthers(i, s)
}

// namesOffers tells whether a clause speaks of lines that are only offered: "the options
// marked O would add 4,000 if the client orders them".
func (r *Reading) namesOffers(i int, s token.Span) bool {
	text := r.Doc.Blocks[i].Text
	return slices.ContainsFunc(r.TokensOf(i)[s.From:s.To], func(t token.Token) bool {
		v, ok := r.Lex.Value(text[t.Start:t.End])
		return ok && v.Polarity == sow.Optional
	})
}

// byOthers tells whether a clause names another party than the partner.
func (r *Reading) byOthers(i int, s token.Span) bool {
	who := r.WhoseIn(r.Doc.Blocks[i].Text, r.TokensOf(i)[s.From:s.To])
	return who == page.Customers || who == page.Thirds
}

// markRows reads a table by a claim, if one of its columns holds the mark that
// this speaks of.
func (r *Reading) markRows(t *table, c claim) bool {
	number, marks := -1, []string(nil)
	for at := range t.columns {
		col := &t.columns[at]
		found := r.marksOf(t, col, c)
		if len(found) == 0 {
			continue
		}
		named := r.namesHead(c, col.head)
		if named || number < 0 {
			number, marks = col.number, found
		} else if !r.namesHead(c, t.column(number).head) {
			return false // two columns hold it
		}
		if named {
			break
		}
	}
	if number < 0 {
		return false
	}
	for _, row := range t.rows {
		r.setMarked(row, number, marks)
	}
	return true
}

// setMarked sets a row by whether its cell in a column bears one of the marks.
func (r *Reading) setMarked(row *tableRow, col int, marks []string) {
	value := page.RowValue{Polarity: sow.Excluded, Cue: Marked}
	for _, i := range row.blocks {
		c := r.Doc.Blocks[i].Cell
		if c.Col == col && slices.ContainsFunc(marks, func(m string) bool { return bears(r.Doc.Blocks[i].Text, m) }) {
			value = page.RowValue{Polarity: sow.InScope, Cue: Marked}
		}
	}
	for _, i := range row.blocks {
		if !r.Doc.Blocks[i].Cell.HeaderRow {
			r.Blocks[i].Row = value
		}
	}
}

// maxMark is the length in bytes of a mark.
const maxMark = 24

// markIn gives the mark that a cell begins with, "" for one that holds more.
func markIn(text string) string {
	text = strings.TrimSpace(text)
	if at := strings.IndexAny(text, ",;:(/"); at > 0 {
		text = strings.TrimSpace(text[:at])
	}
	if len(text) > maxMark || holdsDigit(text) || !strings.ContainsFunc(text, isLetter) {
		return ""
	}
	return text
}

func isLetter(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= utf8.RuneSelf }

// bears tells whether a cell bears a mark, alone or with others: "R/A".
func bears(text, mark string) bool {
	return slices.ContainsFunc(strings.Split(text, "/"), func(part string) bool { return markIn(part) == mark })
}

// speaksOf tells whether a claim names a mark, by its words, near a word for bearing
// one. A letter keeps its case, a word may stand in the plural.
func (r *Reading) speaksOf(c claim, words []string) bool {
	tokens, text := r.TokensOf(c.block)[c.span.From:c.span.To], r.Doc.Blocks[c.block].Text
	return slices.ContainsFunc(c.near, func(k int) bool {
		return k+len(words) <= len(tokens) && saysMark(text, tokens[k:k+len(words)], words)
	})
}

// saysMark tells whether some tokens are the words of a mark.
func saysMark(text string, tokens []token.Token, words []string) bool {
	for k, w := range words {
		said := text[tokens[k].Start:tokens[k].End]
		if utf8.RuneCountInString(w) < 4 {
			if said != w {
				return false
			}
			continue
		}
		if a, b := begins(said), begins(w); a != b && a != 0 && b != 0 {
			return false
		}
		if a, b := token.Fold(said), token.Fold(w); a != b && a != b+"s" {
			return false
		}
	}
	return true
}

// begins gives the first letter of a word in lower case, 0 for one beyond ASCII,
// which may fold to any.
func begins(word string) byte {
	switch c := word[0]; {
	case c >= utf8.RuneSelf:
		return 0
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	default:
		return c
	}
}

// nearBears gives the tokens of a clause near which a word for bearing a mark stands.
func nearBears(tokens []token.Token, words *phrase.List) (near []int) {
	from := 0
	for n := range tokens {
		if !phrase.Opens(tokens[n:], words) {
			continue
		}
		for k := max(from, n-markReach+1); k <= n+markReach && k < len(tokens); k++ {
			near, from = append(near, k), k+1
		}
	}
	return near
}

// namesHead tells whether a claim names the head of a column.
func (r *Reading) namesHead(c claim, head string) bool {
	head = token.FoldText(head)
	if head == "" {
		return false
	}
	tokens, text := r.TokensOf(c.block)[c.span.From:c.span.To], r.Doc.Blocks[c.block].Text
	var said strings.Builder
	for _, t := range tokens {
		said.WriteString(" " + token.Fold(text[t.Start:t.End]))
	}
	return strings.Contains(said.String()+" ", " "+head+" ")
}

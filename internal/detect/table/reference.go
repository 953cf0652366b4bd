package table

import (
	"strconv"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// maxSpan is the longest range that a reference may name ("rows 1 to 60").
const maxSpan = 200

// selection is what a sentence orders or refuses by the numbers of a table's
// rows: "the services in rows 1 to 5 of Schedule 2".
type selection struct {
	block   int
	rows    map[string]bool // numbers or codes, as in the first cells
	part    []token.Token   // "Schedule 2", when one is named
	refuses bool
	others  bool // refuses the rows and orders all others
	chooses bool // what a customer orders, or what alone is done
	drops   bool // says of the very numbers that they are not done
}

// ReadReferences applies sentences that order rows of a table by number. Rows
// that such a sentence leaves out are offered, not ordered.
func (r *Reading) ReadReferences() {
	if len(r.tables) > 0 {
		r.readChosen()
		r.readOrderForms()
	}
	var at *tableIndex
	var lists []numbered
	for i := range r.Doc.Blocks {
		for _, sel := range r.selectionsOf(i) {
			if at == nil {
				at = r.tableIndex()
			}
			if (sel.chooses || sel.drops) && lists == nil {
				lists = r.numberedLists()
			}
			r.apply(sel, at)
			r.chooseNumbered(sel, lists)
		}
	}
}

// selectionsOf reads the sentences of a block, or a cell beside its label.
func (r *Reading) selectionsOf(i int) (found []selection) {
	k, lang := r.Doc.Blocks[i].Kind, r.Blocks[i].Lang
	switch {
	case lang == nil || k == sow.Header || k == sow.Footer || k == sow.Comment:
		return nil
	case k == sow.Cell:
		return r.selectionBeside(i, lang)
	case !r.Says(i, list.Rows):
		return nil
	}
	for from := int32(0); int(from) < len(r.TokensOf(i)); {
		s := r.Sentence(i, phrase.Hit{From: from, To: from + 1})
		from = max(s.To, from+1)
		turn := r.turnsAt(i, s)
		if turn >= 0 {
			s.To = turn
		}
		for _, piece := range r.pieces(i, s) {
			if sel, ok := r.selectionIn(i, s, piece); ok {
				found = append(found, sel)
			}
		}
		if turn >= 0 {
			found = append(found, r.turnedIn(i, token.Span{From: turn, To: from}))
		}
	}
	return found
}

// pieces parts a sentence that names rows of several parts behind each of them:
// "items 3 and 5 of Schedule B and item 2 of Schedule C".
func (r *Reading) pieces(i int, s token.Span) []token.Span {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	var out []token.Span
	for k := s.From; k+1 < s.To; k++ {
		before, rest := token.Span{From: s.From, To: k + 2}, token.Span{From: k + 2, To: s.To}
		if partIn(tokens[k:k+2], lang) != nil && partIn(tokens[rest.From:rest.To], lang) != nil && len(r.rowsIn(i, before)) > 0 && len(r.rowsIn(i, rest)) > 0 {
			out, s.From = append(out, before), rest.From
		}
	}
	return append(out, s)
}

// selectionBeside reads the numbers of rows in a cell beside a label that says that
// they are ordered: "Lines taken up | 2, 3, 6 and 8 of Schedule B".
func (r *Reading) selectionBeside(i int, lang *lexicon.Language) []selection {
	c, tokens := r.Doc.Blocks[i].Cell, r.TokensOf(i)
	if c.Col != 1 || c.RowHead == "" || c.HeaderRow || len(tokens) < 3 || tokens[0].Flags&token.Number == 0 {
		return nil
	}
	label := r.HeadOf(c.RowHead).Tokens
	class := r.columnOf(c.RowHead)
	if !phrase.Within(label, lang.Words[list.Rows]) || class != nil && class.Polarity != sow.InScope {
		return nil
	}
	sel := selection{block: i, rows: map[string]bool{}, part: partIn(tokens, lang), chooses: true}
	r.rowNumbers(i, tokens, lang, sel.rows, false)
	if len(sel.rows) < 2 {
		return nil
	}
	return []selection{sel}
}

// selectionIn reads one sentence, or the rows of one part that it names in a piece.
func (r *Reading) selectionIn(i int, s, piece token.Span) (sel selection, ok bool) {
	lang := r.Blocks[i].Lang
	tokens := r.TokensOf(i)[s.From:s.To]
	if !r.SaysIn(i, s, list.Rows) {
		return sel, false
	}
	sel = selection{block: i, part: partIn(r.TokensOf(i)[piece.From:piece.To], lang)}
	if spared := r.sparedRows(i, s); len(spared) > 0 && r.ordersAll(i, s) {
		sel.rows, sel.refuses, sel.others = spared, true, true
		return sel, true
	}
	if sel.rows = r.rowsButSpared(i, piece); len(sel.rows) == 0 || r.SaysIn(i, s, list.CellOf) {
		return sel, false
	}
	numbers := r.numbersIn(i, s)
	sel.refuses, sel.drops = r.refusesRows(i, s), r.dropsRows(i, s, numbers)
	does := r.doesRows(i, s, numbers)
	sel.chooses = does || r.SaysIn(i, s, list.PartyOrders) || r.SaysIn(i, s, list.Only) || r.SaysIn(i, s, list.OrderOnly)
	if !r.SaysIn(i, s, list.PartyOrders) && strings.ContainsAny(r.Doc.Blocks[i].Text[tokens[0].Start:tokens[len(tokens)-1].End], "€$£₹") {
		return sel, false // what some rows cost
	}
	return sel, sel.refuses || does || ordersRows(tokens, lang)
}

// refusesRows tells whether a sentence, or the section that it stands in, keeps rows
// out or says that they are done.
func (r *Reading) refusesRows(i int, s token.Span) bool {
	if (r.setsAside(i, s) || r.SaysIn(i, s, list.Finished)) && !r.SaysIn(i, s, list.OrderOnly) {
		return true
	}
	class := r.Blocks[i].Class
	return class != nil && lexicon.Withholds(class)
}

// setsAside tells whether a sentence refuses something or puts it off. The word
// for rows itself says nothing of the kind: "of the three options we take option 2".
func (r *Reading) setsAside(i int, s token.Span) bool {
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < s.From || h.To > s.To || phrase.Opens(r.TokensOf(i)[h.From:h.To], r.WordsOf(list.Rows)) {
			continue
		}
		hit := token.Span{From: h.From, To: h.To}
		if r.SaysCue(i, hit, sow.Excluded) || r.SaysCue(i, hit, sow.Optional) || r.SaysCue(i, hit, sow.Future) {
			return true
		}
	}
	return false
}

// ordersRows tells whether a sentence orders the rows that it names: "comprises rows
// 1 to 5", "row 2 is ordered", but not "row 2 covers all users".
func ordersRows(tokens []token.Token, lang *lexicon.Language) bool {
	seen := false
	for k := range tokens {
		if k > 0 && phrase.Opens(tokens[k-1:], lang.Words[list.Rows]) {
			seen = seen || tokens[k].Flags&token.Number != 0 || tokens[k].End-tokens[k].Start == 1
		}
		if phrase.Opens(tokens[k:], lang.Words[list.Ordered]) && (!seen || !phrase.Opens(tokens[k:], lang.Words[list.OrderedHolds])) {
			return true
		}
	}
	return false
}

// rowNumbers collects the numbers, letters and ranges that follow a word for rows.
// Small letters count behind a word for letters.
func (r *Reading) rowNumbers(block int, tokens []token.Token, lang *lexicon.Language, rows map[string]bool, small bool) {
	text := r.Doc.Blocks[block].Text
	last, letter := -1, byte(0)
	through := false
	for k := range tokens {
		t := tokens[k]
		word := text[t.Start:t.End]
		n := wholeNumber(t, word)
		switch {
		case n >= 0:
			addRows(rows, last, n, through)
			last, through = n, strings.HasPrefix(text[t.End:], "–") || strings.HasPrefix(text[t.End:], "-")
		case phrase.Opens(tokens[k:], lang.Words[list.Through]):
			through = true
		case len(word) == 1 && (t.Flags&token.InitialCap != 0 || small && r.isLetter(tokens[k:], lang)):
			c := strings.ToUpper(word)[0]
			addLetters(rows, letter, c, through)
			letter, through = c, false
		case !r.linksRows(t, word, lang):
			return
		}
	}
}

// isLetter tells whether a small letter is one that a sentence names, and no word
// between letters: the "y" of "letras c y d".
func (r *Reading) isLetter(tokens []token.Token, lang *lexicon.Language) bool {
	return tokens[0].Flags&(token.IsPunct|token.Number) == 0 && !r.IsOr(tokens[0]) && !phrase.Opens(tokens[:1], lang.Words[list.And])
}

// wholeNumber gives the number that a token is, -1 for none.
func wholeNumber(t token.Token, word string) int {
	if t.Flags&token.Number == 0 {
		return -1
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return -1
	}
	return n
}

// addRows adds a number, or the range that it ends.
func addRows(rows map[string]bool, last, n int, through bool) {
	if !through || last < 0 || n <= last || n-last >= maxSpan {
		last = n
	}
	for j := last; j <= n; j++ {
		rows[strconv.Itoa(j)] = true
	}
}

// addLetters adds a letter, or the range that it ends: "packages A to E".
func addLetters(rows map[string]bool, last, c byte, through bool) {
	if !through || last == 0 || c <= last {
		last = c
	}
	for j := last; j <= c; j++ {
		rows[string(rune(j))] = true
	}
}

// linksRows tells whether a token only links numbers of rows: a comma, "and".
func (r *Reading) linksRows(t token.Token, word string, lang *lexicon.Language) bool {
	if t.Flags&token.IsPunct != 0 {
		return strings.ContainsAny(word, ",&/")
	}
	return lang.Stop.Has(t.ID) && !phrase.Opens([]token.Token{t}, lang.Words[list.ItNot]) || r.IsOr(t)
}

// partIn finds the name of a part of the document in a sentence.
func partIn(tokens []token.Token, lang *lexicon.Language) []token.Token {
	for k := 0; k+1 < len(tokens); k++ {
		if tokens[k].ID != 0 && lang.Parts.Has(tokens[k].ID) && (tokens[k+1].Flags&token.Number != 0 || tokens[k+1].End-tokens[k+1].Start == 1 && tokens[k+1].Flags&token.IsPunct == 0) {
			return tokens[k : k+2]
		}
	}
	return nil
}

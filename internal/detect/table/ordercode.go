package table

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/octet"
	"claimline/internal/sow"
)

// codePlaces gives the blocks that name each code of the catalogues, so that none
// of them has to go through the whole text for its own.
func (r *Reading) codePlaces(catalogues []coded) map[string][]int {
	places := map[string][]int{}
	for _, c := range catalogues {
		for code := range c.rows {
			places[code] = nil
		}
	}
	for i := 0; i < len(r.Doc.Blocks) && len(places) > 0; i++ {
		if !r.mayOrderCodes(i) {
			continue
		}
		for code := range codeWords(r.Doc.Blocks[i].Text) {
			if at, known := places[code]; known {
				places[code] = append(at, i)
			}
		}
	}
	return places
}

// mayOrderCodes tells whether a block may order codes or refuse them: a cell beside a
// label, or a text with words for that.
func (r *Reading) mayOrderCodes(i int) bool {
	b := &r.Doc.Blocks[i]
	if b.Kind == sow.Header || b.Kind == sow.Footer || b.Kind == sow.Comment {
		return false
	}
	if b.Cell != nil {
		return b.Cell.Col == 1 && !b.Cell.HeaderRow
	}
	return r.Blocks[i].Lang != nil && (len(r.HitsOf(i, phrase.Cue)) > 0 || r.May(i, list.OrderOnly) || r.May(i, list.PartyOrders))
}

// codesSaid reads what sentences, and cells beside a label, say of the codes of a
// catalogue: "The Buyer orders DW-110 and DW-140 of Annex A". It adds what is
// ordered to the codes taken and gives those that are refused.
func (r *Reading) codesSaid(c coded, places map[string][]int, taken map[string]bool) (refused map[string]bool) {
	refused = map[string]bool{}
	var named []int
	for code := range c.rows {
		named = append(named, places[code]...)
	}
	slices.Sort(named)
	for _, i := range slices.Compact(named) {
		b := &r.Doc.Blocks[i]
		if b.Cell != nil {
			r.codesBeside(i, c, taken)
			continue
		}
		for from := int32(0); int(from) < len(r.TokensOf(i)); {
			s := r.clause(i, from)
			r.codesOrdered(i, s, c, taken, refused)
			from = max(s.To, from+1)
		}
	}
	return refused
}

// codesOrdered reads one sentence.
func (r *Reading) codesOrdered(i int, s token.Span, c coded, taken, refused map[string]bool) {
	lang, tokens, text := r.Blocks[i].Lang, r.TokensOf(i)[s.From:s.To], r.Doc.Blocks[i].Text
	from := tokens[0].Start
	text = text[from:tokens[len(tokens)-1].End]
	codes := c.codesIn(text)
	if len(codes) == 0 {
		return
	}
	into, place := taken, from+int32(strings.Index(text, codes[0]))
	s.To = r.untilThat(i, s, place)
	switch {
	case isSection(codes[0]) && !phrase.Within(tokens, lang.Words[list.Rows]):
		return
	case saysNear(tokens, lang.Words[list.OrderOnly], place, onlyReach, 0):
	case r.SaysCue(i, s, sow.Excluded), r.SaysCue(i, s, sow.Optional), r.SaysCue(i, s, sow.Future):
		if strings.Index(text, codes[0]) > maxCodeOf {
			return // it speaks of something else
		}
		into = refused
	case !saysNear(tokens, lang.Words[list.PartyOrders], place, orderReach, orderReach):
		return
	}
	for _, code := range codes {
		into[code] = true
	}
}

// untilThat gives the end of a span, before a clause with "that" behind a place of
// the text: "acceptance of P2 requires that no account is left" refuses nothing.
func (r *Reading) untilThat(i int, s token.Span, place int32) int32 {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	for k := s.From; k < s.To; k++ {
		if tokens[k].Start > place && phrase.Opens(tokens[k:s.To], lang.Words[list.ClauseThat]) {
			return k
		}
	}
	return s.To
}

// How many words stand at most between the first code of a sentence and a verb of
// ordering, or before it with words such as "is limited to": a long sentence may
// want, ask for or limit something else.
const (
	orderReach = 12
	onlyReach  = 5
)

// saysNear tells whether one of some words stands near a place of the text, so
// many words before it or behind.
func saysNear(tokens []token.Token, words *phrase.List, place int32, before, behind int) bool {
	at := slices.IndexFunc(tokens, func(t token.Token) bool { return t.End > place })
	return at >= 0 && phrase.Within(tokens[max(0, at-before):min(len(tokens), at+behind)], words)
}

// codeShare is how many words a cell holds at most for each of its codes, with the
// part of the document that they stand in: "2.1 and 2.3 of Schedule 2".
const codeShare = 3

// codesBeside reads a cell of codes beside a label that says that they are ordered.
func (r *Reading) codesBeside(i int, c coded, taken map[string]bool) {
	cell := r.Doc.Blocks[i].Cell
	codes := c.codesIn(r.Doc.Blocks[i].Text)
	if cell.Table == c.table.number || cell.Col != 1 || cell.HeaderRow || codeShare*len(codes) < len(strings.Fields(r.Doc.Blocks[i].Text)) {
		return
	}
	if !r.ordersBeside(cell.RowHead) {
		return
	}
	for _, code := range codes {
		taken[code] = true
	}
}

// ordersBeside tells whether a label says that what stands beside it is ordered.
func (r *Reading) ordersBeside(label string) bool {
	if label == "" || len(label) > page.MaxPseudo {
		return false
	}
	if class := r.columnOf(label); class != nil {
		return class.Polarity == sow.InScope
	}
	return phrase.Within(r.HeadOf(label).Tokens, r.WordsOf(list.Ordered))
}

// codesIn gives the codes of a catalogue that a text names.
func (c coded) codesIn(text string) (codes []string) {
	for code := range codeWords(text) {
		if c.rows[code] != nil {
			codes = append(codes, code)
		}
	}
	return codes
}

// codeWords gives the words of a text that may be codes, without the marks around
// them: it looks for digits and takes the words around them.
func codeWords(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := octet.NextDigit(text, 0); i >= 0; i = octet.NextDigit(text, i) {
			from, to := strings.LastIndexFunc(text[:i], unicode.IsSpace), strings.IndexFunc(text[i:], unicode.IsSpace)
			if from >= 0 {
				_, n := utf8.DecodeRuneInString(text[from:])
				from += n
			}
			if to < 0 {
				to = len(text) - i
			}
			if !yield(trimmed(text[max(0, from) : i+to])) {
				return
			}
			i += to
		}
	}
}

// trimmed gives a word without the marks around it.
func trimmed(word string) string {
	for word != "" && strings.IndexByte(codeEdges, word[0]) >= 0 {
		word = word[1:]
	}
	for word != "" && strings.IndexByte(codeEdges, word[len(word)-1]) >= 0 {
		word = word[:len(word)-1]
	}
	return word
}

// codeEdges are the marks around a code.
const codeEdges = ".,;:()"

// holdsDigit tells whether a text may name a code: all of them hold a digit.
func holdsDigit(text string) bool { return octet.NextDigit(text, 0) >= 0 }

// isSection tells whether a code could be the number of a section: "2.1".
func isSection(code string) bool { return strings.Trim(code, "0123456789.") == "" }

package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Chosen is the cue of a line of a table of lots, phases or parts of which the
// document covers others.
const Chosen = "reference.chosen"

// readChosen applies sentences that say which of several lots, phases, parts or
// members a document is about: "This statement of work is for Phase 1 alone",
// "The present order concerns lot 2". The lines of the others are not ordered.
func (r *Reading) readChosen() {
	var says, titles []string
	for i := range r.Blocks {
		if says = append(says, r.saysChosen(i)...); i < titleRows && r.Doc.Blocks[i].Kind == sow.Heading && len(r.TokensOf(i)) > 0 {
			titles = append(titles, r.folded(i, token.Span{From: 0, To: int32(len(r.TokensOf(i)))}))
		}
	}
	if len(says)+len(titles) == 0 {
		return
	}
	for _, t := range r.inOrder() {
		for at := range t.columns {
			col := &t.columns[at]
			if r.chooseRows(t, col, says) || col.number > 0 && r.chooseRows(t, col, titles) {
				break
			}
		}
	}
}

// titleRows is the number of blocks at the start in which a title names the member
// of a group whose document this is: "Statement of work of Member B".
const titleRows = 6

// saysChosen gives the sentences of a block, folded, that say what this document
// is about.
func (r *Reading) saysChosen(i int) (says []string) {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if k := r.Doc.Blocks[i].Kind; lang == nil || k == sow.Cell || k == sow.Footer || k == sow.Comment || !phrase.Within(tokens, lang.Words[list.ThisDocument]) {
		return nil
	}
	n := int32(len(tokens))
	for from := int32(0); from < n; {
		s := r.Sentence(i, phrase.Hit{From: from, To: from + 1})
		in := tokens[s.From:s.To]
		if phrase.Within(in, lang.Words[list.ThisDocument]) && phrase.Within(in, lang.Words[list.ThisCovers]) && (!r.SaysCue(i, s, sow.Excluded) || phrase.Within(in, lang.Words[list.OrderOnly])) {
			says = append(says, r.folded(i, s))
		}
		from = max(s.To, from+1)
	}
	return says
}

// folded gives the words of a span, folded, with a blank on each side.
func (r *Reading) folded(i int, s token.Span) string {
	text := r.Doc.Blocks[i].Text
	tokens := r.TokensOf(i)[s.From:s.To]
	return " " + token.FoldText(text[tokens[0].Start:tokens[len(tokens)-1].End]) + " "
}

// chooseRows reads a table by sentences that name some of the codes of a column
// behind what heads it.
func (r *Reading) chooseRows(t *table, col *tableColumn, says []string) bool {
	codes := r.codesOf(t, col)
	if len(codes) < 2 {
		return false
	}
	var named []string
	for _, text := range says {
		named = append(named, r.namedAfter(text, token.FoldText(col.head), codes)...)
	}
	if len(named) == 0 || !slices.ContainsFunc(codes, func(c string) bool { return !slices.Contains(named, c) }) {
		return false
	}
	for _, row := range t.rows {
		if code := r.codeOf(row, col); code != "" && !slices.Contains(named, code) {
			r.refuseRow(row)
		}
	}
	return true
}

// refuseRow sets aside the line of a lot or phase that is not ordered here.
func (r *Reading) refuseRow(row *tableRow) {
	for _, i := range row.blocks {
		r.Blocks[i].Row = page.RowValue{Polarity: sow.Excluded, Cue: Chosen}
	}
}

// maxCodeOf is the length in bytes of the code of a lot or phase with its word.
const maxCodeOf = 16

// codesOf gives the codes of a column that holds hardly anything else.
func (r *Reading) codesOf(t *table, col *tableColumn) (codes []string) {
	if col.head == "" || len(strings.Fields(col.head)) > 2 {
		return nil
	}
	other := 0
	for _, row := range t.rows {
		switch code := r.codeOf(row, col); {
		case code == "":
			other++
		case !slices.Contains(codes, code):
			codes = append(codes, code)
		}
	}
	if 3*other > len(t.rows) {
		return nil
	}
	return codes
}

// codeOf gives the folded code that a row holds in a column, without the word that
// heads the column: "Lot 2" below "Lot" is "2".
func (r *Reading) codeOf(row *tableRow, col *tableColumn) string {
	for _, i := range row.blocks {
		b := &r.Doc.Blocks[i]
		if b.Cell.Col != col.number || b.Cell.HeaderRow {
			continue
		}
		if len(b.Text) > maxCodeOf {
			return ""
		}
		return strings.TrimPrefix(token.FoldText(b.Text), token.FoldText(col.head)+" ")
	}
	return ""
}

// namedAfter gives the codes that a text lists behind a word: "lots 1 and 2".
func (r *Reading) namedAfter(text, head string, codes []string) (named []string) {
	for at := 0; ; {
		k := strings.Index(text[at:], " "+head)
		if k < 0 {
			return named
		}
		at += k + 1 + len(head)
		rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(text[at:], "e"), "n"), "s")
		named = append(named, r.listed(rest, head, codes)...)
	}
}

// listed gives the codes that a text begins with, one after the other. What
// stands right behind the word, without a blank, is the code with its word: "WP3".
func (r *Reading) listed(text, head string, codes []string) (named []string) {
	if glued, _, _ := strings.Cut(text, " "); glued != "" {
		if code := head + strings.Trim(glued, ".,;:()"); slices.Contains(codes, code) {
			return []string{code}
		}
		return nil
	}
	through := false
	for word := range strings.FieldsSeq(text) {
		code := strings.Trim(word, ".,;:()")
		switch at := slices.Index(codes, code); {
		case at >= 0 && through:
			named = append(named, codes[min(at, slices.Index(codes, named[len(named)-1])):at+1]...)
		case at >= 0:
			named = append(named, code)
		case len(named) > 0 && phrase.Opens(r.HeadOf(code).Tokens, r.WordsOf(list.Through)):
			through = true
			continue
		case len(named) == 0 || len(code) > 3: // at most "and", "und", "et"
			return named
		}
		through = false
	}
	return named
}

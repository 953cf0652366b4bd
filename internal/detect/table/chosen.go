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

// Ordered is the cue of a line that the document orders by its number or code.
const Ordered = "reference"

// readChosen applies sentences that say which of several lots, phases, parts or
// members a document is about: "This statement of work is for Phase 1 alone",
// "The present order concerns lot 2". The lines of the others are not ordered.
func (r *Reading) readChosen() {
	var says, titles, leaves []string
	for i := range r.Blocks {
		leaves = append(leaves, r.saysLeft(i)...)
		says = append(says, r.saysBeside(i)...)
		if says = append(says, r.saysChosen(i)...); i < titleRows && r.Doc.Blocks[i].Kind == sow.Heading && len(r.TokensOf(i)) > 0 {
			titles = append(titles, r.folded(i, token.Span{From: 0, To: int32(len(r.TokensOf(i)))}))
		}
	}
	if len(says)+len(titles)+len(leaves) == 0 {
		return
	}
	all := strings.Join(slices.Concat(says, titles, leaves), "\n")
	for _, t := range r.inOrder() {
		for at := range t.columns {
			col := &t.columns[at]
			head := token.FoldText(col.head)
			if !mayName(head, all) {
				continue
			}
			of, codes := r.codesOf(t, col, head)
			if len(codes) < 2 {
				continue
			}
			r.leaveRows(t, of, head, codes, leaves)
			if r.chooseRows(t, of, head, codes, says) || col.number > 0 && r.chooseRows(t, of, head, codes, titles) {
				break
			}
		}
	}
}

// mayName tells whether one of some texts, line by line, may name a code below a head: a cheap
// look before the cells of the column are read. A head of few letters may be made
// of the first letters of what they say.
func mayName(head, texts string) bool {
	return len(head) > 1 && len(head) < 4 || head != "" && strings.Contains(texts, " "+head)
}

// titleRows is the number of blocks at the start in which a title names the member
// of a group whose document this is: "Statement of work of Member B".
const titleRows = 6

// saysChosen gives the sentences of a block, folded, that say what this document
// is about.
func (r *Reading) saysChosen(i int) (says []string) {
	if k := r.Doc.Blocks[i].Kind; r.Blocks[i].Lang == nil || k == sow.Cell || k == sow.Footer || k == sow.Comment {
		return nil
	}
	covers := r.May(i, list.ThisCovers) && r.Says(i, list.ThisDocument)
	alone := (r.May(i, list.MarkOwed) || r.May(i, list.Delivered)) && r.Says(i, list.Only)
	if !covers && !alone {
		return nil // neither of the two is said in any of its clauses
	}
	n := int32(len(r.TokensOf(i)))
	for from := int32(0); from < n; {
		s := r.clause(i, from)
		says = append(says, r.clauseChooses(i, s, covers)...)
		from = max(s.To, from+1)
	}
	return says
}

// clauseChooses gives what one clause says, of a block that may say what this
// document covers or only that something alone is ordered.
func (r *Reading) clauseChooses(i int, s token.Span, covers bool) []string {
	about := covers && r.SaysIn(i, s, list.ThisDocument) && r.SaysIn(i, s, list.ThisCovers)
	owed := s.To-s.From <= maxAlone && (r.SaysIn(i, s, list.MarkOwed) || r.SaysIn(i, s, list.Delivered))
	switch {
	case !about && !owed, r.SaysCue(i, s, sow.Excluded) && !r.SaysIn(i, s, list.OrderOnly):
		return nil
	case about:
		return []string{r.folded(i, s)}
	}
	return r.alone(i, s)
}

// maxLabel is the number of words of a label, maxOrdered that of what stands beside
// it, and titleLines the number of blocks at the start whose lines have labels.
const (
	maxLabel   = 4
	maxOrdered = 16
	titleLines = 12
)

// saysBeside gives the lines of a block, folded, that a label of what is ordered
// stands before: "Call-off under: Lot 4", or a cell beside "Called off".
func (r *Reading) saysBeside(i int) (says []string) {
	b := &r.Doc.Blocks[i]
	if c := b.Cell; c != nil {
		if c.Col == 1 && !c.HeaderRow && len(r.TokensOf(i)) <= maxOrdered && holdsDigit(b.Text) && r.ordersBeside(c.RowHead) {
			says = append(says, " "+token.FoldText(b.Text)+" ")
		}
		return says
	}
	if b.Kind != sow.Paragraph || i >= titleLines {
		return nil
	}
	for line := range strings.Lines(b.Text) {
		label, ordered, ok := strings.Cut(line, ":")
		if ok && len(line) <= page.MaxPseudo && holdsDigit(ordered) && len(r.HeadOf(label).Tokens) <= maxLabel && r.ordersBeside(label) {
			says = append(says, " "+token.FoldText(line)+" ")
		}
	}
	return says
}

// maxAlone is the length of a clause that says what alone is ordered.
const maxAlone = 12

// alone gives the few words behind the word "only" of a clause of what is ordered:
// "Only Phase 1 is ordered".
func (r *Reading) alone(i int, s token.Span) []string {
	tokens, only := r.TokensOf(i), r.Blocks[i].Lang.Words[list.Only]
	for k := s.From; k+1 < s.To; k++ {
		if phrase.Opens(tokens[k:s.To], only) {
			return []string{r.folded(i, token.Span{From: k + 1, To: min(s.To, k+1+behindOnly)})}
		}
	}
	return nil
}

// behindOnly is the number of words behind "only" that name what is ordered.
const behindOnly = 6

// leftLead is the number of words before the lots or phases that a clause is about.
const leftLead = 3

// saysLeft gives the clauses of a block, folded, that say of some lots or phases
// that they are an outlook: "Phases 2 to 4 are not ordered".
func (r *Reading) saysLeft(i int) (leaves []string) {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if k := r.Doc.Blocks[i].Kind; lang == nil || k == sow.Cell || k == sow.Footer || k == sow.Comment || !r.Says(i, list.Outlook) {
		return nil
	}
	n := int32(len(tokens))
	for from := int32(0); from < n; {
		s := r.clause(i, from)
		for k := s.From + 1; k < s.To; k++ {
			if phrase.Opens(tokens[k:s.To], lang.Words[list.Outlook]) {
				leaves = append(leaves, r.folded(i, token.Span{From: s.From, To: k}))
				break
			}
		}
		from = max(s.To, from+1)
	}
	return leaves
}

// leaveRows sets aside the lines, of the codes given, whose lots or phases a clause
// about them leaves out.
func (r *Reading) leaveRows(t *table, of []string, head string, codes, leaves []string) {
	var left []string
	for _, text := range leaves {
		if at := strings.Index(text, " "+head); at >= 0 && len(strings.Fields(text[:at])) < leftLead {
			left = append(left, r.namedAfter(text, head, codes)...)
		}
	}
	if len(left) == 0 || len(left) == len(codes) {
		return
	}
	for n, row := range t.rows {
		if slices.Contains(left, of[n]) {
			r.refuseRow(row)
		}
	}
}

// folded gives the words of a span, folded, with a blank on each side.
func (r *Reading) folded(i int, s token.Span) string {
	text := r.Doc.Blocks[i].Text
	tokens := r.TokensOf(i)[s.From:s.To]
	return " " + token.FoldText(text[tokens[0].Start:tokens[len(tokens)-1].End]) + " "
}

// chooseRows reads a table, with the code of each row, by sentences that name some of
// the codes behind what heads their column.
func (r *Reading) chooseRows(t *table, of []string, head string, codes, says []string) bool {
	var named []string
	for _, text := range says {
		named = append(named, r.namedAfter(text, head, codes)...)
	}
	if len(named) == 0 || !slices.ContainsFunc(codes, func(c string) bool { return !slices.Contains(named, c) }) {
		return false
	}
	for n, row := range t.rows {
		switch {
		case slices.Contains(named, of[n]):
			r.setRow(row, sow.InScope, Ordered)
		case of[n] != "":
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

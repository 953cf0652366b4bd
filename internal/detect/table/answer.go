package table

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// TableAnswer is the cue of an answer in a table.
const TableAnswer = "table.answer"

// answerCell is what one decision cell of a row says.
type answerCell struct {
	col      int
	yes, own sow.Polarity
	no       sow.Polarity
}

// readRow works out what the decision cells of a row say about each of its
// other cells: those that follow a cell up to the next one that is no answer,
// else all of the row.
func (r *Reading) readRow(t *table, row *tableRow) {
	var answers []answerCell
	var plain []int // columns that hold something else
	for _, i := range row.blocks {
		c := r.Doc.Blocks[i].Cell
		if c.HeaderRow {
			return
		}
		if a, ok := r.answerIn(t, i); ok && !r.sharedLine(row, i, a) {
			answers = append(answers, a)
			r.Blocks[i].Answer = true
		} else {
			plain = append(plain, c.Col)
		}
	}
	if len(answers) == 0 {
		r.readBlankRow(t, row)
		return
	}
	answers, plain = r.besideAnswers(row, answers, plain)
	for _, i := range row.blocks {
		if r.Blocks[i].Answer && len(plain) > 0 {
			if p := together(answers); p != "" {
				r.Blocks[i].Row = page.RowValue{Polarity: p, Cue: "table.answer"}
			}
			continue
		}
		run := following(answers, plain, r.Doc.Blocks[i].Cell.Col)
		if p := together(run); p != "" {
			r.Blocks[i].Row = page.RowValue{Polarity: p, Cue: "table.answer"}
		}
	}
}

// besideAnswers adds the yes of columns of steps that stand beside an answer
// without being asked for one: of "Design | Build | Training" with "yes, yes, no"
// two steps are delivered.
func (r *Reading) besideAnswers(row *tableRow, answers []answerCell, plain []int) ([]answerCell, []int) {
	for more := true; more; {
		more = false
		for _, i := range row.blocks {
			c, v := r.Doc.Blocks[i].Cell, r.Blocks[i].Value
			if r.Blocks[i].Answer || r.Blocks[i].Valued != page.HasValue || v.Answer != "yes" || !phrase.Within(r.HeadOf(c.ColHead).Tokens, r.WordsOf(list.HeadSteps)) {
				continue
			}
			if slices.ContainsFunc(answers, func(a answerCell) bool { return a.own == "" && (a.col == c.Col-1 || a.col == c.Col+1) }) {
				r.Blocks[i].Answer, more = true, true
				answers = append(answers, answerCell{col: c.Col, yes: sow.InScope})
				plain = slices.DeleteFunc(plain, func(col int) bool { return col == c.Col })
			}
		}
	}
	return answers, plain
}

// sharedLine tells whether an answer only names who does a part of the line that
// the partner does another part of: "first line: client; second line: supplier".
func (r *Reading) sharedLine(row *tableRow, i int, a answerCell) bool {
	return a.own == sow.Excluded && r.whose(i, r.TokensOf(i)) != page.Nobodys && r.partnerElsewhere(row, a.col)
}

// readBlankRow reads a row without an answer.
func (r *Reading) readBlankRow(t *table, row *tableRow) {
	p := blankAnswer(t, row)
	if p == "" {
		p = r.tickedRow(row)
	}
	if p == "" {
		return
	}
	for _, i := range row.blocks {
		r.Blocks[i].Row = page.RowValue{Polarity: p, Cue: "table.answer"}
	}
}

// answerIn reads block i as an answer.
func (r *Reading) answerIn(t *table, i int) (a answerCell, ok bool) {
	b := &r.Doc.Blocks[i]
	v, ok := r.cellValue(i)
	if !ok {
		return a, false
	}
	class := r.deciding(t, i)
	a.col = b.Cell.Col
	if p := r.fateOf(t, i, v); p != "" {
		a.yes = p
		return a, true
	}
	if r.besideMatter(t, i, v, class) || v.Answer == "no" && b.Checked == nil && r.changes(t) {
		return a, false // what is new was not there before
	}
	ok = r.readAnswer(&a, t, i, v, class)
	return a, ok
}

// readAnswer fills in what the answer v of cell i says, and tells whether it says
// anything of what is delivered.
func (r *Reading) readAnswer(a *answerCell, t *table, i int, v lexicon.Value, class *sow.ColumnClass) bool {
	b := &r.Doc.Blocks[i]
	switch {
	case v.Polarity != "" && r.HeadOwner(b.Cell.ColHead) != page.Nobodys:
		return false // below the name of a party it says what that does
	case v.Polarity != "":
		if v.Polarity != sow.InScope || r.settles(i, class) {
			a.own = v.Polarity
		}
	case class == nil && !r.asksForAnswer(t, i):
		return false
	case class == nil && b.Checked == nil: // "Needed?", "¿Entra?", or the partner's name
		a.yes, a.no = r.outright(b.Cell, v.Answer)
	case v.Answer == "yes" || r.crossed(t, i, class):
		a.yes = positive(class)
	case v.Answer == "no":
		a.no = r.denied(i, class)
	}
	return true
}

// deciding gives the class of the column of cell i. In a section of what is not
// delivered a head that was read as a heading ("Stage 2") decides nothing.
func (r *Reading) deciding(t *table, i int) *sow.ColumnClass {
	class := t.column(r.Doc.Blocks[i].Cell.Col).class
	if class != nil && len(class.Heads) == 0 && r.withheld(i) {
		return nil
	}
	return class
}

// outright gives what a "yes" and a "no" say below a head that asks for them.
func (r *Reading) outright(c *sow.CellPos, answer string) (yes, no sow.Polarity) {
	others := r.heldBy(c)
	switch {
	case answer == "yes" && others != "":
		return others, ""
	case answer == "yes":
		return sow.InScope, ""
	case others != "":
		return "", ""
	}
	return "", sow.Excluded
}

// asksForAnswer tells whether an answer below a head of no class says what is
// delivered: in a section of what is not, a tick only says who or when.
func (r *Reading) asksForAnswer(t *table, i int) bool {
	b := &r.Doc.Blocks[i]
	if r.asksFor(b.Cell) || b.Checked == nil && r.heldBy(b.Cell) != "" {
		return true
	}
	return !r.withheld(i) && (b.Checked != nil || r.oursAlone(t, b.Cell.ColHead))
}

// oursAlone tells whether a head names the partner, and no other head of its
// table a party: "yes" and "no" below it say what is delivered.
func (r *Reading) oursAlone(t *table, head string) bool {
	if r.HeadOwner(head) != page.Partners {
		return false
	}
	ours, others := r.partyHeads(t)
	return ours >= 0 && len(others) == 0
}

// withheld tells whether a cell stands in a section of what is not delivered.
func (r *Reading) withheld(i int) bool {
	class := r.Blocks[i].Class
	return class != nil && lexicon.Withholds(class)
}

// crosses are the signs of a "no" that also mark.
var crosses = []string{"✗", "✘", "✕"}

// crossed tells whether a cross is the mark of a column of what is left out, in
// which nothing is ticked: "Not in this order: ✗".
func (r *Reading) crossed(t *table, i int, class *sow.ColumnClass) bool {
	b := &r.Doc.Blocks[i]
	return class != nil && class.Polarity == sow.Excluded && t.column(b.Cell.Col).yes == 0 && slices.Contains(crosses, strings.TrimSpace(b.Text))
}

// heldBy gives what a "yes" says below a head that asks who does a line and
// names another than the partner: "Run by the client".
func (r *Reading) heldBy(c *sow.CellPos) sow.Polarity {
	if !r.asksWho(c.ColHead) {
		return ""
	}
	return page.PolarityOf(r.HeadOwner(c.ColHead))
}

// asksFor tells whether the heads of a cell ask for an answer.
func (r *Reading) asksFor(c *sow.CellPos) bool {
	return r.decides(c.ColHead) || strings.Contains(c.ColHead+c.RowHead, "?")
}

// following gives the answers right of a column up to the next column that
// holds something else; all of them when there are none.
func following(answers []answerCell, plain []int, col int) []answerCell {
	var run []answerCell
	for _, a := range answers {
		if a.col <= col {
			continue
		}
		if len(run) > 0 && slices.ContainsFunc(plain, func(c int) bool { return c > col && c < a.col }) {
			return run
		}
		run = append(run, a)
	}
	if len(run) == 0 {
		return answers
	}
	return run
}

// together weighs answers: a "yes" counts before a word of its own, that
// before a "no"; of several the one that keeps the row out of scope.
func together(answers []answerCell) sow.Polarity {
	var yes, own, no sow.Polarity
	for _, a := range answers {
		if a.yes != "" {
			yes = cmp.Or(pick(yes, a.yes), yes)
		}
		own = cmp.Or(own, a.own)
		no = cmp.Or(no, a.no)
	}
	return cmp.Or(yes, own, no)
}

// settles tells whether words like "unchanged" or "new" in a cell put a row in
// scope: under a head that decides, or in a change order, where they say what
// stands after the change.
func (r *Reading) settles(i int, class *sow.ColumnClass) bool {
	if class != nil && class.Else != "" {
		return true
	}
	section := r.Blocks[i].Class
	return r.KindOfDoc == sow.KindChangeOrder && (section == nil || section.Polarity == sow.InScope)
}

// pick prefers the polarity that keeps a row out of scope. A licence beside the
// work on it takes nothing from that.
func pick(a, b sow.Polarity) sow.Polarity {
	if a == "" || a == sow.InScope && b != sow.Licence || a == sow.Licence && b == sow.InScope {
		return b
	}
	return a
}

func positive(c *sow.ColumnClass) sow.Polarity {
	if c == nil {
		return sow.InScope
	}
	return c.Polarity
}

// denied is negative for cell i: what no other contractor does is not ordered by
// that in a section of what is left out.
func (r *Reading) denied(i int, class *sow.ColumnClass) sow.Polarity {
	if p := negative(class); p != sow.InScope || !r.withheld(i) {
		return p
	}
	return ""
}

func negative(c *sow.ColumnClass) sow.Polarity {
	switch {
	case c == nil:
		return sow.Optional
	case c.Polarity == sow.InScope && c.Else == "":
		return sow.Excluded // nothing comes out at the end: "After: 0"
	}
	return c.Else
}

// blankAnswer reads a row without an answer in a table whose decision columns
// are ticked elsewhere.
func blankAnswer(t *table, row *tableRow) sow.Polarity {
	var first *tableColumn
	for i := range t.columns {
		c := &t.columns[i]
		if c.yes > 0 && c.class != nil && !slices.Contains(row.yes, c.number) && (first == nil || c.number < first.number) {
			first = c
		}
	}
	if first == nil {
		return ""
	}
	return first.class.Else
}

package table

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// ownerCue is the reason of a row with the name of who does it.
const ownerCue = "table.owner"

// maxOwner is the number of tokens of a cell that names who does a line.
const maxOwner = 12

// shortOwner is the same for a column whose head does not ask for it.
const shortOwner = 6

// whose tells which party a few words name: the partner by its name, its word
// or "we"; the customer; or somebody else ("another supplier", "in-house").
// Two parties together are nobody's.
func (r *Reading) whose(i int, tokens []token.Token) page.Owner {
	if len(tokens) == 0 || len(tokens) > maxOwner {
		return page.Nobodys
	}
	if phrase.Opens(tokens, r.WordsOf(list.PartyYours)) {
		return page.Customers
	}
	return r.WhoseIn(r.Doc.Blocks[i].Text, tokens)
}

// ReadOwners reads tables that say who does each line: a column headed
// "Responsible" or "Cared for by", and matrices of letters by party. A line
// that another than the partner does is not delivered here.
func (r *Reading) ReadOwners() {
	r.readMarks()
	for _, t := range r.inOrder() {
		if col, ok := r.ownerColumn(t); ok {
			r.readOwnerColumn(t, col)
		}
		ours := r.partnerColumn(t)
		if ours >= 0 {
			r.readMatrix(t, ours)
		}
		r.readDuties(t)
		r.readLegend(t, ours)
		r.readDecisions(t)
		r.readNotes(t)
		r.readAmounts(t)
	}
}

// inOrder gives the tables in the order of the document.
func (r *Reading) inOrder() []*table {
	if len(r.ordered) < len(r.tables) {
		r.ordered = slices.SortedFunc(maps.Values(r.tables), func(a, b *table) int { return a.number - b.number })
	}
	return r.ordered
}

// ownerColumn finds the column whose head asks who does a line.
func (r *Reading) ownerColumn(t *table) (col int, ok bool) {
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col == 0 || c.HeaderRow || c.ColHead == "" || len(c.ColHead) > page.MaxPseudo {
				continue
			}
			if r.asksWho(c.ColHead) && (!r.readHead(c.ColHead).Owned || !r.ownedByOthers(t, i)) {
				return c.Col, true
			}
		}
	}
	return r.partyColumn(t)
}

// AsksWho tells whether the head of a column asks who does a line.
func (r *Reading) asksWho(head string) bool {
	return r.readHead(head).AsksWho
}

// partyColumn finds a column whose lines name parties and nothing else: the
// partner in one, another in the next ("R", "Zuschlag", "Fourni par").
func (r *Reading) partyColumn(t *table) (col int, ok bool) {
	counts := make([]partyCount, len(t.columns))
	for _, row := range t.rows {
		for _, i := range row.blocks {
			if c := r.Doc.Blocks[i].Cell; c.Col > 0 && !c.HeaderRow && len(r.TokensOf(i)) > 0 {
				r.countParty(&counts[t.columnAt(c.Col)], i)
			}
		}
	}
	for at, in := range counts {
		if r.readHead(t.columns[at].head).Apart {
			continue
		}
		if number := t.columns[at].number; in.onlyParties() && (!ok || number < col) {
			col, ok = number, true
		}
	}
	return col, ok
}

// partyCount counts the cells of a column, and those that name the partner and
// another party, up to the first that names none.
type partyCount struct{ ours, theirs, cells int }

func (c partyCount) onlyParties() bool {
	return c.ours > 0 && c.theirs > 0 && c.ours+c.theirs == c.cells
}

func (r *Reading) countParty(in *partyCount, i int) {
	if in.cells > in.ours+in.theirs {
		return // one of them is enough
	}
	in.cells++
	if len(r.TokensOf(i)) > shortOwner || len(r.HitsOf(i, phrase.Name)) > 0 || len(r.HitsOf(i, phrase.Verb)) > 0 {
		return
	}
	switch who := r.whose(i, r.TokensOf(i)); {
	case who == page.Partners:
		in.ours++
	case who != page.Nobodys, r.otherParty(i):
		in.theirs++
	}
}

func (r *Reading) readOwnerColumn(t *table, col int) {
	ours := r.namesPartner(t, col)
	for _, row := range t.rows {
		p := sow.Polarity("")
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col != col || c.HeaderRow {
				continue
			}
			p = page.PolarityOf(r.whose(i, r.TokensOf(i)))
			if p == "" && (ours && r.otherParty(i) || r.asksWho(c.ColHead) && r.strangeBody(i)) {
				p = sow.Excluded
			}
		}
		if p != "" && r.partnerElsewhere(row, col) {
			continue // "first line: client; second line: supplier"
		}
		r.setRow(row, p, ownerCue)
	}
}

// partnerElsewhere tells whether another short cell of a row names the partner
// alone.
func (r *Reading) partnerElsewhere(row *tableRow, col int) bool {
	return slices.ContainsFunc(row.blocks, func(i int) bool {
		c := r.Doc.Blocks[i].Cell
		return c.Col != col && c.Col > 0 && !c.HeaderRow && len(r.TokensOf(i)) <= shortOwner && r.whose(i, r.TokensOf(i)) == page.Partners
	})
}

// namesPartner tells whether a line of a column names the partner.
func (r *Reading) namesPartner(t *table, col int) bool {
	for _, row := range t.rows {
		for _, i := range row.blocks {
			if c := r.Doc.Blocks[i].Cell; c.Col == col && !c.HeaderRow && r.whose(i, r.TokensOf(i)) == page.Partners {
				return true
			}
		}
	}
	return false
}

// otherParty tells whether a cell of a column in which another line names the
// partner gives a name that is not the partner's.
func (r *Reading) otherParty(i int) bool {
	tokens, lang := r.TokensOf(i), r.Blocks[i].Lang
	if len(tokens) == 0 || len(tokens) > maxOwner || r.WhoseIn(r.Doc.Blocks[i].Text, tokens) != page.Nobodys || lang == nil {
		return false
	}
	both := r.SaysAny(tokens, r.WordsOf(list.PartySelf)) || r.SaysAny(tokens, r.WordsOf(list.PartyPartner))
	return !both && tokens[0].Flags&token.InitialCap != 0 && tokens[0].Flags&token.Number == 0
}

// setRow gives the lines of a row that have no answer yet a polarity.
func (r *Reading) setRow(row *tableRow, p sow.Polarity, cue string) {
	if p == "" {
		return
	}
	for _, i := range row.blocks {
		if r.Blocks[i].Row.Polarity == "" && !r.Doc.Blocks[i].Cell.HeaderRow {
			r.Blocks[i].Row = page.RowValue{Polarity: p, Cue: cue}
		}
	}
}

// partnerColumn finds, in a matrix of responsibilities, the column of the
// partner: by its head, or as the one beside that of the customer; -1 without one.
func (r *Reading) partnerColumn(t *table) int {
	counts := make([]struct {
		head                string
		letters, cells, own int
	}, len(t.columns))
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col == 0 || c.HeaderRow {
				continue
			}
			in := &counts[t.columnAt(c.Col)]
			in.head = c.ColHead
			in.cells++
			if isDuty(r.Doc.Blocks[i].Text) {
				in.letters++
			}
			if strings.Contains(duty(r.Doc.Blocks[i].Text), "R") {
				in.own++
			}
		}
	}
	var matrix []dutyColumn
	whole := true // no other column is one of letters for the most part
	for at, in := range counts {
		switch {
		case in.cells > 0 && 5*in.letters >= 4*in.cells && (in.cells > 1 || r.HeadOwner(in.head) != page.Nobodys):
			matrix = append(matrix, dutyColumn{t.columns[at].number, in.head, in.own})
		case 2*in.letters > in.cells:
			whole = false
		}
	}
	if len(matrix) < 2 {
		return -1
	}
	slices.SortFunc(matrix, func(a, b dutyColumn) int { return a.number - b.number })
	return r.pickPartner(matrix, whole)
}

// dutyColumn is a column of a matrix of responsibilities.
type dutyColumn struct {
	number int
	head   string
	own    int // lines for which it is responsible
}

// pickPartner gives the column of the partner among those of a matrix, -1 where
// it cannot be told: of several that nobody is known to have it is the one that
// does by far most of the lines, if the matrix is whole.
func (r *Reading) pickPartner(matrix []dutyColumn, whole bool) int {
	var rest []dutyColumn
	for _, c := range matrix {
		switch r.HeadOwner(c.head) {
		case page.Partners:
			return c.number
		case page.Customers, page.Thirds:
		case page.Nobodys:
			rest = append(rest, c)
		}
	}
	if len(rest) == 0 {
		return -1
	}
	slices.SortFunc(rest, func(a, b dutyColumn) int { return b.own - a.own })
	if len(rest) > 1 && (!whole || rest[0].own < max(3, 2*rest[1].own)) {
		return -1
	}
	return rest[0].number
}

// isDuty tells whether a cell holds nothing but letters of a matrix of
// responsibilities (R, A, C, I and their relatives), a tick or a dash, with what
// stands between brackets left out: "R (the agency)".
func isDuty(text string) bool {
	text = duty(text)
	if text == "" || len(text) > 12 || text[0] < utf8.RuneSelf && strings.IndexByte(dutyMarks, text[0]) < 0 {
		return text == ""
	}
	return !strings.ContainsFunc(text, func(c rune) bool { return !strings.ContainsRune(dutyMarks, c) })
}

// dutyMarks are the letters and marks of such a cell.
const dutyMarks = "RACISVDMEXPNx/,+() –—-✓✔●•"

// duty gives the letters of a cell of a matrix without the remark behind them.
func duty(text string) string {
	if strings.IndexByte(text, '(') >= 0 {
		text, _, _ = strings.Cut(text, " (")
	}
	return strings.TrimSpace(text)
}

// carries tells whether a cell of such a matrix gives the work to its party.
func carries(text string) bool { return strings.ContainsAny(duty(text), "RAVDEXPx✓✔●•") }

// readMatrix sets aside the lines of a matrix in which the partner only helps,
// is asked or is told. One for which it is responsible is plainly its own.
func (r *Reading) readMatrix(t *table, col int) {
	for _, row := range t.rows {
		mine, seen := "", false
		for _, i := range row.blocks {
			if c := r.Doc.Blocks[i].Cell; c.Col == col && !c.HeaderRow {
				mine, seen = r.Doc.Blocks[i].Text, true
			}
		}
		if (seen || len(row.blocks) > 1) && !carries(mine) {
			r.setRow(row, sow.Prerequisite, "table.matrix")
		} else if strings.Contains(duty(mine), "R") {
			r.setRow(row, sow.InScope, TableAnswer)
		}
	}
}

package flow

import (
	"fmt"
	"strings"
	"testing"

	"claimline/internal/sow"
)

func para(text string) Para {
	p := Para{}
	p.Kind, p.Text = sow.Paragraph, text
	return p
}

func bold(text string) Para {
	p := para(text)
	p.AllBold = true
	return p
}

func item(level int, text string) Para {
	p := para(text)
	p.Kind, p.Level, p.List = sow.ListItem, level, true
	return p
}

func lines(blocks []sow.Block) string {
	var out []string
	for _, b := range blocks {
		s := fmt.Sprintf("%s %d %s|%s", b.Kind, b.Level, b.Number, b.Text)
		if b.Intro != "" {
			s += " after " + b.Intro
		}
		if b.Checked != nil {
			s += fmt.Sprintf(" %v", *b.Checked)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	body := strings.Repeat("The partner moves the mailboxes. ", 4)
	tests := []struct {
		name  string
		paras []Para
		want  string
	}{
		{"bold line stands as heading", []Para{bold("Scope"), para(body)}, "heading 1 |Scope\nparagraph 0 |" + body},
		{"larger line stands above a bold one", func() []Para {
			title := para("Move to the cloud")
			title.Size = 32
			scope, text := bold("Scope"), para(body)
			scope.Size, text.Size = 20, 20
			return []Para{title, scope, text}
		}(), "heading 1 |Move to the cloud\nheading 2 |Scope\nparagraph 0 |" + body},
		{
			"typed numbers beside each other count",
			[]Para{para("C.1 The partner plans it."), para("C.2 The partner does it.")},
			"list_item 2 C.1|The partner plans it.\nlist_item 2 C.2|The partner does it.",
		},
		{"a number alone stays text", []Para{para("2.5 million messages are moved.")}, "paragraph 0 |2.5 million messages are moved."},
		{
			"items know the line before their list",
			[]Para{para("We do not:"), item(1, "move files"), item(1, "train users")},
			"paragraph 0 |We do not:\nlist_item 1 |move files after We do not:\nlist_item 1 |train users after We do not:",
		},
		{"a block for each box", []Para{para("☒ Exchange ☐ Teams")}, "paragraph 0 |☒ Exchange true\nparagraph 0 |☐ Teams false"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := lines(Blocks(tt.paras)); got != tt.want {
				t.Errorf("blocks:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// row makes a row of one paragraph a cell; "*" sets it bold.
func row(texts ...string) Row {
	var r Row
	for i, t := range texts {
		p := para(t)
		if rest, ok := strings.CutPrefix(t, "*"); ok {
			p = bold(rest)
		}
		r.Cells = append(r.Cells, Cell{Col: i, Span: 1, Paras: []Para{p}})
	}
	return r
}

func head(r Row) Row {
	r.Head = true
	return r
}

func TestTable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		rows []Row
		want string
	}{
		{"declared head", []Row{head(row("Item", "Date")), row("Plan", "3 May")}, "Item head, Date head; Plan under Item, 3 May beside Plan under Date"},
		{"bold head", []Row{row("*Item", "*Date"), row("Plan", "3 May")}, "Item head, Date head; Plan under Item, 3 May beside Plan under Date"},
		{
			"declared head over labels and values",
			[]Row{head(row("Client", "Sundew Solar Installations Inc., Tucson, AZ")), row("Partner", "Redstart Studio")},
			"Client, Sundew Solar Installations Inc., Tucson, AZ beside Client; Partner, Redstart Studio beside Partner",
		},
		{"bold labels", []Row{row("*Client", "Sundew"), row("*Partner", "Redstart")}, "Client, Sundew beside Client; Partner, Redstart beside Partner"},
		{
			"names of columns by their words",
			[]Row{row("Ref", "What", "When"), row("D-1", "Plan of the move with all its waves", "3 May 2026")},
			"Ref head, What head, When head; D-1 under Ref, Plan of the move with all its waves beside D-1 under What, 3 May 2026 beside D-1 under When",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			table := Table{ID: 1, Rows: tt.rows}
			rows := make([][]string, len(tt.rows))
			for _, p := range table.Paras() {
				s := p.Text
				if p.Cell.HeaderRow {
					s += " head"
				}
				if p.Cell.RowHead != "" {
					s += " beside " + p.Cell.RowHead
				}
				if p.Cell.ColHead != "" {
					s += " under " + p.Cell.ColHead
				}
				rows[p.Cell.Row] = append(rows[p.Cell.Row], s)
			}
			var got []string
			for _, r := range rows {
				got = append(got, strings.Join(r, ", "))
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("cells: %s\nwant:  %s", s, tt.want)
			}
		})
	}
}

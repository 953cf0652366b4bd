package docx

import (
	"fmt"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// grid prints the cells of a document, one a line.
func grid(doc sow.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		c := b.Cell
		if c == nil {
			fmt.Fprintf(&out, "%s %q\n", b.Kind, b.Text)
			continue
		}
		fmt.Fprintf(&out, "t%d r%dc%d %q", c.Table, c.Row, c.Col, b.Text)
		if c.HeaderRow {
			out.WriteString(" head")
		}
		if c.RowHead != "" || c.ColHead != "" {
			fmt.Fprintf(&out, " beside %q under %q", c.RowHead, c.ColHead)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func bold(text string) string { return para(r(`<w:b/>`, text)) }

func headRow(cells ...string) string {
	return `<w:tr><w:trPr><w:tblHeader/></w:trPr>` + strings.Join(cells, "") + `</w:tr>`
}

func wide(n int, content string) string {
	return tc(fmt.Sprintf(`<w:tcPr><w:gridSpan w:val="%d"/></w:tcPr>`, n) + content)
}

func merged(kind, content string) string {
	return tc(`<w:tcPr><w:vMerge w:val="` + kind + `"/></w:tcPr>` + content)
}

func TestTables(t *testing.T) {
	shaded := func(content string) string {
		return tc(`<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>` + content)
	}
	firstRow := `<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>` +
		`<w:style w:type="table" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Grid"/></w:style>`
	tests := []struct{ name, body, want string }{
		{
			"marked head", tbl(headRow(tc(p("Item")), tc(p("Fee"))), tr(tc(p("Design")), tc(p("100")))),
			`t1 r0c0 "Item" head
t1 r0c1 "Fee" head
t1 r1c0 "Design" beside "" under "Item"
t1 r1c1 "100" beside "Design" under "Fee"`,
		},
		{
			"two head rows and a wide cell", tbl(headRow(merged("restart", p("Item")), wide(2, p("Fee"))), headRow(merged("continue", p("")), tc(p("Net")), tc(p("Gross"))), tr(tc(p("Design")), tc(p("100")), tc(p("119")))),
			`t1 r0c0 "Item" head
t1 r0c1 "Fee" head
t1 r1c1 "Net" head
t1 r1c2 "Gross" head
t1 r2c0 "Design" beside "" under "Item"
t1 r2c1 "100" beside "Design" under "Fee / Net"
t1 r2c2 "119" beside "Design" under "Fee / Gross"`,
		},
		{
			"bold first row", tbl(tr(tc(bold("Item")), tc(bold("Fee"))), tr(tc(p("Design")), tc(p("100")))),
			`t1 r0c0 "Item" head
t1 r0c1 "Fee" head
t1 r1c0 "Design" beside "" under "Item"
t1 r1c1 "100" beside "Design" under "Fee"`,
		},
		{
			"shaded first row", tbl(tr(shaded(p("Item")), shaded(p("Fee"))), tr(tc(p("Design")), tc(p("100")))),
			`t1 r0c0 "Item" head
t1 r0c1 "Fee" head
t1 r1c0 "Design" beside "" under "Item"
t1 r1c1 "100" beside "Design" under "Fee"`,
		},
		{
			"first row of the table's style", `<w:tbl><w:tblPr><w:tblStyle w:val="Child"/><w:tblLook w:val="04A0"/></w:tblPr>` + tr(tc(p("Item")), tc(p("Fee"))) + tr(tc(p("Design")), tc(p("100"))) + `</w:tbl>`,
			`t1 r0c0 "Item" head
t1 r0c1 "Fee" head
t1 r1c0 "Design" beside "" under "Item"
t1 r1c1 "100" beside "Design" under "Fee"`,
		},
		{
			"style without the first row", `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="0" w:val="04A0"/></w:tblPr>` + tr(tc(p("Item")), tc(p("Fee"))) + tr(tc(p("Design")), tc(p("100"))) + `</w:tbl>`,
			`t1 r0c0 "Item"
t1 r0c1 "Fee" beside "Item" under ""
t1 r1c0 "Design"
t1 r1c1 "100" beside "Design" under ""`,
		},
		{
			"labels and values have no head", tbl(tr(tc(bold("Customer")), tc(p("Fabrikam"))), tr(tc(bold("Start")), tc(p("1 May")))),
			`t1 r0c0 "Customer"
t1 r0c1 "Fabrikam" beside "Customer" under ""
t1 r1c0 "Start"
t1 r1c1 "1 May" beside "Start" under ""`,
		},
		{
			"row of labels above sentences and numbers", tbl(tr(tc(p("Item")), tc(p("Content")), tc(p("Fee"))), tr(tc(p("Design")), tc(p("The partner writes it down")), tc(p("100")))),
			`t1 r0c0 "Item" head
t1 r0c1 "Content" head
t1 r0c2 "Fee" head
t1 r1c0 "Design" beside "" under "Item"
t1 r1c1 "The partner writes it down" beside "Design" under "Content"
t1 r1c2 "100" beside "Design" under "Fee"`,
		},
		{
			"cell merged down names all its rows", tbl(tr(merged("restart", p("Mail")), tc(p("Design"))), tr(merged("continue", p("")), tc(p("Build"))), tr(tc(p("Files")), tc(p("Copy")))),
			`t1 r0c0 "Mail"
t1 r0c1 "Design" beside "Mail" under ""
t1 r1c1 "Build" beside "Mail" under ""
t1 r2c0 "Files"
t1 r2c1 "Copy" beside "Files" under ""`,
		},
		{
			"tick box names no row", tbl(tr(tc(p("☒")), tc(p("Teams")), tc(p("see 2.1")))),
			`t1 r0c0 "☒"
t1 r0c1 "Teams"
t1 r0c2 "see 2.1" beside "Teams" under ""`,
		},
		{
			"columns left out before the row", tbl(headRow(tc(p("A")), tc(p("B"))), `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc(p("x"))+`</w:tr>`),
			`t1 r0c0 "A" head
t1 r0c1 "B" head
t1 r1c1 "x" beside "" under "B"`,
		},
		{
			"table in a table", tbl(tr(tc(p("Order")), tc(p("before")+tbl(tr(tc(p("Client")), tc(p("Fabrikam"))))+p("after")))),
			`t1 r0c0 "Order"
t1 r0c1 "before" beside "Order" under ""
t2 r0c0 "Client"
t2 r0c1 "Fabrikam" beside "Client" under ""
t1 r0c1 "after" beside "Order" under ""`,
		},
		{
			"table of one cell is a box", tbl(tr(tc(p("Please note") + p("Teams is not part of it")))),
			`paragraph "Please note"
paragraph "Teams is not part of it"`,
		},
		{
			"notes stand behind the table", tbl(tr(tc(para(r("", "a")+`<w:r><w:footnoteReference w:id="1"/></w:r>`)), tc(p("b")))) + p("c"),
			`t1 r0c0 "a"
t1 r0c1 "b" beside "a" under ""
footnote "note"
paragraph "c"`,
		},
		{
			"paragraphs of a cell", tbl(tr(tc(p("Scope")), tc(p("Mail")+p("Files")))),
			`t1 r0c0 "Scope"
t1 r0c1 "Mail" beside "Scope" under ""
t1 r0c1 "Files" beside "Scope" under ""`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, file{styles: firstRow, body: tt.body, footnotes: `<w:footnote w:id="1">` + p("note") + `</w:footnote>`})
			if got := strings.TrimSpace(grid(doc)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestHeadsStaySmall reads a long first cell that thousands of rows continue:
// what each cell repeats of it is bounded.
func TestHeadsStaySmall(t *testing.T) {
	var rows strings.Builder
	rows.WriteString(tr(merged("restart", p(strings.Repeat("long words ", 2000))), tc(p("first"))))
	for range 3000 {
		rows.WriteString(tr(merged("continue", p("")), tc(p("next"))))
	}
	doc, err := Read(zipReader(t, file{body: tbl(rows.String())}, Limits{Ratio: 1000}))
	if err != nil {
		t.Fatal(err)
	}
	last := doc.Blocks[len(doc.Blocks)-1]
	if !strings.HasPrefix(last.Cell.RowHead, "long words") || len(last.Cell.RowHead) > 250 {
		t.Errorf("row head of %d bytes", len(last.Cell.RowHead))
	}
}

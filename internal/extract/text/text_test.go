package text

import (
	"fmt"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// outline prints blocks, one a line, so that a table of cases can hold them.
func outline(doc sow.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		fmt.Fprintf(&out, "%s", b.Kind)
		if b.Level > 0 {
			fmt.Fprintf(&out, " %d", b.Level)
		}
		if b.Number != "" {
			fmt.Fprintf(&out, " [%s]", b.Number)
		}
		fmt.Fprintf(&out, " %q", b.Text)
		if b.Cell != nil {
			fmt.Fprintf(&out, " r%dc%d", b.Cell.Row, b.Cell.Col)
			if b.Cell.HeaderRow {
				out.WriteString(" head")
			}
			if b.Cell.ColHead != "" {
				fmt.Fprintf(&out, " under %q", b.Cell.ColHead)
			}
			if b.Cell.RowHead != "" {
				fmt.Fprintf(&out, " beside %q", b.Cell.RowHead)
			}
		}
		if b.Intro != "" {
			fmt.Fprintf(&out, " after %q", b.Intro)
		}
		if b.Checked != nil {
			fmt.Fprintf(&out, " ticked=%v", *b.Checked)
		}
		for _, m := range b.Marks {
			fmt.Fprintf(&out, " %s(%s)", m.Kind, b.Text[m.Start:m.End])
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func lineDiff(got, want string) string {
	g, w := strings.Split(strings.TrimSpace(got), "\n"), strings.Split(strings.TrimSpace(want), "\n")
	var out strings.Builder
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = strings.TrimSpace(w[i])
		}
		if a != b {
			fmt.Fprintf(&out, "line %d\n got  %s\n want %s\n", i+1, a, b)
		}
	}
	return out.String()
}

func TestReadPlain(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{
			"headings, lists and wrapped lines",
			"STATEMENT OF WORK\n\n1. Scope\n\nThe partner will move all mailboxes of the customer from the old server to\nExchange Online and will train the administrators of the customer in its use.\n\nOut of scope:\n- Teams\n- SharePoint\n\n2. Fees\n\nFixed fee of EUR 5,000.\n",
			`heading 1 "STATEMENT OF WORK"
heading 2 [1.] "Scope"
paragraph "The partner will move all mailboxes of the customer from the old server to Exchange Online and will train the administrators of the customer in its use."
paragraph "Out of scope:"
list_item 1 "Teams" after "Out of scope:"
list_item 1 "SharePoint" after "Out of scope:"
heading 2 [2.] "Fees"
paragraph "Fixed fee of EUR 5,000."`,
		},
		{
			"underlined headings and a table of aligned columns",
			"Scope\n=====\n\nItem        Hours   Fee\nDesign      10      1000\nBuild       20      2000\n\nNotes\n-----\nNone.",
			`heading 1 "Scope"
cell "Item" r0c0 head
cell "Hours" r0c1 head
cell "Fee" r0c2 head
cell "Design" r1c0 under "Item"
cell "10" r1c1 under "Hours" beside "Design"
cell "1000" r1c2 under "Fee" beside "Design"
cell "Build" r2c0 under "Item"
cell "20" r2c1 under "Hours" beside "Build"
cell "2000" r2c2 under "Fee" beside "Build"
heading 2 "Notes"
paragraph "None."`,
		},
		{
			"tick boxes and dates are no list numbers",
			"Ordered:\n[x] Teams\n[ ] Intune\n\n15. September 2026 is the start.\n\n> Quoted words\n",
			`paragraph "Ordered:"
paragraph "[x] Teams" ticked=true
paragraph "[ ] Intune" ticked=false
paragraph "15. September 2026 is the start."
paragraph "Quoted words"`,
		},
		{
			"a mail: head, wrapped lines, signature, reply",
			"From: Ann Lee, Northwind IT\nTo: Bo Kim\nSubject: Re: AW: New phones\n\nHello Bo,\n\nwe will set up Teams Phone for all of your people in the two offices and port\nthe numbers.\n\nNot included:\n- Fax\n- Recording,\n  which is not allowed\n\nKind regards\nAnn\n\nNorthwind IT | Azure | Intune\nCall us\n\nP.S. Bring cake.\n\n-----\n\nFrom: Bo Kim\nTo: Ann Lee\n\nApproved.\n--\nKim Ltd uses Exchange Online\n",
			`paragraph "From: Ann Lee, Northwind IT"
paragraph "To: Bo Kim"
paragraph "Subject: Re: AW: New phones"
paragraph "Hello Bo,"
paragraph "we will set up Teams Phone for all of your people in the two offices and port the numbers."
paragraph "Not included:"
list_item 1 "Fax" after "Not included:"
list_item 1 "Recording, which is not allowed" after "Not included:"
paragraph "Kind regards"
paragraph "Ann"
footer "Northwind IT | Azure | Intune\nCall us"
paragraph "P.S. Bring cake."
paragraph "From: Bo Kim"
paragraph "To: Ann Lee"
paragraph "Approved."
footer "Kim Ltd uses Exchange Online"`,
		},
		{
			"lines of labels are not joined",
			"Customer: Fabrikam Manufacturing and Trading Company Ltd\nContact: Ann Lee, head of purchasing of the whole group\nfor all countries\n",
			`paragraph "Customer: Fabrikam Manufacturing and Trading Company Ltd"
paragraph "Contact: Ann Lee, head of purchasing of the whole group for all countries"`,
		},
		{
			"bars and rules make tables",
			"Fees\n\n+------+-----+\n| Item | Fee |\n+------+-----+\n| Mail | 100 |\n+------+-----+\n\nA\tB\nC\tD\n",
			`heading 1 "Fees"
cell "Item" r0c0 head
cell "Fee" r0c1 head
cell "Mail" r1c0 under "Item"
cell "100" r1c1 under "Fee" beside "Mail"
cell "A" r0c0
cell "B" r0c1 beside "A"
cell "C" r1c0
cell "D" r1c1 beside "C"`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := ReadPlain([]byte(tt.in), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if d := lineDiff(outline(doc), tt.want); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadMarkdown(t *testing.T) {
	in := "---\ntitle: Order\n---\n# Scope\nWe do **all** of ~~Teams~~ [Exchange](x).\n\nNot included:\n\n* A\n  * B\n1. [ ] no\n2. [x] yes\n\n| P | In |\n|---|---|\n| Teams | ☒ |\n\n<!-- secret -->\nEnd[^1]\n\n[^1]: note"
	doc, err := ReadMarkdown([]byte(in), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := `heading 1 "Scope"
paragraph "We do all of Teams Exchange." bold(all) struck(Teams) link(Exchange)
paragraph "Not included:"
list_item 1 "A" after "Not included:"
list_item 2 "B" after "Not included:"
list_item 1 [1.] "[ ] no" after "Not included:" ticked=false
list_item 1 [2.] "[x] yes" after "Not included:" ticked=true
cell "P" r0c0 head
cell "In" r0c1 head
cell "Teams" r1c0 under "P"
cell "☒" r1c1 under "In" beside "Teams" ticked=true
paragraph "End"
footnote "note"`
	if d := lineDiff(outline(doc), want); d != "" {
		t.Error(d)
	}
	if doc.Title != "Order" || len(doc.Warnings) != 2 {
		t.Errorf("title %q, warnings %v", doc.Title, doc.Warnings)
	}
}

func TestReadHTML(t *testing.T) {
	in := `<html><head><title>T</title><script>x()</script></head><body><h1>Scope</h1><p>We <b>do</b> <del>Teams</del> it.<p style="display:none">secret</p>
<p>Not in scope:</p><ul><li>A<ul><li>B</ul><li><p>C</p></ul><ol start=3><li>D</ol>
<table><tr><th>Product<th>In</tr><tr><td rowspan=2>M365<td><input type=checkbox checked>Teams<tr><td><input type=checkbox>Intune</table></body></html>`
	doc, err := ReadHTML([]byte(in), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := `heading 1 "Scope"
paragraph "We do Teams it." bold(do) struck(Teams)
paragraph "Not in scope:"
list_item 1 "A" after "Not in scope:"
list_item 2 "B" after "Not in scope:"
list_item 1 "C" after "Not in scope:"
list_item 1 [3.] "D" after "Not in scope:"
cell "Product" r0c0 head bold(Product)
cell "In" r0c1 head bold(In)
cell "M365" r1c0 under "Product"
cell "☒ Teams" r1c1 under "In" beside "M365" ticked=true
cell "☐ Intune" r2c1 under "In" beside "M365" ticked=false`
	if d := lineDiff(outline(doc), want); d != "" {
		t.Error(d)
	}
}

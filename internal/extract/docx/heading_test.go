package docx

import (
	"fmt"
	"strings"
	"testing"
)

// shape prints kind, level, number and text of each block.
func shape(t *testing.T, f file) string {
	t.Helper()
	var out strings.Builder
	for _, b := range mustRead(t, f).Blocks {
		fmt.Fprintf(&out, "%s %d [%s] %s\n", b.Kind, b.Level, b.Number, b.Text)
	}
	return strings.TrimSpace(out.String())
}

func large(size int, text string) string {
	return para(r(fmt.Sprintf(`<w:sz w:val="%d"/>`, size), text))
}

func TestHeadings(t *testing.T) {
	long := "The partner will carry out the work of this section in the time that the parties have agreed for it."
	styles := paraStyle("H1", "heading 1", `<w:pPr><w:outlineLvl w:val="0"/></w:pPr>`) +
		paraStyle("Uber", "Überschrift 2", "") + paraStyle("Titre3", "titre 3", "") +
		paraStyle("Mine", "Clause head", `<w:basedOn w:val="H1"/>`) +
		paraStyle("Outline", "Any name", `<w:pPr><w:outlineLvl w:val="3"/></w:pPr>`) +
		paraStyle("Body", "Any body", `<w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>`) +
		paraStyle("TOC1", "toc 1", "")
	tests := []struct{ name, body, want string }{
		{"style by its outline level", styled("H1", "Scope"), "heading 1 [] Scope"},
		{"German style name", styled("Uber", "Umfang"), "heading 2 [] Umfang"},
		{"French style name", styled("Titre3", "Périmètre"), "heading 3 [] Périmètre"},
		{"style based on a heading", styled("Mine", "Scope"), "heading 1 [] Scope"},
		{"any style with an outline level", styled("Outline", "Scope"), "heading 4 [] Scope"},
		{"style that takes the level back", styled("Body", "Scope"), "paragraph 0 [] Scope"},
		{"outline level of the paragraph", `<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Scope</w:t></w:r></w:p>`, "heading 2 [] Scope"},
		{"clause in a heading's style", styled("H1", strings.Repeat(long, 2)), "paragraph 0 [] " + strings.Repeat(long, 2)},
		{"table of contents", styled("TOC1", "1 Scope"), "paragraph 0 [] 1 Scope"},
		{
			"table of contents in a field", para(fld("begin")+instr(` TOC \o "1-3" `)+fld("separate")+r("<w:b/>", "Scope 1")) + para(r("<w:b/>", "Fees 2")) + para(fld("end")) + styled("H1", "Scope"),
			"paragraph 0 [] Scope 1\nparagraph 0 [] Fees 2\nheading 1 [] Scope",
		},
		{"bold lines", bold("Scope") + p(long) + bold("Out of scope:") + p(long), "heading 1 [] Scope\nparagraph 0 [] " + long + "\nheading 1 [] Out of scope:\nparagraph 0 [] " + long},
		{"larger lines stand above bold ones", large(32, "Statement of Work") + bold("Scope") + p(long), "heading 1 [] Statement of Work\nheading 2 [] Scope\nparagraph 0 [] " + long},
		{"bold label with a value", bold("Customer: Fabrikam") + p(long), "paragraph 0 [] Customer: Fabrikam\nparagraph 0 [] " + long},
		{"bold sentence", bold("Teams is not part of this order.") + p(long), "paragraph 0 [] Teams is not part of this order.\nparagraph 0 [] " + long},
		{"bold everywhere", bold("Scope") + bold(long) + bold("Teams"), "paragraph 0 [] Scope\nparagraph 0 [] " + long + "\nparagraph 0 [] Teams"},
		{
			"typed numbers", p("1. Scope") + p(long) + p("1.1 Mail") + p(long) + p("1.2 Files") + p(long) + p("2. Fees") + p(long),
			"heading 1 [1.] Scope\nparagraph 0 [] " + long + "\nheading 2 [1.1] Mail\nparagraph 0 [] " + long + "\nheading 2 [1.2] Files\nparagraph 0 [] " + long + "\nheading 1 [2.] Fees\nparagraph 0 [] " + long,
		},
		{
			"numbers without a point", p("1 Scope") + p(long) + p("2 Fees") + p(long),
			"heading 1 [1] Scope\nparagraph 0 [] " + long + "\nheading 1 [2] Fees\nparagraph 0 [] " + long,
		},
		{
			"a typed list is no headings", p("We deliver:") + p("1. Mail") + p("2. Files") + p("3. Chat") + p(long),
			"paragraph 0 [] We deliver:\nlist_item 1 [1.] Mail\nlist_item 1 [2.] Files\nlist_item 1 [3.] Chat\nparagraph 0 [] " + long,
		},
		{
			"a typed list inside numbered headings", p("1. Scope") + p(long) + p("1. Mail") + p("2. Files") + p("2. Fees") + p(long) + p("3. Term") + p(long),
			"heading 1 [1.] Scope\nparagraph 0 [] " + long + "\nlist_item 1 [1.] Mail\nlist_item 1 [2.] Files\nheading 1 [2.] Fees\nparagraph 0 [] " + long + "\nheading 1 [3.] Term\nparagraph 0 [] " + long,
		},
		{
			"typed clauses", p("C.1 "+long) + p("C.2 "+long),
			"list_item 2 [C.1] " + long + "\nlist_item 2 [C.2] " + long,
		},
		{"quantities and initials are no numbers", p("2.5 million rows are moved.") + p("A. Smith signs.") + p("15. September 2026"), "paragraph 0 [] 2.5 million rows are moved.\nparagraph 0 [] A. Smith signs.\nparagraph 0 [] 15. September 2026"},
		{"paragraph signs", p("§ 1 Anlass") + p(long) + p("§ 2 Umfang") + p(long), "heading 1 [§ 1] Anlass\nparagraph 0 [] " + long + "\nheading 1 [§ 2] Umfang\nparagraph 0 [] " + long},
		{"typed bullets", p("Not included:") + p("• Teams") + p("– Phone") + p("• Intune"), "paragraph 0 [] Not included:\nlist_item 1 [] Teams\nlist_item 2 [] Phone\nlist_item 1 [] Intune"},
		{"below styled headings", styled("H1", "Scope") + bold("Mail") + p(long), "heading 1 [] Scope\nheading 2 [] Mail\nparagraph 0 [] " + long},
		{"letters of a list", p("(a) "+long) + p("(b) "+long) + p("(c) "+long), "list_item 1 [(a)] " + long + "\nlist_item 1 [(b)] " + long + "\nlist_item 1 [(c)] " + long},
		{"Roman numbers", p("i. "+long) + p("ii. "+long) + p("iii. "+long), "list_item 1 [i.] " + long + "\nlist_item 1 [ii.] " + long + "\nlist_item 1 [iii.] " + long},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shape(t, file{styles: styles, body: tt.body}); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

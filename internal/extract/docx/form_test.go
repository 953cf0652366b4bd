package docx

import (
	"slices"
	"testing"

	"claimline/internal/sow"
)

// check is a Word tick box control with a stored state and a printed sign.
func check(state, sign string) string {
	return sdt(`<w14:checkbox><w14:checked w14:val="`+state+`"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>`, r("", sign))
}

func legacy(props string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>` + props + `</w:checkBox></w:ffData></w:fldChar></w:r>` + instr("FORMCHECKBOX") + fld("separate") + fld("end")
}

func TestTickBoxes(t *testing.T) {
	sym := func(code, font string) string {
		return `<w:r><w:sym w:font="` + font + `" w:char="` + code + `"/></w:r>`
	}
	tests := []struct {
		name, body string
		text       string
		ticked     string // "yes", "no" or "" for no box
		disagree   bool
	}{
		{"control ticked", para(check("1", "☒") + r("", " Teams")), "☒ Teams", "yes", false},
		{"control not ticked", para(check("0", "☐") + r("", " Teams")), "☐ Teams", "no", false},
		{"control without a sign", para(check("1", "") + r("", " Teams")), "☒ Teams", "yes", false},
		{"sign says ticked, state does not", para(check("0", "☒") + r("", " Teams")), "☒ Teams", "yes", true},
		{"state says ticked, sign does not", para(check("1", "☐") + r("", " Teams")), "☐ Teams", "no", true},
		{"signs of the author", para(sdt(`<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="00FE" w14:font="Wingdings"/><w14:uncheckedState w14:val="00A8" w14:font="Wingdings"/></w14:checkbox>`, sym("F0FE", "Wingdings")) + r("", " Teams")), "☑ Teams", "yes", false},
		{"legacy ticked", para(legacy(`<w:default w:val="0"/><w:checked/>`) + r("", " Teams")), "☒ Teams", "yes", false},
		{"legacy with a default", para(legacy(`<w:default w:val="1"/>`) + r("", " Teams")), "☒ Teams", "yes", false},
		{"legacy taken back", para(legacy(`<w:default w:val="1"/><w:checked w:val="0"/>`) + r("", " Teams")), "☐ Teams", "no", false},
		{"typed sign", p("☐ Teams"), "☐ Teams", "no", false},
		{"typed brackets", p("[x] Teams"), "[x] Teams", "yes", false},
		{"brackets around a gap", p("as agreed [ ] later"), "as agreed [ ] later", "", false},
		{"Wingdings text", para(r(`<w:rFonts w:ascii="Wingdings"/>`, "þ") + r("", " Teams")), "☑ Teams", "yes", false},
		{"Wingdings symbol", para(sym("F06F", "Wingdings") + r("", " Teams")), "☐ Teams", "no", false},
		{"Wingdings 2 symbol", para(sym("F052", "Wingdings 2") + r("", " Teams")), "☑ Teams", "yes", false},
		{"control around the cell", tbl(tr(sdt(`<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>`, tc(p("☒"))), tc(p("Teams")))), "☒", "yes", false},
		{"tick in a sentence", p("signs such as ✓ mean yes"), "signs such as ✓ mean yes", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, file{body: tt.body})
			b := doc.Blocks[0]
			if b.Text != tt.text {
				t.Errorf("text = %q, want %q", b.Text, tt.text)
			}
			if got := answer(b.Checked); got != tt.ticked {
				t.Errorf("ticked = %q, want %q", got, tt.ticked)
			}
			if got := hasWarning(doc, sow.WarnCheckboxes); got != tt.disagree {
				t.Errorf("warning = %v, want %v", got, tt.disagree)
			}
		})
	}
}

func answer(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return "yes"
	}
	return "no"
}

func TestSeveralBoxesInAParagraph(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"box before its words", p("☒ Exchange Online ☐ Teams ☒ Intune"), []string{"yes ☒ Exchange Online", "no ☐ Teams", "yes ☒ Intune"}},
		{"words before their box", p("Exchange Online ☒ Teams ☐"), []string{"yes Exchange Online ☒", "no Teams ☐"}},
		{"label first", p("Option: ☐ A ☒ B"), []string{"no Option: ☐ A", "yes ☒ B"}},
		{"controls", para(check("1", "☒") + r("", " Yes ") + check("0", "☐") + r("", " No")), []string{"yes ☒ Yes", "no ☐ No"}},
		{"legacy boxes", para(legacy("<w:checked/>") + r("", " Yes ") + legacy("") + r("", " No")), []string{"yes ☒ Yes", "no ☐ No"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range mustRead(t, file{body: tt.body}).Blocks {
				got = append(got, answer(b.Checked)+" "+b.Text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRowTicks(t *testing.T) {
	row := func(cells ...string) string {
		var out []string
		for _, c := range cells {
			out = append(out, tc(p(c)))
		}
		return tr(out...)
	}
	head := `<w:tr><w:trPr><w:tblHeader/></w:trPr>` + tc(p("Product")) + tc(p("Yes")) + tc(p("No")) + `</w:tr>`
	tests := []struct{ name, body, want string }{
		{"ticked", tbl(row("☒", "Teams")), "yes"},
		{"not ticked", tbl(row("☐", "Teams")), "no"},
		{"check mark alone", tbl(row("Teams", "✓")), "yes"},
		{"no box", tbl(row("x", "Teams")), ""},
		{"yes and no in a cell", tbl(row("Teams", "☐ Yes ☒ No")), "no"},
		{"ja und nein", tbl(row("Teams", "☒ Ja ☐ Nein")), "yes"},
		{"boxes under yes and no", tbl(head, row("Teams", "☐", "☒")), "no"},
		{"box under yes", tbl(head, row("Teams", "☒", "☐")), "yes"},
		{"only the box for no", tbl(row("Teams", "☒ No")), "no"},
		{"boxes that differ", tbl(row("☒ A", "☐ B")), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, file{body: tt.body})
			b := doc.Blocks[len(doc.Blocks)-1]
			if got := answer(b.Cell.RowTicked); got != tt.want {
				t.Errorf("row ticked = %q, want %q", got, tt.want)
			}
		})
	}
}

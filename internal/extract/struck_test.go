package extract_test

import (
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// struckPage holds text that lines are drawn through, under and between.
const struckPage = `BT /F1 10 Tf 72 700 Td (Wholly gone from the order.) Tj ET
72 703 m 193 703 l S
BT /F1 10 Tf 72 660 Td (The price is ) Tj (71,150) Tj ( 43,400 pounds.) Tj ET
129 663 m 161 663 l S
BT /F1 10 Tf 72 620 Td (Only underlined here.) Tj ET
72 618 m 164 618 l S
BT /F1 10 Tf 72 580 Td (A rule of the page crosses this.) Tj ET
40 583 m 560 583 l S
0 G 72 540 105 0.7 re f
BT /F1 10 Tf 72 537 Td (Filled instead of drawn.) Tj ET`

// TestStruckPDF reads a line through the middle of words as a deletion, and no
// other line.
func TestStruckPDF(t *testing.T) {
	t.Parallel()
	doc, err := read(t, shared, "struck.pdf", textPDF(struckPage))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		for _, m := range b.Marks {
			if m.Kind == sow.Struck {
				got = append(got, b.Text[m.Start:m.End])
			}
		}
	}
	if want := []string{"Wholly gone from the order.", "71,150", "Filled instead of drawn."}; !slices.Equal(got, want) {
		t.Errorf("struck %q, want %q", got, want)
	}
	if !slices.ContainsFunc(doc.Warnings, func(w sow.Warning) bool {
		return w.Code == sow.WarnStruckText && strings.Contains(w.Message, "3 passages")
	}) {
		t.Errorf("warnings %+v, want one of 3 passages struck", doc.Warnings)
	}
}

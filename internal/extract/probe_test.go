package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// probePDF gives a PDF with one marker for each feature.
func probePDF() []byte {
	m := newPDF()
	font := "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
	look := func(n int, content string) {
		m.stream(n, "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 "+font+" >> >>", []byte(content))
	}
	m.object(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [20 0 R 21 0 R 22 0 R] >> >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [20 0 R 21 0 R 22 0 R 23 0 R 24 0 R] /Resources << /XObject << /X 30 0 R >> /Font << /F1 "+font+" >> >> >>")
	m.stream(4, "", []byte(strings.Join([]string{
		"BT /F1 10 Tf 72 700 Td (markbody is plain text of the page that goes on for a while so that it is most) Tj 0 -12 Td (of the text, as the text of a body should be, and its size is the usual one.) Tj ET",
		"BT /F1 10 Tf 90 600 Td (markchecked is ordered) Tj 0 -20 Td (markopen is not) Tj ET",
		"BT /F1 7 Tf 72 100 Td (1 marknote is a footnote) Tj ET",
		"q 1 0 0 1 72 550 cm /X Do Q",
		"BT /F1 10 Tf 72 -300 Td (markoff stands below the sheet) Tj ET",
		"BT 3 Tr /F1 10 Tf 72 500 Td (markinvisible) Tj ET",
	}, "\n")))
	m.object(5, "<< /Type /Page /Parent 2 0 R /Rotate 90 /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 "+font+" >> >> >>")
	m.stream(6, "", []byte("BT /F1 10 Tf 0 1 -1 0 100 100 Tm (markturned stands on a turned page) Tj ET"))
	m.object(20, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (markfield) /Rect [72 400 272 420] /AP << /N 31 0 R >> /F 4 >>")
	m.object(21, "<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /AS /Yes /V /Yes /Rect [74 598 86 610] /AP << /N << /Yes 32 0 R /Off 33 0 R >> >> /F 4 >>")
	m.object(22, "<< /Type /Annot /Subtype /Widget /FT /Btn /T (c) /AS /Off /Rect [74 578 86 590] /AP << /N << /Yes 32 0 R /Off 33 0 R >> >> /F 4 >>")
	m.object(23, "<< /Type /Annot /Subtype /FreeText /Contents (markfree) /Rect [72 350 272 370] /AP << /N 34 0 R >> /F 4 >>")
	m.object(24, "<< /Type /Annot /Subtype /FreeText /Contents (markhidden) /Rect [72 320 272 340] /AP << /N 35 0 R >> /F 2 >>")
	look(30, "BT /F1 10 Tf 0 5 Td (markform is inside a form object) Tj ET")
	look(31, "BT /F1 10 Tf 2 5 Td (markfield) Tj ET")
	look(32, "")
	look(33, "")
	look(34, "BT /F1 10 Tf 2 5 Td (markfree.) Tj ET")
	look(35, "BT /F1 10 Tf 2 5 Td (markhidden) Tj ET")
	return m.finish()
}

func TestProbePDF(t *testing.T) {
	t.Parallel()
	doc, err := read(t, shared, "probe.pdf", probePDF())
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, b := range doc.Blocks {
		all += fmt.Sprintf("%s %s %s\n", b.Kind, b.Number, b.Text)
	}
	for mark, want := range map[string]int{
		"markbody": 1, "markfield": 1, "markfree": 1, "markhidden": 0, "markform": 1, "markturned": 1, "markoff": 0,
		"footnote 1 marknote": 1, "☒ markchecked": 1, "☐ markopen": 1,
	} {
		if n := strings.Count(all, mark); n != want {
			t.Errorf("%q stands %d times in the blocks, want %d:\n%s", mark, n, want, all)
		}
	}
	for _, b := range doc.Blocks {
		if strings.Contains(b.Text, "markchecked") && (b.Checked == nil || !*b.Checked) {
			t.Errorf("checked box: %+v", b)
		}
		if strings.Contains(b.Text, "markopen") && (b.Checked == nil || *b.Checked) {
			t.Errorf("open box: %+v", b)
		}
	}
	if !slices.ContainsFunc(doc.Warnings, func(w sow.Warning) bool { return w.Code == sow.WarnHiddenText }) {
		t.Errorf("no warning of the text below the sheet: %+v", doc.Warnings)
	}
	if doc.Blocks[len(doc.Blocks)-1].Loc.Page != 2 || doc.Blocks[0].Kind != sow.Paragraph {
		t.Errorf("blocks = %s", all)
	}
}

package extract_test

import (
	"bytes"
	"fmt"
)

// pdfMaker writes a PDF object by object, right or wrong as a test wants it.
type pdfMaker struct {
	buf     bytes.Buffer
	offsets map[int]int
}

func newPDF() *pdfMaker {
	m := &pdfMaker{offsets: map[int]int{}}
	m.buf.WriteString("%PDF-1.7\n")
	return m
}

func (m *pdfMaker) object(n int, body string) *pdfMaker {
	m.offsets[n] = m.buf.Len()
	fmt.Fprintf(&m.buf, "%d 0 obj\n%s\nendobj\n", n, body)
	return m
}

func (m *pdfMaker) stream(n int, dict string, data []byte) {
	m.object(n, fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

func (m *pdfMaker) finish() []byte {
	start := m.buf.Len()
	top := 0
	for n := range m.offsets {
		top = max(top, n)
	}
	fmt.Fprintf(&m.buf, "xref\n0 %d\n0000000000 65535 f \n", top+1)
	for n := 1; n <= top; n++ {
		fmt.Fprintf(&m.buf, "%010d 00000 n \n", m.offsets[n])
	}
	fmt.Fprintf(&m.buf, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", top+1, start)
	return m.buf.Bytes()
}

// textPDF gives a PDF with one page for each content stream, with the fonts
// F1 (Helvetica) and F2 (Helvetica-Bold).
func textPDF(pages ...string) []byte {
	m := newPDF()
	kids := ""
	for i, content := range pages {
		page, stream := 10+2*i, 11+2*i
		kids += fmt.Sprintf("%d 0 R ", page)
		m.object(page, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>", stream))
		m.stream(stream, "", []byte(content))
	}
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages)))
	m.object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	m.object(4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
	return m.finish()
}

package extract_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"claimline/internal/sow"
)

// hostile is a file that was made to harm the program that reads it, with the
// reason code that it ends with; "" means that it is read.
type hostile struct {
	name string
	data func() []byte
	code sow.ReasonCode
}

const readable = sow.ReasonCode("")

var hostilePDFs = []hostile{
	{"nested arrays in an object.pdf", nestedObject, readable},
	{"nested arrays in the content.pdf", func() []byte { return textPDF(strings.Repeat("[", 1_000_000)) }, sow.ReasonNoText},
	{"nested dictionaries in the content.pdf", func() []byte { return textPDF(strings.Repeat("<</A ", 1_000_000)) }, sow.ReasonNoText},
	{"page tree that refers to itself.pdf", func() []byte { return pageTree("[2 0 R]", 1) }, sow.ReasonNoText},
	{"page tree with a billion pages.pdf", func() []byte { return pageTree("[2 0 R]", 1_000_000_000) }, sow.ReasonCorruptPDF},
	{"parents in a loop.pdf", parentLoop, sow.ReasonNoText},
	{"deflate bomb of 1 GB.pdf", func() []byte { return flatePDF(zlibbed(bulk{"\x00", 1 << 30}.packed()), "/FlateDecode") }, sow.ReasonTooLarge},
	{"deflate bomb in a deflate bomb.pdf", func() []byte {
		return flatePDF(zlibbed(append(flushed(zlibbed(bulk{"\x00", 1 << 30}.packed())), 1, 0, 0, 0xff, 0xff)), "[/FlateDecode /FlateDecode]")
	}, sow.ReasonTooLarge},
	{"200 MB of text.pdf", func() []byte {
		return flatePDF(zlibbed(bulk{"BT /F1 9 Tf 10 10 Td (All work and no play.) Tj ET\n", 200 << 20}.packed()), "/FlateDecode")
	}, sow.ReasonTooLarge},
	{"form that draws itself.pdf", func() []byte { return formPDF(1) }, sow.ReasonTooLarge},
	{"forms that double thirty times.pdf", func() []byte { return formPDF(30) }, sow.ReasonTooLarge},
	{"cross-reference tables in a loop.pdf", prevLoop, readable},
	{"length that refers to itself.pdf", lengthLoop, readable},
	{"character map of 4 billion.pdf", hugeMap, readable},
	{"predictor with 2^31 columns.pdf", func() []byte {
		return flatePDF(zlibbed(bulk{"x", 1 << 20}.packed()), "/FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 >>")
	}, sow.ReasonNoText},
	{"cross-reference of 2^31 objects.pdf", func() []byte {
		return []byte("%PDF-1.5\n1 0 obj<</Type/XRef/Size 2147483647/W[1 2 1]/Index[0 2147483647]/Root 2 0 R/Length 4>>stream\nabcd\nendstream endobj\nstartxref\n9\n%%EOF")
	}, sow.ReasonCorruptPDF},
	{"page tree 100,000 deep.pdf", deepTree, sow.ReasonNoText},
	{"one page a million times.pdf", manyPages, sow.ReasonTooLarge},
	{"cut off.pdf", func() []byte { d := textPDF("BT /F1 9 Tf (x) Tj ET"); return d[:len(d)/3] }, sow.ReasonTruncated},
	{"garbage.pdf", func() []byte { return []byte("%PDF-1.7\nnothing here\n%%EOF\n") }, sow.ReasonCorruptPDF},
	{"nothing.pdf", func() []byte { return nil }, sow.ReasonEmpty},
	{"outline in a loop.pdf", outlineLoop, readable},
	{"annotation in a loop.pdf", annotLoop, readable},
	{"thousand annotations on one page.pdf", manyAnnots, readable},
	{"page of ten million points.pdf", hugePage, readable},
	{"page of no size.pdf", func() []byte { return boxPDF("[0 0 0 0]") }, readable},
	{"page turned inside out.pdf", func() []byte { return boxPDF("[595 842 0 0]") }, readable},
	{"numbers without end in a box.pdf", func() []byte { return boxPDF("[-1e38 -1e38 1e38 1e38]") }, readable},
	{"a hundred thousand lines.pdf", func() []byte {
		return textPDF(strings.Repeat("10 10 m 500 500 l S\n", 100_000) + "BT /F1 9 Tf 10 10 Td (x) Tj ET")
	}, sow.ReasonNoText},
	{"grid of 40,000 fields.pdf", hugeGrid, sow.ReasonNoText},
	{"text of one letter a line.pdf", func() []byte {
		return textPDF("BT /F1 1 Tf 10 800 Td " + strings.Repeat("(a) Tj 0 -0.01 Td ", 60_000) + "ET")
	}, readable},
	{"script that runs on opening.pdf", scriptPDF, readable},
	{"two documents in one.pdf", func() []byte {
		return append(textPDF("BT /F1 9 Tf 10 10 Td (first) Tj ET"), textPDF("BT /F1 9 Tf 10 10 Td (second) Tj ET")...)
	}, readable},
	{"archive that is also a PDF.pdf", func() []byte {
		return append(zipOf("a.txt", []byte("x")), textPDF("BT /F1 9 Tf 10 10 Td (x) Tj ET")...)
	}, readable},
	{"PDF with the ending of a Word document.docx", func() []byte { return textPDF("BT /F1 9 Tf 10 10 Td (x) Tj ET") }, sow.ReasonTypeMismatch},
	{"letters from nowhere.pdf", func() []byte { return textPDF("BT /F9 9 Tf 10 10 Td (no such font) Tj ET") }, readable},
	{"operators without operands.pdf", func() []byte { return textPDF(strings.Repeat("re W n Q q cm Tj TJ ' \" Do sh BI ID EI ", 5000)) }, sow.ReasonNoText},
}

var hostileDOCX = []hostile{
	{"entry of 2 GB.docx", func() []byte { return wordOfBulk(bulk{"\x00", 2 << 30}, 2<<30) }, sow.ReasonZipLimit},
	{"paragraphs of 900 MB.docx", func() []byte {
		return wordOfBulk(bulk{"<w:p><w:r><w:t>all work</w:t></w:r></w:p>", 900 << 20}, 900<<20)
	}, sow.ReasonZipLimit},
	{"billion laughs.docx", func() []byte {
		return wordOf(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`)
	}, sow.ReasonCorruptDOCX},
	{"ten thousand tables in each other.docx", func() []byte {
		return wordOf(wordHead + strings.Repeat("<w:tbl><w:tr><w:tc>", 10_000))
	}, sow.ReasonTooLarge},
	{"five million elements in each other.docx", func() []byte { return wordOfBulk(bulk{"<w:p>", 25 << 20}, 25<<20) }, sow.ReasonZipLimit},
	{"sixty thousand entries.docx", manyEntries, sow.ReasonZipLimit},
	{"attribute of 500 MB.docx", func() []byte { return wordOfBulk(bulk{"a", 500 << 20}, 500<<20) }, sow.ReasonZipLimit},
	{"XML that ends too early.docx", func() []byte {
		return wordOf(wordHead + "<w:p><w:r><w:t>The partner deploys</w:t></w:r></w:p><w:p><w:r>")
	}, sow.ReasonTruncated},
	{"archive that lies about sizes.docx", lyingZip, sow.ReasonCorruptDOCX},
	{"archive that is cut off.docx", func() []byte { d := wordOf(wordHead); return d[:len(d)-30] }, sow.ReasonTruncated},
	{"archive without a document.docx", func() []byte { return zipOf("[Content_Types].xml", []byte("<Types/>")) }, sow.ReasonCorruptDOCX},
	{"paths out of the archive.docx", func() []byte { return zipOf("../../etc/passwd", []byte("x")) }, sow.ReasonTypeMismatch},
	{"old Word document.doc", func() []byte { return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...) }, sow.ReasonTypeUnsupported},
}

var hostileOther = []hostile{
	{"web page bomb.html", func() []byte { return bytes.Repeat([]byte("<div><b><i>"), 400_000) }, sow.ReasonCorruptDOCX},
	{"text without a line end.txt", func() []byte { return bytes.Repeat([]byte("word "), 4_000_000) }, sow.ReasonTooLarge},
	{"a million empty lines.md", func() []byte { return bytes.Repeat([]byte("\n"), 1_000_000) }, sow.ReasonNoText},
}

func nestedObject() []byte {
	m := newPDF()
	m.object(5, strings.Repeat("[", 1_000_000))
	return withPage(m, "BT /F1 9 Tf 10 10 Td (x) Tj ET", "/Extra 5 0 R")
}

// withPage adds a catalogue and one page to a PDF.
func withPage(m *pdfMaker, content, catalogue string) []byte {
	m.object(1, "<< /Type /Catalog /Pages 2 0 R "+catalogue+" >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
	m.stream(4, "", []byte(content))
	return m.finish()
}

func pageTree(kids string, count int) []byte {
	return newPDF().object(1, "<< /Type /Catalog /Pages 2 0 R >>").
		object(2, fmt.Sprintf("<< /Type /Pages /Kids %s /Count %d >>", kids, count)).finish()
}

func parentLoop() []byte {
	return newPDF().object(1, "<< /Type /Catalog /Pages 2 0 R >>").
		object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 4 0 R >>").
		object(3, "<< /Type /Page /Parent 4 0 R >>").
		object(4, "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>").finish()
}

func flatePDF(data []byte, filter string) []byte {
	m := newPDF()
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
	m.stream(4, "/Filter "+filter, data)
	return m.finish()
}

func formPDF(doublings int) []byte {
	m := newPDF()
	for i := range doublings {
		next := 10 + (i+1)%doublings
		content := "/X Do /X Do"
		if doublings > 1 && i == doublings-1 {
			content = "BT /F1 9 Tf 10 10 Td (deep) Tj ET"
		}
		m.stream(10+i, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>", next), []byte(content))
	}
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 10 0 R >> >> >>")
	m.stream(4, "", []byte("/X Do"))
	return m.finish()
}

func prevLoop() []byte {
	d := textPDF("BT /F1 9 Tf 10 10 Td (looped) Tj ET")
	at := bytes.LastIndex(d, []byte("xref\n0"))
	return bytes.Replace(d, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Prev %d /Root 1 0 R", at), 1)
}

func lengthLoop() []byte {
	m := newPDF()
	m.object(5, "5 0 R")
	m.object(4, "<< /Length 4 0 R >>\nstream\nBT /F1 9 Tf 10 10 Td (x) Tj ET\nendstream")
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
	return m.finish()
}

func hugeMap() []byte {
	m := newPDF()
	m.stream(6, "", []byte("/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap end"))
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >> >> >> >>")
	m.stream(4, "", []byte("BT /F1 9 Tf 10 10 Td (mapped) Tj ET"))
	return m.finish()
}

func deepTree() []byte {
	m := newPDF()
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	const depth = 100_000
	for i := range depth {
		m.object(2+i, fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R] /Count 1 >>", 3+i))
	}
	m.object(2+depth, "<< /Type /Page /MediaBox [0 0 595 842] >>")
	return m.finish()
}

func manyPages() []byte {
	m := newPDF()
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids ["+strings.Repeat("3 0 R ", 1_000_000)+"] /Count 1000000 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>")
	return m.finish()
}

func outlineLoop() []byte {
	m := newPDF()
	m.object(5, "<< /First 6 0 R /Last 6 0 R /Count 1 >>")
	m.object(6, "<< /Title (again) /Parent 5 0 R /First 6 0 R /Next 6 0 R >>")
	return withPage(m, "BT /F1 9 Tf 10 10 Td (The text of the page.) Tj ET", "/Outlines 5 0 R")
}

func annotLoop() []byte {
	m := newPDF()
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
	m.stream(4, "", []byte("BT /F1 9 Tf 10 10 Td (The text of the page.) Tj ET"))
	m.object(5, "<< /Type /Annot /Subtype /Stamp /Rect [10 10 20 20] /Parent 5 0 R /Popup 5 0 R /AP << /N 6 0 R >> >>")
	m.stream(6, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>", []byte("/X Do"))
	return m.finish()
}

func manyAnnots() []byte {
	m := newPDF()
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots ["+strings.Repeat("5 0 R ", 1000)+"] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
	m.stream(4, "", []byte("BT /F1 9 Tf 10 10 Td (The text of the page.) Tj ET"))
	m.object(5, "<< /Type /Annot /Subtype /FreeText /Rect [10 10 20 20] /Contents (again) >>")
	return m.finish()
}

func hugePage() []byte { return boxPDF("[0 0 10000000 10000000]") }

func boxPDF(box string) []byte {
	return bytes.Replace(textPDF("BT /F1 9 Tf 10 10 Td (The text of the page.) Tj ET"), []byte("[0 0 595 842]"), []byte(box), 1)
}

func hugeGrid() []byte {
	var b strings.Builder
	for i := range 201 {
		fmt.Fprintf(&b, "%d 10 m %d 810 l S 10 %d m 570 %d l S\n", 10+i*3, 10+i*3, 10+i*4, 10+i*4)
	}
	return textPDF(b.String() + "BT /F1 9 Tf 10 10 Td (The text of the page.) Tj ET")
}

func scriptPDF() []byte {
	m := newPDF()
	m.object(5, "<< /S /JavaScript /JS (while (true) {}) >>")
	return withPage(m, "BT /F1 9 Tf 10 10 Td (The text of the page.) Tj ET", "/OpenAction 5 0 R")
}

const wordHead = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

func manyEntries() []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	mustWrite(z, "[Content_Types].xml", []byte("<Types/>"))
	for i := range 60_000 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("word/media/%d", i), Method: zip.Store}); err != nil {
			panic(err)
		}
	}
	mustClose(z)
	return buf.Bytes()
}

// lyingZip gives a Word document whose main part declares 1,000 bytes and
// holds 50 MB.
func lyingZip() []byte { return wordOfBulk(bulk{"\x00", 50 << 20}, 1000) }

const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	packageRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

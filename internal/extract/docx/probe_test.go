package docx

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// r is a run with properties.
func r(props, text string) string {
	return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func para(content string) string { return `<w:p>` + content + `</w:p>` }

func tbl(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }

func tr(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

func tc(content string) string { return `<w:tc>` + content + `</w:tc>` }

func sdt(props, content string) string {
	return `<w:sdt><w:sdtPr>` + props + `</w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
}

func fld(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

func instr(code string) string { return `<w:r><w:instrText>` + code + `</w:instrText></w:r>` }

func graphicOf(content string) string { return `<w:r><w:drawing>` + content + `</w:drawing></w:r>` }

// drawn is a paragraph of a drawing whose text is in two runs.
func drawn(word string) string {
	return `<a:p><a:r><a:t>` + word[:2] + `</a:t></a:r><a:r><a:t>` + word[2:] + `</a:t></a:r></a:p>`
}

var textbox = `<w:txbxContent>` + p("MARKER") + `</w:txbxContent>`

// feature is one row of the probe: where a marker word stands, and how often a
// reader of the page sees it.
type feature struct {
	name string
	body string // holds the marker
	want int
}

// marker gives the word of a feature: letters only, so that nothing splits it.
func marker(i int) string {
	return "MARK" + string(rune('A'+i/26)) + string(rune('A'+i%26)) + "END"
}

// probe lists what documents do to text; MARKER stands for the word of the row.
var probe = []feature{
	{"plain run", p("MARKER"), 1},
	{"split runs", para(`<w:r><w:t>MAR</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>KER</w:t></w:r>`), 1},
	{"hyperlink", para(`<w:hyperlink r:id="rId9">` + r("", "MARKER") + `</w:hyperlink>`), 1},
	{"simple field result", para(`<w:fldSimple w:instr="TITLE">` + r("", "MARKER") + `</w:fldSimple>`), 1},
	{"complex field result", para(fld("begin") + instr(" DOCPROPERTY X ") + fld("separate") + r("", "MARKER") + fld("end")), 1},
	{"complex field code", para(fld("begin") + instr(" MARKER ") + fld("separate") + r("", "x") + fld("end")), 0},
	{"text in a field code", para(fld("begin") + r("", "MARKER") + fld("separate") + r("", "x") + fld("end")), 0},
	{"nested field in a code", para(fld("begin") + instr("IF ") + fld("begin") + instr("X") + fld("separate") + r("", "MARKER") + fld("end") + fld("separate") + r("", "x") + fld("end")), 0},
	{"field without result", para(fld("begin") + instr(" MARKER ") + fld("end") + r("", "x")), 0},
	{"field over two paragraphs", para(fld("begin")+instr(" QUOTE ")+fld("separate")+r("", "a")) + para(r("", "MARKER")+fld("end")), 1},
	{"table cell", tbl(tr(tc(p("MARKER")), tc(p("x")))), 1},
	{"nested table", tbl(tr(tc(tbl(tr(tc(p("MARKER")), tc(p("y"))))+p("")), tc(p("x")))), 1},
	{"cell in content control", tbl(`<w:tr>` + sdt("", tc(p("MARKER"))) + tc(p("x")) + `</w:tr>`), 1},
	{"row in content control", tbl(sdt("", tr(tc(p("MARKER")), tc(p("x")))), tr(tc(p("z")))), 1},
	{"table in content control", sdt("", tbl(tr(tc(p("MARKER")), tc(p("x"))))), 1},
	{"cell merged down", tbl(tr(tc(`<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>`+p("MARKER")), tc(p("x"))), tr(tc(`<w:tcPr><w:vMerge/></w:tcPr>`+p("")), tc(p("y")))), 1},
	{"tracked insertion", para(`<w:ins w:id="1">` + r("", "MARKER") + `</w:ins>`), 1},
	{"tracked deletion", para(`<w:del w:id="1"><w:r><w:delText>MARKER</w:delText></w:r></w:del>` + r("", "x")), 0},
	{"deletion with plain text", para(`<w:del w:id="1"><w:r><w:t>MARKER</w:t></w:r></w:del>` + r("", "x")), 0},
	{"deletion inside an insertion", para(`<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>MARKER</w:delText></w:r></w:del></w:ins>` + r("", "x")), 0},
	{"moved from", para(`<w:moveFrom w:id="1">` + r("", "MARKER") + `</w:moveFrom>` + r("", "x")), 0},
	{"moved to", para(`<w:moveTo w:id="1">` + r("", "MARKER") + `</w:moveTo>`), 1},
	{"deleted row", tbl(`<w:tr><w:trPr><w:del w:id="1"/></w:trPr>`+tc(p("MARKER"))+`</w:tr>`, tr(tc(p("x")))), 0},
	{"inserted row", tbl(`<w:tr><w:trPr><w:ins w:id="1"/></w:trPr>`+tc(p("MARKER"))+`</w:tr>`, tr(tc(p("x")))), 1},
	{"deleted cell", tbl(tr(tc(`<w:tcPr><w:cellDel w:id="1"/></w:tcPr>`+p("MARKER")), tc(p("x")))), 0},
	{"hidden run", para(r(`<w:vanish/>`, "MARKER") + r("", "x")), 0},
	{"hidden by character style", para(r(`<w:rStyle w:val="Hide"/>`, "MARKER") + r("", "x")), 0},
	{"hidden by paragraph style", styled("HidePara", "MARKER"), 0},
	{"hidden by the style it is based on", styled("HideChild", "MARKER"), 0},
	{"shown although the style hides", para(`<w:pPr><w:pStyle w:val="HidePara"/></w:pPr>` + r(`<w:vanish w:val="0"/>`, "MARKER")), 1},
	{"shown where two styles hide", para(`<w:pPr><w:pStyle w:val="HidePara"/></w:pPr>` + r(`<w:rStyle w:val="Hide"/>`, "MARKER")), 1},
	{"hidden before a format change", para(`<w:r><w:rPr><w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>MARKER</w:t></w:r>`), 1},
	{"block content control", sdt("", p("MARKER")), 1},
	{"inline content control", para(sdt("", r("", "MARKER"))), 1},
	{"nested content control", sdt("", sdt("", p("MARKER"))), 1},
	{"name of a content control", sdt(`<w:alias w:val="MARKER"/>`, p("x")), 0},
	{"custom XML around paragraphs", `<w:customXml>` + p("MARKER") + `</w:customXml>`, 1},
	{"smart tag", para(`<w:smartTag>` + r("", "MARKER") + `</w:smartTag>`), 1},
	{"right to left run", para(`<w:bdo>` + r("", "MARKER") + `</w:bdo>`), 1},
	{"text box, both versions", para(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>` + textbox + `</wps:txbx></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:shape><v:textbox>` + textbox + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), 1},
	{"text box, fallback only", para(`<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>` + textbox + `</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), 1},
	{"text box, VML", para(`<w:r><w:pict><v:shape><v:textbox>` + textbox + `</v:textbox></v:shape></w:pict></w:r>`), 1},
	{"text box in a group in a table", tbl(tr(tc(para(`<w:r><w:pict><v:group><v:shape><v:textbox>`+textbox+`</v:textbox></v:shape></v:group></w:pict></w:r>`)), tc(p("x")))), 1},
	{"text box in a hidden run", para(`<w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:textbox>` + textbox + `</v:textbox></w:pict></w:r>` + r("", "x")), 0},
	{"alternate content around paragraphs", `<mc:AlternateContent><mc:Choice Requires="x">` + p("MARKER") + `</mc:Choice><mc:Fallback>` + p("MARKER") + `</mc:Fallback></mc:AlternateContent>`, 1},
	{"footnote", para(r("", "x") + `<w:r><w:footnoteReference w:id="2"/></w:r>`), 1},
	{"endnote", para(r("", "x") + `<w:r><w:endnoteReference w:id="2"/></w:r>`), 1},
	{"footnote of a deletion", para(r("", "x") + `<w:del w:id="1"><w:r><w:footnoteReference w:id="3"/></w:r></w:del>`), 0},
	{"comment", para(r("", "x") + `<w:r><w:commentReference w:id="0"/></w:r>`), 1},
	{"header", `<w:sectPr><w:headerReference w:type="default" r:id="head1"/></w:sectPr>`, 1},
	{"header of a first page", `<w:sectPr><w:titlePg/><w:headerReference w:type="first" r:id="head2"/></w:sectPr>`, 1},
	{"header of a first page that is not used", `<w:sectPr><w:headerReference w:type="first" r:id="head3"/></w:sectPr>`, 0},
	{"header of even pages that is not used", `<w:sectPr><w:headerReference w:type="even" r:id="head4"/></w:sectPr>`, 0},
	{"footer", para(`<w:pPr><w:sectPr><w:footerReference w:type="default" r:id="foot1"/></w:sectPr></w:pPr>` + r("", "x")), 1},
	{"footer that two sections share", para(`<w:pPr><w:sectPr><w:footerReference w:type="default" r:id="foot2"/></w:sectPr></w:pPr>`+r("", "x")) + `<w:sectPr><w:footerReference w:type="default" r:id="foot2"/></w:sectPr>`, 1},
	{"image alt text", para(`<w:r><w:drawing><wp:docPr xmlns:wp="x" descr="MARKER"/></w:drawing></w:r>` + r("", "x")), 0},
	{"symbol between letters", para(`<w:r><w:t>MAR</w:t><w:softHyphen/><w:t>KER</w:t></w:r>`), 1},
	{"soft hyphen character", p("MAR\u00adKER"), 1},
	{"zero width space", p("MAR\u200bKER"), 1},
	{"soft line break", para(`<w:r><w:t>x</w:t><w:br/><w:t>MARKER</w:t></w:r>`), 1},
	{"ruby base", para(`<w:r><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>MARKER</w:t></w:r></w:rubyBase></w:ruby></w:r>`), 1},
	{"ruby reading", para(`<w:r><w:ruby><w:rt><w:r><w:t>MARKER</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>x</w:t></w:r></w:rubyBase></w:ruby></w:r>`), 0},
	{"formula", para(`<m:oMath><m:r><m:t>MARKER</m:t></m:r></m:oMath>`), 1},
	{"fraction in a formula", para(`<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>MARKER</m:t></m:r></m:num></m:f></m:oMath></m:oMathPara>`), 1},
	{"drop-down list", para(fld("begin") + fld("end") + `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="x"/><w:listEntry w:val="MARKER"/></w:ddList></w:ffData></w:fldChar></w:r>` + instr("FORMDROPDOWN") + fld("end")), 1},
	{"choices of a drop-down control", para(sdt(`<w:dropDownList><w:listItem w:displayText="MARKER" w:value="1"/></w:dropDownList>`, r("", "x"))), 0},
	{"deleted paragraph mark", para(`<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`+r("", "MAR")) + p("KER"), 1},
	{"dropped capital", para(`<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>`+r("", "M")) + p("ARKER"), 1},
	{"old style before a paragraph change", `<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="HidePara"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>MARKER</w:t></w:r></w:p>`, 1},
	{"sub-document", `<w:subDoc r:id="x"/>` + p("MARKER"), 1},
	{"inserted web page", `<w:altChunk r:id="chunk"/>`, 1},
	{"inserted text", `<w:altChunk r:id="chunk2"/>`, 1},
	{"inserted file of another kind", `<w:altChunk r:id="chunk3"/>`, 0},
	{"title of a chart", para(r("", "x") + graphicOf(`<c:chart r:id="chart1"/>`)), 1},
	{"category that two series of a chart share", para(r("", "x") + graphicOf(`<c:chart r:id="chart2"/>`)), 1},
	{"shape of a diagram", para(r("", "x") + graphicOf(`<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="smart1"/>`)), 1},
	{"property shown for an empty prompt", para(sdt(`<w:showingPlcHdr/><w:dataBinding w:xpath="/ns0:Properties[1]/ns0:Company[1]"/>`, r("", "Click here"))), 1},
	{"prompt that a property replaces", para(sdt(`<w:showingPlcHdr/><w:dataBinding w:xpath="/ns0:Properties[1]/ns0:Manager[1]"/>`, r("", "MARKER"))), 0},
	{"list number", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, 1},
	{"heading number from the style", styled("NumberedHeading", "x"), 1},
	{"heading number from the style it is based on", styled("NumberedChild", "x"), 1},
}

// probeFile puts all features into one document, each with a word of its own.
func probeFile() file {
	f := file{
		styles: `<w:style w:type="character" w:styleId="Hide"><w:name w:val="Hide"/><w:rPr><w:vanish/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="HidePara"><w:name w:val="HidePara"/><w:rPr><w:vanish/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="HideChild"><w:name w:val="HideChild"/><w:basedOn w:val="HidePara"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="NumberedHeading"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="NumberedBase"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="NumberedChild"><w:name w:val="Clause"/><w:basedOn w:val="NumberedBase"/></w:style>`,
		extra: map[string]string{},
	}
	part := func(root, content string) string { return `<w:` + root + wordXML + `>` + content + `</w:` + root + `>` }
	rel := func(id, kind, target string) {
		f.rels += `<Relationship Id="` + id + `" Type="` + officeRel + kind + `" Target="` + target + `"/>`
	}
	part0 := func(root, content string) string {
		name, _, _ := strings.Cut(root, " ")
		return `<` + root + wordXML + `>` + content + `</` + name + `>`
	}
	lists := map[string]string{"list number": "1", "heading number from the style": "2", "heading number from the style it is based on": "3"}
	for i, row := range probe {
		word := marker(i)
		half := strings.NewReplacer("MARKER", word, "MAR", word[:3], "ARKER", word[1:], "KER", word[3:])
		f.body += half.Replace(row.body)
		note := `<w:footnote w:id="2">` + p(word) + `</w:footnote>`
		switch row.name {
		case "footnote":
			f.footnotes += `<w:footnote w:type="separator" w:id="0">` + p("SEPARATOR") + `</w:footnote>` + note
		case "footnote of a deletion":
			f.footnotes += strings.Replace(note, `"2"`, `"3"`, 1)
		case "endnote":
			f.endnotes = strings.ReplaceAll(note, "footnote", "endnote")
		case "comment":
			f.comments = `<w:comment w:id="0" w:author="A">` + p(word) + `</w:comment>`
		case "header", "header of a first page", "header of a first page that is not used", "header of even pages that is not used":
			id := row.body[strings.Index(row.body, `r:id="`)+6:][:5]
			f.extra["word/"+id+".xml"] = part("hdr", p(word))
			rel(id, "header", id+".xml")
		case "footer", "footer that two sections share":
			id := row.body[strings.Index(row.body, `r:id="`)+6:][:5]
			f.extra["word/"+id+".xml"] = part("ftr", p(word))
			rel(id, "footer", id+".xml")
		case "inserted web page":
			f.extra["word/chunk.html"] = "<p>" + word + "</p>"
			rel("chunk", "aFChunk", "chunk.html")
		case "inserted text":
			f.extra["word/chunk.txt"] = word
			rel("chunk2", "aFChunk", "chunk.txt")
		case "inserted file of another kind":
			f.extra["word/chunk.rtf"] = `{\rtf1 ` + word + `}`
			rel("chunk3", "aFChunk", "chunk.rtf")
		case "title of a chart":
			f.extra["word/charts/chart1.xml"] = part0("c:chartSpace", `<c:chart><c:title><c:tx><c:rich>`+drawn(word)+`</c:rich></c:tx></c:title></c:chart>`)
			rel("chart1", "chart", "charts/chart1.xml")
		case "category that two series of a chart share":
			series := `<c:ser><c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>` + word + `</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>`
			f.extra["word/charts/chart2.xml"] = part0("c:chartSpace", `<c:chart>`+series+series+`</c:chart>`)
			rel("chart2", "chart", "charts/chart2.xml")
		case "shape of a diagram":
			f.extra["word/diagrams/data1.xml"] = part0(`dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"`, `<dgm:ptLst><dgm:pt><dgm:t>`+drawn(word)+`</dgm:t></dgm:pt></dgm:ptLst>`)
			rel("smart1", "diagramData", "diagrams/data1.xml")
		case "property shown for an empty prompt":
			f.extra["docProps/app.xml"] = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>` + word + `</Company><Manager>Boss</Manager></Properties>`
			f.packRels = `<Relationship Id="app" Type="` + officeRel + `extended-properties" Target="docProps/app.xml"/>`
		}
		if id := lists[row.name]; id != "" {
			f.numbering += `<w:abstractNum w:abstractNumId="` + id + `"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="` + word + `-%1."/></w:lvl></w:abstractNum>`
		}
	}
	for _, id := range []string{"1", "2", "3"} {
		f.numbering += `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + id + `"/></w:num>`
	}
	return f
}

func TestFeatureProbe(t *testing.T) {
	doc := mustRead(t, probeFile())
	var text strings.Builder
	for _, b := range doc.Blocks {
		text.WriteString(b.Number + " " + b.Text + "\n")
	}
	for i, row := range probe {
		if got := strings.Count(text.String(), marker(i)); got != row.want {
			t.Errorf("%s: found %d times, want %d", row.name, got, row.want)
		}
	}
	if strings.Contains(text.String(), "SEPARATOR") {
		t.Error("the separator of footnotes is no footnote")
	}
	doc = mustRead(t, file{body: p("A paragraph with words.") + para(`<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="5400000" cy="7200000"/><a:blip/></wp:inline></w:drawing></w:r>`)})
	if !hasWarning(doc, sow.WarnEmbedded) {
		t.Errorf("no warning of a large picture in %v", doc.Warnings)
	}
}

func TestProbeWarnings(t *testing.T) {
	doc := mustRead(t, probeFile())
	for _, code := range []sow.WarningCode{sow.WarnTrackedChanges, sow.WarnHiddenText, sow.WarnComments, sow.WarnEmbedded} {
		if !hasWarning(doc, code) {
			t.Errorf("no warning %s in %v", code, doc.Warnings)
		}
	}
}

// TestFeatureProbeAlone reads each feature in a document of its own, so that
// no feature leans on its neighbours.
func TestFeatureProbeAlone(t *testing.T) {
	whole := probeFile()
	for i, row := range probe {
		t.Run(row.name, func(t *testing.T) {
			f := whole
			half := strings.NewReplacer("MARKER", marker(i), "MAR", marker(i)[:3], "ARKER", marker(i)[1:], "KER", marker(i)[3:])
			f.body = p("before") + half.Replace(row.body) + p("after")
			doc := mustRead(t, f)
			found := 0
			for _, b := range doc.Blocks {
				found += strings.Count(b.Number+" "+b.Text, marker(i))
			}
			if found != row.want {
				t.Errorf("found %d times, want %d: %+v", found, row.want, doc.Blocks)
			}
			if first, last := firstBody(doc), lastBody(doc); first != "before" || last != "after" {
				t.Errorf("neighbours are %q and %q", first, last)
			}
		})
	}
}

func firstBody(doc sow.Document) string {
	for _, b := range doc.Blocks {
		if b.Kind != sow.Header {
			return b.Text
		}
	}
	return ""
}

func lastBody(doc sow.Document) string {
	last := ""
	for _, b := range doc.Blocks {
		if b.Kind != sow.Footer {
			last = b.Text
		}
	}
	return last
}

func hasWarning(doc sow.Document, code sow.WarningCode) bool {
	for _, w := range doc.Warnings {
		if w.Code == code {
			return true
		}
	}
	return false
}

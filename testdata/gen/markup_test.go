package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const front = "---\nname: probe\nout: docx\n---\n"

func mustParse(t *testing.T, src string) *doc {
	t.Helper()
	d, err := parse("probe", src)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseMeta(t *testing.T) {
	m, err := parseMeta("name: a-b   # stem\nout: pdf\ntitle: Statement of Work 12: the move\nheader: \"A \\\"B\\\" # C\"\ncolumns: 2\nnumbered: true\nfont:\n")
	if err != nil {
		t.Fatal(err)
	}
	if m.name != "a-b" || m.producer != "libreoffice" || m.title != "Statement of Work 12: the move" || m.header != `A "B" # C` || m.columns != 2 || !m.numbered || m.font != "sans" {
		t.Errorf("parseMeta = %+v", m)
	}
	if _, err := parseMeta("out: rtf"); err == nil || !strings.Contains(err.Error(), `unknown format "rtf"`) {
		t.Errorf("parseMeta(out: rtf) error = %v", err)
	}
	if _, err := parse("x", "# no front"); err == nil {
		t.Error("parse without front matter: no error")
	}
}

func TestParagraphLines(t *testing.T) {
	long := strings.Repeat("word ", 16)
	for _, tt := range []struct {
		name, src string
		want      []string
	}{
		{"editor wraps", long + "\nend.", []string{strings.TrimSpace(long) + " end."}},
		{"address", "Acme Ltd\n1 High Street", []string{"Acme Ltd\n1 High Street"}},
		{"labels", "**Client:** " + long + "\n**Partner:** b", []string{"Client: " + strings.TrimSpace(long) + "\nPartner: b"}},
		{"clauses", "1.1 One\n1.2 Two", []string{"1.1 One", "1.2 Two"}},
		{"signature line", "_____________", []string{"_____________"}},
		{"stars", "5 * 3 * 2 and 2**8", []string{"5 * 3 * 2 and 2**8"}},
	} {
		d := mustParse(t, front+tt.src)
		var got []string
		for _, b := range d.blocks {
			got = append(got, plain(b.runs))
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestInline(t *testing.T) {
	for _, tt := range []struct {
		src  string
		want run
	}{
		{"**x**", run{text: "x", bold: true}},
		{"*x*", run{text: "x", italic: true}},
		{"~~x~~", run{text: "x", strike: true}},
		{"==x==", run{text: "x", highlight: true}},
		{"{++x++}", run{text: "x", ins: true}},
		{"{--x--}", run{text: "x", del: true}},
		{"{{sdt:Customer|Contoso Ltd}}", run{text: "Contoso Ltd", sdt: "Customer"}},
		{"[^2]", run{note: "2"}},
		{"[x]", run{box: true, checked: true}},
		{"<br>", run{lineBreak: true}},
		{"[a](https://b.example)", run{text: "a", link: "https://b.example"}},
		{`\*x\*`, run{text: "*x*"}},
		{"[__]", run{text: "[__]"}},
		{"**open", run{text: "**open"}},
	} {
		if got := parseRuns(tt.src); len(got) != 1 || got[0] != tt.want {
			t.Errorf("parseRuns(%q) = %+v, want %+v", tt.src, got, tt.want)
		}
	}
	nested := parseRuns("**a {--b--}**")
	if len(nested) != 2 || !nested[1].bold || !nested[1].del {
		t.Errorf("nested marks = %+v", nested)
	}
}

func TestTable(t *testing.T) {
	b := mustParse(t, front+"| A | B |\n|---|:--|\n| a \\| b | [x] |\n| {{sdt:Customer|only}} |").blocks[0]
	if !b.header || len(b.rows) != 3 || plain(b.rows[1][0]) != "a | b" || !b.rows[1][1][0].checked || len(b.rows[2]) != 2 || plain(b.rows[2][0]) != "only" {
		t.Errorf("table = %+v", b)
	}
	if b := mustParse(t, front+"|---|---|\n| A | B |").blocks[0]; b.header || len(b.rows) != 1 {
		t.Errorf("table without header row = %+v", b)
	}
}

func TestNumbers(t *testing.T) {
	d := mustParse(t, "---\nout: docx\nnumbered: true\ntitle: The Work\n---\n# The work\n# One\n## In\n1. a\n1. b\n   - c\n2. d\n\ntext\n\n3. e\n\ntext\n\n1. f\n# Two\n")
	var got []string
	for _, b := range d.blocks {
		if b.number != "" {
			got = append(got, b.number)
		}
	}
	want := "1 1.1 1. 2. 3. 3. 1. 2"
	if strings.Join(got, " ") != want || !d.blocks[0].title {
		t.Errorf("numbers = %v, want %s; first %+v", got, want, d.blocks[0])
	}
}

func TestSettled(t *testing.T) {
	src := "a {++b++} {--c--}\n\n:::comment Ann\nwhy\n:::\n\n:::hidden\nsecret\n:::\n"
	if d := mustParse(t, front+src); len(d.blocks[0].comments) != 1 || d.blocks[0].comments[0].author != "Ann" {
		t.Errorf("comment not on the paragraph: %+v", d.blocks)
	}
	text := string(writeText(mustParse(t, strings.Replace(front, "docx", "txt", 1)+src)))
	if strings.Contains(text, "c") || strings.Contains(text, "secret") || !strings.Contains(text, "b") {
		t.Errorf("text = %q", text)
	}
}

// TestDocxIsXML writes every sample as DOCX and reads its parts as XML; two runs give the same bytes.
func TestDocxIsXML(t *testing.T) {
	files, err := filepath.Glob("../sows/*/source.sow.md")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "testdata/features.sow.md")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := mustParse(t, string(src))
		data, err := writeDocx(d)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := writeDocx(mustParse(t, string(src)))
		if !bytes.Equal(data, again) {
			t.Errorf("%s: two runs differ", file)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			if err := wellFormed(part); err != nil {
				t.Errorf("%s: %s: %v", file, part.Name, err)
			}
		}
	}
}

func TestChangesAcrossBlocks(t *testing.T) {
	d := mustParse(t, front+"{--## Gone\n\n- item\n| a | b |\n|---|---|\n--}\n\n{++new\n\n1. more++}")
	var got []string
	for _, b := range d.blocks {
		if b.kind != kindTable && len(b.runs) > 0 {
			got = append(got, b.runs[0].text)
		}
	}
	if strings.Join(got, "|") != "Gone|item|new|more" || !deleted(d.blocks[0].runs) || d.blocks[0].kind != kindHeading || !d.blocks[4].runs[0].ins {
		t.Errorf("blocks = %+v", d.blocks)
	}
	if left := settle(d.blocks); len(left) != 3 {
		t.Errorf("settled = %+v", left)
	}
}

func wellFormed(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	for dec := xml.NewDecoder(r); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

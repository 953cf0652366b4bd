package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"claimline/internal/extract"
	"claimline/internal/word"
)

func TestMain(m *testing.M) {
	extract.MainIfChild()
	m.Run()
}

const hostile = "A & B <GmbH> \"x\" ]]>\x00\x01\uFFFE"

func build(t *testing.T) []byte {
	t.Helper()
	b := word.New(word.Options{Title: hostile, Author: hostile, Header: hostile, Footer: hostile})
	b.Title("Title " + hostile)
	b.Subtitle("Below")
	b.Heading(1, "First")
	b.Text(word.Plain("one\ntwo"), word.Bold(" three"), word.Grey(" four"))
	b.Bullet(word.Plain("item"))
	b.Step(word.Plain("step"))
	b.Quote("copy\tthis")
	b.Break()
	b.Table(word.Table{Widths: []int{1, 3}, Head: []string{"Name", "Value"}, Rows: [][]word.Cell{{word.Label("Tenant"), word.In(word.Plain(hostile))}, {word.Label("None"), {}}}})
	data, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPartsAreXMLAndBytesAreEqual(t *testing.T) {
	data := build(t)
	if !bytes.Equal(data, build(t)) {
		t.Error("the same calls give other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(r); ; {
			_, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
}

// A line break stands between two texts, never inside one: Word calls a file
// with the latter damaged.
func TestBreaksStandBetweenTexts(t *testing.T) {
	for _, got := range []string{word.Text("a\r\nb\tc"), `<w:t xml:space="preserve">` + word.Inside("a\nb\tc") + "</w:t>"} {
		want := `<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t><w:tab/><w:t xml:space="preserve">c</w:t>`
		if got != want {
			t.Errorf("got %s", got)
		}
	}
}

func TestReadBack(t *testing.T) {
	reader := extract.New(extract.Config{Children: 1})
	defer reader.Close()
	data := build(t)
	doc, err := reader.Read(t.Context(), "a.docx", bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, b := range doc.Blocks {
		all.WriteString(string(b.Kind) + " " + b.Text + "\n")
	}
	for _, want := range []string{"heading First", "one\ntwo three four", "list_item item", "cell A & B <GmbH> \"x\" ]]>", "Title A & B <GmbH>"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the document lacks %q:\n%s", want, all.String())
		}
	}
}

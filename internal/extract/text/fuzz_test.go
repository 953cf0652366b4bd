package text

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"claimline/internal/sow"
)

func FuzzPlain(f *testing.F) {
	f.Add("STATEMENT OF WORK\n\n1. Scope\n\nItem   Fee\nA      1\nB      2\n\n- x\n  y\n[x] z\n")
	f.Add("a | b\n--|--\nc | d\n\n+---+---+\n| a | b |\n+---+---+\n")
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := ReadPlain([]byte(s), Limits{TextBytes: 1 << 20})
		checkOutcome(t, doc, err)
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add("---\na: b\n---\n# H\n\n* a\n  1. **b** ~~c~~ [d](e) `f`\n\n| a | b |\n|---|---|\n| c \\| d | ☒ |\n\n<!-- x --> ==y== &amp; <b>z</b>\n[^1]: n")
	f.Add("a\n===\nb\n---\n~~~\ncode\n~~~\n> quote")
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := ReadMarkdown([]byte(s), Limits{TextBytes: 1 << 20})
		checkOutcome(t, doc, err)
	})
}

func FuzzHTML(f *testing.F) {
	f.Add(`<h1>a</h1><ul><li>b<ol type=a start=3><li value=9>c</ol></ul><table><tr><th rowspan=3 colspan=2>d<td>e<tr><td>f</table><input type=checkbox checked>g<del>h</del>`)
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := ReadHTML([]byte(s), Limits{TextBytes: 1 << 20, Tokens: 100_000})
		checkOutcome(t, doc, err)
	})
}

// FuzzODT gives any text as the content of an OpenDocument text.
func FuzzODT(f *testing.F) {
	f.Add(`<text:h text:outline-level="1">a</text:h><text:list><text:list-item><text:p>b<text:s text:c="3"/>c</text:p></text:list-item></text:list>`)
	f.Add(`<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, body string) {
		data := odtFile(t, body, "")
		doc, err := ReadODT(bytes.NewReader(data), int64(len(data)), Limits{TextBytes: 1 << 20, Tokens: 100_000})
		checkOutcome(t, doc, err)
	})
}

func checkOutcome(t *testing.T, doc sow.Document, err error) {
	t.Helper()
	if err != nil {
		if f, ok := errors.AsType[*sow.Failure](err); !ok || f.Message == "" || f.Hint == "" || len(doc.Blocks) > 0 {
			t.Fatalf("error %v with %d blocks: want a failure with a hint and no blocks", err, len(doc.Blocks))
		}
		return
	}
	paths := map[string]bool{}
	for _, b := range doc.Blocks {
		if b.Text == "" || !utf8.ValidString(b.Text) || paths[b.Loc.Path] || (b.Kind == sow.Cell) != (b.Cell != nil) {
			t.Fatalf("block %+v", b)
		}
		paths[b.Loc.Path] = true
		for _, m := range b.Marks {
			if m.Start < 0 || m.Start >= m.End || m.End > len(b.Text) {
				t.Fatalf("mark %+v on %q", m, b.Text)
			}
		}
	}
}

package piece

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

func TestParse(t *testing.T) {
	pieces, err := Parse([]byte("# head\n\nen|verb|Scope|We build it. // - one // # Later // ¦Product¦In // ¦Teams¦yes|teams=in;sentinel=out\n"))
	if err != nil || len(pieces) != 1 {
		t.Fatalf("%v, %v", pieces, err)
	}
	p := pieces[0]
	if p.Line != 3 || len(p.Wants) != 2 || !p.Wants[0].Delivered || p.Wants[1].Delivered {
		t.Errorf("read as %+v", p)
	}
	var kinds []sow.BlockKind
	blocks := p.Document().Blocks
	for _, b := range blocks {
		kinds = append(kinds, b.Kind)
	}
	want := []sow.BlockKind{sow.Heading, sow.Heading, sow.Paragraph, sow.ListItem, sow.Heading, sow.Cell, sow.Cell, sow.Cell, sow.Cell}
	if len(kinds) != len(want) {
		t.Fatalf("blocks %v, want %v", kinds, want)
	}
	for i := range want {
		if kinds[i] != want[i] {
			t.Errorf("block %d is %s, want %s", i, kinds[i], want[i])
		}
	}
	if last := blocks[len(blocks)-1].Cell; last.ColHead != "In" || last.RowHead != "Teams" || last.HeaderRow {
		t.Errorf("last cell %+v", last)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"en|x|Scope|text":              "line 1: 4 fields",
		"\nen|x|Scope|text|teams=yes":  "line 2",
		"en|x|Scope|text|teams=in;=in": "line 1",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("en|x|Scope|a // - b // ¦c¦d // ¦e|teams=in"))
	f.Fuzz(func(t *testing.T, data []byte) {
		pieces, err := Parse(data)
		if err != nil {
			return
		}
		for _, p := range pieces {
			if len(p.Document().Blocks) < 2 {
				t.Errorf("%+v has no headings", p)
			}
		}
	})
}

package detect

import (
	"os"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// mostWordingsWrong is the bound for what consultants write that is read
// otherwise than by a person; lower it when fewer are.
const mostWordingsWrong = 12

const wordingsFile = "testdata/wordings.txt"

// TestWordings reads small pieces of statements of work, written from what
// consultants say rather than from what the lexicon holds.
func TestWordings(t *testing.T) {
	data, err := os.ReadFile(wordingsFile)
	if err != nil {
		t.Fatal(err)
	}
	d := packDetector(t)
	wrong, all := map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "#") || len(f) != 5 {
			continue
		}
		got := d.Detect(pieceOf(f[0], f[2], f[3]))
		for want := range strings.SplitSeq(f[4], ";") {
			id, sense, _ := strings.Cut(want, "=")
			all[f[0]], all[f[1]], all["all"] = all[f[0]]+1, all[f[1]]+1, all["all"]+1
			if is, why := readAs(got, id); (is == "in_scope") != (sense == "in") {
				wrong[f[0]], wrong[f[1]], wrong["all"] = wrong[f[0]]+1, wrong[f[1]]+1, wrong["all"]+1
				t.Logf("%s %s %s: %q is %s by %s under %q", f[0], f[1], want, f[3], is, why, f[2])
			}
		}
	}
	t.Logf("wrong %v of %v", wrong, all)
	if wrong["all"] > mostWordingsWrong {
		t.Errorf("%d wordings are read wrongly, at most %d may be", wrong["all"], mostWordingsWrong)
	}
}

// pieceOf builds the document of a line of the file.
func pieceOf(lang, heading, text string) sow.Document {
	title := sentenceTitles[lang]
	doc := sow.Document{Language: lang, Title: title, Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: title}, {Kind: sow.Heading, Level: 2, Text: heading},
	}}
	var heads []string
	row := 0
	for part := range strings.SplitSeq(text, " // ") {
		switch rest, kind := part[min(2, len(part)):], part[:min(2, len(part))]; kind {
		case "- ":
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.ListItem, Level: 1, Text: rest})
		case "# ":
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 3, Text: rest})
		default:
			if !strings.HasPrefix(part, "¦") {
				doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: part})
				continue
			}
			cells := strings.Split(strings.Trim(part, "¦"), "¦")
			if row == 0 {
				heads = cells
			}
			for col, cell := range cells {
				pos := &sow.CellPos{Table: 1, Row: row, Col: col, HeaderRow: row == 0}
				if row > 0 {
					pos.ColHead, pos.RowHead = strings.TrimSpace(heads[min(col, len(heads)-1)]), strings.TrimSpace(cells[0])
				}
				if cell = strings.TrimSpace(cell); cell != "" {
					doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Cell, Text: cell, Cell: pos})
				}
			}
			row++
		}
	}
	return doc
}

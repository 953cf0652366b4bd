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

// mostNamedWrong is the same bound for products that are named without being
// delivered, and for their near misses.
const mostNamedWrong = 60

// TestWordings reads small pieces of statements of work, written from what
// consultants say rather than from what the lexicon holds.
func TestWordings(t *testing.T) {
	readPieces(t, wordingsFile, mostWordingsWrong)
}

// TestNamedOnly reads what former jobs, today's systems, the work of others,
// plans, tools, interfaces and inventories name without its being delivered.
func TestNamedOnly(t *testing.T) {
	readPieces(t, "testdata/precision.txt", mostNamedWrong)
}

// readPieces reads every line of a file as a document of its own and counts
// by language and class how many products are read otherwise than wanted.
func readPieces(t *testing.T, file string, most int) {
	t.Helper()
	data, err := os.ReadFile(file)
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
			keys := []string{f[0], f[1], f[0] + " " + f[1], "all"}
			for _, k := range keys {
				all[k]++
			}
			if is, why := readAs(got, id); (is == "in_scope") != (sense == "in") {
				for _, k := range keys {
					wrong[k]++
				}
				t.Logf("%s %s %s: %q is %s by %s under %q", f[0], f[1], want, f[3], is, why, f[2])
			}
		}
	}
	t.Logf("wrong %v of %v", wrong, all)
	if wrong["all"] > most {
		t.Errorf("%d pieces of %s are read wrongly, at most %d may be", wrong["all"], file, most)
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

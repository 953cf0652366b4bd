package detect

import (
	"fmt"
	"os"
	"testing"

	"claimline/internal/piece"
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

// readPieces reads the pieces of a file and tells of each that is read
// otherwise than wanted.
func readPieces(t *testing.T, file string, most int) {
	t.Helper()
	told, wrong, all := scorePieces(t, file)
	for _, line := range told {
		t.Log(line)
	}
	t.Logf("wrong %v of %v", wrong, all)
	if wrong["all"] > most {
		t.Errorf("%d pieces of %s are read wrongly, at most %d may be", wrong["all"], file, most)
	}
}

// scorePieces reads every line of a file as a document of its own and counts
// by language and class how many products are read otherwise than wanted.
func scorePieces(t *testing.T, file string) (told []string, wrong, all map[string]int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pieces, err := piece.Parse(data)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	d := packDetector(t)
	wrong, all = map[string]int{}, map[string]int{}
	for _, p := range pieces {
		got := d.Detect(p.Document())
		for _, want := range p.Wants {
			is, why := readAs(got, want.ID)
			for _, key := range []string{p.Language, p.Class, p.Language + " " + p.Class, "all"} {
				all[key]++
				if (is == "in_scope") != want.Delivered {
					wrong[key]++
				}
			}
			if (is == "in_scope") != want.Delivered {
				told = append(told, fmt.Sprintf("%d %s %s %s=%t: %q is %s by %s under %q", p.Line, p.Language, p.Class, want.ID, want.Delivered, p.Text, is, why, p.Heading))
			}
		}
	}
	return told, wrong, all
}

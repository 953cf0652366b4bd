package detect

import (
	"os"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// mostHeadingsWrong is the bound for headings that are read otherwise than by a
// person; lower it when fewer are.
const mostHeadingsWrong = 18

// TestHeadings reads one product below one heading at a time, in a document
// that has a scope: below a heading of work it is delivered, below one that
// sets things aside it is not.
func TestHeadings(t *testing.T) {
	data, err := os.ReadFile("testdata/headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := packDetector(t)
	wrong, all := map[string]int{}, 0
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		all++
		title := sentenceTitles[f[0]]
		blocks := []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: title},
			{Kind: sow.Heading, Level: 2, Text: f[2]},
			{Kind: sow.ListItem, Text: "Microsoft Intune"},
			{Kind: sow.ListItem, Text: "Microsoft Sentinel"},
		}
		got := d.Detect(sow.Document{Language: f[0], Title: title, Blocks: blocks})
		if is, why := readAs(got, "intune"); (is == "in_scope") != (f[1] == "in") {
			wrong[f[0]]++
			wrong["all"]++
			t.Logf("%s %q is %s by %s, want %s", f[0], f[2], is, why, f[1])
		}
	}
	t.Logf("wrong %v of %d", wrong, all)
	if wrong["all"] > mostHeadingsWrong {
		t.Errorf("%d headings are read wrongly, at most %d may be", wrong["all"], mostHeadingsWrong)
	}
}

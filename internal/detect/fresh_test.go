package detect

import (
	"os"
	"strings"
	"testing"
)

// mostFreshWrong bounds what is read wrongly of pieces by writers who knew
// neither rules nor lexicon, and mostHeldWrong of every third of them, which
// is never looked at: it says whether a mended wording was a rule or a phrase.
const (
	mostFreshWrong = 40
	mostHeldWrong  = 48
)

// TestFresh reads the pieces of independent writers, each as a document of its own.
func TestFresh(t *testing.T) {
	d := packDetector(t)
	wrong, all := map[string]int{}, map[string]int{}
	for _, file := range []string{"testdata/fresh.txt", "testdata/fresh2.txt"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			f := strings.Split(strings.TrimSpace(line), "|")
			if strings.HasPrefix(line, "#") || len(f) != 5 {
				continue
			}
			readFresh(t, d, f, n, wrong, all)
		}
	}
	t.Logf("wrong %v of %v", wrong, all)
	if wrong["worked"] > mostFreshWrong || wrong["held"] > mostHeldWrong {
		t.Errorf("%d worked and %d held marks are read wrongly, at most %d and %d may be", wrong["worked"], wrong["held"], mostFreshWrong, mostHeldWrong)
	}
}

// readFresh scores the fields of line n and tells of what is wrong in it,
// unless the line is held out.
func readFresh(t *testing.T, d *Detector, f []string, n int, wrong, all map[string]int) {
	t.Helper()
	part := "worked"
	if n%3 == 0 {
		part = "held"
	}
	got := d.Detect(pieceOf(f[0], f[2], f[3]))
	for want := range strings.SplitSeq(f[4], ";") {
		id, sense, _ := strings.Cut(want, "=")
		keys := []string{part, part + " " + f[0], part + " " + f[1]}
		for _, k := range keys {
			all[k]++
		}
		is, why := readAs(got, id)
		if (is == "in_scope") == (sense == "in") {
			continue
		}
		for _, k := range keys {
			wrong[k]++
		}
		if part == "worked" {
			t.Logf("%d %s %s %s: %q is %s by %s under %q", n, f[0], f[1], want, f[3], is, why, f[2])
		}
	}
}

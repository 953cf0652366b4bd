package detect

import (
	"os"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// mostSentencesWrong is the bound for single sentences that are read otherwise
// than by a person; lower it when fewer are.
const mostSentencesWrong = 3

var sentenceTitles = map[string]string{
	"en": "Statement of Work: Microsoft services", "de": "Leistungsbeschreibung Microsoft-Dienste", "fr": "Bon de commande : services Microsoft", "es": "Propuesta de servicios de Microsoft",
}

// TestSentences reads one sentence at a time under its heading: the cues and
// headings that carry a document without repetition to lean on.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := packDetector(t)
	wrong := 0
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if len(f) != 4 {
			continue
		}
		title := sentenceTitles[f[0]]
		got := d.Detect(sow.Document{Language: f[0], Title: title, Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: title}, {Kind: sow.Heading, Level: 2, Text: f[1]}, {Kind: sow.Paragraph, Text: f[2]},
		}})
		for want := range strings.SplitSeq(f[3], ";") {
			id, sense, _ := strings.Cut(want, "=")
			if is, why := readAs(got, id); (is == "in_scope") != (sense == "in") {
				wrong++
				t.Logf("%s %s: %q is %s by %s under %q", f[0], want, f[2], is, why, f[1])
			}
		}
	}
	if wrong > mostSentencesWrong {
		t.Errorf("%d sentences are read wrongly, at most %d may be", wrong, mostSentencesWrong)
	}
}

// readAs gives the polarity of a workload, and the cue and section by which.
func readAs(d sow.Detection, id string) (is, why string) {
	for _, w := range d.Workloads {
		if w.ID != id || len(w.Evidence) == 0 {
			continue
		}
		why = "section " + w.Evidence[0].Section
		if c := w.Evidence[0].Cue; c != nil {
			why = *c + ", " + why
		}
		return string(w.Polarity), why
	}
	return "not named", "nothing"
}

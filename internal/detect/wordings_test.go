package detect

import (
	"testing"

	"claimline/internal/sow"
)

// TestWordings reads small pieces of statements of work, written from what
// consultants say rather than from what the lexicon holds.
func TestWordings(t *testing.T) { checkWanted(t, "wordings.txt") }

// TestNamedOnly reads what former jobs, today's systems, the work of others,
// plans, tools, interfaces and inventories name without its being delivered.
func TestNamedOnly(t *testing.T) { checkWanted(t, "precision.txt") }

// TestFresh reads the pieces of independent writers, who knew neither rules nor
// lexicon, each as a document of its own.
func TestFresh(t *testing.T) { checkWanted(t, "fresh.txt") }

// slotFiles hold what is said in one place in one way after another, a file for
// each language.
var slotFiles = []string{"slots-de.txt", "slots-en.txt", "slots-es.txt", "slots-fr.txt"}

// TestSlots reads one way after another to say the same thing in the same place
// of a document: the head of a column, the answer in a cell, a cue, a heading.
func TestSlots(t *testing.T) {
	for _, file := range slotFiles {
		checkWanted(t, file)
	}
}

// countedPieces bounds what is read wrongly of pieces that are never looked at, without
// the weights: it says whether a mended wording was a rule or a phrase. Weights are
// learnt from some of them, and from none of those that are held out.
var countedPieces = map[string]int{"held.txt": 356, "learnt.txt": 3240}

// TestCountedPieces reads those of which only the count is told.
func TestCountedPieces(t *testing.T) {
	d := packDetector(t)
	for file, most := range countedPieces {
		wrong := 0
		for _, w := range wantedOf(t, file) {
			if ok, _ := w.met(d); !ok {
				wrong++
			}
		}
		if wrong > most {
			t.Errorf("%d products of %s are read wrongly, at most %d may be", wrong, file, most)
		}
	}
}

// TestHeadings reads one product below one heading at a time, in a document
// that has a scope: below a heading of work it is delivered, below one that
// sets things aside it is not.
func TestHeadings(t *testing.T) { checkWanted(t, "headings.txt") }

// TestSentences reads one sentence at a time under its heading: the cues and
// headings that carry a document without repetition to lean on.
func TestSentences(t *testing.T) { checkWanted(t, "sentences.txt") }

var sentenceTitles = map[string]string{
	"en": "Statement of Work: Microsoft services", "de": "Leistungsbeschreibung Microsoft-Dienste", "fr": "Bon de commande : services Microsoft", "es": "Propuesta de servicios de Microsoft",
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

package detect

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/detect/mention"
	"claimline/internal/sow"
)

// evidence gives the line that a mention stands in.
func (r *reading) evidence(m *mention.Mention) sow.Evidence {
	from, to := r.Bytes(m)
	e := r.Quote(m.Block, m.Sentence, from, to)
	e.Section, e.Polarity = m.Section, m.Polarity
	if m.Cue != "" {
		cue := m.Cue
		e.Cue = &cue
	}
	w := m.Weight
	e.Weight = &w
	return e
}

// sameLine tells whether two lines are one for whoever reads them: a product
// and its part named in one sentence, in the same sense.
func sameLine(a, b *sow.Evidence) bool {
	return a.Location == b.Location && a.Quote == b.Quote && a.Polarity == b.Polarity
}

// sentenceWords is from how many words on a line says something; fewer are a
// name in a cell or a heading.
const sentenceWords = 5

// lines gives the quoted lines of a workload, each once. Those that carry the
// outcome come first: of these the ones in which something is done, before
// titles and bare names, the weightiest at the head, in reading order among
// equals. Whoever shows one line shows the best.
func (r *reading) lines(t *tally) []sow.Evidence {
	type line struct {
		sow.Evidence
		rank int
	}
	found := make([]line, 0, len(t.mentions))
	for _, m := range t.mentions {
		l := line{Evidence: r.evidence(m)}
		known := false
		for k := range found {
			known = known || sameLine(&found[k].Evidence, &l.Evidence)
		}
		if known {
			continue
		}
		if l.Polarity != t.polarity {
			l.rank += 4
		}
		if m.Verb == "" || r.Doc.Blocks[m.Block].Kind == sow.Heading {
			l.rank++
		}
		if !hasWords(l.Quote, sentenceWords) {
			l.rank += 2
		}
		found = append(found, l)
	}
	slices.SortStableFunc(found, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(*b.Weight, *a.Weight))
	})
	lines := make([]sow.Evidence, len(found))
	for i, l := range found {
		lines[i] = l.Evidence
	}
	return lines
}

// hasWords tells whether a text has at least n words.
func hasWords(text string, n int) bool {
	for range strings.FieldsSeq(text) {
		if n--; n == 0 {
			return true
		}
	}
	return false
}

package detect

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// maxQuote is the length of a quote in bytes.
const maxQuote = 300

// evidence gives the line that a mention stands in.
func (r *reading) evidence(m *mention) sow.Evidence {
	from, to := r.bytes(m)
	e := r.quote(m.block, m.sentence, from, to)
	e.Section, e.Polarity = m.section, m.polarity
	if m.cue != "" {
		cue := m.cue
		e.Cue = &cue
	}
	w := m.weight
	e.Weight = &w
	return e
}

// quote cuts the words of a span of tokens so that the bytes [from:to) stay in.
func (r *reading) quote(block int, s span, from, to int) sow.Evidence {
	b, tokens := &r.doc.Blocks[block], r.tokensOf(block)
	start, end := from, to
	if s.to > s.from {
		start, end = int(tokens[s.from].start), int(tokens[s.to-1].end)
	}
	if end-start > maxQuote {
		start = wordStart(b.Text, max(start, from-maxQuote/2))
		end = wordEnd(b.Text, min(end, start+maxQuote))
		end = max(end, to)
	}
	e := sow.Evidence{Quote: strings.Join(strings.Fields(b.Text[start:end]), " "), Location: b.Loc.Path, Heading: r.path(block)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}

// quoted tells whether the line is already given with this polarity: a product
// and its part named in one sentence are one line for whoever reads it.
func quoted(lines []sow.Evidence, e sow.Evidence) bool {
	return slices.ContainsFunc(lines, func(l sow.Evidence) bool {
		return l.Location == e.Location && l.Quote == e.Quote && l.Polarity == e.Polarity
	})
}

// sentenceWords is from how many words on a line says something; fewer are a
// name in a cell or a heading.
const sentenceWords = 5

// deciding puts the lines that carry the outcome first: those that say
// something before bare names, the weightiest at the head, in reading order
// among equals. Whoever shows one line shows the best.
func deciding(lines []sow.Evidence, outcome sow.Polarity) {
	rank := func(e sow.Evidence) (n int) {
		if e.Polarity != outcome {
			n += 2
		}
		if len(strings.Fields(e.Quote)) < sentenceWords {
			n++
		}
		return n
	}
	slices.SortStableFunc(lines, func(a, b sow.Evidence) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(*b.Weight, *a.Weight))
	})
}

func wordStart(text string, i int) int {
	for i > 0 && (!utf8.RuneStart(text[i]) || text[i-1] != ' ' && text[i-1] != '\n') {
		i--
	}
	return i
}

func wordEnd(text string, i int) int {
	for i < len(text) && text[i] != ' ' && text[i] != '\n' {
		i++
	}
	return i
}

// path gives the headings above a block, those that only read as headings
// included.
func (r *reading) path(block int) string {
	above := r.blocks[block].heading
	if above < 0 {
		return ""
	}
	if path, done := r.paths[above]; done {
		return path
	}
	path := r.pathTo(above)
	r.paths[above] = path
	return path
}

func (r *reading) pathTo(heading int) string {
	var parts []string
	for h := heading; h >= 0; h = r.blocks[h].heading {
		text := strings.Join(strings.Fields(r.doc.Blocks[h].Text), " ")
		if n := r.doc.Blocks[h].Number; n != "" && !strings.HasPrefix(text, n) {
			text = n + " " + text
		}
		parts = append(parts, text)
		if len(parts) > 8 {
			break
		}
	}
	slices.Reverse(parts)
	return strings.Join(parts, " > ")
}

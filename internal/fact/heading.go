package fact

import (
	"strings"

	"claimline/internal/sow"
)

// headTopics are the topics that a heading can announce.
var headTopics = []topic{headSign, headTerm, headPrice, headLicence, headScope, headExcluded, headHistory, headAbout}

// placeHeadings gives each line the topics of the heading above it.
func (rd *reading) placeHeadings() {
	heads := rd.headings()
	for i := range rd.lines {
		rd.lines[i].head = heads[rd.lines[i].block]
	}
	signs := rd.signTables()
	for i := range rd.lines {
		if l := &rd.lines[i]; l.table > 0 && signs[l.table] {
			l.head |= 1 << headSign
		}
	}
}

// maxSignRows bounds the rows of a table of signatures.
const maxSignRows = 8

// signTables gives the tables with one column for each side that signs: their
// top row reads "For the Client | For Acme", or "Client | Supplier" at the end.
func (rd *reading) signTables() map[int]bool {
	sides := map[int]int{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table <= 0 || l.row != 0 || !l.alone || l.edge || len(l.ws) > 10 {
			continue
		}
		g := rd.tables[l.table]
		_, ok := l.at(0, partyBehalf)
		if (ok || l.role(0, len(l.ws)) && l.block > len(rd.doc.Blocks)-closingBlocks) && g.cols == 2 && len(g.cells) > 1 && len(g.cells) <= maxSignRows {
			sides[l.table]++
		}
	}
	out := map[int]bool{}
	for table, n := range sides {
		out[table] = n == 2
	}
	return out
}

// headings gives each block the topics of its innermost heading that has one.
func (rd *reading) headings() []marks {
	out := make([]marks, len(rd.doc.Blocks))
	type open struct {
		level int
		is    marks
	}
	var stack []open
	for i := range rd.doc.Blocks {
		b := &rd.doc.Blocks[i]
		isHead := b.Kind == sow.Heading || b.Kind == sow.Paragraph && introduces(b)
		if isHead {
			level := max(b.Level, 1)
			if b.Kind != sow.Heading {
				level = 50
			}
			for len(stack) > 0 && stack[len(stack)-1].level >= level {
				stack = stack[:len(stack)-1]
			}
			is := rd.announces(i, b.Text)
			rd.hasTerm = rd.hasTerm || is.has(headTerm)
			if is == 0 && len(stack) > 0 {
				is = stack[len(stack)-1].is
			}
			if b.Kind == sow.Heading || is != 0 {
				stack = append(stack, open{level, is})
			}
		}
		if len(stack) > 0 {
			out[i] = stack[len(stack)-1].is
		}
	}
	return out
}

// introduces tells whether a paragraph is a heading in all but its style: a
// few words in bold, or with a colon at the end.
func introduces(b *sow.Block) bool {
	text := strings.TrimSpace(b.Text)
	if text == "" || len(text) > 80 {
		return false
	}
	bold := 0
	for _, m := range b.Marks {
		if m.Kind == sow.Bold {
			bold += m.End - m.Start
		}
	}
	return strings.HasSuffix(text, ":") || bold >= len(text)-2 && !strings.HasSuffix(text, ".")
}

func (rd *reading) announces(block int, text string) marks {
	ws := words(text)
	if len(ws) > 14 {
		return 0
	}
	var m marks
	hits := rd.r.phrases.find(ws)
	if lang := rd.languageOf(block); lang > 0 {
		hits = rd.keep(hits, lang)
	}
	own := len(ws)
	for i, w := range ws {
		if !w.capital && i > 0 && smallAt(hits, i) || w.text[0] >= '0' && w.text[0] <= '9' {
			own--
		}
	}
	for _, t := range headTopics {
		for _, h := range hits {
			if h.topic == t && 2*(h.to-h.from) >= own {
				m |= 1 << t
			}
		}
	}
	return m
}

// smallAt tells whether word i is a small word: it says nothing of its own.
func smallAt(hits []hit, i int) bool {
	for _, h := range hits {
		if h.from == i && (h.topic == partySmall || h.topic == partyArticle || h.topic == partyAnd) {
			return true
		}
	}
	return false
}

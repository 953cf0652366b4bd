package page

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// takeLabel makes the first at bytes of a line its label.
func (pg *Page) takeLabel(l *Line, at int) {
	label := strings.TrimSpace(l.Text[:at])
	n, hits, ok := pg.cutLabel(l.Start, l.Start+at)
	if !ok {
		l.setLabel(pg, label)
		return
	}
	l.Label, l.LabelLen, l.LabelHits, l.LabelTopics = label, n, hits, lexicon.TopicsOf(hits)
}

// isDay tells whether the words before a colon are a day, with its place or
// not: "Ostrava, 24 April 2026: Jane Doe", "20 April 2026: kickoff".
func (pg *Page) isDay(text string) bool {
	if !written.HasDigit(text) {
		return false
	}
	hits := written.Dates(text, false)
	return len(hits) == 1 && len(strings.TrimSpace(text[hits[0].End:])) == 0
}

// isClause tells whether the words before a colon, which begin at byte start of
// the block, are a sentence that names somebody who does something, not a
// label.
func (pg *Page) isClause(start int, text string) bool {
	first, last, ok := pg.scan.within(start, start+len(text))
	ws, hits := pg.scan.ws, pg.scan.hits[pg.scan.hit:]
	if !ok {
		ws = lexicon.Words(text)
		first, last, hits = 0, len(ws), pg.Lexicon.Find(ws)
	} else {
		hits = hits[:firstHit(hits, last)]
	}
	if last-first < 5 {
		return false
	}
	return tellsDeed(ws, hits, first, last)
}

// tellsDeed tells whether the words [first:last) say that somebody does
// something for somebody, or what somebody is, and hold no label.
func tellsDeed(ws []lexicon.Word, hits []lexicon.Hit, first, last int) bool {
	verb := false
	for _, h := range hits {
		if h.From < first || h.To > last {
			continue
		}
		if links(ws, h, first, last) {
			return true
		}
		if labelSet.Has(h.Topic) && h.To-h.From > 1 || h.Topic == topic.PartyBehalf && h.From == first {
			return false
		}
		verb = verb || h.Topic == topic.PartyEngages && h.From > first && !ws[h.From].Capital && h.To < last && ws[last-1].Capital
	}
	return verb
}

// links tells whether a hit is a form of "to be" between other words: "Acme is
// your reseller: we invoice …".
func links(ws []lexicon.Word, h lexicon.Hit, first, last int) bool {
	return h.Topic == topic.PartyIs && h.From > first && h.To < last && !ws[h.From].Capital
}

// longestLabel is how many bytes a label has at most.
const longestLabel = 70

// labelEnd gives the place of the colon behind a label at the start of text.
func labelEnd(text string) int {
	at := strings.IndexByte(text[:min(len(text), longestLabel+1)], ':')
	if at <= 0 || at+1 >= len(text) || text[at+1] == '/' || text[at+1] >= '0' && text[at+1] <= '9' {
		return 0
	}
	if strings.Count(text[:at], "(") > strings.Count(text[:at], ")") { // "signed on 3 May (for the client: Jane Doe)"
		return 0
	}
	if lexicon.MoreWords(text[:at], 8) || written.HasDigit(text[:at]) && written.NamesCurrency(text[:at]) || strings.ContainsAny(text[:at], ".!?;") && !strings.ContainsAny(text[:at], "°º") {
		return 0
	}
	return at
}

// ownLabel gives the place of the colon behind the label at the start of a line
// that has no other.
func (l *Line) ownLabel() int {
	if l.Label != "" || !l.Signs.Has(holdsColon) {
		return 0
	}
	return labelEnd(l.Text)
}

// labelSet holds LabelTopics.
var labelSet = topic.SetOf(lexicon.LabelTopics...)

// innerLabels gives where labels begin inside a text whose lines were joined:
// "Client: Acme Ltd Supplier: Borough Ltd". A label is bold, or known and
// capital.
func (pg *Page) innerLabels(text string, signs Signs, marks []sow.Mark) []int {
	out := pg.labels[:0]
	for _, b := range pg.bolds {
		if b.start > 0 {
			out = append(out, b.start)
		}
	}
	if !signs.Has(holdsColon) {
		pg.labels = out
		return out
	}
	for from := 0; ; {
		at := strings.IndexByte(text[from:], ':')
		if at < 0 {
			if len(pg.bolds) > 0 {
				slices.Sort(out)
				out = slices.Compact(out)
			}
			pg.labels = out
			return out
		}
		at += from
		if at+1 < len(text) && text[at+1] == ' ' {
			if start := pg.labelStart(text[:at], max(from, at-60), at, marks); start > 0 {
				out = append(out, start)
			}
		}
		from = at + 1
	}
}

// labelStart gives where the label begins that ends before byte at, 0 for none.
func (pg *Page) labelStart(text string, from, at int, marks []sow.Mark) int {
	for _, m := range marks {
		if m.Kind == sow.Bold && m.Start > from && (m.End == at || m.End == at+1) && m.End-m.Start < 60 {
			return m.Start
		}
	}
	from = lexicon.Boundary(text, from)
	if from > 0 && from >= len(text) {
		return 0
	}
	last := pg.scan.wordsBefore(at)
	if last == 0 || !pg.Lexicon.EndsLabel(pg.scan.ws[last-1].Text) {
		return 0
	}
	start := pg.scan.knownLabel(text, pg.scan.wordsBefore(from), last)
	if start > 0 && text[start-1] == '(' && strings.HasSuffix(text, ")") { // "Acme Ltd (Client): Jane Doe"
		return 0
	}
	return start
}

// knownLabel gives where a known label in capitals begins that is the end of
// the words [low:last), 0 for none.
func (s *scan) knownLabel(text string, low, last int) int {
	for _, h := range s.hits[firstHit(s.hits, low):firstHit(s.hits, last)] {
		if h.To != last || h.From <= low || !s.ws[h.From].Capital || !labelSet.Has(h.Topic) || joinsName(&s.ws[h.From-1]) || h.Topic == topic.SeatLabel && DigitInside(s.ws[h.From-1].Text) {
			continue
		}
		if start := s.ws[h.From].Start; !s.endsNamed(h) && !strings.HasSuffix(text[:start], ".") && !strings.HasSuffix(strings.TrimRight(text[:start], " "), "/") {
			return start
		}
	}
	return 0
}

// endsNamed tells whether a known label is the end of something longer that has a name:
// "Cloud Solution Provider".
func (s *scan) endsNamed(label lexicon.Hit) bool {
	return slices.ContainsFunc(s.hits[:firstHit(s.hits, label.From)], func(h lexicon.Hit) bool { return h.Topic >= topic.FirstNamed && h.To == label.To })
}

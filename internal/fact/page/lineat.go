package page

import (
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// At gives the longest hit of the topics that begins at word i.
func (l *Line) At(i int, topics ...topic.Topic) (out lexicon.Hit, ok bool) {
	if i < 0 || i >= len(l.Words) {
		return out, false
	}
	for k := int(l.Words[i].Hits); k < len(l.Hits); k++ {
		h := &l.Hits[k]
		if h.From != i {
			break
		}
		if h.Topic.In(topics) {
			return *h, true
		}
	}
	return out, false
}

// TopicsAt gives the topics of the hits that begin at word i.
func (l *Line) TopicsAt(i int) (s topic.Set) {
	if i < 0 || i >= len(l.Words) {
		return s
	}
	for k := int(l.Words[i].Hits); k < len(l.Hits) && l.Hits[k].From == i; k++ {
		s.Add(l.Hits[k].Topic)
	}
	return s
}

// Possessive tells whether word i is the "s" of "Margie's" within a name.
func (l *Line) Possessive(i int) bool {
	return i > 0 && i+1 < len(l.Words) && l.Words[i].Text == "s" && l.Words[i+1].Capital && strings.ContainsAny(l.Between(i), "'’")
}

// Covered tells whether a hit of the topic holds word i.
func (l *Line) Covered(i int, t topic.Topic) bool {
	if !l.Topics.Has(t) {
		return false
	}
	for k := l.HitsFrom(i + 1 - l.LongestHit); k < len(l.Hits) && l.Hits[k].From <= i; k++ {
		if h := &l.Hits[k]; h.Topic == t && i < h.To {
			return true
		}
	}
	return false
}

// EndsAt gives a hit of the topic that ends before word i.
func (l *Line) EndsAt(i int, t topic.Topic) (lexicon.Hit, bool) {
	if !l.Topics.Has(t) {
		return lexicon.Hit{}, false
	}
	for k := l.HitsFrom(i - l.LongestHit); k < len(l.Hits) && l.Hits[k].From < i; k++ {
		if h := &l.Hits[k]; h.To == i && h.Topic == t {
			return *h, true
		}
	}
	return lexicon.Hit{}, false
}

// DigitAt tells whether word i begins with a digit. A number counts as a word with
// a capital, so that most words are told off without a look into the text.
func (l *Line) DigitAt(i int) bool {
	return l.Words[i].Capital && written.DigitAt(l.Text, l.Words[i].Start)
}

// Shouted tells whether the words [from:to) are written in capitals.
func (l *Line) Shouted(from, to int) bool {
	letters := 0
	for i := from; i < to && i < len(l.Words); i++ {
		t := l.Text[l.Words[i].Start:l.Words[i].End]
		if !Shouting(t) {
			return false
		}
		letters += len(t)
	}
	return letters > 3
}

// Joins tells whether "and the" begins at word i: another name follows.
func (l *Line) Joins(i int) bool {
	h, ok := l.At(i, topic.PartyAnd)
	if !ok || l.Words[i].Capital {
		return false
	}
	if h.To-h.From > 1 {
		return true
	}
	_, ok = l.At(h.To, topic.PartyArticle)
	return ok && !l.Words[h.To].Capital && l.Words[h.To].Text != "d" // "des Gens de Mer et d'Estuaire"
}

// Hyphened tells whether word i is the rest of a compound: "ERP-huset",
// "Co-operative", "Penmarc'h".
func (l *Line) Hyphened(i int) bool {
	gap := l.Between(i)
	return gap == "-" || gap == "\u2010" || gap == "\u2011" || (gap == "'" || gap == "’") && l.Words[i].Text == "h" && strings.HasSuffix(l.Words[i-1].Text, "c")
}

// Between gives the text between word i-1 and word i.
func (l *Line) Between(i int) string {
	if i <= 0 || i >= len(l.Words) {
		return ""
	}
	return l.Text[l.Words[i-1].End:l.Words[i].Start]
}

// Breaks tells whether a name ends before word i: at a comma, bracket, dash or
// the end of a sentence.
func (l *Line) Breaks(i int) bool {
	gap := l.Between(i)
	if gap == " " {
		return false
	}
	plain := true
	for i := range len(gap) {
		if breaking[gap[i]] {
			return true
		}
		plain = plain && gap[i] < utf8.RuneSelf
	}
	if !plain && strings.ContainsAny(gap, "“”„«»–—…→×") || strings.Contains(gap, " - ") {
		return true
	}
	return strings.Contains(gap, ". ") && len(l.Words[i-1].Text) > 3 && !l.Beside.Names.Shortened.Has(l.Words[i-1].Text)
}

// breaking are the bytes of ASCII between two words that end a name.
var breaking = func() (in [256]bool) {
	for _, c := range []byte(",;:()[]\n\"|/!?") {
		in[c] = true
	}
	return in
}()

// Verb tells whether a word begins what the holder of the name does.
func (l *Line) Verb(i int) bool {
	_, ok := l.At(i, topic.PartyPerforms, topic.PartyReceives, topic.PartyEngages, topic.DateStarts, topic.DateEnds, topic.LicenceHolds)
	return ok
}

// TextBetween gives the text of the words [from:to).
func (l *Line) TextBetween(from, to int) string {
	if from >= to || to > len(l.Words) || from < 0 {
		return ""
	}
	return l.Text[l.Words[from].Start:l.Words[to-1].End]
}

// TopCell tells whether the line is a whole cell in the first row of a table.
func (l *Line) TopCell() bool { return l.Table > 0 && l.Row == 0 && l.Alone }

// Role tells whether the words are nothing but a role or a kind of body, such
// as "Customer" or "the Trust".
func (l *Line) Role(from, to int) bool {
	joined, bodies := false, 0
	for i := from; i < to; {
		h, ok := l.At(i, topic.PartyCustomer, topic.PartyPartner, topic.PartyArticle, topic.PartySmall, topic.PartyAnd, topic.PartyBody)
		if !ok {
			return false
		}
		if h.Topic == topic.PartyBody && l.Words[i].Capital {
			bodies++
		} else if h.Topic == topic.PartySmall && bodies == 1 || h.To-h.From > 1 && bodies == 1 {
			joined = true
		}
		i = h.To
	}
	return !joined || bodies < 2 || !l.Words[to-1].Capital // "Ministry of Fisheries"
}

// Shouting tells whether a text holds no small letter.
func Shouting(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf {
			return strings.ToUpper(text) == text
		} else if c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}

// DigitInside tells whether a word is a code of letters and digits: "NIS2".
func DigitInside(text string) bool { return written.HasDigit(text) }

// Denies tells whether a sentence says when something does not happen, before
// or right behind the days in its bytes [from:to): "No cut is made from 14
// December to 6 January".
func (l *Line) Denies(from, to int) bool {
	if l.Label != "" || l.Table > 0 || !l.Topics.Has(topic.Negation) {
		return false
	}
	if _, no := l.Window(0, l.WordAt(from), topic.Negation); no {
		return true
	}
	for i := l.WordAt(to); i < len(l.Words) && !l.Breaks(i); i++ {
		if _, no := l.At(i, topic.Negation); no {
			return true
		}
	}
	return false
}

// Back gives the word index before the articles that end at word i.
func (l *Line) Back(i int) int {
	for i > 0 {
		h, ok := l.EndsAt(i, topic.PartyArticle)
		if !ok {
			break
		}
		i = h.From
	}
	return i
}

// BehindAside gives the first word behind what is set between a name and its
// verb: "(“Acme”)", ", of Cork,", "of Cork".
func (l *Line) BehindAside(i int) int {
	for range 2 {
		if i >= len(l.Words) {
			return i
		}
		gap := l.Between(i)
		switch {
		case strings.Contains(gap, "("):
			end := l.Closer(i)
			if end > len(l.Words) {
				return i
			}
			i = end
		case strings.Contains(gap, ","):
			end := l.commaAfter(i)
			if end == 0 {
				return i
			}
			i = end
		default:
			return l.BehindPlace(i)
		}
	}
	return i
}

// Closer gives the first word behind the bracket or quote that opens before
// word i.
func (l *Line) Closer(i int) int {
	for j := i + 1; j <= len(l.Words); j++ {
		var gap string
		if j < len(l.Words) {
			gap = l.Between(j)
		} else {
			gap = l.Text[l.Words[j-1].End:]
		}
		if strings.ContainsAny(gap, ")»”") || strings.Contains(gap, "“") && !strings.Contains(gap, " “") || strings.Contains(gap, "\"") {
			if strings.Contains(gap, ")") || !strings.ContainsAny(gap, "(") {
				return j
			}
		}
	}
	return len(l.Words) + 100
}

// commaAfter gives the first word behind the comma that closes an insertion
// beginning at word i, 0 for none.
func (l *Line) commaAfter(i int) int {
	for j := i + 1; j < len(l.Words) && j-i <= maxAside; j++ {
		if strings.Contains(l.Between(j), ",") {
			return j
		}
	}
	return 0
}

// maxAside is the most words between two commas that are skipped.
const maxAside = 8

// BehindPlace skips "of Cork", "aus Kiel".
func (l *Line) BehindPlace(i int) int {
	h, ok := l.At(i, topic.PartySmall)
	if !ok || h.To >= len(l.Words) || !l.Words[h.To].Capital {
		return i
	}
	for i = h.To; i < len(l.Words) && l.Words[i].Capital; i++ {
	}
	return i
}

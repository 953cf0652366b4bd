package party

import (
	"slices"
	"strings"
	"unicode"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// titleLines is how many lines at the top hold the title.
const titleLines = 4

// isPurchasing tells whether the block of a line names the department that orders:
// "Acme Ltd · Procurement".
func (rd *Sides) isPurchasing(l *page.Line) bool {
	return slices.ContainsFunc(strings.FieldsFunc(rd.Doc.Blocks[l.Block].Text, noLetter), func(w string) bool {
		return unicode.IsUpper([]rune(w)[0]) && rd.Lexicon.Beside.Parties.Buyers.Has(lexicon.Fold(w))
	})
}

func noLetter(r rune) bool { return !unicode.IsLetter(r) }

// order tells whether the customer writes the document: the title says that it is
// a purchase order, not an offer, and it is not "we" who deliver.
func (rd *Sides) order() bool { return (rd.titledOrder() || rd.yourOffer()) && !rd.weDeliver() }

// yourOffer tells whether the first lines of the document speak of the offer of
// those to whom it goes: "Beauftragung zu Ihrem Angebot".
func (rd *Sides) yourOffer() bool {
	for i := range min(openingLines+titleLines, len(rd.Lines)) {
		l := &rd.Lines[i]
		if l.Edge || rd.thread.to > 0 && (spotOf(l) < rd.thread.from || spotOf(l) >= rd.thread.to) {
			continue
		}
		if l.Table == 0 && l.Beside.Parties.Ordering.Within(lexicon.Fold(l.Text)) {
			return true
		}
		if rd.offersItself(l) {
			continue
		}
		c := rd.CuesOf(l)
		for k := 1; k < len(l.Words); k++ {
			if l.Beside.Parties.Offers.Has(l.Words[k].Text) && l.Words[k].Glued && yours(c, l, k-1) {
				return true
			}
		}
	}
	return false
}

// replies are the words before the subject of a message that answers another one.
var replies = lexicon.WordSet("re aw antw rv tr sv")

// offersItself tells whether a line is the subject of an offer that somebody answers
// below: not "RE: your offer".
func (rd *Sides) offersItself(l *page.Line) bool {
	return l.Label != "" && rd.thread.to > 0 && rd.thread.to < endOfText && len(l.Words) > 0 && !replies[l.Words[0].Text]
}

// yours tells whether word i says that something is that of the reader.
func yours(c *lexicon.Cues, l *page.Line, i int) bool {
	return c.OfWord(&l.Words[i])&lexicon.CueYou != 0 || l.Beside.Parties.Your.Has(l.Words[i].Text)
}

// deliverers is the weight of what "we" do and have below which those deliver who
// write.
const deliverers = -1.0

// weDeliver tells whether those who write say that they deliver.
func (rd *Sides) weDeliver() bool {
	s := Survey{rd: rd}
	s.readAuthor()
	return s.author <= deliverers
}

// titledOrder tells whether the title is that of a purchase order, or purchasing
// writes.
func (rd *Sides) titledOrder() bool {
	text := false // stands above: the title of a letter stands below its address
	for i := range min(openingLines, len(rd.Lines)) {
		l := &rd.Lines[i]
		if text = text || isText(l); l.Edge || i >= titleLines && (text || !rd.isHeading(l)) {
			continue
		}
		if labelOpens(l, topic.PartyFrom) && l.Beside.Parties.Buyers.HasAny(l.Words) && !rd.answers(l) || opensOrder(l) {
			return true
		}
	}
	return false
}

// isHeading tells whether the block of a line is a heading.
func (rd *Sides) isHeading(l *page.Line) bool { return rd.Doc.Blocks[l.Block].Kind == sow.Heading }

// isText tells whether a line is a sentence, and not one of a title.
func isText(l *page.Line) bool {
	return l.Table == 0 && len(l.Words) > maxTitle && strings.HasSuffix(l.Text, ".")
}

// opensOrder tells whether a line, or its label, begins with a word for an order.
func opensOrder(l *page.Line) bool {
	_, text := l.At(0, topic.PartyOrder)
	return text && l.Label == "" || slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyOrder && h.From == 0 })
}

// issuingReach is how many blocks above the acceptance the one who orders signs
// at most.
const issuingReach = 3

// readIssued notes the last line that somebody signs who orders: "Requested:
// Jane Doe, 3 May 2026".
func (rd *Sides) readIssued() {
	rd.issued = nil
	for i := len(rd.Lines) - 1; i >= 0 && rd.Lines[i].Block >= len(rd.Doc.Blocks)-signingBlocks; i-- {
		l := &rd.Lines[i]
		if first := firstWord(l); l.Edge || len(first) < 4 || !l.Beside.Parties.Issued.Has(first) || len(l.Words) > 2*names.MaxWords || l.Label != "" && l.LabelLen > 3 {
			continue
		}
		rd.issued = l
		return
	}
}

// firstWord gives the first word of a line with its label, folded.
func firstWord(l *page.Line) string {
	if l.Label == "" {
		if len(l.Words) == 0 || !l.Numeric { // a signature has its day
			return ""
		}
		return l.Words[0].Text
	}
	first, _, _ := strings.Cut(l.Label, " ")
	return lexicon.Fold(first)
}

// customerAccepts tells whether who accepts in a line is the customer: not where
// one who orders has signed right above.
func (rd *Sides) customerAccepts(l *page.Line) bool {
	above := rd.issued
	return !rd.IsOrder && (above == nil || spotOf(above) >= spotOf(l) || l.Block-above.Block > issuingReach)
}

// readAcceptedBelow reads who accepts below a line that says so: "Agreed, 3 May
// 2026", "For Acme Ltd: Jane Doe".
func (rd *Sides) readAcceptedBelow(l *page.Line, n int) {
	if n == 0 || l.Table > 0 {
		return
	}
	above := &rd.Lines[n-1]
	if _, ok := above.At(0, topic.PartyAccepts); !ok || above.Label != "" || above.Table > 0 || above.Edge || len(above.Words) > names.MaxWords || l.Block-above.Block > 1 || len(names.In(above)) > 0 {
		return
	}
	side := *l
	if l.Label != "" {
		side = rd.SideLine(l.Block, l.Label)
		side.Start = l.Start
	}
	h, ok := side.At(0, topic.PartyBehalf, topic.PartyFor)
	if !ok {
		return
	}
	if org, ok := names.From(&side, h.To); ok && company(&side, org) && !names.Product(&side, org) {
		rd.noteRole(&side, org, rd.customerAccepts(l), byAcceptance)
	}
}

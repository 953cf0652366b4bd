package seat

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// leastInWords is the least number of people in words that counts where nothing is
// counted in digits.
const leastInWords = 8

// onlySpelled gives the one number of people in words, in a document that counts
// nobody in digits: "nine people in the office". Whom an assessment names in words are
// those who are asked.
func (rd *counter) onlySpelled() (crowd, bool) {
	if slices.Contains(askingKinds, rd.det.Kind) {
		return crowd{}, false
	}
	var all []crowd
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head&(1<<topic.HeadExcluded|1<<topic.HeadAbout) != 0 {
			continue
		}
		if rd.countsInDigits(l) {
			return crowd{}, false
		}
		all = append(all, rd.spelledPeople(l)...)
		if l.Table == 0 {
			all = append(all, rd.spelledPeople(rd.labelLine(l))...)
		}
	}
	if len(all) == 0 || slices.ContainsFunc(all, func(c crowd) bool { return c.n != all[0].n }) {
		return crowd{}, false
	}
	return all[0], true
}

// askingKinds are the kinds of documents whose work is to ask people.
var askingKinds = []sow.DocKind{sow.KindAssessment, sow.KindLicensing, sow.KindStaffAug}

// countsInDigits tells whether a line counts people in digits, whoever they are.
func (rd *counter) countsInDigits(l *page.Line) bool {
	return l.Numeric && (len(rd.personsIn(l)) > 0 || slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		n, _, ok := numberBefore(l, h.From)
		return ok && countedTopics.Has(h.Topic) && maySeat(n)
	}))
}

// spelledPeople reads the numbers of people in words in a line, nil for none.
func (rd *counter) spelledPeople(l *page.Line) (out []crowd) {
	if l == nil || l.Table > 0 || !l.Topics.Meets(countedTopics) {
		return nil
	}
	for _, h := range l.Hits {
		if !slices.Contains(countedPeople, h.Topic) {
			continue
		}
		if n, first, _, ok := rd.spelledBefore(l, h.From); ok && rd.servedInWords(l, n, first, h) {
			out = append(out, rd.crowdOf(l, n, seatOnly, first, h.To))
		}
	}
	return out
}

// servedInWords tells whether n people, counted in words from word first on, may be
// those served: they are neither only taught nor named in one breath with others.
func (rd *counter) servedInWords(l *page.Line, n, first int, h lexicon.Hit) bool {
	if n < leastInWords || !maySeat(n) || l.Beside.People.Teach.HasAny(l.Words[max(0, first-teachReach):first]) {
		return false
	}
	return rd.joinedTo(l, h.To) < leastAdded && rd.crowdWeight(l, first, h) >= seatOnly
}

// labelLine gives the words of a label that counts people as a line of their own, nil
// where there are none.
func (rd *counter) labelLine(l *page.Line) *page.Line {
	if !l.LabelTopics.HasAny(countedPeople) {
		return nil
	}
	ws := rd.Words(l.Label)
	m := page.Line{Beside: l.Beside, Head: l.Head, Block: l.Block, Start: l.Start, Text: l.Label, Words: ws, Keys: lexicon.Texts(ws), Hits: l.LabelHits, Topics: l.LabelTopics, Numeric: true}
	m.Index()
	return &m
}

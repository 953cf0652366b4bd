package names

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// longestLower is how many small words the name of a company has at most that is
// written in small letters.
const longestLower = 3

// Raise reads the names of companies that are written in small letters,
// "kopfnuss GmbH", as if they were not: those that begin a line or a label's
// value somewhere. What else is small before a legal form is an adjective.
func Raise(pg *page.Page) {
	names := map[string][]string{} // by the first word
	for i := range pg.Lines {
		l := &pg.Lines[i]
		raiseBodies(pg, i)
		if !l.Topics.Has(topic.PartyForm) {
			continue
		}
		l.Index() // which is done later for all lines
		if from, to := lowerName(l); to > from {
			names[l.Keys[from]] = l.Keys[from:to:to]
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range pg.Lines {
		raise(pg, i, names)
	}
}

// lowerName gives the words of the name in small letters with which a line begins,
// behind a number and a dash, before its legal form. None are from == to.
func lowerName(l *page.Line) (from, to int) {
	from, ok := lowerStart(l)
	if !ok {
		return 0, 0
	}
	mixed := mayMix(l, from)
	for n := from; n < len(l.Words) && n <= from+longestLower && (n == from || joinsLower(l, n)); n++ {
		if n > from && formWritten(l, n) {
			return from, lowerEnd(l, from, n)
		}
		mixed = mixed && (n == from || l.Words[n].Capital)
		if l.DigitAt(n) || !mixed && (l.Words[n].Capital || l.TopicsAt(n).Meets(joining)) {
			return 0, 0
		}
	}
	return 0, 0
}

// mayMix tells whether words with capitals may follow a small one, with which a name
// begins at word i: "moosgrün IT eG" beside the label of a party.
func mayMix(l *page.Line, i int) bool {
	return !l.Words[i].Capital && (camel(l, i) || l.LabelTopics.Meets(roleLabels))
}

// lowerEnd gives the word n of the legal form behind a name in small letters, and the
// first word for none: "cotraitante Acme SARL".
func lowerEnd(l *page.Line, from, n int) int {
	if !camel(l, from) && l.Words[n-1].Capital && !slices.Contains(german, l.Words[n].Text) {
		return from
	}
	return n
}

// joinsLower tells whether only a sign that names hold stands before word n.
func joinsLower(l *page.Line, n int) bool { return strings.Trim(l.Between(n), " &+-") == "" }

// lowerStart gives the word with which a name in small letters may begin.
func lowerStart(l *page.Line) (from int, ok bool) {
	for from+1 < len(l.Words) && l.DigitAt(from) {
		from++
	}
	if from >= len(l.Words) || from > 0 && !strings.ContainsAny(l.Between(from), "–—-") {
		return 0, false
	}
	return from, l.TopicsAt(from) == (topic.Set{}) && len(l.Words[from].Text) >= 4
}

// german are the legal forms of companies in whose language a small word before
// capitals is no ordinary noun.
var german = []string{"gmbh", "ag", "kg", "ug", "eg", "ohg", "mbh", "genossenschaft"}

// roleLabels are the topics of the labels of those who write and are written to.
var roleLabels = topic.SetOf(topic.PartyCustomer, topic.PartyPartner, topic.PartyFrom, topic.PartyTo)

// camel tells whether word i, which begins small, has a capital inside: "inspirIT".
func camel(l *page.Line, i int) bool {
	t := l.Text[l.Words[i].Start:l.Words[i].End]
	return strings.ToLower(t) != t
}

// formWritten tells whether word n is a legal form, and nothing of a sentence
// follows one that is written small.
func formWritten(l *page.Line, n int) bool {
	h, ok := l.At(n, topic.PartyForm)
	if !ok {
		return false
	}
	t := l.Text[l.Words[n].Start:l.Words[n].End]
	return t != strings.ToLower(t) || h.To == len(l.Words) || l.Breaks(h.To)
}

// raise takes the words of names in small letters for such with capitals: the
// whole name with its legal form, and a first word that stands for it.
func raise(pg *page.Page, line int, names map[string][]string) {
	l := &pg.Lines[line]
	for k := range l.Words {
		name := names[l.Words[k].Text]
		if name == nil || l.Words[k].Capital {
			continue
		}
		n := 1
		if BeginsWith(l.Words[k:], name) {
			n = len(name)
		}
		for i := k; i < k+n; i++ {
			pg.Raise(line, i)
		}
		if at := k + n; at < len(l.Words) && n == len(name) && l.Covered(at, topic.PartyForm) {
			pg.Raise(line, at)
		}
	}
}

// BeginsWith tells whether ws begins with the words of a name.
func BeginsWith(ws []lexicon.Word, name []string) bool {
	if len(name) == 0 || len(name) > len(ws) {
		return false
	}
	for i, n := range name {
		if ws[i].Text != n {
			return false
		}
	}
	return true
}

// LongestStart counts the words of the longest of the names with which ws begins,
// 0 for none.
func LongestStart(ws []lexicon.Word, forms [][]string) (n int) {
	if len(ws) == 0 || !ws[0].Capital {
		return 0
	}
	for _, f := range forms {
		if len(f) > n && BeginsWith(ws, f) {
			n = len(f)
		}
	}
	return n
}

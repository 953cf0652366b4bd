package names

import (
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
		if !l.Topics.Has(topic.PartyForm) {
			continue
		}
		if n := lowerName(l); n > 0 {
			names[l.Keys[0]] = l.Keys[:n:n]
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range pg.Lines {
		raise(&pg.Lines[i], names)
	}
}

// lowerName counts the small words with which a line begins before the legal form
// that ends its first name, 0 for none.
func lowerName(l *page.Line) (n int) {
	if len(l.Words) == 0 || l.TopicsAt(0) != (topic.Set{}) || len(l.Words[0].Text) < 4 {
		return 0
	}
	for n < len(l.Words) && n <= longestLower && (n == 0 || strings.Trim(l.Between(n), " &+-") == "") {
		if n > 0 && formWritten(l, n) {
			return n
		}
		if l.Words[n].Capital || l.DigitAt(n) || l.TopicsAt(n).Meets(joining) {
			return 0
		}
		n++
	}
	return 0
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
func raise(l *page.Line, names map[string][]string) {
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
			l.Words[i].Capital = true
		}
		if at := k + n; at < len(l.Words) && n == len(name) && l.Covered(at, topic.PartyForm) {
			l.Words[at].Capital = true
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

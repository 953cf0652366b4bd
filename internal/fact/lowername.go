package fact

import (
	"strings"

	"claimline/internal/fact/topic"
)

// longestLower is how many small words the name of a company has at most that is
// written in small letters.
const longestLower = 3

// raiseNames reads the names of companies that are written in small letters,
// "kopfnuss GmbH", as if they were not: those that begin a line or a label's
// value somewhere. What else is small before a legal form is an adjective.
func (rd *reading) raiseNames() {
	names := map[string][]string{} // by the first word
	for i := range rd.lines {
		l := &rd.lines[i]
		if !l.topics.Has(topic.PartyForm) {
			continue
		}
		if n := l.lowerName(); n > 0 {
			names[l.keys[0]] = l.keys[:n:n]
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range rd.lines {
		rd.lines[i].raise(names)
	}
}

// lowerName counts the small words with which a line begins before the legal form
// that ends its first name, 0 for none.
func (l *line) lowerName() (n int) {
	if len(l.ws) == 0 || l.topicsAt(0) != (topic.Set{}) || len(l.ws[0].Text) < 4 {
		return 0
	}
	for n < len(l.ws) && n <= longestLower && (n == 0 || strings.Trim(l.between(n), " &+") == "") {
		if n > 0 && l.formWritten(n) {
			return n
		}
		if l.ws[n].Capital || l.digitAt(n) || l.topicsAt(n).Meets(joining) {
			return 0
		}
		n++
	}
	return 0
}

// formWritten tells whether word n is a legal form, and nothing of a sentence
// follows one that is written small.
func (l *line) formWritten(n int) bool {
	h, ok := l.at(n, topic.PartyForm)
	if !ok {
		return false
	}
	t := l.text[l.ws[n].Start:l.ws[n].End]
	return t != strings.ToLower(t) || h.To == len(l.ws) || l.breaks(h.To)
}

// raise takes the words of names in small letters for such with capitals: the
// whole name with its legal form, and a first word that stands for it.
func (l *line) raise(names map[string][]string) {
	for k := range l.ws {
		name := names[l.ws[k].Text]
		if name == nil || l.ws[k].Capital {
			continue
		}
		n := 1
		if beginsWith(l.ws[k:], name) {
			n = len(name)
		}
		for i := k; i < k+n; i++ {
			l.ws[i].Capital = true
		}
		if at := k + n; at < len(l.ws) && n == len(name) && l.covered(at, topic.PartyForm) {
			l.ws[at].Capital = true
		}
	}
}

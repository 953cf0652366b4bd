package party

import (
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// cutSigner cuts the two names of the person who signs for a body off its name, where
// another line names the body without them: the lines of a signature may have become
// one.
func (rd *Sides) cutSigner(p *Party) {
	const person = 2
	n := len(p.key) - person
	if n < 2 || !rd.NamesBody(p.key[n-1]) || rd.NamesBody(p.key[n]) || rd.NamesBody(p.key[n+1]) {
		return
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for k := 0; k+n <= len(l.Words); k++ {
			if !l.Words[k].Capital || !names.BeginsWith(l.Words[k:], p.key[:n]) || names.BeginsWith(l.Words[k:], p.key) {
				continue
			}
			p.name, p.key = page.OneSpace(l.Text[l.Words[k].Start:l.Words[k+n-1].End]), p.key[:n]
			return
		}
	}
}

package detect

import (
	"strings"

	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// addNoVerbs compiles what only looks like a word of work.
func (x *lexicon) addNoVerbs(l *language, c sow.Context) {
	for _, text := range c.Words["verb.not"] {
		ids := x.ids(text)
		if len(ids) > 1 {
			x.trie.Add(ids, phrase.Phrase{Layer: phrase.Verb, Lang: l.bit, Ref: noVerb})
			continue
		}
		l.noVerbs[strings.ToLower(text)] = true
		for _, id := range ids {
			l.noVerb.Add(id)
		}
	}
}

// addPast takes the forms of verbs in a past tense that no rule makes, and the
// auxiliaries.
func (l *language) addPast(c sow.Context) {
	for _, text := range c.Words["past.forms"] {
		l.past[strings.ToLower(text)] = true
	}
	l.noPast = c.Words["past.endings.not"]
	l.pastEnds, l.partEnds = c.Words["past.endings"], c.Words["past.participles"]
	for _, text := range c.Words["past.aux"] {
		l.pastAux[strings.ToLower(text)] = true
	}
}

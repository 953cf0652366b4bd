package lexicon

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// addNoVerbs compiles what only looks like a word of work.
func (x *Lexicon) addNoVerbs(l *Language, c sow.Context) {
	for _, text := range c.Words[list.VerbNot] {
		ids := x.ids(text)
		if len(ids) > 1 {
			x.Trie.Add(ids, phrase.Phrase{Layer: phrase.Verb, Lang: l.Bit, Ref: NoVerb})
			continue
		}
		l.NoVerbs[strings.ToLower(text)] = true
		for _, id := range ids {
			l.NoVerb.Add(id)
		}
	}
}

// addPast takes the forms of verbs in a past tense that no rule makes, and the
// auxiliaries.
func (l *Language) addPast(c sow.Context) {
	for _, text := range c.Words[list.PastForms] {
		l.Past[strings.ToLower(text)] = true
	}
	l.NoPast = c.Words[list.PastEndingsNot]
	l.PastEnds, l.PartEnds = c.Words[list.PastEndings], c.Words[list.PastParticiples]
	for _, text := range c.Words[list.PastAux] {
		l.PastAux[strings.ToLower(text)] = true
	}
}

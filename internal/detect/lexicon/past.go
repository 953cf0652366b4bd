package lexicon

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
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

// MayPast tells whether a token may be, or open, a form of a verb in a past
// tense, so that most words need not be read for it.
func (l *Language) MayPast(t token.Token) bool { return t.ID == 0 || l.mayPast.Has(t.ID) }

// notePast notes which of the known words may be a form in a past tense.
func (l *Language) notePast(words *token.Vocabulary) {
	for _, forms := range []map[string]bool{l.Past, l.PastAux} {
		for form := range forms {
			l.mayPast.Add(words.Find([]byte(token.Fold(form))))
		}
	}
	if plain := l.Words[list.PastPlain]; plain != nil {
		for _, run := range plain.Runs {
			l.mayPast.Add(run[0])
		}
	}
	for word, id := range words.All() {
		if slices.ContainsFunc(l.PastEnds, func(end string) bool { return strings.HasSuffix(word, token.Fold(end)) }) {
			l.mayPast.Add(id)
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

package names

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// Skip gives the word behind those of the topics that begin at word i, without an
// article that is part of the name behind it.
func Skip(l *page.Line, i int, topics ...topic.Topic) int {
	for {
		h, ok := l.At(i, topics...)
		if !ok {
			return i
		}
		if _, form := l.At(i, topic.PartyForm); form && h.To == i+1 {
			return i
		}
		if h.Topic == topic.PartyArticle {
			if articleInName(l, h) {
				return i
			}
			if h.To-h.From > 1 && l.Words[h.To-1].Capital && (!l.Words[i].Capital || !l.Shouted(i, h.To)) && !onlyKind(l, h.To-1) { // "la Société Fermière"
				return i + 1
			}
		}
		i = h.To
	}
}

// articleInName tells whether an article, or a word for a company that may stand
// for one, is part of the name behind it: "Les Jardins de Sologne SCA", "pour la
// Société Fermière".
func articleInName(l *page.Line, h lexicon.Hit) bool {
	if partOfName(l, h.From, h.To) && endsInForm(l, h.To) {
		return true
	}
	if h.To != h.From+1 {
		return false
	}
	if arabic(l, h.From) || keepsCompany(l, h.From) {
		return true
	}
	_, body := l.At(h.From, topic.PartyBody)
	return body && l.Words[h.From].Capital && h.From > 0
}

// keepsCompany tells whether the word for a company at word i, which begins a
// line, is part of the name: "Compañía Minera Acme", "Société Fermière de Lyon",
// not "Société Dupont".
func keepsCompany(l *page.Line, i int) bool {
	if i+1 >= len(l.Words) || !l.Words[i].Capital || !l.Words[i+1].Glued {
		return false
	}
	say, next := &l.Beside.Names, &l.Words[i+1]
	genitives := &l.Beside.Small.Genitives
	switch {
	case say.Openers.Has(l.Words[i].Text):
		return next.Capital || genitives.Has(next.Text) && (i == 0 || i+2 < len(l.Words) && l.Words[i+2].Capital)
	case say.Described.Has(l.Words[i].Text):
		return next.Capital && say.Adjectives.Has(next.Text) || genitives.Has(next.Text)
	}
	return false
}

// onlyKind tells whether word i behind an article is a word for a company that is no
// part of the name behind it: "die Kanzlei Acme mbB".
func onlyKind(l *page.Line, i int) bool {
	say, word := &l.Beside.Names, l.Words[i].Text
	return say.Companies.Has(word) && !say.Roles.Has(word) && !say.Openers.Has(word) && !say.Described.Has(word)
}

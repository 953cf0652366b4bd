package fact

import (
	"claimline/internal/fact/topic"
	"slices"
)

// skip gives the word behind those of the topics that begin at word i, without an
// article that is part of the name behind it.
func (l *line) skip(i int, topics ...topic.Topic) int {
	for {
		h, ok := l.at(i, topics...)
		if !ok {
			return i
		}
		if _, form := l.at(i, topic.PartyForm); form && h.to == i+1 {
			return i
		}
		if h.topic == topic.PartyArticle {
			if l.articleInName(h) {
				return i
			}
			if h.to-h.from > 1 && l.ws[h.to-1].capital && (!l.ws[i].capital || !l.shouted(i, h.to)) { // "la Société Fermière"
				return i + 1
			}
		}
		i = h.to
	}
}

// articleInName tells whether an article, or a word for a company that may stand
// for one, is part of the name behind it: "Les Jardins de Sologne SCA", "pour la
// Société Fermière".
func (l *line) articleInName(h hit) bool {
	if l.partOfName(h.from, h.to) && l.endsInForm(h.to) {
		return true
	}
	if h.to != h.from+1 {
		return false
	}
	if l.arabic(h.from) || l.keepsCompany(h.from) {
		return true
	}
	_, body := l.at(h.from, topic.PartyBody)
	return body && l.ws[h.from].capital && h.from > 0
}

// keepsCompany tells whether the word for a company at word i, which begins a
// line, is part of the name: "Compañía Minera Acme", "Société Fermière de Lyon",
// not "Société Dupont".
func (l *line) keepsCompany(i int) bool {
	if i+1 >= len(l.ws) || !l.ws[i].capital || !l.ws[i+1].glued {
		return false
	}
	switch l.ws[i].text {
	case "compania", "empresa":
		return l.ws[i+1].capital
	case "societe":
		return l.ws[i+1].capital && endsIn(l.ws[i+1].text, feminine) || slices.Contains(genitives, l.ws[i+1].text)
	}
	return false
}

// feminine are endings of French adjectives beside the word for a company.
var feminine = []string{"enne", "onne", "iere", "aise", "oise", "elle", "ale", "ique"}

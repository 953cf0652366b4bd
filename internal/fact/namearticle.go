package fact

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// skip gives the word behind those of the topics that begin at word i, without an
// article that is part of the name behind it.
func (l *line) skip(i int, topics ...topic.Topic) int {
	for {
		h, ok := l.at(i, topics...)
		if !ok {
			return i
		}
		if _, form := l.at(i, topic.PartyForm); form && h.To == i+1 {
			return i
		}
		if h.Topic == topic.PartyArticle {
			if l.articleInName(h) {
				return i
			}
			if h.To-h.From > 1 && l.ws[h.To-1].Capital && (!l.ws[i].Capital || !l.shouted(i, h.To)) { // "la Société Fermière"
				return i + 1
			}
		}
		i = h.To
	}
}

// articleInName tells whether an article, or a word for a company that may stand
// for one, is part of the name behind it: "Les Jardins de Sologne SCA", "pour la
// Société Fermière".
func (l *line) articleInName(h lexicon.Hit) bool {
	if l.partOfName(h.From, h.To) && l.endsInForm(h.To) {
		return true
	}
	if h.To != h.From+1 {
		return false
	}
	if l.arabic(h.From) || l.keepsCompany(h.From) {
		return true
	}
	_, body := l.at(h.From, topic.PartyBody)
	return body && l.ws[h.From].Capital && h.From > 0
}

// keepsCompany tells whether the word for a company at word i, which begins a
// line, is part of the name: "Compañía Minera Acme", "Société Fermière de Lyon",
// not "Société Dupont".
func (l *line) keepsCompany(i int) bool {
	if i+1 >= len(l.ws) || !l.ws[i].Capital || !l.ws[i+1].Glued {
		return false
	}
	switch l.ws[i].Text {
	case "compania", "empresa":
		return l.ws[i+1].Capital
	case "societe":
		return l.ws[i+1].Capital && lexicon.EndsIn(l.ws[i+1].Text, feminine) || slices.Contains(genitives, l.ws[i+1].Text)
	}
	return false
}

// feminine are endings of French adjectives beside the word for a company.
var feminine = []string{"enne", "onne", "iere", "aise", "oise", "elle", "ale", "ique"}

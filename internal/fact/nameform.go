package fact

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// formAt counts the words of the legal form that begins at word i.
func (l *line) formAt(i int) int {
	if !l.topics.Has(topic.PartyForm) {
		return 0
	}
	h, ok := l.at(i, topic.PartyForm)
	if !ok || !l.ws[i].Capital && !l.dotted(i) && h.To-h.From < 3 || l.goesOnOf(h) {
		return 0
	}
	if i > 0 && !formGlue(l.between(i)) || l.hyphened(h.To) || h.To == i+1 && l.otherThanForm(i) {
		return 0
	}
	n := h.To - h.From
	if h.To < len(l.ws) && slices.Contains(bracketed, l.ws[h.To].Text) && strings.TrimSpace(l.between(h.To)) == "(" {
		return n + 1
	}
	return n + l.secondForm(h.To)
}

// secondForm counts the words of the legal form that goes on with another one at
// word i: "GmbH & Co. KG".
func (l *line) secondForm(i int) int {
	more, again := l.at(i, topic.PartyForm)
	if !again || !l.ws[i].Glued || strings.Contains(l.between(i), ",") || !l.ws[i].Capital && !strings.Contains(l.between(i), "&") {
		return 0
	}
	return more.To - more.From
}

// otherThanForm tells whether the one word at i that may be a legal form is
// something else: a computer, a county, or within a name.
func (l *line) otherThanForm(i int) bool {
	switch l.ws[i].Text {
	case "pc":
		return !l.practice(i)
	case "uc":
		return i+1 < len(l.ws) && l.ws[i+1].Capital && l.between(i+1) == " " // "Acme UC Group, Inc."
	case "co":
		return strings.Contains(l.between(i), ",") || l.companyGoesOn(i) // "Acme Ltd, Co. Louth"
	}
	return false
}

// companyGoesOn tells whether the name goes on behind "& Co." at word i with what
// it does: "Acme & Co. Consulting".
func (l *line) companyGoesOn(i int) bool {
	return i+1 < len(l.ws) && l.ws[i+1].Capital && strings.Trim(l.between(i+1), ". ") == "" && strings.Contains(l.between(i), "&") && l.covered(i+1, topic.PartyLike)
}

// bracketed are the words that stand in brackets behind a legal form.
var bracketed = []string{"haftungsbeschrankt", "publ"}

// goesOnOf tells whether the name goes on behind a word that ends others:
// "Insurance Company of Alberta".
func (l *line) goesOnOf(h lexicon.Hit) bool {
	return h.To == h.From+1 && len(l.ws[h.From].Text) > 6 && l.ws[h.From].Text != "limited" && h.To+1 < len(l.ws) && l.ws[h.To].Text == "of" && l.ws[h.To].Glued && l.ws[h.To+1].Capital && l.ws[h.To+1].Glued
}

// practice tells whether "PC" at word i is that of a professional corporation,
// not of a computer: "Cloud PC", "Handy und PC".
func (l *line) practice(i int) bool {
	return strings.Contains(l.between(i), ",") || i > 1 && l.ws[i-1].Capital && l.ws[i-2].Capital && l.ws[i-1].Glued && l.ws[i-1].Text != "cloud"
}

// dotted allows forms written small: "plc", "inc.", "e.V.", "eG". Shorter and
// longer ones are ordinary words: "as", "limited".
func (l *line) dotted(i int) bool {
	t := l.text[l.ws[i].Start:l.ws[i].End]
	n := utf8.RuneCountInString(t)
	return t == "e" || t == "hf" || n >= 3 && n <= 4 || strings.ToLower(t) != t || len(t) == 1 && i+1 < len(l.ws) && strings.TrimRight(l.between(i+1), " ") == "."
}

func formGlue(between string) bool {
	return between == " " || strings.Trim(between, " ,.&+)\u00a0") == ""
}

func (l *line) formBefore(end int) int {
	if !l.topics.Has(topic.PartyForm) {
		return 0
	}
	best := 0
	for k := l.hitsFrom(end - l.span); k < len(l.hits) && l.hits[k].From < end; k++ {
		if h := &l.hits[k]; h.Topic == topic.PartyForm && h.To == end && l.formAt(h.From) == h.To-h.From {
			best = max(best, h.To-h.From)
		}
	}
	return best
}

// bracketForm counts the words of a legal form that begins with a bracket:
// "(Pty) Ltd".
func (l *line) bracketForm(i int) int {
	if strings.TrimSpace(l.between(i)) != "(" || i+1 >= len(l.ws) || !strings.Contains(l.between(i+1), ")") {
		return 0
	}
	first, ok := l.at(i, topic.PartyForm)
	second := l.formAt(i + 1)
	if second == 0 || (!ok || first.To != i+1) && !l.ws[i].Capital || l.role(i, i+1) { // "(RF) Proprietary Limited", "(Canada) ULC"
		return 0
	}
	return 1 + second
}

// initialsAt counts the words of a form of company that no list holds, written
// in capitals behind a comma and closed by the definition of the name:
// ", FCB (“Bluestem”)".
func (l *line) initialsAt(i int) int {
	w := l.ws[i]
	t := l.text[w.Start:w.End]
	if strings.TrimSpace(l.between(i)) != "," || len(t) < 2 || len(t) > 5 || strings.ToUpper(t) != t || l.digitAt(i) {
		return 0
	}
	if rest := strings.TrimLeft(l.text[w.End:], " "); strings.HasPrefix(rest, "(\"") || strings.HasPrefix(rest, "(“") || rest == "" && l.table > 0 {
		return 1
	}
	return 0
}

// pointed tells whether the point behind a legal form belongs to it: "Inc.",
// "S.A.", not the end of a sentence behind "GmbH".
func pointed(text string) bool {
	at := strings.LastIndexAny(text, " .") + 1
	last := text[at:]
	if len(last) == 1 && at > 0 && text[at-1] == '.' { // "S.A.M."
		return true
	}
	switch lexicon.Fold(last) {
	case "inc", "corp", "ltd", "co", "ltda", "lda", "ltdo", "cia", "inc ", "a", "c", "g", "v", "l", "s", "u", "coop", "hf", "ehf":
		return true
	}
	return false
}

// beforeForm tells whether word i, a number or a small adjective, stands between
// a name and its legal form: "Passerelle 49 SARL", "Communications unifiées inc.".
func (l *line) beforeForm(from, i int) bool {
	if i == from || !l.ws[i].Glued || !l.ws[i-1].Capital || i+1 >= len(l.ws) || !l.ws[i+1].Glued || l.formAt(i+1) == 0 {
		return false
	}
	return l.digitAt(i) && len(l.ws[i].Text) <= 3 || !l.ws[i].Capital && len(l.ws[i].Text) > 4 && !l.verb(i) && !l.topicsAt(i).Meets(joining)
}

// joining are the words that stand between names.
var joining = topic.SetOf(topic.PartyAnd, topic.PartyArticle, topic.PartySmall, topic.PartyBy, topic.PartyWith, topic.PartyAuthored, topic.PartyFor, topic.PartyBehalf)

// formAhead tells whether a legal form follows within two words, so that word i
// is part of the name after all: "Darßer Ort gGmbH".
func (l *line) formAhead(i int) bool {
	for j := i + 1; j <= i+2 && j < len(l.ws) && !l.breaks(j); j++ {
		if l.formAt(j) > 0 {
			return true
		}
		if !l.ws[j].Capital {
			return false
		}
	}
	return false
}

// endsInForm tells whether a legal form ends the name that begins at word i.
func (l *line) endsInForm(i int) bool {
	for j := i + 1; j < min(len(l.ws), i+maxNameWords) && !l.breaks(j); j++ {
		if l.formAt(j) > 0 {
			return true
		}
	}
	return false
}

// adjectives are endings of French and Spanish adjectives behind the word for a
// body.
var adjectives = []string{"ee", "ees", "ale", "ales", "ique", "iques", "ics", "aire", "aires", "iere", "ieres", "ive", "oise", "aise", "yale", "ica", "icas", "ico", "icos", "aria", "ario", "ana", "ano", "iva", "ivo"}

// adjective tells whether word i is a small adjective of the body before it:
// "Banque privée Acme SA".
func (l *line) adjective(i int) bool {
	return i > 0 && l.ws[i].Glued && l.ws[i-1].Capital && l.covered(i-1, topic.PartyBody) && lexicon.EndsIn(l.ws[i].Text, adjectives) && !l.verb(i)
}

// withNumbers are the bodies that have numbers.
var withNumbers = []string{"district", "lodge", "local", "board", "union", "chapter", "unit"}

// behindNumber gives the word behind the number of a body that ends before word
// i: "Unified School District No. 12", "District 41".
func (l *line) behindNumber(i int) int {
	at := i
	if at > 1 && l.ws[at-1].Text == "no" {
		at--
	}
	if at == 0 || at >= len(l.ws) || !slices.Contains(withNumbers, l.ws[at-1].Text) {
		return i
	}
	if at < i || l.ws[at].Text == "no" {
		if at+1 < len(l.ws) && l.digitAt(at+1) {
			return at + 2
		}
		return at
	}
	if l.numberEnds(at) {
		return at + 1
	}
	return i
}

// numberEnds tells whether the number of a body stands at word i and ends its
// name: "District 41 is".
func (l *line) numberEnds(i int) bool {
	if !l.digitAt(i) || !l.ws[i].Glued || len(l.ws[i].Text) > 3 {
		return false
	}
	return i+1 == len(l.ws) || l.breaks(i+1) || !l.ws[i+1].Capital && l.covered(i+1, topic.PartyIs)
}

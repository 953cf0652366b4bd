package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// FormAt counts the words of the legal form that begins at word i.
func FormAt(l *page.Line, i int) int {
	if !l.Topics.Has(topic.PartyForm) { // most lines
		return 0
	}
	h, ok := formHit(l, i)
	if !ok {
		return 0
	}
	if h.To-h.From > 1 && StrayEnd(l.Text, l.Words, h.To-1) {
		return h.To - 1 - h.From
	}
	if n := ofProfession(l, h); n > 0 {
		return n
	}
	n := h.To - h.From
	if h.To < len(l.Words) && slices.Contains(bracketed, l.Words[h.To].Text) && strings.TrimSpace(l.Between(h.To)) == "(" {
		return n + 1
	}
	return n + secondForm(l, h.To, n)
}

// formHit gives the legal form that begins at word i, with all that may end it.
func formHit(l *page.Line, i int) (lexicon.Hit, bool) {
	h, ok := l.At(i, topic.PartyForm)
	if !ok || !l.Words[i].Capital && !mayBeSmall(l, h) || goesOnOf(l, h) || h.To == i+1 && nameGoesOn(l, i) {
		return h, false
	}
	if h.To == i+2 && l.Words[i].Text == "e" && l.Words[i+1].Text == "h" { // "eigenhändig", behind a person
		return h, false
	}
	return h, (i == 0 || FormGlue(l.Between(i))) && !l.Hyphened(h.To) && (h.To > i+1 || !otherThanForm(l, i))
}

// mayBeSmall tells whether a legal form may be written small: "plc", "gemeinnützige
// Gesellschaft mbH", not what kind a company is, "a limited liability partnership".
func mayBeSmall(l *page.Line, h lexicon.Hit) bool {
	return dotted(l, h.From) || h.To-h.From > 2 && l.Words[h.From].Text != "limited" || closes(l, h)
}

// closes tells whether two small nouns that are a legal form follow a name at once
// and close it: "Banque du Jorat société coopérative, place du Marché".
func closes(l *page.Line, h lexicon.Hit) bool {
	return h.To == h.From+2 && h.From > 0 && len(l.Words[h.From].Text) >= leastNoun-3 && l.Words[h.From-1].Capital && l.Between(h.From) == " " && (h.To == len(l.Words) || l.Breaks(h.To))
}

// leastNoun is how many letters a legal form has at least that is a noun as well.
const leastNoun = 10

// nameGoesOn tells whether the noun at word i, which is a legal form in others, is
// inside a name that goes on to its own: "Lagerhaus Genossenschaft Acme reg.Gen.m.b.H.".
func nameGoesOn(l *page.Line, i int) bool {
	if len(l.Words[i].Text) < leastNoun || i+2 >= len(l.Words) || !l.Words[i+1].Capital || l.Between(i+1) != " " {
		return false
	}
	h, ok := l.At(i+2, topic.PartyForm)
	return ok && h.To-h.From > 1 && FormGlue(l.Between(i+2))
}

// StrayEnd tells whether word i of a text, which seems to end a legal form, belongs
// to the sentence or the next line: "Acme S.A.'s", "Acme S.A. a Azure", "Cc:".
func StrayEnd(text string, ws []lexicon.Word, i int) bool {
	w := &ws[i]
	if i == 0 {
		return text[w.Start:w.End] == "Cc"
	}
	gap := text[ws[i-1].End:w.Start]
	switch {
	case w.Text == "s" && strings.ContainsAny(gap, "'’"):
		return true
	case len(w.Text) > 1 || len(ws[i-1].Text) > 1 || i < 2:
		return false
	}
	return strings.ContainsAny(gap, " \n") && !strings.ContainsAny(text[ws[i-2].End:ws[i-1].Start], " \n")
}

// longForm is how many words a legal form has at least whose further kinds stand
// behind commas: "S.A. de C.V., SOFOM, E.N.R.".
const longForm = 4

// secondForm counts the words of the legal form that goes on with another one at
// word i, behind as many words as it has: "GmbH & Co. KG".
func secondForm(l *page.Line, i, first int) int {
	more, again := l.At(i, topic.PartyForm)
	if again && first >= longForm && shouts(l, i) && strings.Trim(l.Between(i), ". ") == "," {
		return more.To - more.From + secondForm(l, more.To, first)
	}
	if again && more.To-more.From > 2 && l.Words[i].Capital && strings.Trim(l.Between(i), ". ") == "," { // "S.A., Institución de Banca Múltiple"
		return more.To - more.From
	}
	if !again || !l.Words[i].Glued || strings.Contains(l.Between(i), ",") || !l.Words[i].Capital && !strings.Contains(l.Between(i), "&") {
		return 0
	}
	return more.To - more.From
}

// longNumber is how many digits one part of a document's number has at least, as those
// of a house have not: "12/14".
const longNumber = 3

// numbers tells whether the word at i begins the number of a document: "Convention
// AD/2026/3", "Development Contract EV 26/014".
func numbers(l *page.Line, i int) bool {
	if i+2 >= len(l.Words) || !l.DigitAt(i+1) || !l.DigitAt(i+2) || l.Between(i+2) != "/" {
		return false
	}
	gap := l.Between(i + 1)
	return (gap == " " || gap == "/") && max(len(l.Words[i+1].Text), len(l.Words[i+2].Text)) >= longNumber
}

// otherThanForm tells whether the one word at i that may be a legal form is
// something else: a computer, a county, or within a name.
func otherThanForm(l *page.Line, i int) bool {
	if numbers(l, i) || behindThe(l, i) || beginsBody(l, i) {
		return true
	}
	switch l.Words[i].Text {
	case "pc":
		return !practice(l, i)
	case "uc":
		return i+1 < len(l.Words) && l.Words[i+1].Capital && l.Between(i+1) == " " // "Acme UC Group, Inc."
	case "cc", "ute":
		return !shouts(l, i) // of an e-mail, "Dr. Ute Acker"
	case "spa":
		return l.Text[l.Words[i].Start:l.Words[i].End] == "Spa" && strings.Contains(l.Between(i), ",") // "Acme SRL, Spa", in Belgium
	case "co":
		return strings.Contains(l.Between(i), ",") || companyGoesOn(l, i) // "Acme Ltd, Co. Louth"
	}
	return false
}

// companyGoesOn tells whether the name goes on behind "& Co." at word i with what
// it does: "Acme & Co. Consulting".
func companyGoesOn(l *page.Line, i int) bool {
	return i+1 < len(l.Words) && l.Words[i+1].Capital && strings.Trim(l.Between(i+1), ". ") == "" && strings.Contains(l.Between(i), "&") && l.Covered(i+1, topic.PartyLike)
}

// bracketed are the words that stand in brackets behind a legal form.
var bracketed = []string{"haftungsbeschrankt", "publ"}

// goesOnOf tells whether the name goes on behind a word that ends others:
// "Insurance Company of Alberta".
func goesOnOf(l *page.Line, h lexicon.Hit) bool {
	if h.To+2 < len(l.Words) && strings.Contains(l.Between(h.To+2), ",") && l.Words[h.To+2].Capital { // "Acme Tile Company of Nashville, Tennessee"
		return false
	}
	return h.To == h.From+1 && len(l.Words[h.From].Text) > 6 && l.Words[h.From].Text != "limited" && h.To+1 < len(l.Words) && l.Words[h.To].Text == "of" && l.Words[h.To].Glued && l.Words[h.To+1].Capital && l.Words[h.To+1].Glued
}

// practice tells whether "PC" at word i is that of a professional corporation,
// not of a computer: "Cloud PC", "Handy und PC".
func practice(l *page.Line, i int) bool {
	return strings.Contains(l.Between(i), ",") || i > 1 && l.Words[i-1].Capital && l.Words[i-2].Capital && l.Words[i-1].Glued && l.Words[i-1].Text != "cloud"
}

// dotted allows forms written small: "plc", "inc.", "e.V.", "eG". Shorter and
// longer ones are ordinary words: "as", "limited".
func dotted(l *page.Line, i int) bool {
	t := l.Text[l.Words[i].Start:l.Words[i].End]
	n := utf8.RuneCountInString(t)
	return t == "e" || t == "hf" || n >= 3 && n <= 4 || strings.ToLower(t) != t || len(t) == 1 && i+1 < len(l.Words) && strings.TrimRight(l.Between(i+1), " ") == "."
}

// FormGlue tells whether what stands between two words may stand within a legal
// form.
func FormGlue(between string) bool {
	return between == " " || strings.Trim(between, " ,.&+)\u00a0") == ""
}

// FormBefore gives the legal form that ends before word i.
func FormBefore(l *page.Line, end int) int {
	if !l.Topics.Has(topic.PartyForm) {
		return 0
	}
	best := 0
	for k := l.HitsFrom(end - 2*l.LongestHit); k < len(l.Hits) && l.Hits[k].From < end; k++ {
		h := &l.Hits[k]
		if h.Topic != topic.PartyForm || h.To > end || end-h.From <= best {
			continue
		}
		if (h.To == end || h.To-h.From >= longForm) && FormAt(l, h.From) == end-h.From {
			best = end - h.From
		}
	}
	return best
}

// longestBracket is how many words stand at most in a bracket before a legal form.
const longestBracket = 3

// BracketForm counts the words of a legal form that begins with a bracket:
// "(Pty) Ltd", "(Private Banking) Ltd".
func BracketForm(l *page.Line, i int) int {
	if strings.TrimSpace(l.Between(i)) != "(" {
		return 0
	}
	at := i + 1
	for at < len(l.Words) && at < i+longestBracket && l.Between(at) == " " && l.Words[at].Capital {
		at++
	}
	if at >= len(l.Words) || !strings.Contains(l.Between(at), ")") {
		return 0
	}
	first, ok := l.At(i, topic.PartyForm)
	second := FormAt(l, at)
	if second == 0 || (!ok || first.To != at) && !l.Words[i].Capital || l.Role(i, at) && !l.Beside.Names.Groups.Has(l.Words[i].Text) && !l.Covered(i, topic.PartyBody) { // "(RF) Proprietary Limited", "(Canada) ULC"
		return 0
	}
	return at - i + second
}

// GroupForm tells whether a legal form begins at word i with the word for a group in
// brackets: "(Holdings) Limited".
func GroupForm(l *page.Line, i int) bool {
	return l.Beside.Names.Groups.Has(l.Words[i].Text) && BracketForm(l, i) > 0
}

// initialsAt counts the words of a form of company that no list holds, written
// in capitals behind a comma and closed by the definition of the name:
// ", FCB (“Bluestem”)".
func initialsAt(l *page.Line, i int) int {
	w := l.Words[i]
	t := l.Text[w.Start:w.End]
	if strings.TrimSpace(l.Between(i)) != "," || len(t) < 2 || len(t) > 5 || strings.ToUpper(t) != t || l.DigitAt(i) {
		return 0
	}
	if rest := strings.TrimLeft(l.Text[w.End:], " "); strings.HasPrefix(rest, "(\"") || strings.HasPrefix(rest, "(“") || rest == "" && l.Table > 0 {
		return 1
	}
	return 0
}

// pointed tells whether the point behind a legal form belongs to it: "Inc.",
// "S.A.", not the end of a sentence behind "GmbH".
func pointed(text string) bool {
	at := strings.LastIndexAny(text, " .") + 1
	last := text[at:]
	if len(last) == 1 && at > 1 && (text[at-1] == '.' || text[at-2] == '.') { // "S.A.M.", "e. K."
		return true
	}
	switch lexicon.Fold(last) {
	case "inc", "corp", "ltd", "co", "ltda", "lda", "ltdo", "cia", "inc ", "a", "c", "g", "v", "l", "s", "u", "coop", "hf", "ehf":
		return true
	}
	return false
}

// beforeForm tells whether word i, a number or a small adjective, stands between
// a name and its legal form: "Passerelle 49 SARL", "Communications unifiées inc.",
// "Solutions d'affaires inc.".
func beforeForm(l *page.Line, from, i int) bool {
	if i == from || !l.Words[i].Glued || !l.Words[i-1].Capital && (i < from+2 || !l.Beside.Small.Genitives.Has(l.Words[i-1].Text) || !l.Words[i-2].Capital) || i+1 >= len(l.Words) || !l.Words[i+1].Glued || FormAt(l, i+1) == 0 {
		return false
	}
	return l.DigitAt(i) && len(l.Words[i].Text) <= 3 || !l.Words[i].Capital && len(l.Words[i].Text) > 4 && !l.Verb(i) && !l.TopicsAt(i).Meets(joining)
}

// joining are the words that stand between names.
var joining = topic.SetOf(topic.PartyAnd, topic.PartyArticle, topic.PartySmall, topic.PartyBy, topic.PartyWith, topic.PartyAuthored, topic.PartyFor, topic.PartyBehalf)

// formAhead tells whether a legal form follows within two words, so that word i
// is part of the name after all: "Darßer Ort gGmbH".
func formAhead(l *page.Line, i int) bool {
	for j := i + 1; j <= i+2 && j < len(l.Words) && !l.Breaks(j); j++ {
		if FormAt(l, j) > 0 {
			return true
		}
		if !l.Words[j].Capital {
			return false
		}
	}
	return false
}

// endsInForm tells whether a legal form ends the name that begins at word i.
func endsInForm(l *page.Line, i int) bool {
	for j := i + 1; j < min(len(l.Words), i+MaxWords) && !l.Breaks(j); j++ {
		if FormAt(l, j) > 0 {
			return true
		}
	}
	return false
}

// adjective tells whether word i is a small adjective of the body before it:
// "Banque privée Acme SA".
func adjective(l *page.Line, i int) bool {
	return i > 0 && l.Words[i].Glued && l.Words[i-1].Capital && (l.Covered(i-1, topic.PartyBody) || opensValue(l, i-1)) && l.Beside.Names.Adjectives.Has(l.Words[i].Text) && !l.Verb(i)
}

// opensValue tells whether word i opens the value of a label that names a side, so
// that a name begins there: "Client : Remontées mécaniques du Val SA".
func opensValue(l *page.Line, i int) bool {
	return i == 0 && l.Labelled(topic.PartyCustomer, topic.PartyPartner) && endsInForm(l, i)
}

// behindNumber gives the word behind the number of a body that ends before word
// i: "Unified School District No. 12", "District 41".
func behindNumber(l *page.Line, i int) int {
	at := i
	if at > 1 && l.Words[at-1].Text == "no" {
		at--
	}
	if at == 0 || at >= len(l.Words) || !l.Beside.Names.Numbered.Has(l.Words[at-1].Text) {
		return i
	}
	if at < i || l.Words[at].Text == "no" {
		if at+1 < len(l.Words) && l.DigitAt(at+1) {
			return at + 2
		}
		return at
	}
	if numberEnds(l, at) {
		return at + 1
	}
	return i
}

// numberEnds tells whether the number of a body stands at word i and ends its
// name: "District 41 is".
func numberEnds(l *page.Line, i int) bool {
	if !l.DigitAt(i) || !l.Words[i].Glued || len(l.Words[i].Text) > 3 {
		return false
	}
	return i+1 == len(l.Words) || l.Breaks(i+1) || !l.Words[i+1].Capital && l.Covered(i+1, topic.PartyIs)
}

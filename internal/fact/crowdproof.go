package fact

import (
	"maps"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// everybodyReach is how many words stand between "all" and the people.
const everybodyReach = 3

// everybody tells whether the text says, outside of what it leaves out, that
// something is for all people, without a number: "Teams for all staff".
func (rd *reading) everybody() bool {
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headExcluded) || l.head.has(headAbout) || !l.topics.has(seatTotal) || !l.topics.has(seatPeople) {
			continue
		}
		for _, h := range l.hits {
			if h.topic != seatPeople {
				continue
			}
			if all, ok := l.window(max(0, h.from-everybodyReach), h.from, seatTotal); ok && rd.isAll(l, all) && !slices.ContainsFunc(l.ws[all.to:h.from], func(w word) bool { return digitInside(w.text) }) {
				return true
			}
		}
	}
	return false
}

// alls are the words of seatTotal that leave nobody out.
var alls = map[string]bool{
	"all": true, "every": true, "entire": true, "whole": true, "each": true, "alle": true, "allen": true, "aller": true, "samtliche": true, "samtlichen": true, "tous": true, "toutes": true, "ensemble": true, "todos": true, "todas": true, "toda": true, "todo": true, "conjunto": true,
}

func (rd *reading) isAll(l *line, h hit) bool {
	return slices.ContainsFunc(l.ws[h.from:h.to], func(w word) bool { return alls[w.text] })
}

// addedUp gives the number in the rows of a table that is the sum of the others:
// the whole of parts that each have a row.
func addedUp(rows []crowd) (crowd, bool) {
	sum := 0
	for _, c := range rows {
		sum += c.n
	}
	for _, c := range rows {
		if len(rows) > 2 && 2*c.n == sum {
			return c, true
		}
	}
	return crowd{}, false
}

// crowdsOf gives the numbers of people, the largest first.
func crowdsOf(found map[int]*crowd) []*crowd {
	out := slices.Collect(maps.Values(found))
	slices.SortFunc(out, func(a, b *crowd) int { return b.n - a.n })
	return out
}

// mostGroups is the most equal groups into which people are divided.
const mostGroups = 100

// divided finds a number of people that is another one times a number which the
// line of that one states: "1,480 staff in 74 courses of 20". The product is the
// whole, the other one a group.
func (rd *reading) divided(found map[int]*crowd) {
	for _, whole := range crowdsOf(found) {
		for _, group := range crowdsOf(found) {
			if group.n < 2 || whole.n <= group.n || whole.n%group.n != 0 || whole.n/group.n > mostGroups || group.weight <= 0 && whole.weight <= 0 {
				continue
			}
			if rd.states(group.line, float64(whole.n/group.n)) {
				whole.weight += seatByWork
				group.weight = 0
			}
		}
	}
}

// subsetReach is how many words the number of a part may stand from that of the
// whole.
const subsetReach = 8

// subsets finds sentences that say of a number of people that only some of them
// are meant: "of its 1,400 staff, 850 need Teams", "1,050 staff; 620 of them",
// "2,700 of the 3,400". The whole of an employer then is not the number served.
func (rd *reading) subsets(found map[int]*crowd) {
	rd.subsetsBelow(found)
	rd.remainders(found)
	for _, whole := range crowdsOf(found) {
		if whole.line == nil || whole.line.table > 0 || whole.weight <= 0 || whole.n < leastRepeated {
			continue
		}
		l := whole.line
		for k := range l.ws {
			if !l.digitAt(k) || k+1 < len(l.ws) && l.digitAt(k+1) && l.between(k+1) != " " {
				continue
			}
			n, first, ok := l.numberBefore(k + 1)
			if !ok || n >= whole.n || n < 5 || n*50 < whole.n {
				continue
			}
			if l.isSubset(first, k+1, whole.n) {
				rd.preferPart(found, whole, n, l, first, k+1)
			}
		}
	}
}

// someOf are the words behind the number of a part, when the whole stands in the
// line before.
var someOf = map[string]bool{"davon": true, "them": true, "these": true, "whom": true, "eux": true, "elles": true, "ellos": true, "ellas": true}

// subsetsBelow finds them where the part begins the next line of the block.
func (rd *reading) subsetsBelow(found map[int]*crowd) {
	for i := 1; i < len(rd.lines); i++ {
		l, above := &rd.lines[i], &rd.lines[i-1]
		if !l.numeric || l.block != above.block || len(l.ws) < 3 || !l.digitAt(0) || !someOf[l.ws[min(l.numberEnd(0)+1, len(l.ws)-1)].text] && !someOf[l.ws[min(l.numberEnd(0), len(l.ws)-1)].text] {
			continue
		}
		n, _, ok := l.numberBefore(l.numberEnd(0))
		if !ok {
			continue
		}
		for _, whole := range crowdsOf(found) {
			if whole.line == above && n < whole.n && n >= 5 && whole.n >= leastRepeated {
				rd.preferPart(found, whole, n, l, 0, l.numberEnd(0))
				break
			}
		}
	}
}

// rests are the words before the number of those who are left.
var rests = map[string]bool{"remaining": true, "other": true, "ubrigen": true, "restlichen": true, "verbleibenden": true, "restants": true, "restantes": true, "autres": true, "otros": true, "otras": true, "demas": true}

// remainders finds the number of those who are left when a stated part is taken
// off a whole, and for whom something is done: "3,900 people include 2,050
// drivers; the remaining 1,850 move to Teams".
func (rd *reading) remainders(found map[int]*crowd) {
	for i := range rd.lines {
		l := &rd.lines[i]
		if !l.numeric || l.table > 0 || l.edge {
			continue
		}
		for k := 1; k < len(l.ws); k++ {
			if !l.digitAt(k) || !rests[l.ws[k-1].text] && !(l.numberEnd(k) < len(l.ws) && rests[l.ws[l.numberEnd(k)].text]) {
				continue
			}
			end := l.numberEnd(k)
			n, first, ok := l.numberBefore(end)
			if !ok || first != k || l.leftOut(first, hit{from: end, to: end}) {
				continue
			}
			if _, served := l.window(end, min(len(l.ws), end+subsetReach), seatServed, partyReceives); !served {
				continue
			}
			for _, whole := range crowdsOf(found) {
				if whole.n > n && whole.n-n >= 5 && whole.line != nil && rd.states(whole.line, float64(whole.n-n)) {
					if part := found[whole.n-n]; part != nil {
						part.weight = 0
					}
					rd.preferPart(found, whole, n, l, first, end)
					break
				}
			}
		}
	}
}

// preferPart takes the number of a part, in the words [first:to) of a line, before
// that of the whole.
func (rd *reading) preferPart(found map[int]*crowd, whole *crowd, n int, l *line, first, to int) {
	whole.weight = min(whole.weight, seatOnly/2)
	part := found[n]
	if part == nil {
		part = &crowd{n: n}
		found[n] = part
	}
	part.weight = max(part.weight, 0) + seatByWork + seatByTotal
	part.line, part.block, part.staff, part.trade = l, l.block, false, false
	part.ev = rd.evidence(l, l.ws[first].start, l.ws[to-1].end)
}

// ofs are the words between the number of a part and that of the whole.
var ofs = map[string]bool{"of": true, "von": true, "der": true, "davon": true, "des": true, "sus": true, "los": true, "las": true, "de": true, "sur": true, "from": true, "among": true, "out": true, "parmi": true, "entre": true, "its": true, "their": true, "the": true, "nos": true, "ses": true, "ihrer": true, "unserer": true, "insgesamt": true, "un": true, "total": true, "unter": true}

// isSubset tells whether the number in the words [first:to) is said to be that of
// some of the whole, which stands in the same line.
func (l *line) isSubset(first, to, whole int) bool {
	for i := to; i < len(l.ws) && i < to+subsetReach; i++ { // "2,700 of the 3,400", "310 of its 1,150"
		if l.digitAt(i) {
			n, start, ok := l.numberBefore(l.numberEnd(i))
			if !ok || n != whole || start != i {
				return false
			}
			if i-to > 4 || i == to || first > 0 && l.hyphened(first) {
				return false
			}
			joined := false
			for k := to; k < i; k++ {
				people := l.covered(k, seatPeople) || l.covered(k, seatTrade)
				if !people && !ofs[l.ws[k].text] || l.breaks(k) {
					return false
				}
				joined = joined || !people
			}
			return joined
		}
	}
	for i := first - 1; i >= 0 && i > first-subsetReach; i-- { // "of its 1,400 staff, 850"
		if !l.digitAt(i) {
			continue
		}
		n, start, ok := l.numberBefore(i + 1)
		if !ok || n != whole || start == 0 {
			return false
		}
		opens := start <= 3 && ofs[l.ws[0].text] && l.ws[0].text != "the" && l.ws[0].text != "los" && l.ws[0].text != "las" && l.ws[0].text != "der"
		counts := to < len(l.ws) && (l.covered(to, seatPeople) || l.covered(to, seatTrade)) && !l.breaks(to)
		return opens && (strings.Contains(l.text[l.ws[i].end:l.ws[first].start], ",") || !counts)
	}
	return false
}

// numberEnd gives the word behind the number that begins at word i.
func (l *line) numberEnd(i int) int {
	for i++; i < len(l.ws) && l.digitAt(i) && len(l.ws[i].text) == 3 && len(l.between(i)) <= 2; i++ {
	}
	return i
}

// labelIs reads "The audience is 37 managers": the word for those served opens
// the sentence, and a number stands behind the verb.
func (rd *reading) labelIs(l *line) (n, first, to int, ok bool) {
	if !l.numeric || !l.topics.has(seatLabel) || !l.topics.has(partyIs) || l.table > 0 {
		return 0, 0, 0, false
	}
	for _, h := range l.hits {
		if h.topic != seatLabel || h.from > 1 || h.from == 1 && !l.covered(0, partyArticle) {
			continue
		}
		is, found := l.window(h.to, min(len(l.ws), h.to+3), partyIs)
		if !found {
			continue
		}
		for i := is.to; i < len(l.ws) && i <= is.to+2 && !l.breaks(i); i++ {
			if !l.digitAt(i) {
				continue
			}
			v, size, good := number(l.text[l.ws[i].start:])
			if end := l.wordAt(l.ws[i].start + size); good && v == float64(int(v)) && v >= 5 && v <= mostSeats && end < len(l.ws) && len(rd.moneyIn(l)) == 0 {
				return int(v), i, end, true
			}
			break
		}
	}
	return 0, 0, 0, false
}

// persons are the endings of nouns for people who do something, by language.
var persons = map[string][]string{
	"en": {"ers", "ors", "ists", "ians", "men", "women", "ants"},
	"de": {"innen", "leute", "leuten", "krafte", "kraften", "meister", "helfer", "leiter"},
	"fr": {"eurs", "euses", "iers", "ieres", "istes", "iens", "iennes", "trices"},
	"es": {"ores", "oras", "eros", "eras", "istas", "antes"},
}

// things are nouns with such endings that are no people.
var things = map[string]bool{
	"computers": true, "servers": true, "printers": true, "routers": true, "scanners": true, "folders": true, "controllers": true, "containers": true, "adapters": true, "parameters": true, "numbers": true, "letters": true, "chapters": true, "quarters": true, "orders": true, "papers": true, "offers": true, "trackers": true, "sensors": true, "monitors": true, "doors": true, "floors": true, "vendors": true, "suppliers": true, "customers": true, "centers": true, "registers": true, "registradores": true, "grabadores": true, "transmisores": true, "medidores": true, "actuadores": true, "tickers": true, "connectors": true, "errors": true, "tenants": true, "plants": true, "grants": true, "variants": true, "members": true, "layers": true, "boilers": true, "trailers": true, "trainers": true, "consultants": true, "engineers": true, "consultores": true, "consultoras": true, "formadores": true, "desarrolladores": true, "beraterinnen": true, "formateurs": true, "developpeurs": true, "meters": true, "metres": true, "kilometers": true, "hours": true, "tenders": true, "counters": true, "towers": true, "corners": true, "borders": true, "clusters": true, "headers": true, "footers": true, "identifiers": true, "triggers": true, "filters": true, "timers": true, "newsletters": true, "posters": true, "banners": true, "newcomers": true, "others": true,
	"serveurs": true, "ordinateurs": true, "classeurs": true, "dossiers": true, "routeurs": true, "capteurs": true, "secteurs": true, "moteurs": true, "fournisseurs": true, "courriers": true, "papiers": true, "metiers": true, "quartiers": true, "chantiers": true, "fichiers": true, "calendriers": true, "indicateurs": true, "connecteurs": true, "visiteurs": true, "filtres": true, "listes": true, "pistes": true, "postes": true, "logiciels": true, "valeurs": true, "heures": true, "cahiers": true, "derniers": true, "premiers": true, "premieres": true, "plusieurs": true, "entrepots": true, "tiers": true, "milliers": true, //nolint:misspell // French and Spanish
	"servidores": true, "ordenadores": true, "monitores": true, "sensores": true, "proveedores": true, "indicadores": true, "conectores": true, "errores": true, "valores": true, "sectores": true, "horas": true, "impresoras": true, "carteras": true, "carreteras": true, "tableros": true, "numeros": true, "ficheros": true, "primeros": true, "primeras": true, "listas": true, "pistas": true, "vistas": true, "entrevistas": true, "anteriores": true, "restantes": true, "variantes": true, "diarios": true, "horarios": true, "formularios": true, "inventarios": true, "calendarios": true, "escenarios": true, "computadoras": true, "calculadoras": true, "visitantes": true, "canteras": true, "colores": true, "motores": true, "ascensores": true, "contenedores": true, "enteros": true, //nolint:misspell // French and Spanish
}

// counted is a number with the words that it counts.
type counted struct{ n, first, to int }

// personsIn gives the numbers before nouns which by their ending are people, in
// a line that says what is done for somebody.
func (rd *reading) personsIn(l *line) []counted {
	lang := rd.languageOf(l.block)
	if lang == 0 {
		return nil
	}
	var out []counted
	for i := 0; i+1 < len(l.ws); i++ {
		if !l.digitAt(i) || l.digitAt(i+1) || l.breaks(i+1) {
			continue
		}
		to := i + 2
		if !isPerson(l.ws[i+1].text, rd.r.languages[lang-1]) || rd.ofPartner(l, i) {
			continue
		}
		if n, first, ok := l.numberBefore(i + 1); ok && n >= leastPersons && n <= mostSeats {
			out = append(out, counted{n, first, to})
		}
	}
	return out
}

// onlyPersons gives the one number of people of unknown trades for whom something
// is done, in a document that counts no others.
func (rd *reading) onlyPersons() sow.Fact[int] {
	only, ev := 0, sow.Evidence{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || !l.numeric || l.table > 0 || !l.topics.has(seatServed) || l.head.has(headExcluded) || l.head.has(headAbout) || l.head.has(headBackground) {
			continue
		}
		for _, at := range rd.personsIn(l) {
			if only > 0 && only != at.n {
				return sow.NoFact[int]()
			}
			if only == 0 && rd.crowdWeight(l, at.first, hit{topic: seatTrade, from: at.to - 1, to: at.to}) >= seatAlone {
				only, ev = at.n, rd.evidence(l, l.ws[at.first].start, l.ws[at.to-1].end)
			}
		}
	}
	if only == 0 || rd.det.Kind == sow.KindStaffAug {
		return sow.NoFact[int]()
	}
	return sow.NewFact(only, ev)
}

// leastPersons is the least number of people of an unknown trade that counts.
const leastPersons = 8

func isPerson(text, language string) bool {
	return len(text) > 5 && !things[text] && endsIn(text, persons[language])
}

package fact

import "claimline/internal/sow"

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
		if !l.servesPersons() {
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

// servesPersons tells whether a line of running text may say for how many people
// something is done in this work.
func (l *line) servesPersons() bool {
	return !l.edge && l.numeric && l.table <= 0 && l.topics.has(seatServed) && l.head&(1<<headExcluded|1<<headAbout|1<<headBackground) == 0
}

// leastPersons is the least number of people of an unknown trade that counts.
const leastPersons = 8

func isPerson(text, language string) bool {
	return len(text) > 5 && !things[text] && endsIn(text, persons[language])
}

package written

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"claimline/internal/mutant"
)

// monthsOf are the names of the months as people write them, in order, with
// other spellings after a stroke.
var monthsOf = map[string]string{
	"en": "January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug September/Sep/Sept October/Oct November/Nov December/Dec",
	"de": "Januar/Jänner Februar/Feber März/Maerz/Mrz April Mai Juni Juli August September Oktober/Okt November Dezember/Dez",
	"fr": "janvier/janv février/fevrier/févr mars avril/avr mai juin juillet/juil août/aout septembre octobre novembre décembre/decembre/déc", //nolint:misspell // French without accents
	"es": "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic",
}

// monthsRead tells whether every name of a month is read in a day.
func monthsRead() error {
	for lang, names := range monthsOf {
		for n, spellings := range strings.Fields(names) {
			for name := range strings.SplitSeq(spellings, "/") {
				hits := Dates("12 "+name+" 2026", false)
				if want := fmt.Sprintf("2026-%02d-12", n+1); len(hits) != 1 || hits[0].Day.String() != want {
					return fmt.Errorf("%s: %q is read as %v, want %s", lang, name, hits, want)
				}
			}
		}
	}
	return nil
}

func TestMonthsOfAllLanguages(t *testing.T) {
	if err := monthsRead(); err != nil {
		t.Fatal(err)
	}
	whole, tally := maps.Clone(months), mutant.NewTally(t.Logf)
	for name := range whole {
		delete(months, name)
		tally.Add("names of months", name, monthsRead() != nil)
		months[name] = whole[name]
	}
	if left := tally.Left(); len(left) > 0 {
		t.Errorf("survive: %v", left)
	}
}

// spelledOf are numbers in words, with what they mean.
var spelledOf = map[string]map[string]int{
	"en": {
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty one": 21, "thirty two": 32, "forty three": 43, "fifty four": 54, "sixty five": 65, "seventy six": 76, "eighty seven": 87, "ninety eight": 98, "two hundred and ten": 210, "three thousand": 3000,
	},
	"de": {
		"ein": 1, "eins": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
		"einundzwanzig": 21, "zweiunddreissig": 32, "dreiundvierzig": 43, "vierundfunfzig": 54, "funfundsechzig": 65, "sechsundsiebzig": 76, "siebenundachtzig": 87, "achtundneunzig": 98, "zweihundertzehn": 210, "zwei hundert": 200, "funf und zwanzig": 25, "drei tausend": 3000,
	},
	"fr": {
		"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix sept": 17,
		"vingt et un": 21, "trente deux": 32, "quarante trois": 43, "cinquante quatre": 54, "soixante cinq": 65, "septante six": 76, "huitante sept": 87, "nonante huit": 98, "quatre vingts": 80, "quatre vingt dix": 90, "cent dix": 110, "deux cents": 200, "trois mille": 3000, //nolint:misspell // French
	},
	"es": {
		"un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20,
		"veintiun": 21, "veintiuno": 21, "veintiuna": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
		"treinta y dos": 32, "cuarenta y tres": 43, "cincuenta y cuatro": 54, "sesenta y cinco": 65, "setenta y seis": 76, "ochenta y siete": 87, "noventa y ocho": 98, "cien": 100, "ciento diez": 110, "tres mil": 3000,
		"doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400, "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600, "setecientos": 700, "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900, "novecientas": 900,
	},
}

// spelledRead tells whether every number in words is read.
func spelledRead() error {
	for lang, numbers := range spelledOf {
		for text, want := range numbers {
			ws := strings.Fields(text)
			if n, first, ok := Spelled(ws, len(ws), lang); !ok || n != want || first != 0 {
				return fmt.Errorf("%s: %q is read as %d", lang, text, n)
			}
		}
	}
	return nil
}

func TestNumbersInWordsOfAllLanguages(t *testing.T) {
	if err := spelledRead(); err != nil {
		t.Fatal(err)
	}
	tally := mutant.NewTally(t.Logf)
	for _, table := range []map[string]map[string]int{numerals, powers} {
		for lang, words := range table {
			for _, w := range slices.Collect(maps.Keys(words)) {
				was := words[w]
				delete(words, w)
				tally.Add("words for numbers", lang+" "+w, spelledRead() != nil)
				words[w] = was
			}
		}
	}
	for lang, w := range maps.Clone(numeralJoins) {
		delete(numeralJoins, lang)
		tally.Add("words for numbers", lang+" "+w, spelledRead() != nil)
		numeralJoins[lang] = w
	}
	if left := tally.Left(); len(left) > 0 {
		t.Errorf("survive: %v", left)
	}
}

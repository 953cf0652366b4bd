package written

import "strings"

// numerals are the words for numbers below a hundred, and for the hundreds
// that are written in one word, by language and folded.
var numerals = map[string]map[string]int{
	"en": {
		"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "one": 1, "two": 2, "three": 3, "four": 4,
	},
	"de": {
		"ein": 1, "eins": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
		"zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
	},
	"fr": {
		"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
		"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90, //nolint:misspell // French
	},
	"es": {
		"un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19,
		"veinte": 20, "veintiun": 21, "veintiuno": 21, "veintiuna": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
		"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100,
		"doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400, "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600, "setecientos": 700, "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900, "novecientas": 900,
	},
}

// powers are the words for a hundred and a thousand, by language.
var powers = map[string]map[string]int{
	"en": {"hundred": 100, "thousand": 1000},
	"de": {"hundert": 100, "tausend": 1000},
	"fr": {"cent": 100, "cents": 100, "mille": 1000},
	"es": {"mil": 1000},
}

// opensNumeral are the letters with which numbers in words begin: most words are
// told off by them.
var opensNumeral = func() (in [256]bool) {
	for _, lists := range []map[string]map[string]int{numerals, powers} {
		for _, list := range lists {
			for word := range list {
				in[word[0]] = true
			}
		}
	}
	return in
}()

// numeralJoins stand between the words of one number.
var numeralJoins = map[string]string{"en": "and", "de": "und", "fr": "et", "es": "y"}

// Spelled reads the number that ends before word end and is written in words
// of the language, which are folded: "forty-eight", "achtundzwanzig", "deux cent dix". It gives
// the index of its first word.
func Spelled(words []string, end int, language string) (n, first int, ok bool) {
	small, big := numerals[language], powers[language]
	isNumber := func(i int) bool {
		t := words[i]
		return t != "" && opensNumeral[t[0]] && (small[t] > 0 || big[t] > 0 || language == "de" && germanNumber(t) > 0)
	}
	first = end
	for first > 0 && end-first < 8 {
		switch {
		case isNumber(first - 1):
			first--
		case first < end && first > 1 && words[first-1] == numeralJoins[language] && isNumber(first-2):
			first -= 2
		default:
			return numberOf(words[first:end], language), first, first < end
		}
	}
	return numberOf(words[first:end], language), first, first < end
}

// numberOf adds up the words of a number.
func numberOf(words []string, language string) int {
	total, part := 0, 0
	for _, w := range words {
		v, p := numerals[language][w], powers[language][w]
		if v == 0 && p == 0 && language == "de" {
			v = germanNumber(w)
		}
		switch {
		case p == 1000:
			total, part = total+max(part, 1)*1000, 0
		case p > 0:
			part = max(part, 1) * p
		case language == "fr" && v == 20 && part%100 == 4: // quatre-vingt
			part += 76
		default:
			part += v
		}
	}
	return total + part
}

// germanNumber reads a number written as one word: "zweihundertachtundzwanzig".
// It gives 0 for any other word.
func germanNumber(w string) int {
	if v := numerals["de"][w]; v > 0 {
		return v
	}
	for _, p := range []struct {
		word  string
		value int
	}{{"tausend", 1000}, {"hundert", 100}} {
		before, behind, ok := strings.Cut(w, p.word)
		if !ok {
			continue
		}
		times, rest := 1, 0
		if before != "" {
			times = germanNumber(before)
		}
		if behind = strings.TrimPrefix(behind, "und"); behind != "" {
			if rest = germanNumber(behind); rest == 0 {
				return 0
			}
		}
		return times*p.value + rest
	}
	if ones, tens, ok := strings.Cut(w, "und"); ok && numerals["de"][ones] > 0 && numerals["de"][ones] < 10 && numerals["de"][tens] >= 20 {
		return numerals["de"][ones] + numerals["de"][tens]
	}
	return 0
}

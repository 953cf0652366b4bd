package lexicon

import (
	"slices"
	"strings"
)

// inflect gives the forms of a regular verb that a contract uses: the third
// person and the first of the plural, participles, the future, the gerund. The
// verb stands in its infinitive; of one with a particle, the particle follows
// a space in English ("roll out") and precedes a bar in German ("ein|richten").
// A form that is not regular stands among the plain words of its list.
func inflect(language, verb string) []string {
	switch language {
	case "en":
		return english(verb)
	case "de":
		return german(verb)
	case "fr":
		return french(verb)
	case "es":
		return spanish(verb)
	}
	return []string{verb}
}

func english(verb string) []string {
	verb, particle, _ := strings.Cut(verb, " ")
	third, past, ing := verb+"s", verb+"ed", verb+"ing"
	switch last, before := verb[len(verb)-1], verb[max(0, len(verb)-2)]; {
	case last == 'e' && before != 'e':
		past, ing = verb+"d", verb[:len(verb)-1]+"ing"
	case last == 'e':
		past = verb + "d"
	case last == 'y' && !isVowel(before):
		third, past = verb[:len(verb)-1]+"ies", verb[:len(verb)-1]+"ied"
	case doubles(verb):
		past, ing = verb+string(last)+"ed", verb+string(last)+"ing"
	}
	if strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ch") || strings.HasSuffix(verb, "x") || strings.HasSuffix(verb, "z") {
		third = verb + "es"
	}
	forms := []string{verb, third, past, ing}
	if particle != "" {
		for i := range forms {
			forms[i] += " " + particle
		}
	}
	return forms
}

// doubles tells whether the last consonant of a verb of one syllable is
// doubled: fit, fitted.
func doubles(verb string) bool {
	n := len(verb)
	if n < 3 || strings.ContainsRune("wxy", rune(verb[n-1])) || isVowel(verb[n-1]) || !isVowel(verb[n-2]) || isVowel(verb[n-3]) {
		return false
	}
	return !strings.ContainsAny(verb[:n-2], "aeiou")
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// inseparable are the German prefixes that leave no room for "ge".
var inseparable = []string{"be", "ent", "er", "ver", "zer", "über", "unter", "hinter"}

func german(verb string) []string {
	particle, base, separable := strings.Cut(verb, "|")
	if !separable {
		particle, base = "", verb
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(base, "n"), "e")
	join := "t"
	if strings.HasSuffix(stem, "t") || strings.HasSuffix(stem, "d") || strings.HasSuffix(stem, "chn") || strings.HasSuffix(stem, "ffn") {
		join = "et"
	}
	ge := "ge"
	if strings.HasSuffix(base, "ieren") || slices.ContainsFunc(inseparable, func(p string) bool { return strings.HasPrefix(base, p) }) {
		ge = ""
	}
	present, participle := stem+join, particle+ge+stem+join
	forms := []string{particle + base, particle + present, participle, participle + "e", participle + "en", participle + "er", participle + "es", participle + "em"}
	if particle != "" {
		return append(forms, present+" "+particle, base+" "+particle, stem+"e "+particle, particle+"zu"+base) // "richte … ein": a partner of one person
	}
	return append(forms, "zu "+base, "ich "+stem+"e", stem+"e ich")
}

func french(verb string) []string {
	switch {
	case strings.HasSuffix(verb, "er"):
		stem := strings.TrimSuffix(verb, "er")
		soft, mute := stem, mute(stem)
		switch {
		case strings.HasSuffix(stem, "g"):
			soft = stem + "e"
		case strings.HasSuffix(stem, "c"):
			soft = strings.TrimSuffix(stem, "c") + "ç"
		}
		forms := []string{
			verb, mute + "e", mute + "ent", soft + "ons", stem + "ez", stem + "era", stem + "eront", stem + "erons",
			stem + "é", stem + "ée", stem + "és", stem + "ées", soft + "ant",
		}
		if mute != stem {
			forms = append(forms, mute+"era", mute+"eront", mute+"erons")
		}
		return forms
	case strings.HasSuffix(verb, "ir"):
		stem := strings.TrimSuffix(verb, "r")
		return []string{verb, stem + "t", stem + "ssent", stem + "ssons", stem + "ra", stem + "ront", stem + "rons", stem, stem + "e", stem + "s", stem + "es", stem + "ssant"}
	}
	return []string{verb}
}

// mute gives the French stem before a silent ending: intégrer, intègre;
// déployer, déploie.
func mute(stem string) string {
	if before, ok := strings.CutSuffix(stem, "y"); ok {
		return before + "i"
	}
	runes := []rune(stem)
	for i := len(runes) - 1; i > 0 && i >= len(runes)-3; i-- {
		if runes[i] == 'é' && i < len(runes)-1 {
			runes[i] = 'è'
			return string(runes)
		}
		if strings.ContainsRune("aeiouyèê", runes[i]) {
			break
		}
	}
	return stem
}

// sounds keep the sound of a Spanish stem before "e".
var sounds = []struct{ ends, before string }{{"c", "qu"}, {"g", "gu"}, {"z", "c"}}

func spanish(verb string) []string {
	if len(verb) < 3 {
		return []string{verb}
	}
	stem, theme := verb[:len(verb)-2], verb[len(verb)-2:]
	common := func(v, plural, participle, gerund string) []string {
		return []string{
			verb, stem + v, stem + v + "n", stem + plural, verb + "á", verb + "án", verb + "emos",
			stem + participle + "o", stem + participle + "a", stem + participle + "os", stem + participle + "as", stem + gerund,
		}
	}
	switch theme {
	case "ar":
		soft := stem
		for _, s := range sounds {
			if before, ok := strings.CutSuffix(stem, s.ends); ok {
				soft = before + s.before
				break
			}
		}
		return append(common("a", "amos", "ad", "ando"), soft+"e", soft+"en", verb+"se")
	case "er":
		return append(common("e", "emos", "id", "iendo"), stem+"a", stem+"an", verb+"se")
	case "ir":
		return append(common("e", "imos", "id", "iendo"), stem+"a", stem+"an", verb+"se")
	}
	return []string{verb}
}

// inflectPast gives the finite forms of a regular verb in the past tenses in
// which a contract tells what was, in small letters; of a verb with a particle
// without it. In English these are the forms of the participle too.
func inflectPast(language, verb string) []string {
	switch language {
	case "en":
		verb, _, _ = strings.Cut(verb, " ")
		return english(verb)[2:3]
	case "de":
		if _, base, separable := strings.Cut(verb, "|"); separable {
			verb = base
		}
		present := german(verb)[1]
		return []string{present + "e", present + "en"}
	case "fr":
		return frenchPast(verb)
	case "es":
		return spanishPast(verb)
	}
	return nil
}

func frenchPast(verb string) []string {
	if stem, ok := strings.CutSuffix(verb, "er"); ok {
		soft := stem
		switch {
		case strings.HasSuffix(stem, "g"):
			soft = stem + "e"
		case strings.HasSuffix(stem, "c"):
			soft = strings.TrimSuffix(stem, "c") + "ç"
		}
		return []string{soft + "ait", soft + "aient", soft + "a", stem + "èrent"}
	}
	if stem, ok := strings.CutSuffix(verb, "ir"); ok {
		return []string{stem + "issait", stem + "issaient", stem + "irent"}
	}
	return nil
}

func spanishPast(verb string) []string {
	if len(verb) < 3 {
		return nil
	}
	stem := verb[:len(verb)-2]
	switch verb[len(verb)-2:] {
	case "ar":
		return []string{stem + "ó", stem + "aron", stem + "aba", stem + "aban", stem + "ábamos"}
	case "er", "ir":
		return []string{stem + "ió", stem + "ieron", stem + "ía", stem + "ían", stem + "íamos"}
	}
	return nil
}

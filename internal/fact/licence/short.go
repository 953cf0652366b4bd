package licence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// shortIn finds abbreviations such as EA and MCA that stand for agreements.
func (rd *Reader) shortIn(l *page.Line, banned map[string]bool) []lexicon.NamedHit {
	var out []lexicon.NamedHit
	for _, a := range rd.Lexicon.Short {
		if banned[a.Text] {
			continue
		}
		for at := 0; ; {
			k := strings.Index(l.Text[at:], a.Text)
			if k < 0 {
				break
			}
			k += at
			at = k + len(a.Text)
			if !abbreviates(l.Text, k, at) {
				continue
			}
			from := l.WordAt(k)
			to := l.WordAt(at-1) + 1
			if rd.needs(l, string(a.Value)) {
				out = append(out, lexicon.NamedHit{Name: string(a.Value), Hit: lexicon.Hit{From: from, To: min(to, len(l.Words))}})
			}
		}
	}
	return out
}

// needs tells whether a line is about what gives the abbreviation of an agreement its
// meaning.
func (rd *Reader) needs(l *page.Line, value string) bool {
	for _, n := range rd.NamedIn(l, topic.AgreementNeed) {
		if n.Name == value {
			return true
		}
	}
	return l.Head.Has(topic.HeadLicence) || strings.Contains(lexicon.Fold(l.Label), "microsoft") || value == string(sow.CSP) && rd.licencesBefore(l) || rd.answersMicrosoft(l)
}

// abbreviates tells whether text[from:to] stands alone: no letter, digit or
// "-digit" joins it.
func abbreviates(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, n := utf8.DecodeRuneInString(text[to:])
	if from > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before) || before == '/' || before == '-') {
		return false
	}
	if unicode.IsLetter(after) || unicode.IsDigit(after) {
		return false
	}
	if after == '-' || after == '/' || after == ' ' || after == '\u2011' {
		next, _ := utf8.DecodeRuneInString(text[to+n:])
		return !unicode.IsDigit(next)
	}
	return true
}

// otherMeanings gives the abbreviations that the document uses for something
// else: "EA (Equality Assessment)", the "MCA" for a consulting agreement,
// MCA-118.
func (rd *Reader) otherMeanings() map[string]bool {
	out := map[string]bool{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if rd.Marks[l.Block]&lexicon.HoldsShort == 0 {
			continue
		}
		for _, a := range rd.Lexicon.Short {
			if !out[a.Text] && rd.meansElse(l, a) {
				out[a.Text] = true
			}
		}
	}
	return out
}

func (rd *Reader) meansElse(l *page.Line, a lexicon.Abbreviation) bool {
	for at := 0; ; {
		k := strings.Index(l.Text[at:], a.Text)
		if k < 0 {
			return false
		}
		k += at
		at = k + len(a.Text)
		if !letterBounds(l.Text, k, at) {
			continue
		}
		if !abbreviates(l.Text, k, at) && !strings.HasSuffix(l.Text[:k], "Microsoft-") && (at >= len(l.Text) || l.Text[at] != '/') && !strings.HasPrefix(l.Text[at:], "-E") {
			return true
		}
		if expanded(l.Text[at:], a.Text) && !rd.namesAgreement(l, a.Value) {
			return true
		}
		if quotedAt(l.Text, k, at) && !rd.namesAgreement(l, a.Value) {
			return true
		}
	}
}

func letterBounds(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	joined := from > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before))
	return !joined && !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

func (rd *Reader) namesAgreement(l *page.Line, value sow.Agreement) bool {
	return slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool { return n.Name == string(value) && rd.inFull(l, n) })
}

// expanded tells whether a bracket behind an abbreviation spells it out.
func expanded(rest, abbr string) bool {
	rest = strings.TrimLeft(rest, " ”»\"")
	for _, open := range []string{"(", "= ", "– ", ": "} {
		after, ok := strings.CutPrefix(rest, open)
		if !ok {
			continue
		}
		ws := lexicon.Words(after[:min(len(after), 80)])
		k := 0
		for _, r := range strings.ToLower(abbr) {
			if k >= len(ws) || !strings.HasPrefix(ws[k].Text, string(r)) {
				return false
			}
			k++
		}
		return true
	}
	return false
}

// initialed tells whether the last words of a text, the small ones apart, begin
// with the letters of an abbreviation.
func initialed(text, abbr string) bool {
	ws := lexicon.Words(text[max(0, len(text)-120):])
	for k := len(abbr) - 1; k >= 0; k-- {
		for len(ws) > 0 && len(ws[len(ws)-1].Text) <= 3 {
			ws = ws[:len(ws)-1]
		}
		if len(ws) == 0 || !strings.HasPrefix(ws[len(ws)-1].Text, lexicon.Fold(abbr[k:k+1])) {
			return false
		}
		ws = ws[:len(ws)-1]
	}
	return true
}

// quotedAt tells whether an abbreviation stands alone in quotes or brackets, as
// where it is defined. In mere brackets it is defined by the words before them
// that begin with its letters: "Master Consulting Agreement (MCA)".
func quotedAt(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if before == '(' && after == ')' {
		return initialed(text[:from-1], text[from:to])
	}
	return strings.ContainsRune("\"“„«(‘ ", before) && before != ' ' && strings.ContainsRune("\"”“»)’,", after)
}

package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// Reaches, in bytes, of the words before a day that say whose it is.
const (
	asideReach  = 70
	draftReach  = 16
	holdsBehind = 40
)

// otherTerms are words before a day of something beside the work and its signing: the
// framework that it is ordered under, an option to go on, who only looks on.
var otherTerms = []string{
	"framework agreement", "framework contract", "framework term", "framework period", "framework end", "framework expir", "under framework", "under the framework", "framework dated", "rahmenvertrag", "rahmenvereinbarung", "accord-cadre", "acuerdo marco", "contrato marco", "convenio marco",
	"sunset", "expiry of the purchase order", "expiry of the po", "call may be held", "meeting may be held", "meeting may take place", "call may take place", "may already be held", "gesprach kann", "treffen kann", "reunion peut", "reunion puede", "reunion podra", "an extension to", "extension until", "verlangerung bis", "prolongation jusqu", "prorroga hasta",
	"transition period", "transitional period", "ubergangszeit", "ubergangsfrist", "periode transitoire", "periode de transition", "periodo transitorio",
	"contract as a whole", "contrat dans son ensemble", "vertrags insgesamt", "contrato en su conjunto",
	"para efectos de la poliza", "insurance polic", "police d'assurance", "versicherungspolice",
	"pre-kickoff", "pre-kick-off", "vorbereitungsgesprach", "vorgesprach", "reunion preparatoire", "reunion preparatoria", "preparatory call", "preparatory meeting",
}

// onlookers are words, each at the start of one, before the day of somebody who signs
// beside the two sides.
var onlookers = []string{
	"witnessed", "witness:", "witness for", "witness of", "temoin :", "temoin:", "testigo", "als zeug", "seen by", "visa du", "visa de", "vu par", "visto bueno", "zur kenntnis", "kenntnisnahme", "gesehen von", "consent under", "consent of", "consent by", "consent:", "consentement", "zustimmung",
}

// seen are labels of such a day that say nothing else.
var seen = []string{"seen: ", "visto: ", "vu: ", "gesehen: "}

// drafts are words right before a day on which a paper was written.
var drafts = []string{"draft ", "entwurf ", "borrador ", "projet n", "fassung ", "version "}

// stays are words behind the day of an end that a change leaves as it is, and before
// it those for the contract.
var (
	stays     = []string{"does not move", "does not change", "is not changed", "remains", "stays", "demeure", "reste inchang", "bleibt", "no se mueve", "no cambia", "se mantiene", "no varia", "solo para efectos", "only for the purposes", "nur fur die zwecke"}
	mayBehind = []string{"may be ordered", "may be agreed", "peut etre command", "kann bestellt", "kann abgerufen", "podra pedirse", "podra encargarse"}
	contracts = []string{"contract", "vertrag", "contrat", "contrato", "vigencia"}
)

// Dates gives the days of a line, but for those that are set aside.
func (rd *Reader) Dates(l *page.Line) []written.Date {
	if days, ok := rd.asides[l]; ok {
		return days
	}
	return rd.Page.Dates(l)
}

// setAside finds the days of something else than the work and its signatures.
func (rd *Reader) setAside() {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.Page.Dates(l)
		if len(hits) == 0 {
			continue
		}
		left := rd.withoutAsides(l, hits)
		if len(left) < len(hits) {
			if rd.asides == nil {
				rd.asides = map[*page.Line][]written.Date{}
			}
			rd.asides[l] = left
		}
	}
}

// withoutAsides gives the days of a line that may be those of the work.
func (rd *Reader) withoutAsides(l *page.Line, hits []written.Date) (left []written.Date) {
	label := ""
	if l.Label != "" {
		label = lexicon.Fold(l.Label) + ": "
	}
	last, aside := 0, false
	for _, h := range hits {
		joined := last > 0 && aside && h.Start-last < 12 && !strings.ContainsAny(l.Text[last:h.Start], ".;") // the other end of a range
		if aside = joined || rd.isAside(l, label, last, h); !aside {
			left = append(left, h)
		}
		last = h.End
	}
	return left
}

// isAside tells whether the words between byte low and a day, or its label, say that
// it is set aside.
func (rd *Reader) isAside(l *page.Line, label string, low int, h written.Date) bool {
	low = max(low, h.Start-asideReach)
	for low < h.Start && l.Text[low]&0xC0 == 0x80 {
		low++
	}
	if end := strings.LastIndex(l.Text[low:h.Start], ". "); end >= 0 {
		low += end
	}
	before := label + lexicon.Fold(l.Text[low:h.Start])
	within := func(text string) func(string) bool { return func(w string) bool { return strings.Contains(text, w) } }
	if slices.ContainsFunc(otherTerms, within(before)) || slices.ContainsFunc(onlookers, func(w string) bool { return startsWord(before, w) }) || slices.Contains(seen, label) || slices.ContainsFunc(drafts, within(before[max(0, len(before)-draftReach):])) {
		return true
	}
	at := l.WordAt(h.Start)
	if rd.ofAgreement(l, l.WordAt(low), at) {
		return true
	}
	high := min(len(l.Text), h.End+holdsBehind)
	for high < len(l.Text) && l.Text[high]&0xC0 == 0x80 {
		high++
	}
	behind, _, _ := strings.Cut(lexicon.Fold(l.Text[h.End:high]), ". ")
	right := strings.TrimLeft(behind, " ),")
	kept := slices.ContainsFunc(stays, func(w string) bool { return strings.HasPrefix(right, w) })
	return slices.ContainsFunc(mayBehind, within(behind)) || kept && slices.ContainsFunc(contracts, within(before))
}

// ofAgreement tells whether the words [from:to) name an agreement with Microsoft,
// whose days are not those of the work.
func (rd *Reader) ofAgreement(l *page.Line, from, to int) bool {
	return slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool { return n.From >= from && n.To <= to })
}

// startsWord tells whether a text holds words that begin where a word does: not "seen
// by" in "foreseen by".
func startsWord(text, words string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		if at += i; at == 0 || text[at-1] < 'a' || text[at-1] > 'z' {
			return true
		}
	}
}

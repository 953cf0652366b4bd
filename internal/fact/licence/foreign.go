package licence

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// meansMicrosoft tells whether a line names Microsoft or one of its clouds.
func meansMicrosoft(l *page.Line) bool {
	return slices.ContainsFunc(l.Words, func(w lexicon.Word) bool { return slices.Contains(ofMicrosoft, w.Text) })
}

// ofVendor tells whether a line is about the subscriptions of another maker: "The
// ServiceNow subscriptions are on the Customer's order with the vendor".
func ofVendor(l *page.Line) bool {
	if !l.Topics.Has(topic.LicenceVendor) || !l.Topics.Has(topic.LicenceThing) || meansMicrosoft(l) {
		return false
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		return h.Topic == topic.LicenceVendor && h.From < vendorReach && l.Words[h.From].Capital && !l.Covered(h.From, topic.PartyForm) // "SAS" is a form as well as a maker
	})
}

// vendorReach is within how many words from its start a sentence that is about a
// maker names it.
const vendorReach = 4

// definedElse tells whether a line without a word on Microsoft or licences defines
// an abbreviation for an agreement: such is another one that goes by its letters.
func (rd *Reader) definedElse(l *page.Line, n lexicon.NamedHit) bool {
	if n.Name != "EA" && n.Name != "MCA" || meansMicrosoft(l) || l.Topics.Has(topic.LicenceThing) || l.Head.Has(topic.HeadLicence) || l.Labelled(topic.LicenceThing) {
		return false
	}
	for _, a := range rd.Lexicon.Short {
		if string(a.Value) != n.Name {
			continue
		}
		for at := 0; ; {
			k := strings.Index(l.Text[at:], a.Text)
			if k < 0 {
				break
			}
			k += at
			at = k + len(a.Text)
			if abbreviates(l.Text, k, at) && quoted(l.Text, k, at) {
				return true
			}
		}
	}
	return false
}

// quoted tells whether text[from:to] stands in quotes.
func quoted(text string, from, to int) bool {
	before, after := strings.TrimRight(text[:from], " \u00a0\u202f"), strings.TrimLeft(text[to:], " \u00a0\u202f")
	for _, open := range []string{"\"", "“", "„", "«", "‘"} {
		if strings.HasSuffix(before, open) {
			return strings.HasPrefix(after, "\"") || strings.HasPrefix(after, "”") || strings.HasPrefix(after, "“") || strings.HasPrefix(after, "»") || strings.HasPrefix(after, "’")
		}
	}
	return false
}

// betweenOthers tells whether an agreement is said to be one between two who are
// named right behind it, none of whom is Microsoft.
func betweenOthers(l *page.Line, n lexicon.NamedHit) bool {
	if meansMicrosoft(l) {
		return false
	}
	at := l.BehindAside(n.To)
	h, ok := l.At(at, topic.PartyBetween)
	return ok && h.To < len(l.Words) && !l.Words[h.From].Capital
}

// openingReach is how many words at the start of a sentence tell of whom it speaks.
const openingReach = 6

// ofAnother tells whether a sentence speaks from its start of another firm of the
// customer's group, and so of that firm's purchases in the programme: "A sister
// company buys through a CSP".
func ofAnother(l *page.Line, n lexicon.NamedHit) bool {
	if n.Name != string(sow.CSP) || n.From == 0 {
		return false
	}
	return l.Beside.Licences.Others.Within(lexicon.Fold(l.TextBetween(0, min(openingReach, n.From))))
}

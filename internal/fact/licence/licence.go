// Package licence tells under which agreement the customer buys from Microsoft and
// whether the partner sells the licences. A page and its two sides go in; the
// agreement, the one that it moves to, and the answer on the sale come out.
package licence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// licenceHit is a statement about an agreement of the customer.
type licenceHit struct {
	value  sow.Agreement
	weight float64
	moves  bool // what the customer moves to during the work
	accept bool // a customer agreement accepted within another purchase
	block  int
	ev     sow.Evidence
}

// Weights of a statement about an agreement.
const (
	agreementNamed  = 2.0
	agreementInFull = 1.0
	agreementHeld   = 3.0
	agreementNear   = 1.0
	agreementAgain  = 0.5
	agreementAccept = 3.0
	agreementMargin = 1.0
)

// Reader reads what a page says of the customer's agreements with Microsoft and
// of those who sell its licences.
type Reader struct {
	*page.Page
	sides          *party.Sides
	namesMicrosoft bool // the work is on products of Microsoft, or some block names it
}

// New reads a page whose two sides are known.
func New(sides *party.Sides, namesMicrosoft bool) *Reader {
	return &Reader{sides.Page, sides, namesMicrosoft}
}

// Read gives the customer's agreement at signature, the one that it moves
// to, and whether the partner sells the licences.
func (rd *Reader) Read() (agreement, moves sow.Fact[sow.Agreement], csp sow.Fact[bool]) {
	banned := rd.otherMeanings()
	var hits []licenceHit
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadAbout) && !l.Head.Has(topic.HeadLicence) && !rd.ofCustomer(l) {
			continue
		}
		hits = append(hits, rd.agreementsIn(l, i, banned)...)
	}
	agreement, moves = settleAgreement(hits)
	return agreement, moves, rd.transacting(agreement)
}

// ofCustomer tells whether a line is about the customer, by role or name.
func (rd *Reader) ofCustomer(l *page.Line) bool {
	if _, ok := l.Says(topic.PartyCustomer); ok {
		return true
	}
	p := rd.sides.Parties.Customer
	if p == nil {
		return false
	}
	forms := rd.sides.ShortNames(p)
	for i := range l.Words {
		if names.LongestStart(l.Words[i:], forms) > 0 {
			return true
		}
	}
	return false
}

// agreementAt weighs one mention.
func (rd *Reader) agreementAt(l *page.Line, n lexicon.NamedHit) (licenceHit, bool) {
	low, high := max(0, n.From-7), min(len(l.Words), n.To+7)
	if rd.otherVendor(l, n) || !rd.microsoft(l, n) {
		return licenceHit{}, false
	}
	h := licenceHit{value: sow.Agreement(n.Name), block: l.Block, ev: rd.Evidence(l, l.Words[n.From].Start, l.Words[n.To-1].End)}
	if _, ok := l.Window(low, n.From, topic.LicenceMovesTo); ok {
		h.moves = true
		return h, true
	}
	if neg, ok := l.Window(low, n.From, topic.Negation); ok && !strings.ContainsAny(l.TextBetween(neg.To, n.From), ",;:") {
		return h, false
	}
	if _, ok := l.Window(max(0, n.From-4), min(len(l.Words), n.To+6), topic.LicenceFormer); ok {
		return h, false
	}
	h.weight = agreementNamed
	if rd.inFull(l, n) {
		h.weight += agreementInFull
	}
	if holds(l, low, high) || h.value == sow.CSP && rd.supplied(l, n.Hit) {
		h.weight += agreementHeld
	}
	if l.Head.Has(topic.HeadLicence) || l.Labelled(topic.LicenceThing) {
		h.weight += agreementNear
	}
	if len(rd.NamedIn(l, topic.AgreementNeed)) > 0 {
		h.weight += agreementNear
	}
	if rd.maybe(l, n) { // never enough alone
		h.weight = min(h.weight-agreementHeld, agreementNear)
	}
	_, h.accept = l.Says(topic.LicenceAccepts)
	return h, h.weight > 0
}

// maybe tells whether a line speaks of an agreement as of what may be: not where
// the customer has it and a later clause, with an agreement of its own, tells of
// plans.
func (rd *Reader) maybe(l *page.Line, n lexicon.NamedHit) bool {
	may, ok := l.Window(0, len(l.Words), topic.LicenceMaybe)
	if !ok || may.From < n.To || !holds(l, max(0, n.From-4), n.From) {
		return ok
	}
	ended := false
	for i := n.To + 1; i <= may.From; i++ {
		ended = ended || l.Breaks(i)
	}
	another := slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(o lexicon.NamedHit) bool { return o.From > may.From && o.Name != n.Name })
	return !ended || !another
}

// holds tells whether the words [low:high) say that somebody has something.
func holds(l *page.Line, low, high int) bool {
	_, ok := l.Window(low, high, topic.LicenceHolds)
	return ok
}

// supplied tells whether a line says of a provider in the programme that it
// supplies the customer.
func (rd *Reader) supplied(l *page.Line, h lexicon.Hit) bool {
	return rd.suppliesCustomer(l, h) || rd.isCSP(l)
}

// inFull tells whether an agreement is named by more than an abbreviation: "the
// EA" is none.
func (rd *Reader) inFull(l *page.Line, n lexicon.NamedHit) bool {
	if n.To-n.From < 2 || n.Topic < topic.FirstNamed {
		return false
	}
	return !slices.ContainsFunc(rd.Lexicon.Short, func(a lexicon.Abbreviation) bool {
		return n.To-n.From == 2 && strings.EqualFold(a.Text, l.Words[n.To-1].Text)
	})
}

// otherVendor tells whether the agreement is one with somebody else.
func (rd *Reader) otherVendor(l *page.Line, n lexicon.NamedHit) bool {
	low, high := max(0, n.From-8), min(len(l.Words), n.To+12)
	if _, vendor := l.Window(low, high, topic.LicenceVendor); !vendor {
		return false
	}
	for i := low; i < high; i++ {
		if slices.Contains(ofMicrosoft, l.Words[i].Text) {
			return false
		}
	}
	return true
}

// ofMicrosoft are words that say that an agreement is with Microsoft.
var ofMicrosoft = []string{"microsoft", "azure", "dynamics", "m365"}

// microsoft tells whether the line, its block or its heading is about
// Microsoft, its licences or its cloud.
func (rd *Reader) microsoft(l *page.Line, n lexicon.NamedHit) bool {
	for _, need := range rd.NamedIn(l, topic.AgreementNeed) {
		if need.Name == n.Name && (need.From < n.From || need.To > n.To) {
			return true
		}
	}
	for i := n.From; i < n.To; i++ {
		if l.Words[i].Text == "microsoft" {
			return true
		}
	}
	if l.Head.Has(topic.HeadLicence) || l.Labelled(topic.LicenceThing) {
		return true
	}
	if rd.inFull(l, n) && n.Name != string(sow.WebDirect) && rd.namesMicrosoft {
		return true
	}
	text := rd.Doc.Blocks[l.Block].Text
	return strings.Contains(text, "Microsoft") || strings.Contains(text, "Azure")
}

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

func (rd *Reader) needs(l *page.Line, value string) bool {
	for _, n := range rd.NamedIn(l, topic.AgreementNeed) {
		if n.Name == value {
			return true
		}
	}
	return l.Head.Has(topic.HeadLicence) || strings.Contains(lexicon.Fold(l.Label), "microsoft") || value == string(sow.CSP) && rd.licencesBefore(l)
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
		if !abbreviates(l.Text, k, at) && (at >= len(l.Text) || l.Text[at] != '/') && !strings.HasPrefix(l.Text[at:], "-E") {
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
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		if n.Name == string(value) {
			return true
		}
	}
	return false
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

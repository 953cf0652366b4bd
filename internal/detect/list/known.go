package list

import (
	"slices"

	"claimline/internal/sow"
)

// Lists that are not asked for as phrases but compiled in ways of their own:
// beginnings and ends of words, single words, words that are none of something.
const (
	Abbreviations   = "abbreviations"
	Counted         = "counted"
	Misspelt        = "misspelt"
	MisspeltNot     = "misspelt.not"
	Parts           = "parts"
	PartySuffixes   = "party.suffixes"
	PastAux         = "past.aux"
	PastEndings     = "past.endings"
	PastEndingsNot  = "past.endings.not"
	PastForms       = "past.forms"
	PastParticiples = "past.participles"
	SelfEndings     = "self.endings"
	VerbNot         = "verb.not"
)

// Kinds are the kinds of document that words tell apart, the more telling
// first: of equal scores the earlier wins.
var Kinds = []sow.DocKind{
	sow.KindChangeOrder, sow.KindStaffAug, sow.KindManaged, sow.KindLicensing, sow.KindAssessment,
	sow.KindWorkOrder, sow.KindProposal, sow.KindNotSOW,
}

// Units are what a number beside a product can be a number of.
var Units = []string{"seats", "mailboxes", "devices", "servers", "rooms"}

// Kind names the list of what documents of a kind call themselves.
func Kind(k sow.DocKind) string { return "kind." + string(k) }

// Signs names the list of what goes with a kind of document.
func Signs(k sow.DocKind) string { return "signs." + string(k) }

// Unit names the list of the words for a unit.
func Unit(unit string) string { return "unit." + unit }

// Known gives the names of all lists that something in a document is read by.
func Known() []string {
	known := slices.Concat(Names, []string{
		Abbreviations, Counted, Misspelt, MisspeltNot, Parts, PartySuffixes, PastAux, PastEndings, PastEndingsNot,
		PastForms, PastParticiples, SelfEndings, VerbNot,
	})
	for _, k := range Kinds {
		known = append(known, Kind(k), Signs(k))
	}
	for _, u := range Units {
		known = append(known, Unit(u))
	}
	return known
}

package fact_test

import (
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// partyNames are names of many kinds, made up, to put in the place of others.
var partyNames = []string{
	"Corviston Vale Ltd", "Tamsel & Rook LLP", "Brindlewick Cloud Inc.", "Ostrava Pines GmbH", "Halmyre Datenbau AG",
	"Quellgrund Systeme GmbH", "Merlaine SAS", "Bruyant & Fils SARL", "Cerro Pardo S.A.", "Vadoblanco Datos, S.L.",
}

// TestRenaming puts other names in the place of both parties throughout a
// document: the answer must change to them and to nothing else.
func TestRenaming(t *testing.T) {
	r := newReader(t)
	var cases []factCase
	for _, c := range readCases(t, filepath.Join("testdata", "cases", "organisations.txt")) {
		customer, partner, _ := strings.Cut(c.want, " | ")
		if c.known == "" && wholeOnly(c.body, customer) && wholeOnly(c.body, partner) {
			cases = append(cases, c)
		}
	}
	if len(cases) < 3 {
		t.Fatalf("%d cases name both parties in full alone, want more", len(cases))
	}
	all, found := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(cases).Draw(rt, "case")
		names := rapid.Permutation(partyNames).Draw(rt, "names")
		customer, partner, _ := strings.Cut(c.want, " | ")
		renamed := c
		renamed.body = strings.NewReplacer(customer, names[0], partner, names[1]).Replace(c.body)
		got := renamed.read(t, r, []string{"customer", "partner"})
		gotCustomer, gotPartner, _ := strings.Cut(got, " | ")
		if !sameOrMissing(gotCustomer, names[0]) || !sameOrMissing(gotPartner, names[1]) {
			rt.Fatalf("got %q, want %q and %q in:\n%s", got, names[0], names[1], renamed.body)
		}
		if all++; gotCustomer != "?" && gotPartner != "?" {
			found++
		}
	})
	if found < all/2 {
		t.Errorf("both parties found in %d of %d renamed documents", found, all)
	}
}

// sameOrMissing compares names but for the point that ends a legal form.
func sameOrMissing(got, want string) bool {
	return got == "?" || strings.TrimSuffix(got, ".") == strings.TrimSuffix(want, ".")
}

// wholeOnly tells whether a text speaks of a name in full only.
func wholeOnly(body, name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return name != "?" && strings.Count(body, first) == strings.Count(body, name)
}

// TestPartyWithoutLine reads a text that breaks off within its first name: both
// halves of the name are weighed as the two sides, and the survey has met only one.
func TestPartyWithoutLine(t *testing.T) {
	doc, det := markdown(t, "# Adenda segunda al contrato de implantación 25/0908\n**Entre** Elevadores y Montacargas Pichincha Austral, S.A. de C.V")
	doc.Language = "es"
	newReader(t).Read(doc, det) // must not panic
}

package analyze

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"claimline/internal/mutant"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"

	"pgregory.net/rapid"
)

func TestHoldsNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"for 1,200 people": true, "für 1.200 Personen": true, "1 200 postes": true, "1’200 Mitarbeitende": true, "1200": true,
		"for 11,200 people": false, "12.00 EUR": false, "1,2": false, "chapter 1, 200 pages": false, "": false,
	} {
		if got := holdsNumber(text, 1200); got != want {
			t.Errorf("holdsNumber(%q, 1200) = %t", text, got)
		}
	}
}

func TestProofWordsOfAllLanguages(t *testing.T) {
	words := newProofWords(map[string]sow.Context{
		"es": {Words: map[string][]string{"proof.subscription_id": {"ID de suscripción"}}},
		"en": {Words: map[string][]string{"proof.subscription_id": {"Subscription ID"}, "proof.template": {"#"}, "parts": {"annex"}}},
	})
	for text, want := range map[string][]string{
		"the subscription id is 7": {"subscription_id"}, "id de suscripción": {"subscription_id"}, "form # 4, subscription id": {"template", "subscription_id"},
		"annex: a subscription": nil, "i": nil, "": nil,
	} {
		var got []string
		words.in(text, func(finder string) { got = append(got, finder) })
		if !slices.Equal(got, want) {
			t.Errorf("%q shows %q, want %q", text, got, want)
		}
	}
}

// A phrase is found wherever it stands, as the standard library finds it.
func TestProofWordsMissNoPlace(t *testing.T) {
	words := newProofWords(map[string]sow.Context{"en": {Words: map[string][]string{"proof.a": {"abcab"}, "proof.b": {"bcabcabc", "äbca"}, "proof.c": {"c#"}}}})
	phrases := map[string][]string{"a": {"abcab"}, "b": {"bcabcabc", "äbca"}, "c": {"c#"}}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[abcABCäÄ#]{0,30}`).Draw(t, "text")
		got := map[string]bool{}
		words.in(text, func(finder string) { got[finder] = true })
		for finder, texts := range phrases {
			want := slices.ContainsFunc(texts, func(p string) bool { return strings.Contains(strings.ToLower(text), p) })
			if got[finder] != want {
				t.Errorf("%q shows %s: %t, want %t", text, finder, got[finder], want)
			}
		}
	})
}

// proofLines show a kind of proof each, one for each list of words.
var proofLines = map[string]string{
	"Project plan of the roll-out": "project_plan", "Projektplan": "project_plan", "Plan de projet": "project_plan", "Plan de trabajo": "project_plan",
	"As-built of the tenant": "deployment_documents", "Betriebsdokumentation": "deployment_documents", "Dossier d'exploitation": "deployment_documents", "Documentación de despliegue": "deployment_documents",
	"CPOR proof of execution": "template", "Public Sector Disclosure": "public_sector_disclosure", "Solution Seller: Ada": "revenue_fields",
	"Technical contact: Ada": "technical_contact", "Technischer Ansprechpartner: Ada": "technical_contact", "Contact technique : Ada": "technical_contact", "Contacto técnico: Ada": "technical_contact",
	"Subscription ID: 7": "subscription_id", "Abonnement-ID: 7": "subscription_id", "ID d'abonnement : 7": "subscription_id", "ID de suscripción: 7": "subscription_id",
	"is the prime contractor": "partner_role", "ist Generalunternehmer": "partner_role", "est titulaire du marché": "partner_role", "es contratista principal": "partner_role",
}

// showsProof tells whether a heading shows a kind of proof.
func showsProof(words *proofWords, line, finder string) bool {
	a := &Analyzer{proof: words}
	r := result{analyzer: a, doc: sow.Document{Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: line}}}}
	r.proofs, _ = a.proofs(&r.doc)
	lines, found := r.phraseLines(finder)
	return found && lines[0].Quote == line
}

func TestEachProofIsFoundByItsWords(t *testing.T) {
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	words := newProofWords(pack.Contexts())
	for line, finder := range proofLines {
		if !showsProof(words, line, finder) {
			t.Errorf("%q does not show %s", line, finder)
		}
	}
}

// TestNoProofListSurvives takes each list of words of a proof away in turn: one
// of the lines must show it no more.
func TestNoProofListSurvives(t *testing.T) {
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	contexts := maps.Clone(pack.Contexts())
	tally := mutant.NewTally(t.Logf)
	for lang, whole := range pack.Contexts() {
		for list := range whole.Words {
			if !strings.HasPrefix(list, proofList) {
				continue
			}
			broken := whole
			broken.Words = maps.Clone(whole.Words)
			delete(broken.Words, list)
			contexts[lang] = broken
			words, missed := newProofWords(contexts), false
			for line, finder := range proofLines {
				missed = missed || !showsProof(words, line, finder)
			}
			tally.Add("words of a proof", lang+" without "+list, missed)
		}
		contexts[lang] = whole
	}
	if left := tally.Left(); len(left) > 0 {
		t.Errorf("survive: %s", strings.Join(left, ", "))
	}
}

// The disclosure of public bodies follows from their country: asked for in the
// United States, advised with a question while the country is not known, set
// aside elsewhere.
func TestDisclosureDependsOnTheCountry(t *testing.T) {
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(pack)
	if err != nil {
		t.Fatal(err)
	}
	block := func(path, text string) sow.Block {
		return sow.Block{Kind: sow.Paragraph, Text: text, Loc: sow.Loc{Path: path}}
	}
	for _, c := range []struct{ name, customer, answer, want string }{
		{"not known", "Customer: Port Authority of Ash Bay", "", "advised missing, asked"},
		{"a person says Germany", "Customer: Port Authority of Ash Bay", "de", "conditional not_applicable"},
		{"a person says Puerto Rico", "Customer: Port Authority of Ash Bay", "PR", "required missing"},
		{"its address", "Customer: Port Authority of Ash Bay, 1 Quay Road, Ash Bay, ME 04101", "", "required missing"},
		{"its address elsewhere", "Customer: Port Authority of Ash Bay, Ireland", "", "conditional not_applicable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answers := map[string]string{}
			if c.answer != "" {
				answers["customer_country"] = c.answer
			}
			doc := sow.Document{Name: "a.md", Language: "en", Blocks: []sow.Block{
				block("p1", c.customer), block("p2", "Supplier: Fern Works Ltd"),
				{Kind: sow.Heading, Level: 1, Text: "Scope of work", Loc: sow.Loc{Path: "h"}},
				block("p3", "The Supplier deploys Microsoft Teams to 500 users."),
			}}
			out := a.Analyze(doc, Options{Today: sow.Day{Year: 2026, Month: 11, Dom: 25}, Answers: answers})
			if len(out.Claims) != 1 {
				t.Fatalf("%d claims", len(out.Claims))
			}
			i := slices.IndexFunc(out.Claims[0].PoE, func(i sow.PoEItem) bool { return i.Code == "poe.psd" })
			got := string(out.Claims[0].PoE[i].Need) + " " + string(out.Claims[0].PoE[i].Status)
			if slices.ContainsFunc(out.Questions, func(q sow.Question) bool { return q.Fact == "customer_country" }) {
				got += ", asked"
			}
			if got != c.want {
				t.Errorf("the disclosure is %q, want %q; country %+v", got, c.want, out.Facts.Country)
			}
		})
	}
	for _, bad := range []string{"Germany", "", "1A"} {
		if CheckAnswers(map[string]string{"customer_country": bad}) == nil {
			t.Errorf("%q is taken as a country", bad)
		}
	}
}

package analyze

import (
	"reflect"
	"testing"

	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
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
	got := proofWords(map[string]sow.Context{
		"es": {Words: map[string][]string{"proof.subscription_id": {"ID de suscripción"}}},
		"en": {Words: map[string][]string{"proof.subscription_id": {"Subscription ID"}, "parts": {"annex"}}},
	})
	if want := map[string][]string{"subscription_id": {"subscription id", "id de suscripción"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("proof words = %v, want %v", got, want)
	}
}

func TestEachProofIsFoundByItsWords(t *testing.T) {
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(pack)
	if err != nil {
		t.Fatal(err)
	}
	for line, finder := range map[string]string{
		"Project plan of the roll-out": "project_plan", "Projektplan": "project_plan", "Plan de projet": "project_plan", "Plan de trabajo": "project_plan",
		"As-built of the tenant": "deployment_documents", "Betriebsdokumentation": "deployment_documents", "Dossier d'exploitation": "deployment_documents", "Documentación de despliegue": "deployment_documents",
		"CPOR proof of execution": "template", "Public Sector Disclosure": "public_sector_disclosure", "Solution Seller: Ada": "revenue_fields",
		"Technical contact: Ada": "technical_contact", "Technischer Ansprechpartner: Ada": "technical_contact", "Contact technique : Ada": "technical_contact", "Contacto técnico: Ada": "technical_contact",
		"Subscription ID: 7": "subscription_id", "Abonnement-ID: 7": "subscription_id", "ID d'abonnement : 7": "subscription_id", "ID de suscripción: 7": "subscription_id",
		"is the prime contractor": "partner_role", "ist Generalunternehmer": "partner_role", "est titulaire du marché": "partner_role", "es contratista principal": "partner_role",
	} {
		r := result{analyzer: a, doc: sow.Document{Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: line}}}}
		if lines, found := r.phraseLines(finder); !found || lines[0].Quote != line {
			t.Errorf("%q does not show %s", line, finder)
		}
	}
}

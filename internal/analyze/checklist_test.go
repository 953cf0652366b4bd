package analyze

import (
	"reflect"
	"testing"

	"claimline/internal/sow"
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

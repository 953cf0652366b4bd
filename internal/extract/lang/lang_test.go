package lang

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"English", "The partner will deploy Microsoft Sentinel for all of the users in the group.", "en"},
		{"German", "Der Partner führt Microsoft Intune für alle Geräte ein und wird bis zum Ende des Jahres fertig.", "de"},
		{"French", "Le prestataire réalise la migration des boîtes aux lettres vers Exchange Online pour les deux sites.", "fr"},
		{"Spanish", "El proveedor realiza la migración de los buzones a Exchange Online para la empresa.", "es"},
		{"Polish", "Dostawca wdroży Microsoft Teams dla wszystkich użytkowników oraz przeprowadzi szkolenia w siedzibie, nie później niż do maja.", "pl"},
		{"Dutch", "De leverancier zorgt voor de uitrol van Teams bij alle medewerkers en het beheer wordt door ons gedaan.", "nl"},
		{"Italian", "Il fornitore esegue la migrazione delle caselle di posta e la formazione degli utenti non è compresa nel prezzo.", "it"},
		{"Portuguese", "O fornecedor realiza a migração das caixas de correio e não inclui a formação dos utilizadores no preço.", "pt"},
		{"Japanese", "本作業範囲記述書に基づき、Microsoft Teams を導入します。", "ja"},
		{"only names", "Contoso Ltd, Microsoft Sentinel, 400", ""},
		{"empty", "", ""},
		{"two words", "the users", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Detect(tt.text); got != tt.want {
				t.Errorf("Detect(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestIsCommon asks for every small word, as it is written and in capitals, and
// for words that are none.
func TestIsCommon(t *testing.T) {
	t.Parallel()
	for w := range index {
		for _, s := range []string{w, strings.ToUpper(w), "(" + w + ",", w + "."} {
			if got, want := IsCommon(s), len(s) > 1; got != want {
				t.Errorf("IsCommon(%q) = %v", s, got)
			}
		}
	}
	for _, s := range []string{"", "()", ".", "Exchange", "thf", "şe", "THË", "12", "@f", "the-", "委託"} {
		if IsCommon(s) {
			t.Errorf("IsCommon(%q)", s)
		}
	}
}

package lexicon

import (
	"strings"
	"testing"
)

//nolint:dupword // a participle may be like the present: installiert, verteilt
func TestInflect(t *testing.T) {
	for _, c := range []struct{ language, verb, want string }{
		{"en", "migrate", "migrate migrates migrated migrating"},
		{"en", "carry over", "carry over carries over carried over carrying over"},
		{"en", "fit out", "fit out fits out fitted out fitting out"},
		{"en", "deploy", "deploy deploys deployed deploying"},
		{"en", "establish", "establish establishes established establishing"},
		{"en", "configure", "configure configures configured configuring"},
		{"en", "train", "train trains trained training"},
		{"de", "installieren", "installieren installiert installiert installierte installierten installierter installiertes installiertem zu installieren ich installiere installiere ich"},
		{"de", "ein|richten", "einrichten einrichtet eingerichtet eingerichtete eingerichteten eingerichteter eingerichtetes eingerichtetem richtet ein richten ein richte ein einzurichten"},
		{"de", "verteilen", "verteilen verteilt verteilt verteilte verteilten verteilter verteiltes verteiltem zu verteilen ich verteile verteile ich"},
		{"fr", "déplacer", "déplacer déplace déplacent déplaçons déplacez déplacera déplaceront déplacerons déplacé déplacée déplacés déplacées déplaçant"},
		{"fr", "intégrer", "intégrer intègre intègrent intégrons intégrez intégrera intégreront intégrerons intégré intégrée intégrés intégrées intégrant intègrera intègreront intègrerons"},
		{"fr", "déployer", "déployer déploie déploient déployons déployez déployera déployeront déployerons déployé déployée déployés déployées déployant déploiera déploieront déploierons"},
		{"fr", "établir", "établir établit établissent établissons établira établiront établirons établi établie établis établies établissant"},
		{"es", "cargar", "cargar carga cargan cargamos cargará cargarán cargaremos cargado cargada cargados cargadas cargando cargue carguen cargarse"},
		{"es", "definir", "definir define definen definimos definirá definirán definiremos definido definida definidos definidas definiendo defina definan definirse"},
		{"pl", "wdrożyć", "wdrożyć"},
	} {
		got := strings.Join(inflect(c.language, c.verb), " ")
		if got != c.want {
			t.Errorf("%s %s gives\n%s, want\n%s", c.language, c.verb, got, c.want)
		}
	}
}

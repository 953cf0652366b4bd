package notify

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"claimline/internal/sow"
)

const people = `
people:
  - name: Anna
    mail: anna@partner.example
    zone: Europe/Berlin
    language: de
    hours: "08:00-16:30"
    holidays: [de]
    days_off: [2026-12-24]
    channels: [mail, teams]
    escalate_to: ben
  - name: Ben
    mail: ben@partner.example
    digest: true
    escalate_to: Cleo
  - name: Cleo
    channels: [teams]
    reviewer: true
`

func TestBook(t *testing.T) {
	book, err := ReadBook([]byte(people), "Europe/Dublin")
	if err != nil {
		t.Fatal(err)
	}
	chain := book.Chain(" anna ")
	if len(chain) != 3 || chain[0].Name != "Anna" || chain[1].Name != "Ben" || chain[2].Name != "Cleo" {
		t.Fatalf("chain %+v", chain)
	}
	anna, ben := chain[0], chain[1]
	if anna.Language != "de" || anna.Hours.From != 8*60 || anna.Hours.To != 16*60+30 || anna.Hours.Zone.String() != "Europe/Berlin" || len(anna.Channels) != 2 {
		t.Errorf("Anna %+v", anna)
	}
	if working, _ := anna.Hours.Calendar.Working(sow.DayOf(time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC))); working {
		t.Error("Anna works on her day off")
	}
	if working, _ := anna.Hours.Calendar.Working(sow.DayOf(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))); working {
		t.Error("Anna works on a German holiday")
	}
	if ben.Language != "en" || ben.Hours.From != 9*60 || ben.Hours.Zone.String() != "Europe/Dublin" || !ben.Digest || ben.Address(sow.ChannelMail) != "ben@partner.example" {
		t.Errorf("the defaults are %+v", ben)
	}
	if r := book.Reviewers(); len(r) != 1 || r[0].Address(sow.ChannelTeams) != "Cleo" {
		t.Errorf("reviewers %+v", r)
	}
	if got := book.Chain("nobody"); got != nil {
		t.Errorf("chain of nobody: %+v", got)
	}
	if empty, err := ReadBook(nil, "UTC"); err != nil || len(empty.Chain("anna")) != 0 {
		t.Errorf("an empty book: %v", err)
	}
}

func TestBookMistakes(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"unknown setting", "people:\n  - {name: a, mail: a@b.c, phone: 1}", `line 2: "phone" is not known`},
		{"unknown list", "persons: []", "persons"},
		{"no name", "people:\n  - {mail: a@b.c}", "needs a name"},
		{"no address", "people:\n  - {name: a}", `a: mail "" is no address`},
		{"two addresses", "people:\n  - {name: a, mail: \"a@b.c, d@e.f\"}", "is no address"},
		{"injected header", "people:\n  - {name: a, mail: \"a@b.c\\r\\nBcc: d@e.f\"}", "is no address"},
		{"zone", "people:\n  - {name: a, mail: a@b.c, zone: Mars}", `time zone "Mars" is not known`},
		{"hours", "people:\n  - {name: a, mail: a@b.c, hours: 9-5}", `working hours "9-5"`},
		{"language", "people:\n  - {name: a, mail: a@b.c, language: it}", "use de, en, es, fr"},
		{"channel", "people:\n  - {name: a, mail: a@b.c, channels: [fax]}", `channel "fax" is not known`},
		{"no channel", "people:\n  - {name: a, mail: a@b.c, channels: []}", "no channel"},
		{"holidays", "people:\n  - {name: a, mail: a@b.c, holidays: [xx]}", `country "xx"`},
		{"day off", "people:\n  - {name: a, mail: a@b.c, days_off: [tomorrow]}", "YYYY-MM-DD"},
		{"twice", "people:\n  - {name: a, mail: a@b.c}\n  - {name: A, mail: a@b.c}", "line 3: A stands twice"},
		{"escalates to nobody", "people:\n  - {name: a, mail: a@b.c, escalate_to: z}", "escalates to z, who is not in it"},
		{"in a circle", "people:\n  - {name: a, mail: a@b.c, escalate_to: b}\n  - {name: b, mail: a@b.c, escalate_to: A}", "goes in a circle"},
		{"no people", "people: 7", "cannot be read"},
		{"not a person", "people: [anna]", "a person is a name with settings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := ReadBook([]byte(c.file), "UTC"); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	_, err := ReadBook([]byte("people:\n  - {name: a}\n  - {name: b, mail: b@b.c, zone: X}\n"), "UTC")
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("not every mistake at once: %v", err)
	}
}

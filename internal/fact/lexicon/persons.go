package lexicon

import "claimline/internal/sow"

// Persons tells nouns for people who do something by their endings.
type Persons struct {
	endings []string
	things  map[string]bool // with such endings that are no people
}

func newPersons(w sow.SeatWords) Persons {
	p := Persons{things: map[string]bool{}}
	for _, ending := range w.PersonEndings {
		p.endings = append(p.endings, Fold(ending))
	}
	for _, thing := range w.Things {
		p.things[Fold(thing)] = true
	}
	return p
}

// shortPerson is the length in bytes up to which a noun says nothing by its
// ending: "users", "others".
const shortPerson = 5

// Has tells whether a folded noun is one for people.
func (p *Persons) Has(text string) bool {
	return len(text) > shortPerson && !p.things[text] && EndsIn(text, p.endings)
}

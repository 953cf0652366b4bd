package fact

import "claimline/internal/sow"

// persons tells nouns for people who do something by their endings.
type persons struct {
	endings []string
	things  map[string]bool // with such endings that are no people
}

func newPersons(w sow.SeatWords) persons {
	p := persons{things: map[string]bool{}}
	for _, ending := range w.PersonEndings {
		p.endings = append(p.endings, fold(ending))
	}
	for _, thing := range w.Things {
		p.things[fold(thing)] = true
	}
	return p
}

// shortPerson is the length in bytes up to which a noun says nothing by its
// ending: "users", "others".
const shortPerson = 5

func (p *persons) has(text string) bool {
	return len(text) > shortPerson && !p.things[text] && endsIn(text, p.endings)
}

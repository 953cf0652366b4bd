package sense

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// introduction is the number of words within which a line about a person says
// what the person is.
const introduction = 14

// aboutPerson tells whether a block introduces a person of the team: it opens
// with a name and says a role or a form of address. What such a person did
// before is no scope. In staffing documents the persons are the scope.
func (r *Reading) aboutPerson(i int) bool {
	lang := r.Blocks[i].Lang
	b := &r.Doc.Blocks[i]
	if lang == nil || r.KindOfDoc == sow.KindStaffAug || b.Kind == sow.Heading {
		return false
	}
	tokens := r.TokensOf(i)
	if len(tokens) < 6 || phrase.Opens(tokens, lang.Words[list.Salutation]) {
		return false
	}
	for k := range 3 {
		if k > 0 && phrase.Within(tokens[:k], lang.Words[list.Duties]) {
			break // "Duties of Ms Pillai": what follows is the work
		}
		if phrase.Opens(tokens[k:], lang.Words[list.Titles]) && tokens[k+1].Flags&token.Number == 0 {
			return !r.speaks(i) // "Ms Osterwald", but not the milestone "MS-1"
		}
	}
	if !page.IsNameWord(tokens[0]) || !page.IsNameWord(tokens[1]) || phrase.Inside(r.HitsOf(i, phrase.Name), 0) || phrase.Inside(r.HitsOf(i, phrase.Name), 1) {
		return false
	}
	return r.SaysIn(i, token.Span{From: 2, To: int32(min(len(tokens), introduction))}, list.Roles)
}

// speakerWords is how many words the name of a speaker has at most, with its title.
const speakerWords = 4

// speaks tells whether a line gives what a person says, "Ms Ward: X is set up in May",
// and not who the person is.
func (r *Reading) speaks(i int) bool {
	tokens := r.TokensOf(i)
	for k := range int32(min(len(tokens), speakerWords)) {
		if r.isMark(i, k, ":") {
			return !r.SaysIn(i, token.Span{From: k + 1, To: int32(min(len(tokens), introduction))}, list.Roles)
		}
	}
	return false
}

// assigned tells whether a block stands below a heading that says to what people
// are assigned.
func (r *Reading) assigned(i int) bool {
	up := r.Blocks[i].Heading
	return up >= 0 && r.Blocks[up].Lang != nil && phrase.Within(r.TokensOf(up), r.Blocks[up].Lang.Words[list.HeadingAssigned])
}

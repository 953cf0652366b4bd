package sense

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// agentSays tells what it means that a few words are the agent of a sentence:
// nothing, when they count people who use something or name a thing.
func (r *Reading) agentSays(text string, words []token.Token) sow.Polarity {
	if counted(words) || r.ownThing(text, words) {
		return ""
	}
	return page.PolarityOf(r.actor(text, words))
}

// counted tells whether a number stands before what follows a word like "by":
// so many people use something, they do not build it.
func counted(words []token.Token) bool {
	return len(words) > 1 && words[0].Flags&token.Number != 0 || len(words) > 2 && words[1].Flags&token.Number != 0
}

// ownThing tells whether what follows a word like "by" is a thing of somebody:
// "by the Customer's gateway", not "by the Customer's people".
func (r *Reading) ownThing(text string, words []token.Token) bool {
	for k := 1; k < len(words); k++ {
		gap := text[words[0].Start:words[k].Start]
		if !strings.HasSuffix(gap, "'s ") && !strings.HasSuffix(gap, "’s ") {
			continue
		}
		rest := words[k:]
		if len(rest) > 1 && text[rest[0].Start:rest[0].End] == "own" {
			rest = rest[1:]
		}
		return r.WhoseIn(text, rest) == page.Nobodys && !r.SaysAny(rest, r.WordsOf(list.PartyBodies)) && !r.SaysAny(rest, r.WordsOf(list.YourPeople)) && !saysIT(text, rest) && rest[0].Flags&token.InitialCap == 0
	}
	return false
}

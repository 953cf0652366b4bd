package names

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// ofProfession counts the words of the legal form of a firm that names its profession:
// "Partnerschaft von Steuerberatern mbB", 0 for another form.
func ofProfession(l *page.Line, h lexicon.Hit) int {
	if h.To+1 >= len(l.Words) || len(l.Words[h.From].Text) < leastNoun || !l.Words[h.To+1].Capital || !l.Beside.Small.Of.Has(l.Words[h.To].Text) {
		return 0
	}
	for k := h.To + 2; k < len(l.Words) && k <= h.To+longestProfession && !l.Breaks(k); k++ {
		if l.Words[k].Text == "mbb" {
			return k + 1 - h.From
		}
	}
	return 0
}

// longestProfession is how many words the professions in a legal form take at most.
const longestProfession = 5

// behindThe tells whether an article that is no part of a name stands right before the
// letters at word i, which are no legal form then: "Office of the CIO".
func behindThe(l *page.Line, i int) bool {
	return i > 0 && l.Words[i].Glued && shouts(l, i) && !l.Words[i-1].Capital && l.Beside.Small.The.Has(l.Words[i-1].Text)
}

// beginsBody tells whether the word for a kind of body at word i, which others have as
// their legal form, begins a name behind a comma: "Jane Doe, Stiftung Seeblick".
func beginsBody(l *page.Line, i int) bool {
	return i > 0 && i+1 < len(l.Words) && l.Covered(i, topic.PartyBody) && strings.Contains(l.Between(i), ",") && l.Words[i+1].Capital && l.Words[i+1].Glued
}

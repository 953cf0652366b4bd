package lexicon

import (
	"slices"
	"strings"

	"claimline/internal/detect/phrase"
)

// SplitVerb is a verb whose parts stand apart in a sentence: "führen … ein".
type SplitVerb struct {
	First, Last []int32
	Node        int32
}

// NoVerb is the reference of a wording that holds a form of a verb and is no
// work: "dans le cadre de".
const NoVerb = -1

// parted cuts a form of a verb with a particle, "führt ein", into its parts
// when the verb is one of those written with a bar, "ein|führen".
func parted(text string, verbs []string) (first, last string, ok bool) {
	first, last, ok = strings.Cut(text, " ")
	if !ok || strings.Contains(last, " ") {
		return "", "", false
	}
	return first, last, slices.ContainsFunc(verbs, func(v string) bool { return strings.HasPrefix(v, last+"|") })
}

// MaySplit tells whether a text that may hold phrases of some lists may hold a
// verb whose parts stand apart.
func (l *Language) MaySplit(in *phrase.Set) bool { return in.Has(len(l.Words)) }

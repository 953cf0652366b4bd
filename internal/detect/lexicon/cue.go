package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// Cue is a compiled sow.Cue, pseudo cue or break.
type Cue struct {
	sow.Cue
	Kind       CueKind
	lang       *Language
	UnlessRuns *phrase.List // what stands in Unless, Until and Before, compiled
	UntilRuns  *phrase.List
	BeforeRuns *phrase.List
	Behind     []int32 // of a cue in two parts, the first: it stands some words before the second
}

// CueKind tells cues from what only looks like one and what ends the reach of one.
type CueKind uint8

// The kinds of cues.
const (
	RealCue CueKind = iota
	PseudoCue
	BreakWord
)

// RefusesBack tells whether a cue plainly refuses what was named before it.
func (c *Cue) RefusesBack() bool {
	return c.Kind == RealCue && Refuses(c.Sets) && c.Direction != "forward" && !c.Flips && !c.Weak
}

var refusals = []sow.Polarity{sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite, sow.Boilerplate}

// Refuses tells whether a polarity says that something is not delivered now.
func Refuses(p sow.Polarity) bool { return slices.Contains(refusals, p) }

func checkCue(lang string, c sow.Cue) error {
	switch c.Direction {
	case "forward", "backward", "both":
	default:
		return fmt.Errorf("compile context %s: cue %q has direction %q; use forward, backward or both", lang, c.ID, c.Direction)
	}
	if c.ID == "" || c.Sets == "" || len(c.Say) == 0 {
		return fmt.Errorf("compile context %s: cue %q lacks an id, a polarity or its phrases", lang, c.ID)
	}
	return nil
}

func (x *Lexicon) addCue(l *Language, c sow.Cue) {
	compiled := Cue{Cue: c, lang: l}
	for _, text := range c.Unless {
		compiled.UnlessRuns = compiled.UnlessRuns.With(x.ids(text))
	}
	for _, text := range c.Until {
		compiled.UntilRuns = compiled.UntilRuns.With(x.ids(text))
	}
	for _, text := range c.Before {
		compiled.BeforeRuns = compiled.BeforeRuns.With(x.ids(text))
	}
	for _, text := range c.Say {
		x.addCuePhrase(text, compiled)
	}
}

func (x *Lexicon) addCuePhrase(text string, c Cue) {
	if first, last, split := strings.Cut(text, " … "); split && c.Kind == RealCue {
		c.Behind, text = x.ids(first), last
	}
	x.Cues = append(x.Cues, c)
	x.Trie.Add(x.ids(text), phrase.Phrase{Layer: phrase.Cue, Lang: c.lang.Bit, Ref: int32(len(x.Cues) - 1)})
}

// Verb is a word of work.
type Verb struct {
	Activity sow.Activity
}

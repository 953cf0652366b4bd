package detect

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// cue is a compiled sow.Cue, pseudo cue or break.
type cue struct {
	sow.Cue
	kind   cueKind
	lang   *language
	unless *phrase.List
	until  *phrase.List
	before *phrase.List
	behind []int32 // of a cue in two parts, the first: it stands some words before the second
}

// cueKind tells cues from what only looks like one and what ends the reach of one.
type cueKind uint8

// The kinds of cues.
const (
	realCue cueKind = iota
	pseudoCue
	breakWord
)

// refusesBack tells whether a cue plainly refuses what was named before it.
func (c *cue) refusesBack() bool {
	return c.kind == realCue && refuses(c.Sets) && c.Direction != "forward" && !c.Flips && !c.Weak
}

var refusals = []sow.Polarity{sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite, sow.Boilerplate}

// refuses tells whether a polarity says that something is not delivered now.
func refuses(p sow.Polarity) bool { return slices.Contains(refusals, p) }

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

func (x *lexicon) addCue(l *language, c sow.Cue) {
	compiled := cue{Cue: c, lang: l}
	for _, text := range c.Unless {
		compiled.unless = compiled.unless.With(x.ids(text))
	}
	for _, text := range c.Until {
		compiled.until = compiled.until.With(x.ids(text))
	}
	for _, text := range c.Before {
		compiled.before = compiled.before.With(x.ids(text))
	}
	for _, text := range c.Say {
		x.addCuePhrase(text, compiled)
	}
}

func (x *lexicon) addCuePhrase(text string, c cue) {
	if first, last, split := strings.Cut(text, " … "); split && c.kind == realCue {
		c.behind, text = x.ids(first), last
	}
	x.cues = append(x.cues, c)
	x.trie.Add(x.ids(text), phrase.Phrase{Layer: phrase.Cue, Lang: c.lang.bit, Ref: int32(len(x.cues) - 1)})
}

// verb is a word of work.
type verb struct {
	activity sow.Activity
}

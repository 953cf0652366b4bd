package lexicon

import (
	"strings"

	"claimline/internal/detect/phrase"
)

// Name is one wording for a product.
type Name struct {
	Kind    NameKind
	Entry   int    // index in the lexicon's entries; of the competitors for foreign
	Product string // id of the finer product, "" for the workload itself
	Exact   string // the wording when upper and lower case must agree
	Capital bool   // must start with a capital: split forms of one word ("Share Point")
	Generic bool   // the wording is written in small letters: "sensitivity labels"
	Needs   Need
	Apart   *phrase.List // beside one of these runs of tokens in its sentence it is another thing
}

// NameKind says which list of a lexicon entry a wording stands in.
type NameKind uint8

// The lists of an entry.
const (
	properName NameKind = iota
	abbreviation
	Capability
	Legacy
	Foreign
)

// Need is what must stand near an ambiguous wording.
type Need struct {
	Microsoft, Activity, Enumeration, Capital, Moved bool
	Anywhere                                         bool         // the words may stand anywhere in the document
	Words                                            *phrase.List // one of these runs of tokens must occur
}

// None tells whether nothing must stand near.
func (n Need) None() bool {
	return !n.Microsoft && !n.Activity && !n.Enumeration && !n.Capital && !n.Moved && n.Words.Empty()
}

// small tells whether a wording is written without capitals.
func small(text string) bool { return text == strings.ToLower(text) }

package detect

import (
	"claimline/internal/detect/phrase"
)

// name is one wording for a product.
type name struct {
	kind    nameKind
	entry   int    // index in the lexicon's entries; of the competitors for foreign
	product string // id of the finer product, "" for the workload itself
	exact   string // the wording when upper and lower case must agree
	capital bool   // must start with a capital: split forms of one word ("Share Point")
	needs   need
	apart   *phrase.List // beside one of these runs of tokens in its sentence it is another thing
	text    string
}

// nameKind says which list of a lexicon entry a wording stands in.
type nameKind uint8

// The lists of an entry.
const (
	properName nameKind = iota
	abbreviation
	capability
	legacy
	foreign
)

// need is what must stand near an ambiguous wording.
type need struct {
	microsoft, activity, enumeration, capital, moved bool
	anywhere                                         bool         // the words may stand anywhere in the document
	words                                            *phrase.List // one of these runs of tokens must occur
}

// none tells whether nothing must stand near.
func (n need) none() bool {
	return !n.microsoft && !n.activity && !n.enumeration && !n.capital && !n.moved && n.words.Empty()
}

package sow

// Weights say what words around a product have been learnt to mean: for or
// against its being delivered. They were fitted to labelled documents and are
// a second opinion beside the rules of a pack.
type Weights struct {
	Bias   float64            `yaml:"bias"`   // of a product about which nothing is said
	Lines  float64            `yaml:"lines"`  // for each eighth line that names it, up to eight
	Traits map[string]float64 `yaml:"traits"` // what the words and all else count in the end, by WeightTraits
	Blocks int                `yaml:"blocks"` // a document of fewer blocks says too little to be weighed
	Learnt string             `yaml:"learnt"` // from what, for people
	Words  []WordWeight       `yaml:"-"`      //
	Places []PlaceWords       `yaml:"places"` // the words, by the place where they stand
	Works  []WorkWeights      `yaml:"works"`  // what the words say of the work on a delivered product
	// Nothing says what the words at the beginning of a document have been learnt
	// to mean for its delivering nothing of Microsoft's.
	Nothing BeginningWeights `yaml:"nothing"`
	Kinds   []KindWeights    `yaml:"kinds"` // what its first pages say of the kind of a document
}

// KindWeights say what the words of the first pages of a document have been
// learnt to mean for its being of one kind. Where several kinds have more for
// them than against them, the one with most is taken.
type KindWeights struct {
	Kind  DocKind          `yaml:"name"`
	Rules float64          `yaml:"rules"` // added where the rules say the same, taken away where they do not
	Pages BeginningWeights `yaml:"pages"`
}

// BeginningWeights weigh the words at the beginning of a document, each divided
// by the square root of their number in hundreds.
type BeginningWeights struct {
	Bias   float64      `yaml:"bias"`   // where nothing is said
	Words  []WordWeight `yaml:"-"`      //
	Places []PlaceWords `yaml:"places"` // the words, by BeginningPlaces
}

// BeginningPlaces are the places at the beginning of a document in which words
// are weighed.
var BeginningPlaces = []string{"beginning"}

// WorkWeights say what words around a delivered product have been learnt to mean
// for the work on it: that it counts as one association, usage or revenue, and
// not as another (guide, section 5). Where none has more for it than against
// it, the work is a deployment.
type WorkWeights struct {
	Association Association  `yaml:"association"`
	Bias        float64      `yaml:"bias"`   // where nothing is said
	Rules       float64      `yaml:"rules"`  // added where the rules say the same, taken away where they do not
	Words       []WordWeight `yaml:"-"`      //
	Places      []PlaceWords `yaml:"places"` // the words, by the place where they stand

	// Pages are added for the words of the first pages of the document: what work
	// it orders on the whole.
	Pages BeginningWeights `yaml:"pages"`
}

// LearntKinds are the kinds of documents that are told by what work they order,
// not by their form; only these can be learnt.
var LearntKinds = []DocKind{KindStaffAug, KindManaged, KindAssessment}

// WeightTraits are what decides about a product besides the words around it:
// what these say (in log odds), what the rules say (1 or -1), the weight of its
// lines in scope and of the weightiest, the shares of its lines that the rules
// read in some way, that its weightiest line stands under a heading of scope,
// that the rules take it for delivered though neither a cue nor a heading says
// so, that another product stands in the same block, a plain answer in a table
// or box (1 or -1), the share of the other products that are named earlier
// (what is delivered mostly comes before what is only mentioned), and what the
// words say of the other products, from -1 to 1 in the mean: where they speak
// against most, they also speak against what is delivered. Both are smaller where
// few products are named. Last come two traits of the whole document: the share
// that the lines of other vendors have in the weight of all that name products,
// and the log odds that it delivers nothing of Microsoft's, by its beginning.
var WeightTraits = []string{
	"always", "words", "rules", "weight", "best", "in-scope", "excluded", "optional", "source", "licence", "future", "prerequisite",
	"scope-heading", "unsaid", "together", "answer", "earlier", "others", "vendors", "nothing",
}

// PlaceWords are the weights of one place, one word to a line: the word, for a
// pair the word after it, and the weight in hundredths of a log odd.
type PlaceWords struct {
	Place string `yaml:"place"`
	Words string `yaml:"words"`
}

// WordWeight is the weight of a word, or of two words in a row, that stands in
// some place around a product: "sentence", "before", "heading", "column".
type WordWeight struct {
	Place  string
	Word   string  // folded; "migr*" is a beginning of words, "~" a product, "^" another vendor's, "#" a number
	Next   string  // the word after it, "" for a single word
	Weight float64 // in log odds; above 0 it speaks for delivery
}

// WeightPlaces are the places around a product in which words are weighed:
// its sentence, two words in a row there, the sentence's first word, near and
// far before and after the product, the sentences before and after its own,
// the line that introduces a list, the innermost heading, all headings, the
// heads of column and row, the short and the long cells of the row, the form of
// the block, the kind of document.
var WeightPlaces = []string{
	"sentence", "pair", "opening", "near-before", "before", "far-before", "near-after", "after", "far-after",
	"previous", "next", "intro", "heading", "headings", "heading-pair", "column", "row", "cells", "long-cells", "form", "kind",
}

package sow

// Pick says how one fact is picked among what a document states: the words
// around each number, amount or day have been learnt to speak for or against
// its being the one. It is a second opinion beside the rules that read facts.
type Pick struct {
	Fact   string       `yaml:"fact"`   // one of PickFacts
	Rules  float64      `yaml:"rules"`  // what it counts that the rules chose a value, in log odds
	Least  float64      `yaml:"least"`  // below these log odds no value is taken: the fact is unknown
	Bias   float64      `yaml:"bias"`   // of a value around which nothing is said
	Blocks int          `yaml:"blocks"` // a document of fewer blocks says too little to be weighed
	Learnt string       `yaml:"learnt"` // from what, for people
	Places []PlaceWords `yaml:"places"` //
	Words  []WordWeight `yaml:"-"`      //
}

// PickFacts are the facts that can be picked by weights.
var PickFacts = []string{"customer", "partner", "agreement", "seats", "value", "start_date", "end_date", "signed_date"}

// PickPlaces are the places around a value in which words are weighed: one,
// two and three words before and after it, any of these, farther ones, the two
// words before and the two after it as pairs, all words of its statement, the
// marks beside it, the label, the head of the column, all headings, the
// innermost one, the form of the block, the end of the block before, and what
// the value is among the others of the document.
var PickPlaces = []string{
	"before-1", "before-2", "before-3", "after-1", "after-2", "after-3", "before", "after", "far-before", "far-after",
	"pair-before", "pair-after", "sentence", "mark-before", "mark-after", "label", "column", "headings", "heading", "form", "previous", "value",
}

// SaleWeights say what the words of the lines about licences have been learnt to
// mean for one answer to the question whether the delivering partner sells them.
// They are asked where the rules that read the text say nothing or two things.
type SaleWeights struct {
	Sells  bool         `yaml:"sells"`  // the answer
	Least  float64      `yaml:"least"`  // below these log odds it is not given
	Bias   float64      `yaml:"bias"`   // where nothing is said
	Learnt string       `yaml:"learnt"` // from what, for people
	Places []PlaceWords `yaml:"places"` // the words, by SalePlaces
	Words  []WordWeight `yaml:"-"`      //
}

// SalePlaces are the places in the lines about licences in which words are
// weighed: the line, two words in a row there, its label, the head of its
// column, and what the heading above it is about. "@partner", "@customer",
// "@we", "@you" and "@other" stand for whoever is named.
var SalePlaces = []string{"sentence", "pair", "label", "column", "heading"}

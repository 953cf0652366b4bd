package sow

// Lexicon is the vocabulary of a rule pack: every name under which documents
// speak of products, Microsoft's and other vendors'. It is plain data; package
// detect compiles it.
type Lexicon struct {
	Entries     []LexiconEntry   `yaml:"workloads"`
	Competitors []ForeignProduct `yaml:"competitors"`
}

// LexiconKind tells canonical workloads from the other names of a lexicon.
type LexiconKind string

// Kinds of lexicon entries. The zero value is a canonical workload.
const (
	CanonicalWorkload LexiconKind = ""
	Umbrella          LexiconKind = "umbrella" // a suite or family name: expands only to products named elsewhere
	ActivityName      LexiconKind = "activity" // a way of working
	OtherProduct      LexiconKind = "product"  // a product without a canonical id
)

// LexiconEntry is one workload with the words that name it.
type LexiconEntry struct {
	ID         string      `yaml:"id"`
	Name       string      `yaml:"name"`
	Kind       LexiconKind `yaml:"kind"`
	Family     Family      `yaml:"family"`
	Plane      Plane       `yaml:"plane"`
	Products   []Product   `yaml:"products"`    // finer products under this id
	Signals    Signals     `yaml:"signals"`     // names of the workload itself
	ExpandsTo  []string    `yaml:"expands_to"`  // umbrellas: workload ids it may stand for
	RollsUpTo  string      `yaml:"rolls_up_to"` // the workload that carries its claim, e.g. onedrive -> sharepoint-online
	Claimable  string      `yaml:"claimable"`   // "", "no" or "confirm": whether a CPOR claim may be opened
	Carrier    bool        `yaml:"carrier"`     // can carry a project (meetings, files, boards): only such a product is a tool of one
	Tooling    bool        `yaml:"tooling"`     // is a tool of the work unless it is plainly what is delivered
	Peer       bool        `yaml:"peer"`        // is often only the other end of an interface
	Elsewhere  []string    `yaml:"elsewhere"`   // workloads or products on which what its generic wording names runs once they are delivered: "94 virtual machines"
	Successors []string    `yaml:"successors"`  // workloads for which it is given up as a rule: lines that say so count, once one of them is delivered
	Note       string      `yaml:"note"`
	References []string    `yaml:"references"` // source keys of docs/sources.md
}

// Product is a finer product of a workload.
type Product struct {
	ID      string  `yaml:"id"`
	Name    string  `yaml:"name"`
	Signals Signals `yaml:"signals"`
	Note    string  `yaml:"note"`
}

// Signals are the words that name something.
type Signals struct {
	Names         []Phrase `yaml:"names"`         // enough on their own
	OldNames      []Phrase `yaml:"old_names"`     // names of the past, still written
	Abbreviations []Phrase `yaml:"abbreviations"` //
	Capabilities  []Phrase `yaml:"capabilities"`  // generic wording: counts only beside a Microsoft name
	Legacy        []Phrase `yaml:"legacy"`        // predecessor or on-premises product of the same brand: a source, never a target
	Never         []Phrase `yaml:"never"`         // looks like it, is not
}

// Phrase is one wording. In YAML it is a string or a mapping. The need
// "enumeration" holds where the wording goes on a list that a product of the
// same family opens ("Dynamics 365 Sales, Customer Service"), or opens a line
// below a heading or intro with one of the other needs.
type Phrase struct {
	Text  string   `yaml:"text"`
	Case  Casing   `yaml:"case"`  // "" takes any
	Needs []string `yaml:"needs"` // what must stand near: "microsoft", "activity", "enumeration", "capital", "moved", or words of which one must occur, with "anywhere" in the whole document
	Apart []string `yaml:"apart"` // words beside which, in its sentence, it is no such name ("landing zone" of a data lake)
	Means string   `yaml:"means"` // hands the hit to another entry or product id
	Lang  string   `yaml:"lang"`  // only in blocks of this language; "" in all
}

// Casing says how upper and lower case of a wording count.
type Casing string

// Exact wants the case to agree.
const Exact Casing = "exact"

// ForeignProduct is another vendor's product or the vendor itself.
type ForeignProduct struct {
	ID    string   `yaml:"id"`
	Name  string   `yaml:"name"`
	Names []Phrase `yaml:"names"`
}

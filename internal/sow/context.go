package sow

// Context is what one language says around a product: headings, cues, verbs.
// One file a language; a fifth language is one file and its tests.
type Context struct {
	Language string              `yaml:"language"` // ISO 639-1
	Stop     []string            `yaml:"stop_words"`
	Sections []SectionClass      `yaml:"sections"`
	Cues     []Cue               `yaml:"cues"`
	Pseudo   []string            `yaml:"pseudo"`      // look like cues, are none ("not limited to")
	Breaks   []string            `yaml:"breaks"`      // words that end the reach of a cue ("but", "however")
	Verbs    []VerbClass         `yaml:"verbs"`       // what the partner does
	Columns  []ColumnClass       `yaml:"columns"`     // what a table column's head says about its ticked or filled cells
	Values   []CellValueClass    `yaml:"cell_values"` // what a cell's own text says ("yes", "later", "n/a")
	Words    map[string][]string `yaml:"words"`       // further word lists by name
}

// SectionClass says what a heading means for everything below it.
type SectionClass struct {
	Class    string   `yaml:"class"`    // one of SectionClasses
	Weight   float64  `yaml:"weight"`   // of a mention below the heading that has no cue of its own
	Polarity Polarity `yaml:"polarity"` // of a mention without a cue of its own
	Headings []string `yaml:"headings"` // make up most of the heading; "about *" is its start, "* provides" its end
	Contains []string `yaml:"contains"` // enough anywhere in the heading
}

// SectionClasses are what headings can make of what stands below them.
var SectionClasses = []string{
	"scope", "excluded", "optional", "future", "background", "prerequisite", "licence", "integration", "tool",
	"commercial", "plan", "legal", "additional", "boilerplate", "comparison", "mixed", "questions",
}

// Cue is a wording that changes the polarity of a product near it.
type Cue struct {
	ID        string   `yaml:"id"`
	Say       []string `yaml:"say"`
	Direction string   `yaml:"direction"` // forward, backward or both
	Within    int      `yaml:"within"`    // reach in words, inside the sentence; 0 is the whole sentence
	Sets      Polarity `yaml:"sets"`
	Unless    []string `yaml:"unless_followed_by"`
	Until     []string `yaml:"until"`  // words that end the reach of this cue ("to" ends "from")
	Before    []string `yaml:"before"` // holds only when one of these follows the product in its sentence ("from X to")
	With      Activity `yaml:"with"`   // holds only in a sentence with a verb of this activity
	Vendor    bool     `yaml:"vendor"` // holds only in a sentence that names another vendor
	Flips     bool     `yaml:"flips"`  // an exception: in a negative sentence it means the opposite ("nothing except X")
	Weak      bool     `yaml:"weak"`   // yields to work on the product in the same sentence
}

// VerbClass is a list of verbs and nouns of one activity. Of a regular verb
// the infinitive is enough ("roll out"; German particles before a bar:
// "ein|richten"): its forms are made by the language's rules.
type VerbClass struct {
	Activity Activity `yaml:"activity"`
	Verbs    []string `yaml:"verbs"` // infinitives
	Say      []string `yaml:"say"`   // nouns, phrases and irregular forms, as they stand in a text
}

// ColumnClass maps a column's head to the polarity of what stands in its rows.
// Cells with an answer ("yes", a tick) give the row the column's polarity; a
// "no" gives it the polarity of Else.
type ColumnClass struct {
	Polarity Polarity `yaml:"polarity"`
	Else     Polarity `yaml:"else"`
	Heads    []string `yaml:"heads"`
}

// CellValueClass maps the text of a decision cell to an answer, which is read
// with the column's head, or to a polarity of its own ("later").
type CellValueClass struct {
	Answer   string   `yaml:"answer"` // "yes", "no" or ""
	Polarity Polarity `yaml:"polarity"`
	Say      []string `yaml:"say"`
}

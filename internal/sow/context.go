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
	Class    string   `yaml:"class"` // scope, excluded, background, prerequisite, optional, future, licence, legal, boilerplate, ...
	Weight   float64  `yaml:"weight"`
	Polarity Polarity `yaml:"polarity"` // of a mention without a cue of its own
	Headings []string `yaml:"headings"`
}

// Cue is a wording that changes the polarity of a product near it.
type Cue struct {
	ID         string   `yaml:"id"`
	Say        []string `yaml:"say"`
	Direction  string   `yaml:"direction"` // forward, backward or both
	Within     int      `yaml:"within"`    // reach in words, inside the sentence
	Sets       Polarity `yaml:"sets"`
	Unless     []string `yaml:"unless_followed_by"`
	WholeBlock bool     `yaml:"whole_block"` // reaches the whole sentence or cell
}

// VerbClass is a list of verbs and nouns of one activity.
type VerbClass struct {
	Activity Activity `yaml:"activity"`
	Say      []string `yaml:"say"`
}

// ColumnClass maps a column's head to the polarity of what stands in its rows.
type ColumnClass struct {
	Polarity Polarity `yaml:"polarity"`
	Heads    []string `yaml:"heads"`
}

// CellValueClass maps the text of a decision cell to a polarity.
type CellValueClass struct {
	Polarity Polarity `yaml:"polarity"`
	Say      []string `yaml:"say"`
}

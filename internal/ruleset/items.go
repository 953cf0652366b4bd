package ruleset

// The kinds of this file are lists of things that are said when their
// condition holds. Each item stands alone; none wins over another.

// scenariosFile lists the scenarios of the guide's decision framework.
type scenariosFile struct {
	Kind      string         `yaml:"kind"`
	Scenarios []scenarioSpec `yaml:"scenarios"`
}

type scenarioSpec struct {
	ID     string    `yaml:"id"`
	Title  string    `yaml:"title"`
	Text   string    `yaml:"text"` // what the guide recommends
	When   condition `yaml:"when"`
	Source sourceRef `yaml:"source"`
	At     pos       `yaml:"-"`
}

// advisoriesFile lists differences between the guide and Microsoft's
// documents, and other risks.
type advisoriesFile struct {
	Kind       string         `yaml:"kind"`
	Advisories []advisorySpec `yaml:"advisories"`
}

type advisorySpec struct {
	Code       string     `yaml:"code"`
	Title      string     `yaml:"title"`
	Guide      string     `yaml:"guide"`     // what the guide says
	Microsoft  string     `yaml:"microsoft"` // what Microsoft's documents say
	Text       string     `yaml:"text"`      // what it means for this document; a template
	When       condition  `yaml:"when"`
	Source     string     `yaml:"source"` // key of the pack's sources
	Further    []string   `yaml:"further_sources"`
	Date       string     `yaml:"date"` // of the text that it rests on
	Confidence confidence `yaml:"confidence"`
	Severity   severity   `yaml:"severity"`
	Switches   bool       `yaml:"switches"` // strictness microsoft changes an outcome
	At         pos        `yaml:"-"`
}

// questionsFile lists what only a person can answer.
type questionsFile struct {
	Kind      string         `yaml:"kind"`
	Questions []questionSpec `yaml:"questions"`
}

type questionSpec struct {
	ID       string    `yaml:"id"`
	Text     string    `yaml:"text"`
	Why      string    `yaml:"why"`
	When     condition `yaml:"when"`
	Answers  []string  `yaml:"answers"` // values of the fact, when they are finite
	Fact     string    `yaml:"fact"`    // the fact that the answer sets
	Umbrella bool      `yaml:"umbrella"`
	Source   sourceRef `yaml:"source"`
	At       pos       `yaml:"-"`
}

// checksFile lists mistakes that a document can show.
type checksFile struct {
	Kind   string      `yaml:"kind"`
	Checks []checkSpec `yaml:"checks"`
}

type checkSpec struct {
	ID     string    `yaml:"id"`
	Title  string    `yaml:"title"`
	Text   string    `yaml:"text"`
	When   condition `yaml:"when"`
	Source sourceRef `yaml:"source"`
	At     pos       `yaml:"-"`
}

// confidence of a source: H Microsoft's own current text, M older or partly
// known, L third party, A our reading.
type confidence string

type severity string

// item is a compiled list entry: its condition and what the trace calls it.
type item struct {
	id   string
	file string
	at   pos
	cond *compiled
}

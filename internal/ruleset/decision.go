package ruleset

import (
	"claimline/internal/sow"
)

// decisionsFile holds rules of which at most one a group decides.
type decisionsFile struct {
	Kind    string               `yaml:"kind"`
	ID      string               `yaml:"id"`
	ForEach forEach              `yaml:"for_each"`
	Groups  map[string]groupSpec `yaml:"groups"`
	Rules   []ruleSpec           `yaml:"rules"`
	None    []ruleSpec           `yaml:"none"` // cells that are meant to be empty, with the reason
}

// forEach says how often the rules of a file are asked.
type forEach string

const (
	eachWorkload forEach = "workload"
	eachDocument forEach = "document"
)

func (f forEach) about() subject {
	if f == eachDocument {
		return aboutDocument
	}
	return aboutWorkload
}

// groupSpec names what a group of rules decides. Of the rules that hold, the
// one with the highest priority wins; nothing depends on the order of lines.
type groupSpec struct {
	Policy  policy     `yaml:"policy"`
	Method  sow.Method `yaml:"method"`
	Decides decides    `yaml:"decides"`
}

type policy string

// decides is the part of a method that a group settles.
type decides string

const (
	decidesStrength    decides = "strength"
	decidesAssociation decides = "association"
)

// ruleSpec is one rule as written.
type ruleSpec struct {
	ID       string    `yaml:"id"`
	Group    string    `yaml:"group"`
	Priority int       `yaml:"priority"`
	When     condition `yaml:"when"`
	Then     outcome   `yaml:"then"`
	Why      string    `yaml:"why"` // template, such as "{w.name} is consumed in Azure."
	Source   sourceRef `yaml:"source"`
	Since    string    `yaml:"since"` // pack version in which it appeared
	Note     string    `yaml:"note"`  // for authors
	At       pos       `yaml:"-"`
}

// outcome is what a rule decides: one of the two, by its group.
type outcome struct {
	Strength    sow.MethodStrength `yaml:"strength"`
	Association sow.Association    `yaml:"association"`
}

// sourceRef says where a rule comes from: a section of the guide, and keys of
// the pack's sources.
type sourceRef struct {
	Guide string   `yaml:"guide"` // e.g. "7 Azure"
	Keys  []string `yaml:"keys"`  // e.g. [S16]
	Note  string   `yaml:"note"`
	At    pos      `yaml:"-"`
}

// rule is a checked and compiled rule.
type rule struct {
	ruleSpec
	file   string
	cond   *compiled
	source string // Source as people cite it
	none   bool   // a declared gap: its strength is not-applicable
}

// result is the strength or association as text.
func (r *rule) result() string {
	if r.Then.Association != "" {
		return string(r.Then.Association)
	}
	return string(r.Then.Strength)
}

// group is a compiled group; its rules stand in the order in which they win.
type group struct {
	id    string
	set   string // id of the file's set of decisions
	file  string
	at    pos
	about subject
	groupSpec
	rules []*rule
	space *space // the combinations of its facts, for the question what would turn a decision
}

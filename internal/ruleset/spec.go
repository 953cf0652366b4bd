package ruleset

import (
	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// EngineVersion is the version of this engine. A pack says with "engine" which
// versions may load it.
const EngineVersion = "1.0.0"

// factsSchema is the version of the fact vocabulary that conditions are typed
// against. It changes when a fact is renamed or loses a value.
const factsSchema = 1

// manifest is pack.yaml.
type manifest struct {
	Kind        string        `yaml:"kind"`
	Name        string        `yaml:"name"`
	Version     string        `yaml:"version"`      // semver
	Engine      string        `yaml:"engine"`       // range of engine versions, e.g. ">=1.0.0 <2.0.0"
	FactsSchema int           `yaml:"facts_schema"` //
	FiscalYear  string        `yaml:"fiscal_year"`  // e.g. FY27
	Strictness  strictness    `yaml:"strictness"`
	Coverage    int           `yaml:"coverage"` // percent of rules and conditions that the pack's tests must reach
	Files       []filePattern `yaml:"files"`
	At          pos           `yaml:"-"`
}

// filePattern is one line of the file list: a path or a glob of path.Match.
// Every pattern must match a file unless it is optional; every file must match
// a pattern.
type filePattern struct {
	Path     string `yaml:"path"`
	Optional bool   `yaml:"optional"`
	At       pos    `yaml:"-"`
}

// lexiconFile is one file of product names. Family and plane of the file are
// the default of its entries.
type lexiconFile struct {
	Kind        string `yaml:"kind"`
	sow.Lexicon `yaml:",inline"`
	Family      sow.Family `yaml:"family"`
	Plane       sow.Plane  `yaml:"plane"`
}

// contextFile is the reading of one language.
type contextFile struct {
	Kind        string `yaml:"kind"`
	sow.Context `yaml:",inline"`
}

// factsFile holds the words by which one language states facts.
type factsFile struct {
	Kind          string `yaml:"kind"`
	sow.FactWords `yaml:",inline"`
}

// condition is the source of an expression with its place in the file.
type condition struct {
	Text string
	file string
	node *yaml.Node
	raw  *rawText // of the file
}

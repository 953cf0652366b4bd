package ruleset

import (
	"reflect"

	"claimline/internal/sow"
)

var methodType = reflect.TypeFor[sow.Method]()

// vocabulary lists the allowed words of the domain's typed strings. A field of
// such a type is checked wherever it stands in a pack. "" is allowed only by
// leaving the key out.
var vocabulary = map[reflect.Type][]string{
	methodType:                         {"PAL", "DPOR", "CPOR"},
	reflect.TypeFor[sow.Family]():      {"azure", "modern-work", "security", "business-applications"},
	reflect.TypeFor[sow.Plane]():       {"azure", "m365", "d365", "power-platform"},
	reflect.TypeFor[sow.LexiconKind](): {"umbrella", "activity", "product"},
	reflect.TypeFor[sow.Polarity](): {
		"in_scope", "supporting", "excluded", "background", "source", "prerequisite", "optional",
		"future", "licence", "integration", "tool", "competitor", "boilerplate",
	},
	reflect.TypeFor[sow.Activity](): {
		"deployment", "migration", "custom-development", "training", "adoption",
		"managed-services", "support", "assessment", "staff-augmentation",
	},
	reflect.TypeFor[sow.MethodStrength](): {"primary", "recommended", "conditional", "optional", "not-applicable"},
	reflect.TypeFor[sow.Association]():    {"deployment", "usage", "revenue"},
	reflect.TypeFor[sow.Need]():           {"required", "advised", "conditional"},
	reflect.TypeFor[strictness]():         {"seed", "microsoft"},
}

// strictness says which side decides where the guide (seed) and Microsoft's
// documents differ.
type strictness string

const (
	seed      strictness = "seed"
	microsoft strictness = "microsoft"
)

// shorthand names the field that a plain text stands for where a mapping may
// stand as well.
var shorthand = map[reflect.Type]string{
	reflect.TypeFor[sow.Phrase]():  "Text",
	reflect.TypeFor[filePattern](): "Path",
}

// required lists the keys that a mapping must have.
var required = map[reflect.Type][]string{
	reflect.TypeFor[manifest]():           {"kind", "name", "version", "engine", "facts_schema", "strictness", "files"},
	reflect.TypeFor[filePattern]():        {"path"},
	reflect.TypeFor[lexiconFile]():        {"kind"},
	reflect.TypeFor[contextFile]():        {"kind", "language"},
	reflect.TypeFor[sow.LexiconEntry]():   {"id", "name"},
	reflect.TypeFor[sow.Product]():        {"id", "name"},
	reflect.TypeFor[sow.ForeignProduct](): {"id", "name"},
	reflect.TypeFor[sow.Phrase]():         {"text"},
	reflect.TypeFor[sow.SectionClass]():   {"class", "headings"},
	reflect.TypeFor[sow.Cue]():            {"id", "say", "direction", "sets"},
	reflect.TypeFor[sow.VerbClass]():      {"activity", "say"},
	reflect.TypeFor[sow.ColumnClass]():    {"polarity", "heads"},
	reflect.TypeFor[sow.CellValueClass](): {"polarity", "say"},
}

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
	reflect.TypeFor[sow.Casing]():      {string(sow.Exact)},
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
	reflect.TypeFor[forEach]():            {"workload", "document"},
	reflect.TypeFor[testsOf]():            {"workload", "document", "lexicon"},
	reflect.TypeFor[policy]():             {"priority"},
	reflect.TypeFor[decides]():            {"strength", "association"},
	reflect.TypeFor[confidence]():         {"H", "M", "L", "A"},
	reflect.TypeFor[severity]():           {"high", "medium", "low"},
	reflect.TypeFor[poeType]():            {"deployment", "usage", "revenue", "presales"},
	reflect.TypeFor[owner]():              {"partner", "customer", "microsoft"},
	reflect.TypeFor[unit]():               {"business days", "days", "months", "hours", "day of month", "day of next month", "next date"},
	reflect.TypeFor[claimStage]():         claimStages(),
	reflect.TypeFor[appliesTo]():          {"claim", "engagement", "partner", "pal-link", "dpor-link"},
}

// claimStages are the words for where a claim stands.
func claimStages() []string {
	var words []string
	for _, s := range sow.Stages() {
		words = append(words, string(s))
	}
	for _, p := range sow.Positions() {
		switch {
		case p == sow.AtSubmitted(sow.SubSubmitted):
			words = append(words, p.String())
		case p.Sub != "":
			words = append(words, string(p.Sub))
		case p.Outcome != "":
			words = append(words, string(p.Outcome))
		}
	}
	return words
}

// mayBeEmpty are the words that "" in quotes leaves open.
var mayBeEmpty = map[reflect.Type]bool{reflect.TypeFor[sow.Polarity](): true}

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
	reflect.TypeFor[sourceRef]():   "Guide",
}

// required lists the keys that a mapping must have.
var required = map[reflect.Type][]string{
	reflect.TypeFor[manifest]():           {"kind", "name", "version", "engine", "facts_schema", "strictness", "coverage", "files"},
	reflect.TypeFor[filePattern]():        {"path"},
	reflect.TypeFor[lexiconFile]():        {"kind"},
	reflect.TypeFor[contextFile]():        {"kind", "language"},
	reflect.TypeFor[factsFile]():          {"kind", "language"},
	reflect.TypeFor[weightsFile]():        {"kind", "bias", "traits", "places"},
	reflect.TypeFor[picksFile]():          {"kind", "picks"},
	reflect.TypeFor[sow.Pick]():           {"fact", "rules", "least", "bias", "places"},
	reflect.TypeFor[sow.SaleWeights]():    {"sells", "least", "bias", "places"},
	reflect.TypeFor[sow.PlaceWords]():     {"place", "words"},
	reflect.TypeFor[sow.LexiconEntry]():   {"id", "name"},
	reflect.TypeFor[sow.Product]():        {"id", "name"},
	reflect.TypeFor[sow.ForeignProduct](): {"id", "name"},
	reflect.TypeFor[sow.Phrase]():         {"text"},
	reflect.TypeFor[sow.SectionClass]():   {"class", "headings"},
	reflect.TypeFor[sow.Cue]():            {"id", "say", "direction", "sets"},
	reflect.TypeFor[sow.VerbClass]():      {"activity", "say"},
	reflect.TypeFor[sow.ColumnClass]():    {"heads"},
	reflect.TypeFor[sow.CellValueClass](): {"say"},
	reflect.TypeFor[decisionsFile]():      {"kind", "id", "for_each", "groups", "rules"},
	reflect.TypeFor[groupSpec]():          {"policy", "method", "decides"},
	reflect.TypeFor[ruleSpec]():           {"id", "group", "when", "why", "source", "since"},
	reflect.TypeFor[scenarioSpec]():       {"id", "title", "text", "when", "source"},
	reflect.TypeFor[advisorySpec]():       {"code", "title", "guide", "microsoft", "text", "when", "source", "confidence", "severity"},
	reflect.TypeFor[questionSpec]():       {"id", "text", "why", "source"},
	reflect.TypeFor[checkSpec]():          {"id", "title", "text", "when", "source"},
	reflect.TypeFor[poeFile]():            {"kind", "association", "items"},
	reflect.TypeFor[poeSpec]():            {"id", "name", "need", "completed_by", "why", "source"},
	reflect.TypeFor[deadlinesFile]():      {"kind", "calendar", "deadlines"},
	reflect.TypeFor[calendarSpec]():       {"zone"},
	reflect.TypeFor[deadlineSpec]():       {"code", "title", "applies_to", "anchor", "unit", "owner", "missed", "text", "source", "confidence"},
	reflect.TypeFor[formulaSpec]():        {"id", "title", "text", "inputs", "source", "confidence"},
	reflect.TypeFor[rateSpec]():           {"formula", "rate", "currency", "from", "source"},
	reflect.TypeFor[methodSpec]():         {"method", "name", "set_up_by", "scope", "several_partners", "steps", "verify", "source"},
	reflect.TypeFor[stepSpec]():           {"what", "who", "where", "source"},
	reflect.TypeFor[roleSpec]():           {"role", "acr", "pec", "source"},
	reflect.TypeFor[stackingSpec]():       {"id", "title", "PAL", "DPOR", "CPOR", "source"},
	reflect.TypeFor[assocTypeSpec]():      {"id", "title", "purpose", "earns", "poe", "source"},
	reflect.TypeFor[scoreSpec]():          {"threshold", "double_points", "double_points_text", "source"},
	reflect.TypeFor[SourceSpec]():         {"key", "title"},
	reflect.TypeFor[testsFile]():          {"kind", "of"},
	reflect.TypeFor[caseSpec]():           {"name", "given"},
}

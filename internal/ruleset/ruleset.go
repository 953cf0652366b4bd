// Package ruleset is the engine of the rule pack: it loads the YAML files of a
// pack strictly, proves that the rules can be trusted, and decides with them.
// The pack itself, which is data, lies in package rules. Everything here is
// pure: the same files and the same facts give the same output, byte for byte,
// and nothing reads a clock or a file system of its own.
package ruleset

import (
	"fmt"
	"slices"

	"claimline/internal/sow"
)

// Pack is one loaded and checked rule pack. It never changes after Load, so
// any number of goroutines may use it.
type Pack struct {
	manifest manifest
	digest   string
	lexicon  sow.Lexicon
	contexts map[string]sow.Context
	weights  sow.Weights
	picks    []sow.Pick
	sales    []sow.SaleWeights
	facts    []sow.FactWords

	cases      []ruleCase
	lines      []lineTest
	groups     []*group
	ofWorkload []bool // by number of a clause: it reads facts of a workload
	scenarios  []scenario
	advisories []advisory
	questions  []question
	checks     []check

	poe        map[poeType][]poe
	calendar   sow.Calendar
	deadlines  []deadlineSpec
	formulas   []formulaSpec
	rates      []rateSpec
	methods    []method
	roles      []roleSpec
	stacking   []stackingSpec
	assocTypes []assocTypeSpec
	score      scoreSpec
	sources    []SourceSpec
}

type scenario struct {
	scenarioSpec
	item
}

type advisory struct {
	advisorySpec
	item
}

type question struct {
	questionSpec
	item
}

type check struct {
	checkSpec
	item
}

// Info names the pack for results: name, version, SHA-256 of its files and the
// side that decides where the guide and Microsoft differ.
func (p *Pack) Info() sow.PackInfo {
	return sow.PackInfo{
		Name: p.manifest.Name, Version: p.manifest.Version,
		SHA256: p.digest, Strictness: string(p.manifest.Strictness),
	}
}

// WithStrictness gives the same pack with another side deciding: "seed" for
// the guide or "microsoft" for Microsoft's own documents. Any other word is an
// error.
func (p *Pack) WithStrictness(side string) (*Pack, error) {
	if !slices.Contains([]strictness{seed, microsoft}, strictness(side)) {
		return nil, fmt.Errorf("strictness %q is not known; it is seed or microsoft", side)
	}
	other := *p
	other.manifest.Strictness = strictness(side)
	return &other, nil
}

// FiscalYear is the Microsoft fiscal year that the pack was written for, such
// as "FY27" (1 July 2026 to 30 June 2027).
func (p *Pack) FiscalYear() string { return p.manifest.FiscalYear }

// Lexicon gives the product names of all lexicon files as one lexicon, in the
// order of file names. The caller must not change it.
func (p *Pack) Lexicon() sow.Lexicon { return p.lexicon }

// Contexts gives the headings, cues and verbs per language (ISO 639-1). The
// caller must not change them.
func (p *Pack) Contexts() map[string]sow.Context { return p.contexts }

// FactWords gives the words by which each language states facts, in the order
// of file names. The caller must not change them.
func (p *Pack) FactWords() []sow.FactWords { return p.facts }

package detect

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/table"
	"claimline/internal/sow"
)

// moveElsewhere sets aside what only generic wording names where a product is
// delivered on which it may run instead: the 94 virtual machines of a move to Azure
// VMware Solution are none of Azure's own.
func (r *reading) moveElsewhere(tallies []*tally) {
	for _, t := range tallies {
		hosts := r.Lex.Entries[t.entry].Elsewhere
		if len(hosts) == 0 || t.polarity != sow.InScope || slices.ContainsFunc(t.mentions, namesPlainly) {
			continue
		}
		if slices.ContainsFunc(tallies, func(o *tally) bool { return o != t && r.delivers(o, hosts) }) {
			t.polarity = sow.Supporting
		}
	}
}

// namesPlainly tells whether a line has the product by its name.
func namesPlainly(m *mention.Mention) bool { return m.Name.Kind != lexicon.Capability }

// delivers tells whether a tally is of a workload in scope that is one of these ids,
// or of which a line in scope names such a product.
func (r *reading) delivers(t *tally, ids []string) bool {
	if t.polarity != sow.InScope {
		return false
	}
	return slices.Contains(ids, r.Lex.Entries[t.entry].ID) || slices.ContainsFunc(t.mentions, func(m *mention.Mention) bool {
		return m.Polarity == sow.InScope && slices.Contains(ids, m.Name.Product)
	})
}

// giveUp sets aside what a line says is replaced, in a document that delivers its
// successor: the tables that are carried over from Azure Synapse to Microsoft
// Fabric. The answer of a table says more.
func (r *reading) giveUp(tallies []*tally) {
	for _, t := range tallies {
		after := r.Lex.Entries[t.entry].Successors
		if len(after) == 0 || t.polarity != sow.InScope || !slices.ContainsFunc(t.mentions, isSource) || slices.ContainsFunc(t.mentions, isAnswered) {
			continue
		}
		if slices.ContainsFunc(tallies, func(o *tally) bool { return r.delivers(o, after) }) {
			t.polarity = sow.Source
		}
	}
}

func isSource(m *mention.Mention) bool { return m.Polarity == sow.Source }

func isAnswered(m *mention.Mention) bool {
	return m.Polarity == sow.InScope && m.Cue == table.TableAnswer
}

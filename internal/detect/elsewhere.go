package detect

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/table"
	"claimline/internal/sow"
)

// setAside sets aside what the rest of the document speaks against. What only generic
// wording names is elsewhere where a product is delivered on which it may run: the 94
// virtual machines of a move to Azure VMware Solution are none of Azure's own. What a
// line says is replaced is given up where its successor is delivered: the tables that
// are carried over from Azure Synapse to Microsoft Fabric. The answer of a table says
// more than such a line.
func (r *reading) setAside(tallies []*tally) {
	for _, t := range tallies {
		e := &r.Lex.Entries[t.entry]
		switch has := t.hasMention; {
		case t.polarity != sow.InScope:
		case r.oneDelivered(tallies, e.Elsewhere) && !has(namesPlainly):
			t.polarity = sow.Supporting
		case r.oneDelivered(tallies, e.Successors) && has(isSource) && !has(isAnswered):
			t.polarity = sow.Source
		}
	}
}

// oneDelivered tells whether one of these workloads or products is delivered.
func (r *reading) oneDelivered(tallies []*tally, ids []string) bool {
	return len(ids) > 0 && slices.ContainsFunc(tallies, func(t *tally) bool { return r.delivers(t, ids) })
}

// delivers tells whether a tally is of a workload in scope that is one of these ids,
// or of which a line in scope names such a product.
func (r *reading) delivers(t *tally, ids []string) bool {
	if t.polarity != sow.InScope {
		return false
	}
	return slices.Contains(ids, r.Lex.Entries[t.entry].ID) || t.hasMention(func(m *mention.Mention) bool {
		return m.Polarity == sow.InScope && slices.Contains(ids, m.Name.Product)
	})
}

func (t *tally) hasMention(is func(*mention.Mention) bool) bool {
	return slices.ContainsFunc(t.mentions, is)
}

// namesPlainly tells whether a line has the product by its name.
func namesPlainly(m *mention.Mention) bool { return m.Name.Kind != lexicon.Capability }

func isSource(m *mention.Mention) bool { return m.Polarity == sow.Source }

func isAnswered(m *mention.Mention) bool {
	return m.Polarity == sow.InScope && m.Cue == table.TableAnswer
}

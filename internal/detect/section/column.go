package section

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// ColumnClass finds the class of a column by the words of its head.
func (r *Reading) ColumnClass(tokens []token.Token) *sow.ColumnClass {
	if len(tokens) > 8 {
		return nil
	}
	var best *sow.ColumnClass
	most := 0
	for _, l := range r.Lex.Order {
		var room [16]phrase.Found
		found := l.ColumnRuns.In(tokens, room[:0])
		if len(found) == 0 {
			continue
		}
		total := max(l.OwnWords(tokens)-l.OrderWords(tokens), 1)
		for _, f := range found {
			p, at := &l.Columns[f.Run], f.At
			own := max(l.OwnWords(tokens[at:at+len(p.IDs)]), 1)
			if len(p.IDs) < len(tokens) && l.OwnWords(tokens[at:at+len(p.IDs)]) == 0 {
				continue // the "in" of "product in use"
			}
			if (2*own >= total || own > 1) && len(p.IDs) > most {
				best, most = p.Class, len(p.IDs)
			}
		}
	}
	return r.headSays(tokens, best)
}

// headSays corrects the class of a column by what its head says as a sentence:
// what "we" do is delivered ("Ce que nous mettons en place"), and what is said
// of today stands already ("In the parent's tenant today").
func (r *Reading) headSays(tokens []token.Token, class *sow.ColumnClass) *sow.ColumnClass {
	switch l := r.Main; {
	case l == nil:
	case class != nil && class.Polarity == sow.Background && len(tokens) > 2 && phrase.Within(tokens, l.Words[list.PartySelf]) && !phrase.Within(tokens, l.Words[list.Perfect]):
		return &sow.ColumnClass{Polarity: sow.InScope}
	case class == nil && (phrase.Opens(tokens, l.Words[list.HeadNow]) || phrase.EndsIn(tokens, l.Words[list.HeadNow])):
		return &sow.ColumnClass{Polarity: sow.Background}
	}
	return class
}

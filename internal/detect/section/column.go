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
	most, start := 0, 0
	may := r.Lex.ColumnMarks.In(tokens)
	for _, l := range r.Lex.Order {
		if may&l.Bit == 0 {
			continue
		}
		var room [16]phrase.Found
		total := max(l.OwnWords(tokens)-l.OrderWords(tokens), 1)
		for _, f := range l.ColumnRuns.In(tokens, room[:0]) {
			p, at := &l.Columns[f.Run], f.At
			own := max(l.OwnWords(tokens[at:at+len(p.IDs)]), 1)
			if len(p.IDs) < len(tokens) && l.OwnWords(tokens[at:at+len(p.IDs)]) == 0 {
				continue // the "in" of "product in use"
			}
			if (2*own >= total || own > 1) && (len(p.IDs) > most || len(p.IDs) == most && len(tokens) > most && asideOf(p.Class) && !asideOf(best)) {
				best, most, start = p.Class, len(p.IDs), at
			}
		}
	}
	if r.eitherWay(tokens) {
		return &sow.ColumnClass{Polarity: sow.InScope, Else: sow.Excluded}
	}
	return r.headSays(tokens, r.negated(tokens[:start], best))
}

// asideOf tells whether a class of columns sets its cells aside: the "current" of
// "Current solution" says more than the other word.
func asideOf(c *sow.ColumnClass) bool { return c != nil && c.Polarity != sow.InScope }

// negated turns the class of a column of what is ordered by a word before it that
// says no: "Not taken up", "Hors commande", "Fuera del pedido".
func (r *Reading) negated(before []token.Token, class *sow.ColumnClass) *sow.ColumnClass {
	if class == nil || class.Else != sow.Excluded || r.Main == nil || !phrase.EndsIn(before, r.Main.Words[list.HeadNot]) {
		return class
	}
	return &sow.ColumnClass{Polarity: sow.Excluded, Else: sow.InScope, Heads: class.Heads}
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

// eitherWay tells whether a head names both answers to the question of what is
// delivered: "In or out", "Included / not included", "Entra o no".
func (r *Reading) eitherWay(tokens []token.Token) bool {
	if r.Main == nil || len(tokens) > maxEither {
		return false
	}
	for k := 1; k+1 < len(tokens); k++ {
		if !r.IsOr(tokens[k]) && tokens[k].Flags&token.IsPunct == 0 {
			continue
		}
		yes, no := r.sideOf(tokens[:k]), r.sideOf(tokens[k+1:])
		if yes != "" && no != "" && yes != no {
			return true
		}
	}
	return false
}

// maxEither is the number of tokens of a head that names two answers.
const maxEither = 6

// sideOf gives the answer that the words on one side of an "or" stand for, ""
// for none.
func (r *Reading) sideOf(words []token.Token) string {
	l := r.Main
	n := len(words)
	for n > 0 && words[n-1].Flags&token.IsPunct != 0 {
		n-- // the mark of a question
	}
	words = words[:n]
	if n > 0 && phrase.Opens(words, l.Words[list.HeadNot]) {
		return "no"
	}
	for _, f := range l.ColumnRuns.In(words, nil) {
		if c := &l.Columns[f.Run]; len(c.IDs) == n && c.Class.Else != "" {
			return map[bool]string{true: "yes", false: "no"}[c.Class.Polarity == sow.InScope]
		}
	}
	return ""
}

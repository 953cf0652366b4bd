package detect

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// quantity finds the number that the lines of a workload tie to it: the first
// one beside a word of the context's lists "unit.<unit>".
func (r *reading) quantity(t *tally) *sow.Quantity {
	for _, m := range t.mentions {
		if m.Polarity != sow.InScope {
			continue
		}
		if q := r.quantityIn(m); q != nil {
			return q
		}
	}
	return nil
}

func (r *reading) quantityIn(m *mention.Mention) *sow.Quantity {
	lang := r.Blocks[m.Block].Lang
	if lang == nil {
		return nil
	}
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := m.Sentence.From; k < m.Sentence.To; k++ {
		if tokens[k].Flags&token.Number == 0 || k >= m.From && k < m.To {
			continue
		}
		n, next := numberAt(tokens, text, int(k))
		if n <= 0 {
			continue
		}
		for _, u := range list.Units {
			if lang.UnitAt(tokens[next:min(len(tokens), next+4)], u) {
				return &sow.Quantity{N: n, Unit: u}
			}
		}
	}
	return nil
}

// numberAt reads a whole number with thousands marks of any language at token
// k. It gives 0 for anything else, and the token after it.
func numberAt(tokens []token.Token, text string, k int) (n, next int) {
	var digits strings.Builder
	digits.WriteString(text[tokens[k].Start:tokens[k].End])
	next = k + 1
	for next+1 < len(tokens) && strings.ContainsAny(text[tokens[next].Start:tokens[next].End], ".,'’") &&
		tokens[next+1].Flags&token.Number != 0 && tokens[next+1].End-tokens[next+1].Start == 3 && tokens[next+1].Start == tokens[next].End {
		digits.WriteString(text[tokens[next+1].Start:tokens[next+1].End])
		next += 2
	}
	if len(digits.String()) > 8 {
		return 0, next
	}
	for _, c := range digits.String() {
		if c < '0' || c > '9' {
			return 0, next
		}
		n = 10*n + int(c-'0')
	}
	return n, next
}

package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// labelled reads an item on one product that says behind a label of scope, in a
// sentence of its own, whether that is delivered: "X. In scope: no."
func (r *Reading) labelled(m *mention.Mention) sow.Polarity {
	tokens, b := r.TokensOf(m.Block), &r.Doc.Blocks[m.Block]
	if b.Kind != sow.ListItem || !r.onlyProduct(m) {
		return ""
	}
	for k := m.To + 1; int(k)+1 < len(tokens); k++ {
		if !r.isMark(m.Block, k, ":") {
			continue
		}
		first, to := r.labelFrom(m, k), k+1
		for int(to) < len(tokens) && tokens[to].Flags&token.IsPunct == 0 {
			to++
		}
		if first == k || to == k+1 || !r.AsksScope(b.Text[tokens[first].Start:tokens[k-1].End]) {
			continue
		}
		if p := r.answerOf(b.Text, tokens[k+1:to]); p != "" {
			return p
		}
	}
	return ""
}

// bracketed reads an answer between brackets right after a product, in an item or
// a cell that says nothing of work: "X (existing)", "X (not ordered)".
func (r *Reading) bracketed(m *mention.Mention) sow.Polarity {
	tokens, b := r.TokensOf(m.Block), &r.Doc.Blocks[m.Block]
	if b.Kind != sow.ListItem && b.Kind != sow.Cell || int(m.To)+1 >= len(tokens) || !r.isMark(m.Block, m.To, "(") || r.VerbWithin(m.Block, token.Span{From: 0, To: m.From}) {
		return ""
	}
	to := m.To + 1
	for int(to) < len(tokens) && tokens[to].Flags&token.IsPunct == 0 {
		to++
	}
	if to == m.To+1 {
		return ""
	}
	if v, ok := r.Lex.Value(b.Text[tokens[m.To+1].Start:tokens[to-1].End]); ok && (v.Polarity == sow.Background || lexicon.Refuses(v.Polarity)) {
		return v.Polarity
	}
	return ""
}

// labelFrom gives the first token of the words after a mention that stand right
// before the mark at token k.
func (r *Reading) labelFrom(m *mention.Mention, k int32) int32 {
	tokens := r.TokensOf(m.Block)
	for k > m.To && tokens[k-1].Flags&token.IsPunct == 0 {
		k--
	}
	return k
}

// isScopeLabel tells whether tokens ask, before a colon, whether something is
// delivered.
func (r *Reading) isScopeLabel(block int, from, to int32) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	return int(to) < len(tokens) && r.isMark(block, to, ":") && r.AsksScope(text[tokens[from].Start:tokens[to-1].End])
}

// besideTopic tells whether the words before the mark at the end of which an
// answer begins name something else than the product: "X (licence: in place)".
func (r *Reading) besideTopic(m *mention.Mention, from int32) bool {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	k := from - 1
	if k <= m.To || text[tokens[k].Start] != ':' {
		return false
	}
	first := r.labelFrom(m, k)
	return first < k && r.BesideWords(text[tokens[first].Start:tokens[k-1].End])
}

// shortAnswer tells whether one word behind a colon is all that an item goes on
// to say: "X: out".
func (r *Reading) shortAnswer(block int, from, to int32) bool {
	tokens, b := r.TokensOf(block), &r.Doc.Blocks[block]
	return b.Kind == sow.ListItem && to == from+1 && int(to) >= len(tokens)-1 && b.Text[tokens[from-1].Start] == ':'
}

// answerOf reads words as an answer whatever their length.
func (r *Reading) answerOf(text string, tokens []token.Token) sow.Polarity {
	v, ok := r.Lex.Value(text[tokens[0].Start:tokens[len(tokens)-1].End])
	switch {
	case ok && v.Answer == "yes":
		return sow.InScope
	case ok && v.Answer == "no":
		return sow.Optional
	case ok && lexicon.Refuses(v.Polarity):
		return v.Polarity
	}
	return ""
}

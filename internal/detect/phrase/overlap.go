package phrase

import "claimline/internal/detect/token"

// Settle replaces a phrase of layer l that ends in the middle of a longer one: in
// "servers to Azure Arc" the name is not "servers to Azure" but "Azure Arc", in
// "is not part of" the cue is "not part of"; a cue must be longer for that. It
// works on hits[from:].
func (t *Trie) Settle(tokens []token.Token, l Layer, lang Langs, hits []Hit, from int) []Hit {
	lang |= AnyLang
	out := hits[:from]
	free := int32(0)
	for _, h := range hits[from:] {
		if h.From < free {
			continue
		}
		for k := h.From + 1; k < h.To; k++ {
			if inner := t.longest(tokens, k, l, lang); inner.To > h.To && (l == Name || inner.To-inner.From > h.To-h.From) {
				h = inner
				break
			}
		}
		out, free = append(out, h), h.To
	}
	return out
}

// longest gives the longest phrase of one layer at token i; the zero hit when
// there is none.
func (t *Trie) longest(tokens []token.Token, i int32, l Layer, lang Langs) (best Hit) {
	id := tokens[i].ID
	if id == 0 || int(id) >= len(t.root) {
		return Hit{}
	}
	at := t.root[id]
	for j := i + 1; at != 0; j++ {
		n := &t.nodes[at]
		if n.lang[l]&lang != 0 {
			best = Hit{i, j, at}
		}
		if int(j) >= len(tokens) || tokens[j].ID == 0 || !n.goesOn(tokens[j].ID) {
			break
		}
		at = t.edges.get(at, tokens[j].ID)
	}
	return best
}

package detect

// settle replaces a phrase of layer l that ends in the middle of a longer one: in
// "servers to Azure Arc" the name is not "servers to Azure" but "Azure Arc", in
// "is not part of" the cue is "not part of"; a cue must be longer for that. It
// works on hits[from:].
func (t *trie) settle(tokens []token, l layer, lang langs, hits []hit, from int) []hit {
	lang |= anyLang
	out := hits[:from]
	free := int32(0)
	for _, h := range hits[from:] {
		if h.from < free {
			continue
		}
		for k := h.from + 1; k < h.to; k++ {
			if inner := t.longest(tokens, k, l, lang); inner.to > h.to && (l == layerName || inner.to-inner.from > h.to-h.from) {
				h = inner
				break
			}
		}
		out, free = append(out, h), h.to
	}
	return out
}

// longest gives the longest phrase of one layer at token i; the zero hit when
// there is none.
func (t *trie) longest(tokens []token, i int32, l layer, lang langs) (best hit) {
	id := tokens[i].id
	if id == 0 || int(id) >= len(t.root) {
		return hit{}
	}
	at := t.root[id]
	for j := i + 1; at != 0; j++ {
		n := &t.nodes[at]
		if n.lang[l]&lang != 0 {
			best = hit{i, j, at}
		}
		if int(j) >= len(tokens) || tokens[j].id == 0 || !n.goesOn(tokens[j].id) {
			break
		}
		at = t.edges.get(at, tokens[j].id)
	}
	return best
}

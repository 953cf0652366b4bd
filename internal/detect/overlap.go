package detect

// settle replaces a name that ends in the middle of a longer one: in "servers
// to Azure Arc" the name is not "servers to Azure" but "Azure Arc". It works
// on hits[from:].
func (t *trie) settle(tokens []token, lang langs, hits []hit, from int) []hit {
	lang |= anyLang
	out := hits[:from]
	free := int32(0)
	for _, h := range hits[from:] {
		if h.from < free {
			continue
		}
		for k := h.from + 1; k < h.to; k++ {
			if inner := t.longest(tokens, k, layerName, lang); inner.to > h.to {
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
		if n := &t.nodes[at]; n.lang[l]&lang != 0 {
			best = hit{i, j, at}
		}
		if int(j) >= len(tokens) || tokens[j].id == 0 {
			break
		}
		at = t.edges.get(at, tokens[j].id)
	}
	return best
}

package detect

// hasRun tells whether ids stand in tokens one after the other.
func hasRun(tokens []token, ids []int32) bool { return findRun(tokens, ids) >= 0 }

// findRun gives the token at which ids stand one after the other, -1 for none.
func findRun(tokens []token, ids []int32) int {
	if len(ids) == 0 {
		return -1
	}
	for i := 0; i+len(ids) <= len(tokens); i++ {
		if startsWith(tokens[i:], ids) {
			return i
		}
	}
	return -1
}

// startsWith tells whether tokens begin with a run of ids.
func startsWith(tokens []token, ids []int32) bool {
	if len(tokens) < len(ids) {
		return false
	}
	for i, id := range ids {
		if tokens[i].id != id {
			return false
		}
	}
	return true
}

// insideHit tells whether token k lies within one of some hits.
func insideHit(hits []hit, k int32) bool {
	for _, h := range hits {
		if k >= h.from && k < h.to {
			return true
		}
	}
	return false
}

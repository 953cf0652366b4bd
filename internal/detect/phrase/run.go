package phrase

import "claimline/internal/detect/token"

// HasRun tells whether ids stand in tokens one after the other.
func HasRun(tokens []token.Token, ids []int32) bool { return findRun(tokens, ids) >= 0 }

// findRun gives the token at which ids stand one after the other, -1 for none.
func findRun(tokens []token.Token, ids []int32) int {
	if len(ids) == 0 {
		return -1
	}
	for i := 0; i+len(ids) <= len(tokens); i++ {
		if StartsWith(tokens[i:], ids) {
			return i
		}
	}
	return -1
}

// StartsWith tells whether tokens begin with a run of ids.
func StartsWith(tokens []token.Token, ids []int32) bool {
	if len(tokens) < len(ids) {
		return false
	}
	for i, id := range ids {
		if tokens[i].ID != id {
			return false
		}
	}
	return true
}

// Inside tells whether token k lies within one of some hits.
func Inside(hits []Hit, k int32) bool {
	for _, h := range hits {
		if k >= h.From && k < h.To {
			return true
		}
	}
	return false
}

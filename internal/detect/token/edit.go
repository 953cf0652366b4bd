package token

// OneEdit tells whether a word as written is one edit away from a word in small
// letters. The first letters agree.
func OneEdit(written, word string) bool {
	i := 0
	for i < len(written) && i < len(word) && foldByte[written[i]] == word[i] {
		i++
	}
	if i == 0 {
		return false
	}
	rest := func(a, b int) bool { return sameFolded(word[min(b, len(word)):], written[min(a, len(written)):]) }
	switch len(written) - len(word) {
	case 1:
		return rest(i+1, i)
	case -1:
		return rest(i, i+1)
	case 0:
		swapped := i+1 < len(word) && foldByte[written[i]] == word[i+1] && foldByte[written[i+1]] == word[i]
		return i < len(word) && (rest(i+1, i+1) || swapped && rest(i+2, i+2))
	}
	return false
}

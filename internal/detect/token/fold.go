package token

import (
	"strings"
	"unicode/utf8"
)

// Fold gives the form of a word under which the vocabulary knows it.
func Fold(word string) string {
	if plainASCII(word) {
		return strings.ToLower(word)
	}
	var buf [MaxWord]byte
	out := buf[:0]
	for _, r := range word {
		if kindOf(r) != kindDrop || r < utf8.RuneSelf {
			out = appendFolded(out, r)
		}
	}
	return string(out)
}

// plainASCII tells whether a word holds no byte outside ASCII.
func plainASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// FoldText folds a short text word by word: "Nicht  enthalten." and "nicht
// enthalten" are one.
func FoldText(text string) string {
	var buf [128]byte
	if folded, ok := AppendFoldedText(buf[:0], text); ok {
		return string(folded)
	}
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = Fold(w)
	}
	return strings.Trim(strings.Join(words, " "), foldedEdge)
}

// foldedEdge are the marks at both ends of a text that FoldText drops.
const foldedEdge = " .,:;()[]"

// FoldsTo tells whether FoldText gives folded for a text: mostly the first letter
// tells that it does not.
func FoldsTo(text, folded string) bool {
	if cut := trimFolded(text); cut != "" && WordByte(cut[0]) && (folded == "" || folded[0] != asciiLower[cut[0]]) {
		return false
	}
	return FoldText(text) == folded
}

// AppendFoldedText appends what FoldText gives for a text of ASCII to out. It is
// not ok for any other.
func AppendFoldedText(out []byte, text string) ([]byte, bool) {
	text = trimFolded(text)
	for i := range len(text) {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			return nil, false
		case c == ' ' || c >= '\t' && c <= '\r':
			if n := len(out); n > 0 && out[n-1] != ' ' {
				out = append(out, ' ')
			}
		default:
			out = append(out, asciiLower[c])
		}
	}
	for len(out) > 0 && strings.IndexByte(foldedEdge, out[len(out)-1]) >= 0 {
		out = out[:len(out)-1]
	}
	return out, true
}

// trimFolded cuts off before a text what FoldText drops there.
func trimFolded(text string) string {
	for len(text) > 0 && droppedByFold[text[0]] {
		text = text[1:]
	}
	return text
}

// droppedByFold are the marks and spaces in ASCII that a folded text does not
// begin with.
var droppedByFold = func() (t [256]bool) {
	for _, c := range []byte(foldedEdge + "\t\n\v\f\r") {
		t[c] = true
	}
	return t
}()

// AppendWord appends the folded letters and digits of a word, as many as a word
// in a phrase may have.
func AppendWord(out []byte, word string) []byte {
	for len(word) > 0 && len(out) < MaxWord && foldByte[word[0]] != 0 {
		out, word = append(out, foldByte[word[0]]), word[1:]
	}
	for _, r := range word {
		if kindOf(r) == kindWord && len(out) < MaxWord {
			out = appendFolded(out, r)
		}
	}
	return out
}

package written

import (
	"iter"
	"strings"
)

// FieldsWith gives the parts of a text between spaces that hold a character, and where
// each begins: what holds no space, as a host, is sought in these alone.
func FieldsWith(text string, c byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; ; {
			i := strings.IndexByte(text[at:], c)
			if i < 0 {
				return
			}
			start, end := at+strings.LastIndexByte(text[at:at+i], ' ')+1, len(text)
			if n := strings.IndexByte(text[at+i:], ' '); n >= 0 {
				end = at + i + n
			}
			if !yield(start, text[start:end]) {
				return
			}
			at = end
		}
	}
}

package sow

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// TextDigest is the SHA-256 of the words of a document in reading order, with
// white space folded. Two files of one text have the same digest, whatever the
// program that saved them did to the bytes; headers, footers and comments do
// not count. It gives 64 hex digits, or "" for a document without words.
func TextDigest(blocks []Block) string {
	h := sha256.New()
	out := bufio.NewWriter(h)
	words := 0
	for _, b := range blocks {
		if b.Kind == Header || b.Kind == Footer || b.Kind == Comment {
			continue
		}
		for w := range strings.FieldsSeq(b.Text) {
			_, _ = out.WriteString(w) // a digest takes everything
			_ = out.WriteByte(' ')
			words++
		}
	}
	if words == 0 {
		return ""
	}
	_ = out.Flush()
	return hex.EncodeToString(h.Sum(nil))
}

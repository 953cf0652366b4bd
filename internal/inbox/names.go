package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is what a file system takes as one name, in bytes.
const maxName = 255

// Readable gives a name or path as it may be shown: bytes that are no UTF-8,
// control characters and characters that change the direction of writing are
// escaped, so that it shows what it is.
func Readable(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(name[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, name[i])
		case r == '/' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// visible reports whether a name has anything to show beside its extension.
func visible(name string) bool {
	stem := strings.TrimSuffix(name, extension(name))
	return strings.ContainsFunc(stem, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsPrint(r) && !unicode.IsSpace(r) && r != '.'
	})
}

// cut shortens a name to at most n bytes between two characters.
func cut(name string, n int) string {
	if len(name) <= n {
		return name
	}
	return strings.ToValidUTF8(name[:n], "")
}

// extension is the ending of a name with its dot; one that is too long to be
// an ending is part of the name.
func extension(name string) string {
	if ext := path.Ext(name); len(ext) <= 16 {
		return ext
	}
	return ""
}

// numbered is the name with "-2" before its extension, within the limit.
func numbered(name string, n int) string {
	if n < 2 {
		return name
	}
	ext := extension(name)
	suffix := fmt.Sprintf("-%d", n) + ext
	return cut(strings.TrimSuffix(name, ext), maxName-len(suffix)) + suffix
}

// beside is the name of a file that belongs to another. A name that is too
// long is cut and gets a few digits of its hash, so that it stays its own.
func beside(name, suffix string) string {
	if len(name)+len(suffix) <= maxName-15 {
		return name + suffix
	}
	sum := sha256.Sum256([]byte(name))
	mark := "~" + hex.EncodeToString(sum[:4])
	return cut(name, maxName-15-len(suffix)-len(mark)) + mark + suffix
}

// Suffixes of the files that the program lays beside a document.
const (
	pageSuffix       = ".recommendation.html"
	reasonJSONSuffix = ".reason.json"
	reasonTextSuffix = ".reason.txt"
)

func besidePath(p, suffix string) string { return path.Join(path.Dir(p), beside(path.Base(p), suffix)) }

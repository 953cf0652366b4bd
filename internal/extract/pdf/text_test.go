package pdf

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzNormal checks that text in its normal form stays as it is, holds no
// double blanks, and that numbers and bullets are parts of it.
func FuzzNormal(f *testing.F) {
	for _, s := range []string{"a  b", "ﬁne\u00a0print", "1. Scope", "• item", "§ 3 Preise", "Annex A: Rates", "４.２　範囲", "(iv) last", "x\u0002\r\ny"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := normal(s)
		if normal(n) != n && utf8.ValidString(s) {
			t.Errorf("normal(%q) = %q, again %q", s, n, normal(n))
		}
		if strings.Contains(n, "  ") || strings.TrimSpace(n) != n {
			t.Errorf("normal(%q) = %q", s, n)
		}
		if number, rest := splitNumber(n); !strings.HasPrefix(n, number) || !strings.HasSuffix(n, rest) {
			t.Errorf("splitNumber(%q) = %q, %q", n, number, rest)
		}
		if rest, ok := splitBullet(n); ok && (rest == "" || !strings.HasSuffix(n, rest)) {
			t.Errorf("splitBullet(%q) = %q", n, rest)
		}
		isContents(n)
		_, _ = splitNote(n)
		words := cleanRunes(s)
		if strings.ContainsRune(words, hyphenMark) {
			t.Errorf("cleanWord(%q) keeps the hyphen mark", s)
		}
	})
}

func cleanRunes(s string) string {
	out, _ := cleanWord([]rune(s))
	return out
}

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
			t.Errorf("clean(%q) keeps the hyphen mark", s)
		}
	})
}

func cleanRunes(s string) string {
	if s == "" {
		return ""
	}
	w := word{text: s}
	w.clean([]rune(s))
	return w.text
}

func TestRepairUTF8(t *testing.T) {
	t.Parallel()
	wrong := func(s string) []rune {
		var out []rune
		for _, r := range s {
			if b := []byte(string(r)); len(b) == 2 {
				r = rune(b[0])<<8 | rune(b[1])
			}
			out = append(out, r)
		}
		return out
	}
	tests := []struct{ name, text, want string }{
		{"Cyrillic", string(wrong("Лист согласования A4")), "Лист согласования A4"},
		{"too little to tell", string(wrong("Лист")), string(wrong("Лист"))},
		{"Korean", "업무 범위 킨 킬 킴 킵 타 탁 탄 탈 명세서", "업무 범위 킨 킬 킴 킵 타 탁 탄 탈 명세서"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := []rune(tt.text)
			repairUTF8(got)
			if string(got) != tt.want {
				t.Errorf("repairUTF8(%q) = %q, want %q", tt.text, string(got), tt.want)
			}
		})
	}
}

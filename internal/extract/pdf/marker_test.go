package pdf

import (
	"encoding/binary"
	"regexp"
	"slices"
	"testing"
	"unicode/utf16"
)

// TestSplitNumber asks for the numbers of lines, which are refused without the
// expressions only where these find none.
func TestSplitNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ line, number string }{
		{"4.2 Scope", "4.2"},
		{"(iv) the last", "(iv)"},
		{"§ 3 Preise", "§ 3"},
		{"§4a Preise", "§4a"},
		{"A. Scope", "A."},
		{"IV.\nScope of it", "IV."},
		{"Annex A: Rates", "Annex A"},
		{"Anlage 2 – Preise", "Anlage 2"},
		{"Section\n3: Scope", "Section\n3"},
		{"Phase II: Build", "Phase II"},
		{"Annexes of it: none", ""},
		{"The partner: none", ""},
		{"Exchange a: b", ""},
		{"annex A: rates", ""},
		{"", ""},
		{" x", ""}, // behind a word of nothing but a marked hyphen
	} {
		number, rest := splitNumber(c.line)
		if number != c.number {
			t.Errorf("splitNumber(%q) = %q, %q", c.line, number, rest)
		}
		for _, re := range []*regexp.Regexp{clause, named} {
			if m := re.FindStringSubmatch(c.line); m != nil && (m[1] != number || m[2] != rest) {
				t.Errorf("splitNumber(%q) = %q, %q; the expression finds %q", c.line, number, rest, m[1:])
			}
		}
	}
}

// TestMarker tells the words behind which a tab is no column from others.
func TestMarker(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"•": true, "1": true, "1.2": true, "1.": true, "(a)": true, "b)": true, "IV.": true, "§3": true, "A.1": true,
		"": false, "Annex": false, "Total": false, "2026": false, "etc.": false, "x": false, "12th": false, "(see": false,
	} {
		if got := isMarker([]word{{text: text}}); got != want {
			t.Errorf("isMarker(%q) = %v", text, got)
		}
	}
}

// TestAppendPage decodes pages as UTF-16 is decoded, zeros and lone halves of
// pairs with them.
func TestAppendPage(t *testing.T) {
	t.Parallel()
	for _, units := range [][]uint16{
		nil,
		utf16.Encode([]rune("Größe 範囲 𝒳 x")),
		{'a', 0, 'b', hyphenMark, hyphenMark2},
		{0xD835, 'a', 0xDCB3, 0xD835, 0xDCB3, 0xD835},
	} {
		var b []byte
		for _, u := range units {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		if got, want := appendPage(nil, b), utf16.Decode(units); !slices.Equal(got, want) {
			t.Errorf("%x is read as %q, want %q", units, got, want)
		}
	}
}

package prose

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimline/internal/sow"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"ligatures", "ﬁle oﬀer", "file offer"},
		{"full width", "Ｔｅａｍｓ　３６５", "Teams 365"},
		{"no-break and thin spaces", "10\u00a0000\u202fEUR\u2009net", "10 000 EUR net"},
		{"soft hyphen", "Mi\u00adgra\u00adtion", "Migration"},
		{"zero width marks", "Te\u200bams\ufeff \u2060x", "Teams x"},
		{"direction marks", "\u202eabc\u202c \u200fd", "abc d"},
		{"white space", "  a \t b\n \n c  ", "a\tb\nc"},
		{"trademark", "Microsoft 365™ and SQL Server®", "Microsoft 365™ and SQL Server®"},
		{"fractions and powers", "1½ days, 40 m², 3rd¹", "1½ days, 40 m², 3rd¹"},
		{"hyphens", "two\u2011factor\u2010sign", "two-factor-sign"},
		{"spacing accent", "client´s", "client´s"},
		{"combining accent", "Cafe\u0301", "Café"},
		{"controls", "a\x07b", "ab"},
		{"ellipsis", "and so on…", "and so on..."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.in); got != tt.want {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestTextBuild(t *testing.T) {
	var text Text
	for _, r := range []struct {
		s     string
		style Style
	}{{"  We ", 0}, {"mi\u00adgrate ", Bold}, {" all", Bold | Struck}, {" ", 0}, {"mail ", Bold}, {"boxes.", 0}} {
		text.Add(r.s, r.style)
	}
	got, marks := text.Build()
	if got != "We migrate all mail boxes." {
		t.Errorf("text = %q", got)
	}
	want := []sow.Mark{{Kind: sow.Bold, Start: 3, End: 19}, {Kind: sow.Struck, Start: 11, End: 14}}
	if d := cmp.Diff(want, marks); d != "" {
		t.Error(d)
	}
}

// TestMarksFit builds random runs: each mark lies in the text, holds no white
// space at its ends, and cleaning the text again changes nothing.
func TestMarksFit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var text Text
		for range rapid.IntRange(0, 8).Draw(rt, "runs") {
			s := rapid.StringOf(rapid.RuneFrom([]rune("ab é\u00ad\t\n™ﬁ\u0301½ \u200b"))).Draw(rt, "text")
			text.Add(s, Style(rapid.IntRange(0, 31).Draw(rt, "style")))
		}
		got, marks := text.Build()
		if !utf8.ValidString(got) || Clean(got) != got {
			rt.Fatalf("%q cleans to %q", got, Clean(got))
		}
		for _, m := range marks {
			if m.Start < 0 || m.Start >= m.End || m.End > len(got) {
				rt.Fatalf("mark %+v on %q", m, got)
			}
			if part := got[m.Start:m.End]; Clean(part) != part {
				rt.Fatalf("mark on %q", part)
			}
		}
	})
}

func TestParseNumber(t *testing.T) {
	tests := []struct {
		in, number, rest string
		depth            int
	}{
		{"4.2 Scope", "4.2", "Scope", 2},
		{"4.2. Scope", "4.2.", "Scope", 2},
		{"1) Mail", "1)", "Mail", 1},
		{"3 Scope", "3", "Scope", 1},
		{"C.1 The partner", "C.1", "The partner", 2},
		{"(a) mail", "(a)", "mail", 1},
		{"b. mail", "b.", "mail", 1},
		{"iv) mail", "iv)", "mail", 1},
		{"§ 3 Umfang", "§ 3", "Umfang", 1},
		{"Article 4 – Fees", "Article 4", "Fees", 1},
		{"Section 2.1: Fees", "Section 2.1", "Fees", 2},
		{"1. März 2026", "", "", 0},
		{"13 January 2026", "", "", 0},
		{"2026 plan", "", "", 0},
		{"1,140 mailboxes", "", "", 0},
		{"4.2", "", "", 0},
		{"Teams", "", "", 0},
		{"e.g. mail", "", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			n, ok := ParseNumber(tt.in)
			if ok != (tt.number != "") || n.Text != tt.number || n.Depth != tt.depth || (ok && tt.in[n.Rest:] != tt.rest) {
				t.Errorf("got %+v, %v", n, ok)
			}
		})
	}
}

func TestBullet(t *testing.T) {
	tests := []struct {
		in, sign, rest string
	}{
		{"• Mail", "•", "Mail"},
		{"-\tMail", "-", "Mail"},
		{"– Mail", "–", "Mail"},
		{"•Mail", "•", "Mail"},
		{"o\tMail", "o", "Mail"},
		{"-5 degrees", "", ""},
		{"*important*", "", ""},
		{"o Mail", "", ""},
		{"☐ Mail", "", ""},
		{"-", "", ""},
		{"Mail", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			sign, rest := Bullet(tt.in)
			if sign != tt.sign || (sign != "" && tt.in[rest:] != tt.rest) {
				t.Errorf("got %q, %d", sign, rest)
			}
		})
	}
}

func TestFormatNumber(t *testing.T) {
	tests := []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"},
		{"lowerLetter", 27, "aa"},
		{"upperLetter", 53, "AAA"},
		{"lowerRoman", 14, "xiv"},
		{"upperRoman", 1999, "MCMXCIX"},
		{"upperRoman", 4000, "4000"},
		{"lowerLetter", 0, "0"},
		{"decimalZero", 7, "07"},
		{"decimalZero", 17, "17"},
		{"ordinal", 21, "21st"},
		{"ordinal", 112, "112th"},
		{"ordinalText", 3, "Third"},
		{"cardinalText", 21, "21"},
		{"decimalEnclosedCircle", 3, "③"},
		{"hex", 255, "FF"},
		{"bullet", 3, ""},
		{"made up", 3, "3"},
	}
	for _, tt := range tests {
		if got := FormatNumber(tt.format, tt.n); got != tt.want {
			t.Errorf("FormatNumber(%s, %d) = %q, want %q", tt.format, tt.n, got, tt.want)
		}
	}
}

package docx

import (
	"strconv"
	"strings"
)

// Characters of the symbol fonts that documents use as signs, by their code in
// the font. The fonts have no Unicode mapping of their own.
var wingdings = map[rune]string{
	0x6c: "●", 0x6e: "■", 0x6f: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9f: "•", 0xa1: "○", 0xa4: "◉",
	0xa7: "▪", 0xa8: "☐", 0xb7: "•", 0xd8: "➢", 0xdf: "←", 0xe0: "→", 0xe1: "↑", 0xe2: "↓", 0xe8: "➔", 0xf0: "⇨", 0xfb: "✗", 0xfc: "✓", 0xfd: "☒", 0xfe: "☑",
}

var wingdings2 = map[rune]string{
	0x4f: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xa3: "☐", 0x2a: "☐", 0x35: "☐",
}

var symbolFont = map[rune]string{
	0xa3: "≤", 0xa5: "∞", 0xac: "←", 0xad: "↑", 0xae: "→", 0xaf: "↓", 0xb0: "°", 0xb1: "±", 0xb3: "≥", 0xb4: "×", 0xb7: "•", 0xb8: "÷", 0xb9: "≠",
	0xbb: "≈", 0xbc: "…", 0xd2: "®", 0xd3: "©", 0xd4: "™", 0xe2: "®", 0xe3: "©", 0xe4: "™", 0xde: "⇒", 0xdc: "⇐",
	'a': "α", 'b': "β", 'g': "γ", 'd': "δ", 'e': "ε", 'l': "λ", 'm': "µ", 'p': "π", 's': "σ", 't': "τ", 'w': "ω", 'D': "Δ", 'S': "Σ", 'W': "Ω",
}

func signs(font string) map[rune]string {
	switch strings.ToLower(font) {
	case "wingdings":
		return wingdings
	case "wingdings 2":
		return wingdings2
	case "symbol":
		return symbolFont
	}
	return nil
}

// symbol gives the text of w:sym: a hexadecimal code in a font. Codes of
// symbol fonts stand at U+F000.
func symbol(code, font string) string {
	n, err := strconv.ParseUint(code, 16, 21)
	if err != nil || n == 0 {
		return ""
	}
	r := rune(n)
	if table := signs(font); table != nil {
		return sign(table, r)
	}
	if r >= 0xf000 && r <= 0xf0ff { // a symbol font whose signs are not known
		return sign(symbolFont, r)
	}
	return string(r)
}

func sign(table map[rune]string, r rune) string {
	low := r
	if r >= 0xf000 && r <= 0xf0ff {
		low = r - 0xf000
	}
	if s, ok := table[low]; ok {
		return s
	}
	if r >= 0x2000 && (r < 0xe000 || r > 0xf8ff) { // a Unicode sign in a font that only draws it
		return string(r)
	}
	if low >= 0x20 && low < 0x7f {
		return string(low)
	}
	return "•"
}

// fontText gives text in a symbol font as the signs that it prints, other text
// as it is, save for private characters of symbol fonts.
func fontText(text, font string) string {
	table := signs(font)
	if table == nil && !strings.ContainsFunc(text, private) {
		return text
	}
	if table == nil {
		table = symbolFont
	}
	var out strings.Builder
	for _, r := range text {
		if r == ' ' || r == '\t' || r == '\n' || (signs(font) == nil && !private(r)) {
			out.WriteRune(r)
			continue
		}
		out.WriteString(sign(table, r))
	}
	return out.String()
}

func private(r rune) bool { return r >= 0xf000 && r <= 0xf0ff }

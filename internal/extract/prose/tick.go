package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

func sortMarks(marks []sow.Mark) {
	slices.SortStableFunc(marks, func(a, b sow.Mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
}

// Tick is a tick box in a text: a glyph or a typed "[x]".
type Tick struct {
	Start, End int // bytes of the text
	On         bool
}

var tickGlyphs = map[rune]bool{
	'☐': false, '□': false, '▢': false, '◻': false, '❏': false, '❑': false, '❐': false, '❒': false, '⬜': false, '🗆': false,
	'☑': true, '☒': true, '⊠': true, '🗹': true, '🗵': true, '🗷': true, '✅': true, '🅇': true, '⮽': true,
}

// firstGlyph is where the glyphs begin.
const firstGlyph = 0x2000

// Ticks finds the tick boxes of a text in order. A lone check mark (✓, ✔)
// counts when it is the whole text, as in the cell of a table; so do "[x]",
// "[ ]" and "( )" only where a line or cell begins with them.
func Ticks(text string) []Tick {
	var ticks []Tick
	if trimmed := strings.TrimSpace(text); trimmed == "✓" || trimmed == "✔" || trimmed == "✔\ufe0f" {
		return []Tick{{0, len(text), true}}
	}
	lineStart := true
	for i, r := range text {
		if r < firstGlyph && r != '[' {
			lineStart = r == '\n' || (lineStart && r == ' ')
			continue
		}
		if on, ok := tickGlyphs[r]; ok {
			ticks = append(ticks, Tick{i, i + utf8.RuneLen(r), on})
		} else if r == '[' && lineStart {
			if n, on := typedTick(text[i:]); n > 0 {
				ticks = append(ticks, Tick{i, i + n, on})
			}
		}
		lineStart = r == '\n' || (lineStart && r == ' ')
	}
	return ticks
}

// typedTick reads "[ ]", "[]", "[x]" and "[X]" at the start of s and gives
// the bytes it takes, 0 when there is none.
func typedTick(s string) (n int, on bool) {
	for _, box := range []string{"[x]", "[X]", "[✓]", "[✔]"} {
		if strings.HasPrefix(s, box) {
			return len(box), true
		}
	}
	for _, box := range []string{"[ ]", "[]"} {
		if strings.HasPrefix(s, box) {
			return len(box), false
		}
	}
	return 0, false
}

package ruleset

import (
	"strings"
)

// rawWalk moves through the lines of a YAML file while the caller goes through
// the value that YAML read there, so that a character of the value can be
// found in the file, across folded lines, indentation and escapes.
type rawWalk struct {
	lines  [][]rune
	line   int  // from 1
	col    int  // from 1
	indent int  // of a block; 0 in flow text
	quote  rune // 0 outside quotes
}

// rawText is the content of a file, in lines once somebody asks for them: only
// places inside conditions are looked up there.
type rawText struct {
	content []byte
	rows    [][]rune
}

func (t *rawText) lines() [][]rune {
	if t.rows == nil {
		for row := range strings.SplitSeq(string(t.content), "\n") {
			t.rows = append(t.rows, []rune(strings.TrimSuffix(row, "\r")))
		}
	}
	return t.rows
}

func (w *rawWalk) row() []rune {
	if w.line < 1 || w.line > len(w.lines) {
		return nil
	}
	return w.lines[w.line-1]
}

// block moves from the indicator (>- or |) to the first character of the text.
func (w *rawWalk) block() {
	for w.line < len(w.lines) {
		w.line++
		if first := firstText(w.row()); first >= 0 {
			w.indent = first
			w.col = first + 1
			return
		}
	}
}

func firstText(row []rune) int {
	for i, r := range row {
		if r != ' ' {
			return i
		}
	}
	return -1
}

// settle moves from the end of a line to the next text.
func (w *rawWalk) settle() {
	for w.col > len(w.row()) && w.line < len(w.lines) {
		w.line++
		switch first := firstText(w.row()); {
		case first < 0:
			w.col = len(w.row()) + 1
		case w.indent > 0:
			w.col = w.indent + 1
		default:
			w.col = first + 1
		}
	}
}

// over steps over one character of the value.
func (w *rawWalk) over(r rune) {
	atEnd := w.col > len(w.row()) || w.quote == 0 && w.indent == 0 && firstText(w.row()[w.col-1:]) < 0
	if atEnd {
		w.col = len(w.row()) + 1
		w.settle()
		if r == ' ' || r == '\n' {
			return
		}
	}
	w.col += w.width()
}

// width is how many characters of the file one character of the value takes.
func (w *rawWalk) width() int {
	rest := w.row()[w.col-1:]
	switch {
	case w.quote == '\'' && len(rest) > 1 && rest[0] == '\'' && rest[1] == '\'':
		return 2
	case w.quote == '"' && len(rest) > 1 && rest[0] == '\\':
		switch rest[1] {
		case 'x':
			return 4
		case 'u':
			return 6
		case 'U':
			return 10
		}
		return 2
	}
	return 1
}

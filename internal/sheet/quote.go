package sheet

import (
	"fmt"
	"strings"
)

// openQuote finds the quoted cell whose end is not where its writer meant it:
// it reaches the end of the file, or goes on over lines past a quotation mark
// that is not doubled. Rows would be swallowed by that cell without a word. It
// gives the line of the file in which the cell begins, and how it begins.
func openQuote(text string, separator rune) (line int, begins string, found bool) {
	line = 1
	for i, first := 0, true; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n':
			line, first = line+1, true
		case rune(c) == separator:
			first = true
		case c == '"' && first:
			n, whole := quoted(text[i+1:], separator)
			if !whole {
				return line, beginning(text[i+1:]), true
			}
			line += strings.Count(text[i+1:i+1+n], "\n")
			i, first = i+n, false
		default:
			first = false
		}
	}
	return 0, "", false
}

// quoted gives the length of a quoted cell with its last quotation mark, and
// whether that is the end that its writer meant. As in the reader, a mark that
// neither ends the cell nor is doubled stands for itself.
func quoted(text string, separator rune) (n int, whole bool) {
	lines, stray := false, false
	for i := 0; i < len(text); i++ {
		switch rest := text[i+1:]; {
		case text[i] == '\n':
			lines = true
		case text[i] != '"':
			continue
		case strings.HasPrefix(rest, `"`):
			i++
		case rest == "" || rune(rest[0]) == separator || rest[0] == '\n' || strings.HasPrefix(rest, "\r\n"):
			return i + 1, !stray || !lines
		default:
			stray = true
		}
		if stray && lines {
			return 0, false
		}
	}
	return 0, false
}

func beginning(cell string) string {
	const most = 30
	cell, _, _ = strings.Cut(cell, "\n")
	letters := []rune(strings.TrimSpace(printable(cell)))
	if len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return string(letters)
}

func checkQuotes(text string, separator rune) error {
	line, begins, found := openQuote(text, separator)
	if !found {
		return nil
	}
	return fmt.Errorf("%w: in line %d of the file the quotation mark before %q is not closed, and the lines below would be read as part of that cell; close it, or export the table again", ErrNoTable, line, begins)
}

package text

import (
	"regexp"
	"strings"
)

// gridTable reads a table whose cells are set off by bars at the start of a
// block: "| a | b |", with or without "+---+" rules.
func gridTable(block []string) (n int, rows [][]string, head bool) {
	for n < len(block) {
		line := strings.TrimSpace(block[n])
		switch {
		case gridRule.MatchString(line):
			head = head || len(rows) == 1
		case strings.Count(line, "|") >= 2 || (len(rows) > 0 && strings.Contains(line, "|")):
			rows = append(rows, barCells(line))
		default:
			return ended(n, rows, head)
		}
		n++
	}
	return ended(n, rows, head)
}

func ended(n int, rows [][]string, head bool) (int, [][]string, bool) {
	if len(rows) == 0 || (len(rows) == 1 && !head) {
		return 0, nil, false
	}
	return n, rows, head
}

var gridRule = regexp.MustCompile(`^[|+][-=:|+ ]*-[-=:|+ ]*[|+]?$|^:?-+:?( *\| *:?-+:?)+$`)

// barCells splits a row at its bars; "\|" is a bar in the text.
func barCells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var cells []string
	var cell strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && line[i+1] == '|':
			cell.WriteByte('|')
			i++
		case line[i] == '|':
			cells = append(cells, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(line[i])
		}
	}
	return append(cells, strings.TrimSpace(cell.String()))
}

var gap = regexp.MustCompile(`\t+ *| {2,}\t*`)

// columnTable reads lines whose columns are set off by tabulators or by blanks
// that stand one below the other: three lines at least, or two with
// tabulators.
func columnTable(block []string) (int, [][]string) {
	var rows [][]string
	var starts []int
	tabs := true
	for _, line := range block {
		trimmed := strings.TrimLeft(line, " ")
		if startsItem(trimmed) && !strings.Contains(trimmed, "\t") {
			break
		}
		cells := gap.Split(trimmed, -1)
		at := columnStarts(trimmed)
		if len(cells) < 2 || (rows != nil && len(cells) != len(rows[0])) {
			break
		}
		if !strings.Contains(trimmed, "\t") {
			tabs = false
			if rows != nil && !aligned(starts, at) {
				break
			}
		}
		starts = at
		rows = append(rows, cells)
	}
	if len(rows) >= 3 || (len(rows) == 2 && tabs) {
		return len(rows), rows
	}
	return 0, nil
}

func columnStarts(line string) []int {
	var out []int
	for _, m := range gap.FindAllStringIndex(line, -1) {
		out = append(out, len([]rune(line[:m[1]])))
	}
	return out
}

// aligned tells whether columns begin at the same places.
func aligned(a, b []int) bool {
	for i := range a {
		if i >= len(b) || a[i]-b[i] > 1 || b[i]-a[i] > 1 {
			return false
		}
	}
	return len(a) == len(b)
}

package main

import (
	"regexp"
	"strings"
)

var (
	wideChange = regexp.MustCompile(`(?s)\{(\+\+|--)(.*?)(\+\+|--)\}`)
	linePrefix = regexp.MustCompile(`^\s*(#{1,6}\s+|[-*•]\s+(\[[ xX]\]\s+)?|\d{1,3}[.)]\s+|>\s+)?`)
)

// spreadChanges gives each line of a tracked change that spans several lines its own pair of marks, inside the sign
// of a heading or list item and inside table cells.
func spreadChanges(src string) string {
	return wideChange.ReplaceAllStringFunc(src, func(change string) string {
		if !strings.Contains(change, "\n") {
			return change
		}
		open, end := change[:3], change[len(change)-3:]
		lines := strings.Split(change[3:len(change)-3], "\n")
		for i, line := range lines {
			lines[i] = markLine(line, open, end)
		}
		return strings.Join(lines, "\n")
	})
}

func markLine(line, open, end string) string {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" || strings.HasPrefix(trimmed, ":::") {
		return line
	}
	if strings.HasPrefix(trimmed, "|") {
		cells := splitRow(trimmed)
		if isRule(cells) {
			return line
		}
		for i, c := range cells {
			if c = strings.TrimSpace(c); c != "" {
				cells[i] = " " + open + strings.ReplaceAll(c, "|", `\|`) + end + " "
			}
		}
		return "|" + strings.Join(cells, "|") + "|"
	}
	prefix := linePrefix.FindString(line)
	return prefix + open + line[len(prefix):] + end
}

// deleted reports whether nothing of the runs is left once changes are accepted.
func deleted(runs []run) bool {
	for _, r := range runs {
		if (!r.del || r.ins) && (r.text == "" || strings.TrimSpace(r.text) != "") {
			return false
		}
	}
	return len(runs) > 0
}

func rowDeleted(row []cell) bool {
	gone := false
	for _, c := range row {
		if len(c) > 0 && !deleted(c) {
			return false
		}
		gone = gone || len(c) > 0
	}
	return gone
}

// settle accepts all tracked changes and drops what only an editor shows.
func settle(blocks []block) []block {
	out := blocks[:0]
	for _, b := range blocks {
		if b.kind == kindHidden || b.kind == kindComment || deleted(b.runs) {
			continue
		}
		b.comments = nil
		b.runs = settled(b.runs)
		var rows [][]cell
		for _, row := range b.rows {
			if rowDeleted(row) {
				continue
			}
			for j := range row {
				row[j] = settled(row[j])
			}
			rows = append(rows, row)
		}
		b.rows = rows
		b.blocks = settle(b.blocks)
		out = append(out, b)
	}
	return out
}

func settled(runs []run) []run {
	var out []run
	for _, r := range runs {
		if !r.del || r.ins {
			r.ins, r.del = false, false
			out = append(out, r)
		}
	}
	return out
}

package main

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

type parser struct {
	lines []string
	at    int
	notes map[string][]run
}

var (
	headingLine = regexp.MustCompile(`^(#{1,6})\s+(.+?)\s*#*$`)
	checkLine   = regexp.MustCompile(`^(\s*)[-*•]?\s*\[([ xX])\]\s+(.*)$`)
	bulletLine  = regexp.MustCompile(`^(\s*)[-*•–]\s+(.+)$`)
	numberLine  = regexp.MustCompile(`^(\s*)(\d{1,3})[.)]\s+(.+)$`)
	noteLine    = regexp.MustCompile(`^\[\^([^\]]+)\]:\s*(.*)$`)
	fenceLine   = regexp.MustCompile(`^\s*:::\s*([a-zA-Z]+)\s*(.*)$`)
	ruleLine    = regexp.MustCompile(`^\s*(-{3,}|\*{3,})\s*$`)
	ruleCell    = regexp.MustCompile(`^\s*:?-{2,}:?\s*$`)
	labelLine   = regexp.MustCompile(`^(\*\*[^*]{1,40}:\*\*|\*\*[^*]{1,40}\*\*:|[A-ZÄÖÜÉ][\p{L} /-]{1,24}: )`)
	controlMark = regexp.MustCompile(`\{\{sdt:[^}]*\}\}`)
	clauseLine  = regexp.MustCompile(`^\s*(\(?[a-zA-Z0-9]{1,3}\)|\(?[ivx]+\)|\d+(\.\d+)+\.?|§\s?\d+|[A-Z]{1,2}\.?\d+(\.\d+)*)\s`)
)

// blocks reads until the end of the lines or a closing ":::" line, which it consumes.
func (p *parser) blocks() []block {
	var out []block
	for p.at < len(p.lines) {
		line := p.lines[p.at]
		if strings.TrimSpace(line) == ":::" {
			p.at++
			break
		}
		if b, ok := p.block(line); ok {
			out = append(out, b...)
		}
	}
	return out
}

func (p *parser) block(line string) ([]block, bool) {
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "":
		p.at++
		return nil, false
	case fenceLine.MatchString(line):
		return p.fence(fenceLine.FindStringSubmatch(line)), true
	case strings.HasPrefix(trimmed, "|"):
		return []block{p.table()}, true
	case noteLine.MatchString(line):
		m := noteLine.FindStringSubmatch(line)
		p.at++
		p.notes[m[1]] = parseRuns(m[2] + p.continuation())
		return nil, false
	case headingLine.MatchString(line):
		m := headingLine.FindStringSubmatch(line)
		p.at++
		return []block{{kind: kindHeading, level: min(len(m[1]), 3), runs: parseRuns(m[2])}}, true
	case ruleLine.MatchString(line):
		p.at++
		return []block{{kind: kindRule}}, true
	case strings.HasPrefix(trimmed, "> "):
		p.at++
		return []block{{kind: kindQuote, runs: parseRuns(trimmed[2:])}}, true
	}
	if b, ok := p.item(line); ok {
		return []block{b}, true
	}
	return p.paragraph(), true
}

func (p *parser) item(line string) (block, bool) {
	if m := checkLine.FindStringSubmatch(line); m != nil {
		p.at++
		return block{kind: kindCheck, level: depth(m[1]), checked: m[2] != " ", runs: parseRuns(m[3] + p.continuation())}, true
	}
	if m := bulletLine.FindStringSubmatch(line); m != nil {
		p.at++
		return block{kind: kindBullet, level: depth(m[1]), runs: parseRuns(m[2] + p.continuation())}, true
	}
	if m := numberLine.FindStringSubmatch(line); m != nil {
		p.at++
		return block{kind: kindNumber, level: depth(m[1]), number: m[2], runs: parseRuns(m[3] + p.continuation())}, true
	}
	return block{}, false
}

func depth(indent string) int {
	n := len(strings.ReplaceAll(indent, "\t", "  "))
	return min(n/2, 3)
}

// continuation joins the indented lines that go on with a list item or a note.
func (p *parser) continuation() string {
	var sb strings.Builder
	for ; p.at < len(p.lines); p.at++ {
		line := p.lines[p.at]
		if !strings.HasPrefix(line, "  ") || p.starts(line) {
			break
		}
		sb.WriteString(" " + strings.TrimSpace(line))
	}
	return sb.String()
}

// starts reports whether a line cannot go on with the paragraph before it.
func (p *parser) starts(line string) bool {
	t := strings.TrimSpace(line)
	return t == "" || strings.HasPrefix(t, "|") || strings.HasPrefix(t, ":::") || strings.HasPrefix(t, "> ") ||
		noteLine.MatchString(t) || headingLine.MatchString(line) || ruleLine.MatchString(line) ||
		checkLine.MatchString(line) || bulletLine.MatchString(line) || numberLine.MatchString(line)
}

// paragraph reads the lines up to a blank one. Lines broken by the writer's editor are joined again; short lines,
// as in an address, stay lines; long unbroken lines are paragraphs of their own.
func (p *parser) paragraph() []block {
	lines := []string{p.lines[p.at]}
	for p.at++; p.at < len(p.lines) && !p.starts(p.lines[p.at]); p.at++ {
		lines = append(lines, p.lines[p.at])
	}
	var out []block
	text := strings.TrimSpace(lines[0])
	for i, line := range lines[1:] {
		prev, next := lines[i], strings.TrimSpace(line)
		switch width := utf8.RuneCountInString(prev); {
		case width > 160 || clauseLine.MatchString(line):
			out = append(out, block{kind: kindPara, runs: parseRuns(text)})
			text = next
		case width < 60 || labelLine.MatchString(next) || strings.HasSuffix(prev, "  ") || strings.HasSuffix(prev, `\`):
			text = strings.TrimSuffix(text, `\`) + "<br>" + next
		default:
			text += " " + next
		}
	}
	return append(out, block{kind: kindPara, runs: parseRuns(text)})
}

func (p *parser) fence(m []string) []block {
	p.at++
	kinds := map[string]blockKind{"box": kindBox, "sig": kindSign, "hidden": kindHidden, "comment": kindComment}
	word := strings.ToLower(m[1])
	if word == "pagebreak" {
		if p.at < len(p.lines) && strings.TrimSpace(p.lines[p.at]) == ":::" {
			p.at++
		}
		return []block{{kind: kindPageBreak}}
	}
	inner := p.blocks()
	kind, ok := kinds[word]
	if !ok {
		return inner
	}
	return []block{{kind: kind, author: strings.TrimSpace(m[2]), blocks: inner}}
}

func (p *parser) table() block {
	b := block{kind: kindTable}
	for n := 0; p.at < len(p.lines); p.at++ {
		line := strings.TrimSpace(p.lines[p.at])
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := splitRow(line)
		if isRule(cells) {
			b.header = b.header || n == 1
			continue
		}
		n++
		row := make([]cell, len(cells))
		for i, c := range cells {
			row[i] = parseRuns(strings.TrimSpace(c))
		}
		b.rows = append(b.rows, row)
	}
	width := 0
	for _, r := range b.rows {
		width = max(width, len(r))
	}
	for i, r := range b.rows {
		for len(r) < width {
			r = append(r, nil)
		}
		b.rows[i] = r
	}
	return b
}

func splitRow(line string) []string {
	line = strings.ReplaceAll(strings.TrimPrefix(line, "|"), `\|`, "\x00")
	line = controlMark.ReplaceAllStringFunc(line, func(s string) string { return strings.ReplaceAll(s, "|", "\x00") })
	line = strings.TrimSuffix(strings.TrimSpace(line), "|")
	cells := strings.Split(line, "|")
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "\x00", "|")
	}
	return cells
}

func isRule(cells []string) bool {
	for _, c := range cells {
		if !ruleCell.MatchString(c) {
			return false
		}
	}
	return true
}

// attachComments hangs margin comments on the paragraph before them.
func attachComments(in []block) []block {
	var out []block
	for _, b := range in {
		b.blocks = attachComments(b.blocks)
		if b.kind == kindComment && len(out) > 0 && out[len(out)-1].kind <= kindCheck {
			last := &out[len(out)-1]
			last.comments = append(last.comments, b)
			continue
		}
		out = append(out, b)
	}
	return out
}

func (b *block) item() bool {
	return b.kind == kindBullet || b.kind == kindNumber || b.kind == kindCheck
}

// lists gives numbered items their printed number and the list they belong to.
func lists(blocks []block) {
	var count [4]int
	list, adjacent, deepest := 0, false, 0
	for i := range blocks {
		b := &blocks[i]
		if !b.item() {
			deepest = 0
		} else {
			b.level = min(b.level, deepest)
			deepest = b.level + 1
		}
		switch b.kind {
		case kindNumber:
			if start, _ := strconv.Atoi(b.number); !adjacent || count[b.level] == 0 {
				count[b.level] = start - 1
				if !adjacent {
					list++
				}
			}
			count[b.level]++
			clear(count[b.level+1:])
			b.number, b.list = strconv.Itoa(count[b.level])+".", list
			adjacent = true
		case kindBullet, kindCheck, kindComment:
		default:
			clear(count[:])
			adjacent = false
		}
	}
}

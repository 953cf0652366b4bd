package text

import (
	"fmt"
	"regexp"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// ReadMarkdown reads Markdown as GitHub writes it: headings, nested lists, task
// boxes, tables, struck text, footnotes; comments are hidden text and front
// matter gives properties.
func ReadMarkdown(data []byte, lim Limits) (sow.Document, error) {
	lim = lim.WithDefaults()
	s, err := decode(data, lim)
	if err != nil {
		return sow.Document{}, err
	}
	m := markdown{w: writer{lim: lim}}
	m.lines, m.props = frontMatter(lines(m.comments(s)))
	for m.at < len(m.lines) {
		if err := m.block(); err != nil {
			return sow.Document{}, err
		}
	}
	m.w.paras = append(m.w.paras, m.notes...)
	doc, err := m.w.document("md")
	if err != nil {
		return doc, err
	}
	doc.Properties = m.props
	for _, p := range m.props {
		if strings.EqualFold(p.Name, "title") {
			doc.Title = p.Value
		}
	}
	doc.Warnings = m.warnings()
	return doc, nil
}

// markdown reads the lines of a Markdown text from at on.
type markdown struct {
	w      writer
	lines  []string
	at     int
	lists  []listLevel
	notes  []flow.Para
	props  []sow.Property
	hidden int
	struck int
}

// listLevel is an open list: where its items stand.
type listLevel struct {
	indent int
}

var htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)

// comments takes hidden comments out of the text.
func (m *markdown) comments(s string) string {
	return htmlComment.ReplaceAllStringFunc(s, func(string) string {
		m.hidden++
		return ""
	})
}

func (m *markdown) warnings() []sow.Warning {
	var out []sow.Warning
	if m.hidden > 0 {
		out = append(out, sow.Warning{Code: sow.WarnHiddenText, Message: fmt.Sprintf("The document has %s, which is not read.", prose.Count(m.hidden, "passage of hidden text", "passages of hidden text"))})
	}
	if m.struck > 0 {
		out = append(out, sow.Warning{Code: sow.WarnStruckText, Message: fmt.Sprintf("The document has %s struck through.", prose.Count(m.struck, "passage"))})
	}
	return out
}

// frontMatter takes the "key: value" lines between "---" at the top.
func frontMatter(all []string) ([]string, []sow.Property) {
	if len(all) == 0 || strings.TrimSpace(all[0]) != "---" {
		return all, nil
	}
	var props []sow.Property
	for i, line := range all[1:] {
		if trimmed := strings.TrimSpace(line); trimmed == "---" || trimmed == "..." {
			return all[i+2:], props
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok && strings.TrimSpace(line) != "" && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "-") {
			break // a rule, not front matter
		}
		if value = strings.Trim(strings.TrimSpace(value), `"'`); ok && value != "" {
			props = append(props, sow.Property{Name: strings.TrimSpace(name), Value: value})
		}
	}
	return all, nil
}

var (
	atxHeading  = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	setext      = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	thematic    = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fence       = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})")
	listItem    = regexp.MustCompile(`^([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)`)
	footnoteDef = regexp.MustCompile(`^\[\^([^\]]+)\]:[ \t]*(.*)$`)
	linkDef     = regexp.MustCompile(`^ {0,3}\[[^\]^]+\]:[ \t]*\S+`)
	tableRule   = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
)

// block reads what begins at the present line.
func (m *markdown) block() error {
	line := m.lines[m.at]
	switch {
	case strings.TrimSpace(line) == "":
		m.at++
		return nil
	case fence.MatchString(line):
		return m.code()
	case atxHeading.MatchString(line):
		match := atxHeading.FindStringSubmatch(line)
		m.at++
		m.lists = nil
		return m.para(sow.Heading, len(match[1]), "", match[2])
	case thematic.MatchString(line):
		m.at++
		m.lists = nil
		return nil
	case footnoteDef.MatchString(line):
		return m.footnote()
	case linkDef.MatchString(line):
		m.at++
		return nil
	case listItem.MatchString(line):
		return m.item()
	case m.tableAhead():
		return m.table()
	}
	return m.paragraph()
}

// code reads a fenced block; its lines are text as they stand.
func (m *markdown) code() error {
	mark := fence.FindStringSubmatch(m.lines[m.at])[1]
	var body []string
	for m.at++; m.at < len(m.lines); m.at++ {
		if strings.HasPrefix(strings.TrimSpace(m.lines[m.at]), mark) {
			m.at++
			break
		}
		body = append(body, m.lines[m.at])
	}
	p := flow.Para{}
	p.Kind, p.Text = sow.Paragraph, prose.Clean(strings.Join(body, "\n"))
	return m.w.add(p)
}

// para adds a block with inline markup.
func (m *markdown) para(kind sow.BlockKind, level int, number, source string) error {
	p := m.inline(source)
	p.Kind, p.Level, p.Number = kind, level, number
	p.List, p.Styled = kind == sow.ListItem, kind == sow.Heading
	return m.w.add(p)
}

func (m *markdown) inline(source string) flow.Para {
	in := inline{}
	in.parse(source, 0)
	p := flow.Para{}
	p.Text, p.Marks = in.text.Build()
	p.AllBold = len(p.Marks) == 1 && p.Marks[0] == sow.Mark{Kind: sow.Bold, Start: 0, End: len(p.Text)}
	for _, mark := range p.Marks {
		if mark.Kind == sow.Struck {
			m.struck++
		}
	}
	return p
}

// paragraph joins lines to a paragraph, or to a heading that is underlined.
func (m *markdown) paragraph() error {
	var parts []string
	for m.at < len(m.lines) {
		line := m.lines[m.at]
		if len(parts) > 0 {
			if match := setext.FindStringSubmatch(line); match != nil {
				m.at++
				level := 2
				if match[1][0] == '=' {
					level = 1
				}
				m.lists = nil
				return m.para(sow.Heading, level, "", strings.Join(parts, " "))
			}
			if m.interrupts(line) {
				break
			}
		} else if indentOf(line) == 0 {
			m.lists = nil
		}
		parts = append(parts, broken(unquoted(strings.TrimLeft(line, " \t"))))
		m.at++
	}
	return m.para(sow.Paragraph, 0, "", strings.Join(parts, " "))
}

func (m *markdown) interrupts(line string) bool {
	return strings.TrimSpace(line) == "" || atxHeading.MatchString(line) || fence.MatchString(line) || thematic.MatchString(line) ||
		listItem.MatchString(line) || footnoteDef.MatchString(line) || m.tableAhead()
}

// broken keeps a hard line break (two blanks or a backslash at the end).
func broken(line string) string {
	switch {
	case strings.HasSuffix(line, "  "):
		return strings.TrimRight(line, " ") + "\n"
	case strings.HasSuffix(line, `\`):
		return strings.TrimSuffix(line, `\`) + "\n"
	}
	return strings.TrimRight(line, " \t")
}

func indentOf(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

// item reads a list item with the lines that go on in it.
func (m *markdown) item() error {
	match := listItem.FindStringSubmatch(m.lines[m.at])
	indent := indentOf(match[1])
	for len(m.lists) > 0 && m.lists[len(m.lists)-1].indent >= indent+2 {
		m.lists = m.lists[:len(m.lists)-1]
	}
	if n := len(m.lists); n == 0 || indent >= m.lists[n-1].indent+2 {
		m.lists = append(m.lists, listLevel{indent})
	}
	parts := []string{broken(match[4])}
	for m.at++; m.at < len(m.lines) && !m.interrupts(m.lines[m.at]); m.at++ {
		parts = append(parts, broken(strings.TrimSpace(m.lines[m.at])))
	}
	number := match[2]
	if strings.ContainsAny(number, "-*+") {
		number = ""
	}
	return m.para(sow.ListItem, len(m.lists), number, strings.Join(parts, " "))
}

func (m *markdown) footnote() error {
	match := footnoteDef.FindStringSubmatch(m.lines[m.at])
	parts := []string{match[2]}
	for m.at++; m.at < len(m.lines) && indentOf(m.lines[m.at]) >= 2; m.at++ {
		parts = append(parts, strings.TrimSpace(m.lines[m.at]))
	}
	p := m.inline(strings.Join(parts, " "))
	p.Kind, p.Loc.Path = sow.Footnote, "footnote/"+match[1]
	p.Group = p.Loc.Path
	if p.Text != "" {
		m.notes = append(m.notes, p)
	}
	return m.w.grow(len(p.Text))
}

// tableAhead tells whether the present line is the head of a table.
func (m *markdown) tableAhead() bool {
	return m.at+1 < len(m.lines) && strings.Contains(m.lines[m.at], "|") && strings.Contains(m.lines[m.at+1], "-") &&
		strings.Contains(m.lines[m.at+1], "|") && tableRule.MatchString(m.lines[m.at+1])
}

func (m *markdown) table() error {
	m.lists = nil
	m.w.tables++
	t := flow.Table{ID: m.w.tables}
	for first := m.at; m.at < len(m.lines); m.at++ {
		line := strings.TrimSpace(m.lines[m.at])
		if m.at == first+1 {
			continue
		}
		if line == "" || (!strings.Contains(line, "|") && m.interrupts(line)) {
			break
		}
		row := flow.Row{Head: m.at == first}
		for j, cell := range barCells(line) {
			path := fmt.Sprintf("body/t%d/r%d/c%d", t.ID, len(t.Rows)+1, j+1)
			c := flow.Cell{Col: j, Span: 1}
			if p := m.inline(cell); p.Text != "" {
				p.Kind, p.Group, p.Loc.Path = sow.Paragraph, path, path+"/p1"
				c.Paras = []flow.Para{p}
				if err := m.w.grow(len(p.Text)); err != nil {
					return err
				}
			}
			row.Cells = append(row.Cells, c)
		}
		t.Rows = append(t.Rows, row)
	}
	m.w.paras = append(m.w.paras, t.Paras()...)
	return nil
}

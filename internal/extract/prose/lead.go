package prose

import "strings"

// Leads follows a text and knows the line that introduces each list. Items and
// lines of different groups (the body, one cell, one box) do not mix.
type Leads struct {
	group string
	line  string
	items []string // texts of the open items by level
}

// Line notes a line that is no list item. A heading introduces nothing unless
// it ends with a colon: the path of headings says it already.
func (l *Leads) Line(group string, heading bool, text string) {
	l.group, l.line, l.items = group, text, nil
	if heading && !strings.HasSuffix(text, ":") {
		l.line = ""
	}
}

// Item notes a list item of a level from 1 and gives its introduction: the
// nearest item above it that ends with a colon, else the line before the list,
// else the item that it stands under.
func (l *Leads) Item(group string, level int, text string) string {
	if l.group != group {
		*l = Leads{group: group}
	}
	level = max(level, 1)
	if len(l.items) >= level {
		l.items = l.items[:level-1]
	}
	intro := l.line
	for _, above := range l.items {
		if strings.HasSuffix(above, ":") || (intro == "" && above != "") {
			intro = above
		}
	}
	for len(l.items) < level-1 {
		l.items = append(l.items, "")
	}
	l.items = append(l.items, text)
	return introduction(intro)
}

// introLimit is how long an introduction may be; of a longer paragraph the
// last sentence introduces.
const introLimit = 240

func introduction(text string) string {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		text = text[i+1:]
	}
	if len(text) <= introLimit {
		return text
	}
	if i := strings.LastIndex(strings.TrimRight(text, ".: "), ". "); i >= 0 {
		text = text[i+2:]
	}
	for i := range text {
		if i > introLimit {
			return text[:i]
		}
	}
	return text
}

package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// candidate is a number that may have been typed before a paragraph.
type candidate struct {
	para   int
	number prose.Number
}

// sequence names the numbers that count together.
type sequence struct{ form, parent string }

// numbers takes typed bullets and numbers out of the text of paragraphs: "C.1
// The partner" is item C.1. A number counts only beside its neighbour of the
// same sequence, so that "2.5 million" and "A. Smith" stay what they are.
func numbers(paras []Para) {
	var found []candidate
	have := map[sequence]map[int]bool{}
	note := func(n prose.Number) {
		key := sequence{n.Form, n.Parent}
		if have[key] == nil {
			have[key] = map[int]bool{}
		}
		have[key][n.Ord] = true
	}
	for i := range paras {
		p := &paras[i]
		if p.Contents || p.Number != "" || (p.Kind != sow.Paragraph && p.Kind != sow.Heading) {
			continue
		}
		if p.Kind == sow.Paragraph && typedBullet(p) {
			continue
		}
		n, ok := prose.ParseNumber(p.Text)
		if !ok {
			continue
		}
		found = append(found, candidate{i, n})
		note(n)
		if other, ok := n.Roman(); ok {
			note(other)
		}
	}
	for _, c := range found {
		if n, ok := confirmed(c.number, have); ok {
			take(&paras[c.para], n)
		}
	}
	bulletLevels(paras)
}

func confirmed(n prose.Number, have map[sequence]map[int]bool) (prose.Number, bool) {
	if n.Label {
		return n, true
	}
	both := []prose.Number{n}
	if other, ok := n.Roman(); ok {
		both = append(both, other)
	}
	for _, n := range both {
		others := have[sequence{n.Form, n.Parent}]
		if others[n.Ord-1] || others[n.Ord+1] || (n.Ord == 1 && hasParent(n, have)) {
			return n, true
		}
	}
	return n, false
}

// hasParent tells whether the number above "4.1" stands in the text.
func hasParent(n prose.Number, have map[sequence]map[int]bool) bool {
	if n.Parent == "" {
		return false
	}
	above, last := "", n.Parent
	if i := strings.LastIndexByte(n.Parent, '.'); i >= 0 {
		above, last = n.Parent[:i], n.Parent[i+1:]
	}
	ord := 0
	for _, r := range last {
		ord = ord*10 + int(r-'0')
	}
	if r := last[0]; r >= 'A' && r <= 'Z' {
		ord = int(r-'A') + 1
	}
	for key, ords := range have {
		if key.parent == above && key.form != "label" && ords[ord] {
			return true
		}
	}
	return false
}

// take moves the typed number from the text to the number of the paragraph.
// A weak number ("3 Scope") is one only before the words of a heading.
func take(p *Para, n prose.Number) {
	rest := p.Text[n.Rest:]
	first, _ := utf8.DecodeRuneInString(rest)
	if n.Weak && (!prose.LooksLikeHeading(rest) || !unicode.IsUpper(first)) {
		return
	}
	if p.Level == 0 || p.Kind == sow.Paragraph {
		p.Level = n.Depth
	}
	p.Number = n.Text
	p.cut(n.Rest)
	if p.Kind == sow.Paragraph {
		p.Kind, p.List, p.Typed = sow.ListItem, true, true
		p.Label, p.Weak = n.Label, n.Weak
		p.seq, p.ord = sequence{n.Form, n.Parent}, n.Ord
	}
}

// cut drops the first bytes of the text.
func (p *Para) cut(n int) {
	p.Marks = cutMarks(p.Marks, n, len(p.Text))
	p.Text = p.Text[n:]
}

// typedBullet makes a paragraph with a typed bullet a list item.
func typedBullet(p *Para) bool {
	sign, rest := prose.Bullet(p.Text)
	if sign == "" {
		return false
	}
	p.cut(rest)
	p.Kind, p.List, p.Typed, p.sign = sow.ListItem, true, true, sign
	return true
}

// bulletLevels gives typed bullets their depth: a sign that is new inside a
// run of items is one level deeper.
func bulletLevels(paras []Para) {
	var open []string
	group := ""
	for i := range paras {
		p := &paras[i]
		if p.sign == "" {
			open = nil
			continue
		}
		if p.Group != group {
			open, group = nil, p.Group
		}
		for j, sign := range open {
			if sign == p.sign {
				open = open[:j]
				break
			}
		}
		open = append(open, p.sign)
		p.Level = len(open)
	}
}

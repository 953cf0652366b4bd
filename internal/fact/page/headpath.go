package page

import (
	"slices"

	"claimline/internal/sow"
)

// headPaths gives the headings above each block. A path is made once.
type headPaths struct {
	last   []int    // the last heading before a block, -1 for none
	parent []int    // the heading above a heading, -1 for none
	path   []string // of what stands below a heading, once it is made
}

// place finds the headings above each block of a document.
func (p *headPaths) place(doc *sow.Document) {
	n := len(doc.Blocks)
	p.last, p.parent, p.path = slices.Grow(p.last[:0], n)[:n], slices.Grow(p.parent[:0], n)[:n], slices.Grow(p.path[:0], n)[:n]
	var stack []int
	last := -1
	for i := range doc.Blocks {
		p.last[i] = last
		b := &doc.Blocks[i]
		if b.Kind != sow.Heading {
			continue
		}
		for len(stack) > 0 && doc.Blocks[stack[len(stack)-1]].Level >= b.Level {
			stack = stack[:len(stack)-1]
		}
		p.parent[i] = -1
		if len(stack) > 0 && b.Level > 1 {
			p.parent[i] = stack[len(stack)-1]
		}
		stack, last = append(stack, i), i
	}
}

// forget drops the paths and keeps the memory.
func (p *headPaths) forget() { clear(p.path) }

// make makes the paths of all headings.
func (p *headPaths) make(doc *sow.Document) {
	for i := range doc.Blocks {
		if doc.Blocks[i].Kind == sow.Heading {
			p.below(doc, i)
		}
	}
}

// PathArrow stands between a heading and the one below it.
const PathArrow = " > "

// above gives the headings above block i, as sow.Document.HeadingPath does.
func (p *headPaths) above(doc *sow.Document, i int) string { return p.below(doc, p.last[i]) }

func (p *headPaths) below(doc *sow.Document, head int) string {
	if head < 0 {
		return ""
	}
	if p.path[head] != "" {
		return p.path[head]
	}
	b := &doc.Blocks[head]
	path := b.Text
	if b.Number != "" {
		path = b.Number + " " + path
	}
	if up := p.below(doc, p.parent[head]); up != "" {
		path = up + PathArrow + path
	}
	p.path[head] = path
	return path
}

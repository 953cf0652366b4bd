package flow

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// look is how a heading without a style is formatted.
type look struct {
	size     int
	bold     bool
	emphasis int
}

// headings finds the headings that their author only formatted: bold or larger
// lines that stand alone, and short numbered lines with text below. Many real
// statements of work use no styles.
func headings(paras []Para) {
	body, boldIsPlain := bodyLook(paras)
	var found []int
	runs := runs{}
	for i := range paras {
		p := &paras[i]
		numbered := p.Typed && p.Number != ""
		kind := p.Kind == sow.Paragraph || (p.Kind == sow.ListItem && numbered)
		if !kind || p.Cell != nil || p.Contents {
			continue
		}
		if !prose.LooksLikeHeading(p.Text) && !titleLike(paras[:i], p.Text) {
			continue
		}
		if p.stands(body, boldIsPlain) || (numbered && runs.heading(p, heads(paras, i))) {
			found = append(found, i)
		}
	}
	level(paras, found, body, boldIsPlain)
}

// titleLike tells whether a text can be the title of the document: the first
// line of the text, in which a colon may stand ("Statement of Work: New phones").
func titleLike(before []Para, text string) bool {
	for i := range before {
		if k := before[i].Kind; k != sow.Header && k != sow.Cell {
			return false
		}
	}
	head, rest, ok := strings.Cut(text, ": ")
	return ok && len(strings.Fields(head)) >= 2 && prose.LooksLikeHeading(head) && prose.LooksLikeHeading(rest)
}

// stands tells whether a paragraph is formatted to stand out from the text.
func (p *Para) stands(body int, boldIsPlain bool) bool {
	return (p.AllBold && !boldIsPlain) || (body > 0 && p.Size >= body+2) || p.Emphasis != 0
}

// bodyLook gives the size of most of the text, and whether most of it is bold.
func bodyLook(paras []Para) (size int, bold bool) {
	bySize := map[int]int{}
	all, strong := 0, 0
	for i := range paras {
		p := &paras[i]
		if p.Kind == sow.Heading {
			continue
		}
		n := utf8.RuneCountInString(p.Text)
		bySize[p.Size] += n
		all += n
		if p.AllBold {
			strong += n
		}
	}
	most := 0
	for s, n := range bySize {
		if n > most || (n == most && s < size) {
			size, most = s, n
		}
	}
	return size, strong*2 > all
}

// runs follows typed numbers: whether the numbers of a run head texts.
type runs map[sequence][]numberRun

type numberRun struct {
	last  int // ordinal of its last number
	heads bool
}

// heading tells whether a numbered line is a heading. The first of a run
// decides: in "1. Mail 2. Files" the last item heads what follows the list only
// by its place. A label such as "§ 3" needs no run.
func (r runs) heading(p *Para, heads bool) bool {
	if p.Label {
		return heads
	}
	open := r[p.seq]
	best := -1
	for i := range open {
		if open[i].last == p.ord-1 && (best < 0 || open[i].heads == heads) {
			best = i
		}
	}
	if best < 0 {
		r[p.seq] = append(open, numberRun{p.ord, heads})
		return heads
	}
	open[best].last = p.ord
	return heads && open[best].heads
}

// heads tells whether a numbered line heads what follows: text without a
// number of its own or a deeper number, not the next item of the same list.
func heads(paras []Para, i int) bool {
	p := &paras[i]
	if !p.Weak && !p.Label && len(p.Text) > 60 {
		return false
	}
	for j := i + 1; j < len(paras); j++ {
		next := &paras[j]
		if next.Kind == sow.Footnote || next.Kind == sow.Comment {
			continue
		}
		if next.Typed && next.Number != "" {
			return next.Level > p.Level
		}
		return next.Group == p.Group || next.Cell != nil
	}
	return false
}

// level makes the found paragraphs headings. Below styled headings they are
// one level deeper; else larger and bolder looks stand higher, and the depth
// of a number counts within its look.
func level(paras []Para, found []int, body int, boldIsPlain bool) {
	ranks := rank(paras, found, body, boldIsPlain)
	above := 0
	next := 0
	for i := range paras {
		p := &paras[i]
		if p.Kind == sow.Heading {
			above = p.Level
			continue
		}
		if next == len(found) || found[next] != i {
			continue
		}
		next++
		l := ranks[lookOf(p, body, boldIsPlain)]
		if p.Typed && p.Number != "" {
			l += max(p.Level-1, 0)
		}
		if above > 0 {
			l = above + 1
		}
		p.Kind, p.Level, p.List = sow.Heading, min(l, 9), false
	}
}

func lookOf(p *Para, body int, boldIsPlain bool) look {
	size := p.Size
	if size < body+2 {
		size = body
	}
	return look{size, p.AllBold && !boldIsPlain, p.Emphasis}
}

// rank gives each look its level, from 1.
func rank(paras []Para, found []int, body int, boldIsPlain bool) map[look]int {
	var looks []look
	for _, i := range found {
		if l := lookOf(&paras[i], body, boldIsPlain); !slices.Contains(looks, l) {
			looks = append(looks, l)
		}
	}
	slices.SortStableFunc(looks, func(a, b look) int {
		if a.size != b.size {
			return cmp.Compare(b.size, a.size)
		}
		if a.bold != b.bold {
			if a.bold {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.emphasis, a.emphasis)
	})
	ranks := make(map[look]int, len(looks))
	for i, l := range looks {
		ranks[l] = i + 1
	}
	return ranks
}

package pdf

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// item is one thing on a page in reading order: the lines of a paragraph, or
// a table.
type item struct {
	lines []line
	table *table
	page  int
	role  sow.BlockKind // Header or Footer when it repeats on pages
	whole string        // see text
}

// text gives the text of a paragraph whose lines are all there.
func (it *item) text() string {
	if it.whole == "" {
		it.whole = joinLines(it.lines)
	}
	return it.whole
}

// layout makes the blocks of a document out of its pages, which are laid out.
func layout(pages []*page, outline []entry) []sow.Block {
	settleHyphens(pages)
	byTwo(len(pages), func(i int) { pages[i].writeCells() })
	var items []item
	for _, p := range pages {
		items = append(items, p.laid...)
	}
	markRunning(items, pages)
	items = placeAsides(joinAcross(splitParagraphs(items)))
	style := newStyles(items, outline)
	markFootnotes(items, pages, style.body)
	b := &builder{style: style, next: map[int]int{}}
	for i := range items {
		b.add(&items[i])
	}
	b.finish()
	return b.blocks
}

// byTwo does n things, two at a time.
func byTwo(n int, do func(i int)) {
	var odd sync.WaitGroup
	odd.Go(func() {
		for i := 1; i < n; i += 2 {
			do(i)
		}
	})
	for i := 0; i < n; i += 2 {
		do(i)
	}
	odd.Wait()
}

// lay does what can be done for a page before the others are known.
func (p *page) lay() {
	p.info = p.describe()
	p.findBroken()
	p.laid = p.items()
}

// writeCells makes the texts of the cells, once hyphens are settled.
func (p *page) writeCells() {
	for _, it := range p.laid {
		if it.table != nil {
			it.table.write()
		}
	}
}

// items gives the lines of a page, each an item of its own, and the tables at
// the place of their first word.
func (p *page) items() []item {
	tables := p.findTables()
	out := p.placeTables(tables)
	dotted(out, p.dots)
	boxed(out, tables)
	return alignedTables(placeMarkers(out))
}

// placeTables gives the lines and tables of a page in the order of its words.
func (p *page) placeTables(tables []*table) []item {
	if len(tables) == 0 {
		return itemsOfLines(nil, p.words, p.number)
	}
	in := make([]*table, len(p.words))
	for i := range p.words {
		w := &p.words[i]
		for _, t := range tables {
			if !w.turned && t.put(w) {
				in[i] = t
				break
			}
		}
	}
	for _, t := range tables {
		t.grid = t.isGrid()
	}
	var out []item
	run := make([]word, 0, len(p.words))
	placed := map[*table]bool{}
	for i, t := range in {
		if t == nil || !t.grid {
			run = append(run, p.words[i])
			continue
		}
		if !placed[t] {
			placed[t] = true
			out, run = itemsOfLines(out, run, p.number), run[len(run):]
			t.close(p.number)
			out = append(out, item{table: t, page: p.number})
		}
	}
	return itemsOfLines(out, run, p.number)
}

// itemsOfLines adds the lines of a run of words, each as an item.
func itemsOfLines(out []item, run []word, page int) []item {
	lines := linesOf(run, page)
	out = slices.Grow(out, len(lines))
	for i := range lines {
		out = append(out, item{lines: lines[i : i+1 : i+1], page: page})
	}
	return out
}

// builder collects blocks.
type builder struct {
	style    *styles
	blocks   []sow.Block
	next     map[int]int // running number of the blocks of a page
	tables   int
	last     *table // the table before
	lastPage int
	indents  []float64 // left edges of the open list levels
}

func (b *builder) add(it *item) {
	if it.table != nil {
		b.addTable(it)
		return
	}
	text := it.text()
	if text == "" {
		return
	}
	if isContents(text) {
		text = leaders.ReplaceAllStringFunc(text, func(m string) string { return " … " + strings.TrimLeft(m, " ._…") })
	}
	block := sow.Block{Kind: sow.Paragraph, Text: text, Loc: b.loc(it.page)}
	defer func() {
		if k := block.Kind; k == sow.Paragraph || k == sow.Heading {
			b.indents = nil // a list ends
		}
	}()
	switch {
	case it.role == sow.Footnote:
		block.Kind = it.role
		block.Number, block.Text = splitNote(text)
	case it.role != "":
		block.Kind = it.role
	case b.style.isHeading(it):
		block.Kind = sow.Heading
		block.Number, block.Text = splitHeadingNumber(text)
		block.Level = b.style.level(it, block.Number)
	case !strings.Contains(text, " … "):
		b.listItem(&block, it)
	}
	if block.Kind == sow.Paragraph || block.Kind == sow.ListItem {
		block.Marks = boldMarks(it.lines, block.Text)
	}
	if anyStruck(it.lines) {
		block.Marks = append(block.Marks, struckMarks(it.lines, block.Text)...)
	}
	b.blocks = flow.AppendTicks(b.blocks, block)
}

func (b *builder) loc(page int) sow.Loc {
	b.next[page]++
	return sow.Loc{Page: page, Path: "page/" + strconv.Itoa(page) + "/b" + strconv.Itoa(b.next[page])}
}

func (b *builder) listItem(block *sow.Block, it *item) {
	if rest, ok := splitBullet(block.Text); ok || it.lines[0].bullet {
		block.Kind, block.Text, block.Level = sow.ListItem, rest, b.depthOf(it)
		return
	}
	number, rest := splitNumber(block.Text)
	if number == "" {
		number, rest = setApart(it.lines[0], block.Text)
	}
	if number != "" {
		block.Kind, block.Number, block.Text, block.Level = sow.ListItem, number, rest, b.depthOf(it)
	}
}

// depthOf gives the level of a list item by how far its mark is set in.
func (b *builder) depthOf(it *item) int {
	x := it.lines[0].box.x0
	for len(b.indents) > 0 && x < b.indents[len(b.indents)-1]-4 {
		b.indents = b.indents[:len(b.indents)-1]
	}
	if len(b.indents) == 0 || x > b.indents[len(b.indents)-1]+7 {
		b.indents = append(b.indents, x)
	}
	return len(b.indents)
}

// setApart takes a number without a mark off the front of a list item: "1"
// with a wide space behind it.
func setApart(ln line, text string) (number, rest string) {
	if len(ln.words) < 2 || !bareNumber.MatchString(ln.words[0].text) || ln.words[1].box.x0-ln.words[0].box.x1 < 0.7*ln.size {
		return "", text
	}
	number, rest, _ = strings.Cut(text, " ")
	return number, rest
}

// finish fills in what needs the neighbours of a block: the line that
// introduces a list.
func (b *builder) finish() {
	lead := prose.Leads{}
	for i := range b.blocks {
		block := &b.blocks[i]
		if block.Kind == sow.ListItem {
			block.Intro = lead.Item("", block.Level, block.Text)
		}
		if block.Kind == sow.Paragraph || block.Kind == sow.Heading {
			lead.Line("", block.Kind == sow.Heading, block.Text)
		}
	}
}

// boldMarks marks the words at the front of a paragraph that are bold while
// the rest is not: a label such as "Out of scope:".
func boldMarks(lines []line, text string) []sow.Mark {
	if len(lines) == 0 || len(lines[0].words) == 0 {
		return nil
	}
	var lead []string
	words := lines[0].words
	if len(words) > 1 && isBullet(words[0].text) {
		words = words[1:]
	}
	for _, w := range words {
		if !w.bold {
			break
		}
		lead = append(lead, w.text)
	}
	label := normal(strings.Join(lead, " "))
	if label == "" || !strings.HasPrefix(text, label) {
		return nil
	}
	return []sow.Mark{{Kind: sow.Bold, Start: 0, End: len(label)}}
}

// styles knows what body text looks like in a document.
type styles struct {
	body    float64 // font size of most text
	ranks   []style // heading styles, greatest first
	outline map[string]int
}

type style struct {
	size float64
	bold bool
}

func newStyles(items []item, outline []entry) *styles {
	s := &styles{outline: map[string]int{}}
	var sizes sizeCounts
	for i := range items {
		if items[i].role != "" {
			continue
		}
		for k := range items[i].lines {
			ln := &items[i].lines[k]
			sizes.add(ln.size, utf8.RuneCountInString(ln.joined))
		}
	}
	s.body = sizes.most()
	for _, e := range outline {
		s.outline[e.title] = e.level
	}
	seen := map[style]bool{}
	for i := range items {
		if items[i].role == "" && items[i].table == nil && s.isHeading(&items[i]) {
			seen[styleOf(&items[i])] = true
		}
	}
	for st := range seen {
		s.ranks = append(s.ranks, st)
	}
	sortStyles(s.ranks)
	return s
}

func styleOf(it *item) style {
	ln := it.lines[0]
	return style{size: math.Round(ln.size), bold: ln.bold}
}

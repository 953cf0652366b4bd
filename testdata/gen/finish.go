package main

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
)

// finish does what needs the whole document: the title, heading numbers, list numbers.
func (d *doc) finish() {
	if d.meta.out != "docx" {
		d.blocks = settle(d.blocks)
	}
	d.placeTitle()
	if d.meta.numbered {
		numberHeadings(d.blocks)
	}
	eachList(d.blocks)
}

// placeTitle makes the first heading the title when it says the same, and else puts the title of the front matter
// before the text, unless one of the first lines holds it already.
func (d *doc) placeTitle() {
	title := words(d.meta.title)
	if title == "" {
		return
	}
	for i := range d.blocks[:min(len(d.blocks), 12)] {
		b := &d.blocks[i]
		text := words(plain(b.runs))
		if text == "" || !strings.Contains(text, title) && (b.kind != kindHeading || !strings.Contains(title, text)) {
			continue
		}
		if b.kind == kindHeading && i < 4 {
			b.title = true
		}
		return
	}
	d.blocks = append([]block{{kind: kindHeading, level: 1, title: true, runs: []run{{text: d.meta.title}}}}, d.blocks...)
}

// words is s in lower case without punctuation.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

func numberHeadings(blocks []block) {
	var count [4]int
	for i := range blocks {
		b := &blocks[i]
		if b.kind != kindHeading || b.title {
			continue
		}
		count[b.level]++
		clear(count[b.level+1:])
		var parts []string
		for _, n := range count[1 : b.level+1] {
			parts = append(parts, strconv.Itoa(n))
		}
		b.number = strings.Join(parts, ".")
	}
}

// eachList numbers the lists of the body, then those inside boxes, so that no two share an id.
func eachList(blocks []block) {
	lists(blocks)
	next := lastList(blocks)
	for i := range blocks {
		if len(blocks[i].blocks) == 0 {
			continue
		}
		lists(blocks[i].blocks)
		for j := range blocks[i].blocks {
			if b := &blocks[i].blocks[j]; b.list > 0 {
				b.list += next
			}
		}
		next = max(next, lastList(blocks[i].blocks))
	}
}

func lastList(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n = max(n, b.list)
	}
	return n
}

// pick chooses by the name of the document, so that documents differ from each other but not from run to run.
func (d *doc) pick(salt string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(salt + d.meta.name))
	return int(h.Sum32() % uint32(n))
}

// day is the date on which the document says it was made.
func (d *doc) day() string {
	if d.meta.date != "" {
		return d.meta.date
	}
	return "2025-11-03"
}

// letter reports whether the document is on US paper.
func (d *doc) letter() bool {
	if d.meta.paper != "" {
		return d.meta.paper == "letter"
	}
	if d.meta.lang != "en" {
		return false
	}
	return d.contains("USD") || d.contains("$")
}

func (d *doc) contains(sub string) bool { return holds(d.blocks, sub) }

func holds(blocks []block, sub string) bool {
	for _, b := range blocks {
		if strings.Contains(plain(b.runs), sub) || holds(b.blocks, sub) {
			return true
		}
		for _, row := range b.rows {
			for _, c := range row {
				if strings.Contains(plain(c), sub) {
					return true
				}
			}
		}
	}
	return false
}

// headings lists the numbered or plain headings of the first two levels for a table of contents.
func (d *doc) headings() []block {
	var out []block
	for _, b := range d.blocks {
		if b.kind == kindHeading && !b.title && b.level <= 2 {
			out = append(out, b)
		}
	}
	return out
}

// customer is the text of the content control for the customer, which Word keeps in the document properties.
func (d *doc) customer() string { return findControl(d.blocks) }

func findControl(blocks []block) string {
	for _, b := range blocks {
		all := [][]run{b.runs}
		for _, row := range b.rows {
			for _, c := range row {
				all = append(all, c)
			}
		}
		for _, runs := range all {
			for _, r := range runs {
				if r.sdt != "" && isCustomer(r.sdt) {
					return r.text
				}
			}
		}
		if s := findControl(b.blocks); s != "" {
			return s
		}
	}
	return ""
}

func isCustomer(name string) bool {
	switch strings.ToLower(name) {
	case "customer", "client", "company", "kunde", "auftraggeber", "cliente":
		return true
	}
	return false
}

// pageOf guesses the page of a heading from the amount of text before it.
func (d *doc) pageOf(h block) int {
	const page = 2600
	size := len(d.headings()) * 60
	for _, b := range d.blocks {
		if b.kind == kindHeading && plain(b.runs) == plain(h.runs) && b.number == h.number {
			break
		}
		size += weight(b)
	}
	return 1 + size/page
}

func weight(b block) int {
	n := len(plain(b.runs)) + 50
	for _, row := range b.rows {
		n += 60
		for _, c := range row {
			n += len(plain(c))
		}
	}
	for _, inner := range b.blocks {
		n += weight(inner)
	}
	return n
}

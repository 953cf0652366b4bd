package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// A numbered list, or lines like "Package C: the contact desk", is read like a
// table whose rows bear the numbers: "Of the eight lines the buyer calls off 2
// and 5 and no other".

// fewestNumbered is the number of lines of a list that a sentence may choose from.
const fewestNumbered = 3

// numbered are the lines of a list, by number or letter in capitals.
type numbered struct {
	first  int // block
	names  []string
	blocks map[string][]int
}

func (l *numbered) add(name string, blocks ...int) {
	if l.blocks == nil {
		l.blocks, l.first = map[string][]int{}, blocks[0]
	}
	if l.blocks[name] == nil {
		l.names = append(l.names, name)
	}
	l.blocks[name] = append(l.blocks[name], blocks...)
}

// numberedLists finds the lists of a document that a sentence may choose from.
func (r *Reading) numberedLists() (lists []numbered) {
	var items, labelled numbered
	end := func() {
		if items.blocks != nil {
			lists, items = append(lists, items), numbered{}
		}
	}
	last := ""
	for i := range r.Doc.Blocks {
		b := &r.Doc.Blocks[i]
		if name := r.labelOf(i); name != "" {
			labelled.add(name, r.below(i)...)
		}
		if b.Kind != sow.ListItem {
			end()
			continue
		}
		switch name := numberOf(b); {
		case b.Level <= 1 && name != "":
			if items.blocks[name] != nil {
				end() // another list begins
			}
			items.add(name, i)
			last = name
		case b.Level > 1 && items.blocks[last] != nil:
			items.add(last, i)
		default:
			end()
		}
	}
	lists = append(lists, items, labelled)
	return lists
}

// numberOf is the number of a list item, printed before it or typed in its text.
func numberOf(b *sow.Block) string {
	if b.Number != "" {
		return bareNumber(b.Number)
	}
	if number, _, ok := strings.Cut(b.Text, " "); ok && strings.HasSuffix(strings.TrimSuffix(number, ")"), ".") != strings.HasSuffix(number, ")") {
		return bareNumber(number)
	}
	return ""
}

// bareNumber is the number of a list item without what stands around it, "" for
// one that is no plain number or letter.
func bareNumber(number string) string {
	number = strings.Trim(number, ".)( ")
	if len(number) > 2*utf8.UTFMax || strings.IndexByte(number, '.') >= 0 {
		return ""
	}
	if number = strings.ToUpper(number); len(number) > 2 {
		return ""
	}
	return number
}

// labelOf gives the number of a line that begins with the word for such lines:
// "Lot 2 - mail", "Package C is the contact desk".
func (r *Reading) labelOf(i int) string {
	b, lang, tokens := &r.Doc.Blocks[i], r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) < 3 || b.Cell != nil || b.Kind == sow.Header || b.Kind == sow.Footer || !phrase.Opens(tokens, lang.Words[list.Rows]) {
		return ""
	}
	t := tokens[1]
	if name := b.Text[t.Start:t.End]; t.Flags&token.Number != 0 || len(name) == 1 && t.Flags&token.InitialCap != 0 {
		return bareNumber(name)
	}
	return ""
}

// below gives a line and, for a heading, what stands below it.
func (r *Reading) below(i int) []int {
	out := []int{i}
	if r.Doc.Blocks[i].Kind != sow.Heading {
		return out
	}
	for k := i + 1; k < len(r.Doc.Blocks) && (r.Doc.Blocks[k].Kind != sow.Heading || r.Doc.Blocks[k].Level > r.Doc.Blocks[i].Level); k++ {
		out = append(out, k)
	}
	return out
}

// chooseNumbered sets the lines of the list that a selection means, which is the one
// with all its numbers that is nearest to it. A list also says what is done, so
// only what a customer orders, or what alone is done, chooses from one.
func (r *Reading) chooseNumbered(sel selection, lists []numbered) {
	if !sel.chooses && !sel.drops {
		return
	}
	var nearest *numbered
	for k := range lists {
		l := &lists[k]
		if len(l.names) >= fewestNumbered && l.holds(sel) && (nearest == nil || distance(l.first, sel.block) < distance(nearest.first, sel.block)) {
			nearest = l
		}
	}
	if nearest == nil {
		return
	}
	for _, name := range nearest.names { // in order: what stands below a lot may name another
		r.choose(sel, name, nearest.blocks[name])
	}
}

// holds tells whether a list has all lines that a selection names, and more, and
// does not hold the sentence itself.
func (l *numbered) holds(sel selection) bool {
	for name := range sel.rows {
		if l.blocks[name] == nil {
			return false
		}
	}
	for _, blocks := range l.blocks {
		if slices.Contains(blocks, sel.block) {
			return false
		}
	}
	return len(sel.rows) < len(l.names)
}

func distance(a, b int) int { return max(a-b, b-a) }

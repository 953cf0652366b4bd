package flow

import (
	"fmt"
	"strings"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// AppendTicks adds a block, one for each of its tick boxes where it has
// several, as in "☒ Exchange ☐ Teams": each with the words that belong to it.
func AppendTicks(out []sow.Block, b sow.Block) []sow.Block {
	ticks := prose.Ticks(b.Text)
	switch len(ticks) {
	case 0:
		return append(out, b)
	case 1:
		if b.Checked == nil {
			b.Checked = &ticks[0].On
		}
		return append(out, b)
	}
	for i, span := range tickSpans(b.Text, ticks) {
		part := b
		part.Text = b.Text[span[0]:span[1]]
		part.Marks = cutMarks(b.Marks, span[0], span[1])
		part.Checked = &ticks[i].On
		if i > 0 {
			part.Number = ""
			part.Loc.Path = fmt.Sprintf("%s/b%d", b.Loc.Path, i+1)
		}
		out = append(out, part)
	}
	return out
}

// tickSpans cuts a text at its boxes. The words belong to the box before them
// when the text begins with a box, or, after a label such as "Option: ☐ A ☐ B",
// when words follow the last box; else to the box behind them ("Yes ☐ No ☒").
func tickSpans(text string, ticks []prose.Tick) [][2]int {
	spans := make([][2]int, len(ticks))
	last := ticks[len(ticks)-1]
	after := ticks[0].Start == 0 || strings.TrimSpace(text[last.End:]) != ""
	from := 0
	for i, t := range ticks {
		to := t.End
		switch {
		case i == len(ticks)-1:
			to = len(text)
		case after:
			to = ticks[i+1].Start
		}
		spans[i] = trimSpan(text, from, to)
		from = to
	}
	return spans
}

func trimSpan(text string, from, to int) [2]int {
	part := text[from:to]
	left := len(part) - len(strings.TrimLeft(part, " \t\n"))
	right := len(strings.TrimRight(part, " \t\n"))
	return [2]int{from + left, from + max(right, left)}
}

// cutMarks gives the marks on text[from:to], counted from its start.
func cutMarks(marks []sow.Mark, from, to int) []sow.Mark {
	var out []sow.Mark
	for _, m := range marks {
		m.Start, m.End = max(m.Start, from)-from, min(m.End, to)-from
		if m.Start < m.End {
			out = append(out, m)
		}
	}
	return out
}

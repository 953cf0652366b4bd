package flow

import (
	"slices"
	"strings"

	"claimline/internal/extract/prose"
)

// box is a tick box in a row with the words that say what it ticks.
type box struct {
	on    bool
	label string
}

// ticked gives the state of a row's tick boxes: nil without one. Where they
// differ, as in "Yes ☒ No ☐", the box for yes decides, and nil says that only
// the columns can tell. names are the heads of the columns.
func (r *Row) ticked(names map[int]string) *bool {
	var boxes []box
	for j := range r.Cells {
		c := &r.Cells[j]
		for k := range c.Paras {
			if p := &c.Paras[k]; p.Cell == nil {
				boxes = append(boxes, boxesOf(p, names[c.Col])...)
			}
		}
	}
	if len(boxes) == 0 {
		return nil
	}
	if state := decided(boxes); state != nil {
		return state
	}
	if slices.ContainsFunc(boxes, func(b box) bool { return b.on != boxes[0].on }) {
		return nil
	}
	return &boxes[0].on
}

// decided gives the answer of boxes that are labelled yes or no.
func decided(boxes []box) *bool {
	answer := false
	known := false
	for _, b := range boxes {
		switch yes, ok := affirms(b.label); {
		case ok && yes:
			return &b.on
		case ok && b.on:
			known = true
		}
	}
	if known {
		return &answer
	}
	return nil
}

// boxesOf gives the tick boxes of a paragraph with their labels; a box that
// stands alone is labelled by its column.
func boxesOf(p *Para, column string) []box {
	ticks := prose.Ticks(p.Text)
	if len(ticks) == 0 {
		if p.Checked == nil {
			return nil
		}
		return []box{{*p.Checked, p.Text}}
	}
	out := make([]box, 0, len(ticks))
	for i, span := range tickSpans(p.Text, ticks) {
		label := withoutTicks(p.Text[span[0]:span[1]])
		if label == "" {
			label = column
		}
		on := ticks[i].On
		if len(ticks) == 1 && p.Checked != nil {
			on = *p.Checked
		}
		out = append(out, box{on, label})
	}
	return out
}

func withoutTicks(text string) string {
	ticks := prose.Ticks(text)
	for _, t := range slices.Backward(ticks) {
		text = text[:t.Start] + text[t.End:]
	}
	return strings.TrimSpace(text)
}

// onlyTicks tells whether a text has no words beside tick boxes.
func onlyTicks(text string) bool { return withoutTicks(text) == "" }

// affirms reads the label of a tick box as yes or no in the languages of the
// documents; ok is false for any other label.
func affirms(label string) (yes, ok bool) {
	switch strings.ToLower(strings.Trim(label, " :.*")) {
	case "yes", "y", "ja", "oui", "sí", "si", "sì", "tak", "sim", "in scope", "included", "selected", "im umfang", "enthalten", "inclus", "incluido":
		return true, true
	case "no", "n", "nein", "nee", "non", "nie", "não", "out of scope", "not included", "excluded", "nicht im umfang", "nicht enthalten", "exclu", "excluido":
		return false, true
	}
	return false, false
}

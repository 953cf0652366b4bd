package table

import (
	"strings"

	"claimline/internal/sow"
)

// refusedHead is the class of a column whose ticks keep a line out.
var refusedHead = sow.ColumnClass{Polarity: sow.Excluded, Else: sow.InScope}

// codeHeads gives a class to columns of ticks that are headed by codes which a
// legend explains: "F: firm; O: option, not ordered; –: not wanted". Where one of
// them is refused, those of which nothing bad is said are delivered, and a dash
// is refused as well.
func (r *Reading) codeHeads(t *table) {
	says := map[int]sow.Polarity{} // by place of the column
	refused := false
	for at := range t.columns {
		c := &t.columns[at]
		if c.class != nil || c.yes == 0 || c.head == "" || leadingCode(c.head) != strings.TrimSpace(c.head) {
			continue
		}
		says[at] = r.explained(t, strings.TrimSpace(c.head), nil)
		refused = refused || !keeps(says[at])
	}
	if !refused {
		return
	}
	for at, p := range says {
		c := &t.columns[at]
		switch {
		case !keeps(p):
			c.class = &sow.ColumnClass{Polarity: p, Else: sow.InScope}
		case strings.Trim(c.head, "-–—/ ") == "":
			c.class = &refusedHead
		default:
			c.class = &sow.ColumnClass{Polarity: sow.InScope, Else: sow.Excluded}
		}
	}
}

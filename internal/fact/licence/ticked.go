package licence

import "claimline/internal/fact/page"

// ticked tells whether a line has a tick box, and whether it is ticked.
func (rd *Reader) ticked(l *page.Line) (on, box bool) {
	b := &rd.Doc.Blocks[l.Block]
	return b.Checked != nil && *b.Checked, b.Checked != nil
}

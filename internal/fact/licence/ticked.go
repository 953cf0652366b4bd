package licence

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// ticked tells whether a line has a tick box, and whether it is ticked.
func (rd *Reader) ticked(l *page.Line) (on, box bool) {
	b := &rd.Doc.Blocks[l.Block]
	return b.Checked != nil && *b.Checked, b.Checked != nil
}

// leftEmpty tells whether a line stands behind a tick box that is not ticked: nobody
// says what it says.
func (rd *Reader) leftEmpty(l *page.Line) bool {
	on, box := rd.ticked(l)
	return box && !on
}

// withLabel gives a line with what looks like its label in its text, where that is the
// answer: "[x] Cloud Solution Provider: Acme Licensing Ltd".
func (rd *Reader) withLabel(l *page.Line) *page.Line {
	if l.Table > 0 || !l.LabelTopics.Has(topic.FirstNamed+topic.Topic(topic.Agreement)) {
		return l
	}
	whole := rd.SideLine(l.Block, l.Label+": "+l.Text)
	whole.Head = l.Head
	return &whole
}

// answersMicrosoft tells whether a line is what is ticked in a form below a question or
// heading that names Microsoft: "[x] CSP" below "How do you buy from Microsoft?".
func (rd *Reader) answersMicrosoft(l *page.Line) bool {
	on, _ := rd.ticked(l)
	return on && (strings.Contains(rd.Doc.Blocks[l.Block].Intro, "Microsoft") || strings.Contains(rd.HeadingPath(l.Block), "Microsoft"))
}

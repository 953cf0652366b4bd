package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/written"
)

// withNumberedDay adds to the days of a line the one with which its paragraph
// begins, where the program that wrote the document took the number of the day for
// that of a list: "7. Januar 2026 bis 30. September 2026".
func (rd *Reader) withNumberedDay(l *page.Line, hits []written.Date) []written.Date {
	if l.Start > 0 || l.Table > 0 || len(l.Words) < 2 || l.Words[0].Marks&lexicon.IsMonth == 0 || l.Words[0].Start > 0 {
		return hits
	}
	number := rd.Doc.Blocks[l.Block].Number
	if number == "" || strings.TrimRight(number, "0123456789") != "" && !strings.HasSuffix(number, ".") {
		return hits
	}
	before := len(number) + 1
	whole := written.Dates(number+" "+l.Text[:min(len(l.Text), l.Words[1].End)], false)
	if len(whole) != 1 || whole[0].Start > 0 || whole[0].End <= before {
		return hits
	}
	return slices.Insert(slices.Clone(hits), 0, written.Date{Day: whole[0].Day, End: whole[0].End - before})
}

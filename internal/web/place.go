package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

// locations are the forms of a location in a document without pages.
var (
	inTable     = regexp.MustCompile(`/t(\d+)/r(\d+)/`)
	inParagraph = regexp.MustCompile(`/p(\d+)$`)
)

// placeWords says where a quote stands as a person looks for it: the page, the
// headings above it, or else the table or the paragraph.
func placeWords(e sow.Evidence) string {
	var parts []string
	if e.Page != nil {
		parts = append(parts, "page "+strconv.Itoa(*e.Page))
	}
	if e.Heading != "" {
		parts = append(parts, "“"+oneLine(e.Heading)+"”")
	}
	if cell := cellWords(e); cell != "" {
		parts = append(parts, cell)
	}
	if e.Page == nil {
		parts = append(parts, blockWords(e.Location))
	}
	return strings.Join(parts, ", ")
}

// cellWords says what the row and the column of a table cell are about.
func cellWords(e sow.Evidence) string {
	switch {
	case e.Row != "" && e.Column != "":
		return "row “" + oneLine(e.Row) + "”, column “" + oneLine(e.Column) + "”"
	case e.Row != "":
		return "row “" + oneLine(e.Row) + "”"
	case e.Column != "":
		return "column “" + oneLine(e.Column) + "”"
	}
	return ""
}

func blockWords(location string) string {
	if m := inTable.FindStringSubmatch(location); m != nil {
		return fmt.Sprintf("table %s, row %s", m[1], m[2])
	}
	if m := inParagraph.FindStringSubmatch(location); m != nil {
		return "paragraph " + m[1]
	}
	return location
}

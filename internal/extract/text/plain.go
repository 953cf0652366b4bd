package text

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// ReadPlain reads plain text or the text of a mail. Headings are underlined
// lines, lines in capitals, short numbered lines and short lines that stand
// alone; lines that were wrapped at a width are joined; columns that are set
// off by tabulators, bars or aligned blanks are tables.
func ReadPlain(data []byte, lim Limits) (sow.Document, error) {
	lim = lim.WithDefaults()
	s, err := decode(data, lim)
	if err != nil {
		return sow.Document{}, err
	}
	r := plain{w: writer{lim: lim}}
	blocks := paragraphs(lines(s))
	for i, block := range blocks {
		r.last = i == len(blocks)-1 || mailHead.MatchString(blocks[i+1][0]) || rule(blocks[i+1][0])
		if err := r.block(block); err != nil {
			return sow.Document{}, err
		}
	}
	doc, err := r.w.document("txt")
	if err == nil && r.mail.subject != "" {
		doc.Title = r.mail.subject
	}
	return doc, err
}

// plain reads the blocks between blank lines.
type plain struct {
	w    writer
	mail mail
	last bool // nothing of the same message follows the present block
}

// paragraphs groups lines between blank lines.
func paragraphs(all []string) [][]string {
	var out [][]string
	var block []string
	for _, line := range all {
		line = strings.TrimRight(unquoted(line), " \t\u00a0")
		if strings.TrimSpace(line) == "" {
			if len(block) > 0 {
				out = append(out, block)
			}
			block = nil
			continue
		}
		block = append(block, line)
	}
	if len(block) > 0 {
		out = append(out, block)
	}
	return out
}

// unquoted drops the marks of quoted mail.
func unquoted(line string) string {
	for strings.HasPrefix(line, ">") {
		line = strings.TrimPrefix(strings.TrimPrefix(line, ">"), " ")
	}
	return line
}

func (r *plain) block(block []string) error {
	if i := slices.IndexFunc(block, signatureRule); i >= 0 && r.mail.sender != "" {
		if err := r.block(block[:i]); err != nil {
			return err
		}
		return r.footer(block[i+1:])
	}
	if len(block) > 0 && r.mail.block(block) {
		return r.footer(block)
	}
	for len(block) > 0 {
		n, err := r.next(block)
		if err != nil {
			return err
		}
		block = block[n:]
	}
	return nil
}

// next reads what begins at the first line and gives the lines it took.
func (r *plain) next(block []string) (int, error) {
	if n, rows, head := gridTable(block); n > 0 {
		return n, r.w.simpleTable(rows, head)
	}
	if rule(block[0]) {
		return 1, nil
	}
	if len(block) > 1 && rule(block[1]) && utf8.RuneCountInString(block[0]) <= 100 {
		level := 2
		if strings.ContainsAny(block[1], "=#*") {
			level = 1
		}
		return 2, r.heading(block[0], level)
	}
	if n, rows := columnTable(block); n > 0 {
		return n, r.w.simpleTable(rows, false)
	}
	if len(block) == 1 && !r.last && !r.mail.signed && standsAlone(block[0]) {
		return 1, r.heading(block[0], 0)
	}
	if len(block) > 1 && !prose.AllCaps(block[1]) && capitalHeading(block[0]) {
		return 1, r.heading(block[0], 0)
	}
	return r.paragraph(block)
}

// capitalHeading reports whether a line in capitals can head the text below.
func capitalHeading(line string) bool {
	return prose.AllCaps(line) && prose.LooksLikeHeading(strings.TrimSpace(line))
}

// heading adds a heading. Level 0 lets the formatting of the whole text
// decide: capitals stand above other lines.
func (r *plain) heading(line string, level int) error {
	p := flow.Para{AllBold: true, Styled: level > 0}
	p.Kind, p.Text, p.Level = sow.Paragraph, prose.Clean(line), level
	p.Text = strings.TrimSuffix(p.Text, " :")
	if level > 0 {
		p.Kind = sow.Heading
	}
	if prose.AllCaps(p.Text) {
		p.Emphasis = 1
	}
	return r.w.add(p)
}

// paragraph joins the lines that were wrapped and adds them as one paragraph.
func (r *plain) paragraph(block []string) (int, error) {
	width := 0
	for _, line := range block {
		width = max(width, utf8.RuneCountInString(line))
	}
	n := 1
	for n < len(block) && joins(block[n-1], block[n], width) {
		n++
	}
	text := strings.Join(block[:n], " ")
	p := flow.Para{}
	p.Kind, p.Text = sow.Paragraph, prose.Clean(text)
	return n, r.w.add(p)
}

// joins tells whether a line goes on in the next: it was broken near the width
// of its block, and the next line does not begin an item or a heading.
func joins(line, next string, width int) bool {
	if startsItem(next) || rule(next) || (label.MatchString(line) && label.MatchString(next)) {
		return false
	}
	indented := strings.HasPrefix(next, "  ") && startsItem(line)
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	full := utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width
	return indented || (width >= 50 && full && width-utf8.RuneCountInString(line) < 25)
}

func startsItem(line string) bool {
	line = strings.TrimSpace(line)
	if sign, _ := prose.Bullet(line); sign != "" {
		return true
	}
	if len(prose.Ticks(line)) > 0 && prose.Ticks(line)[0].Start == 0 {
		return true
	}
	n, ok := prose.ParseNumber(line)
	return ok && !n.Weak
}

// rule tells whether a line is drawn with signs.
func rule(line string) bool {
	line = strings.TrimSpace(line)
	if len(line) < 3 {
		return false
	}
	first := line[0]
	return strings.ContainsRune("=-_*~#+", rune(first)) && strings.Trim(line, string(first)) == ""
}

// signatureRule tells whether a line is the "-- " before a mail's signature.
func signatureRule(line string) bool { return strings.TrimRight(line, " ") == "--" }

// standsAlone tells whether a line between blank lines is a heading by its
// words: no sentence, no greeting, no value behind a label.
func standsAlone(line string) bool {
	line = strings.TrimSpace(line)
	if !prose.LooksLikeHeading(line) || startsItem(line) || len(strings.Fields(line)) > 9 || strings.HasSuffix(line, ":") || strings.Count(line, ",") > 1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	return strings.ToUpper(string(first)) == string(first)
}

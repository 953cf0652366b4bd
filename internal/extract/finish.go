package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/extract/lang"
	"claimline/internal/sow"
)

// finish fills in what is found in the same way for all formats: languages,
// title, open placeholders, a missing signature, the draft flag and the digest
// of the text.
func finish(doc *sow.Document) {
	languages(doc)
	if printed := title(doc.Blocks); printed != "" && (doc.Title == "" || doc.Format == "pdf") {
		doc.Title = printed
	}
	if open := placeholders(doc.Blocks); len(open) > 0 {
		doc.Warnings = append(doc.Warnings, sow.Warning{
			Code:    sow.WarnPlaceholders,
			Message: fmt.Sprintf("%d places are still to be filled in, the first is %q.", len(open), shorten(open[0], 60)),
		})
	}
	if unsigned(doc.Blocks) {
		doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnUnsigned, Message: "The signature block has no date of signature."})
	}
	doc.Draft = draft(doc)
	doc.TextSHA256 = sow.TextDigest(doc.Blocks)
}

// languages sets the language of the document by the words of all its blocks,
// and that of a block where it is clearly another one.
func languages(doc *sow.Document) {
	var all lang.Count
	counts := make([]lang.Count, len(doc.Blocks))
	for i := range doc.Blocks {
		counts[i].Add(doc.Blocks[i].Text)
		all.Join(&counts[i])
	}
	if best := all.Best(3); best != "" {
		doc.Language = best
	}
	for i := range counts {
		if best := counts[i].Best(5); best != "" && best != doc.Language {
			doc.Blocks[i].Language = best
		}
	}
}

// title gives the printed title: the highest heading near the beginning.
func title(blocks []sow.Block) string {
	best := -1
	for i, b := range blocks[:min(len(blocks), 25)] {
		if b.Kind != sow.Heading || b.Number != "" || utf8.RuneCountInString(b.Text) < 6 {
			continue
		}
		if best < 0 || b.Level < blocks[best].Level {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return blocks[best].Text
}

var placeholder = regexp.MustCompile(`(?i)<<[^<>\n]{1,80}>>|\[_{1,}\]|\[ {2,}\]|\[[.…]{1,}\]|` +
	`\[(?:insert|enter|add|fill|name|customer|client|partner|supplier|company|date|amount|title|signatory|tbd|tbc|xx|einfügen|kunde|datum|name|betrag|nom|montant|fecha|importe)\b[^\]\n]{0,60}\]|` +
	`<(?:insert|enter|name|customer|client|partner|company|date|amount|title|signatory)\b[^<>\n]{0,60}>|` +
	`\b(?:MM/DD/YYYY|DD/MM/YYYY|YYYY-MM-DD|DD\.MM\.YYYY|TT\.MM\.JJJJ|JJ/MM/AAAA|DD/MM/AAAA)\b|\bTBD\b|\bX{2,}[.,]X{3}\b`)

// mayHold reports whether a text has what every placeholder has: a bracket or
// two of the letters of a blank ("TBD", "XX.XXX", "YYYY" of a date in any of its
// languages). It spares nearly all texts the expression, which takes longer than
// everything else that is found in a text.
func mayHold(text string) bool {
	var last byte
	for i := range len(text) {
		c := text[i]
		if c == '[' || c == '<' {
			return true
		}
		if c |= 0x20; c == last && (c == 'x' || c == 'y' || c == 'j' || c == 'a') || c == 'b' && last == 't' {
			return true
		}
		last = c
	}
	return false
}

// placeholders finds the places that an author has left to be filled in.
func placeholders(blocks []sow.Block) []string {
	var out []string
	for _, b := range blocks {
		if b.Kind == sow.Comment {
			continue
		}
		if mayHold(b.Text) {
			out = append(out, placeholder.FindAllString(b.Text, -1)...)
		}
		for _, m := range b.Marks {
			if m.Kind == sow.Highlight && m.End <= len(b.Text) && strings.ContainsAny(b.Text[m.Start:m.End], "[]<>_…") {
				out = append(out, b.Text[m.Start:m.End])
			}
		}
	}
	return out
}

var (
	signatureHead = regexp.MustCompile(`(?i)\b(signatures?|signed|signature page|signing|unterschrift(en)?|unterzeichnung|firmas?|signatures? des parties|podpisy?|ondertekening|firme|assinaturas?|in witness whereof|bon pour accord|execution)\b|署名`)
	signatureLine = regexp.MustCompile(`(?i)^(by|signature|signed|unterschrift|firma|podpis|name|title|date|datum|fecha|place, date|ort, datum|lieu, date)\s*:?\s*([_.…]{3,}.*)?$`)
	aDate         = regexp.MustCompile(`(?i)\b\d{1,2}[./ -]\s?\d{1,2}[./ -]\s?(?:19|20)\d{2}\b|\b(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\b\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s?(?:de |d')?\p{L}{3,}\.?,?\s?(?:de )?(?:19|20)\d{2}\b|\b\p{L}{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}\b`)
	draftWord     = regexp.MustCompile(`(?i)\b(draft|entwurf|brouillon|borrador|projet de contrat|wersja robocza|bozza|rascunho|concept)\b`)
)

// unsigned reports whether the document has a place for signatures and no date
// stands there. A document without such a place is not judged.
func unsigned(blocks []sow.Block) bool {
	from := -1
	for i, b := range slices.Backward(blocks) {
		if b.Kind == sow.Heading && signatureHead.MatchString(b.Text) {
			from = i
			break
		}
	}
	if from < 0 {
		if from = signatureLines(blocks); from < 0 {
			return false
		}
	}
	for i, b := range blocks[from:] {
		if i > 0 && b.Kind == sow.Heading && b.Level <= blocks[from].Level && blocks[from].Kind == sow.Heading {
			break
		}
		if b.Kind != sow.Header && b.Kind != sow.Footer && aDate.MatchString(b.Text) {
			return false
		}
	}
	return true
}

// signatureLines finds where the blanks of a signature block begin, in the
// last third of a document: two of them at least.
func signatureLines(blocks []sow.Block) int {
	first, n := -1, 0
	for i := 2 * len(blocks) / 3; i < len(blocks); i++ {
		if signatureLine.MatchString(strings.TrimSpace(blocks[i].Text)) {
			if first < 0 {
				first = i
			}
			n++
		}
	}
	if n < 2 {
		return -1
	}
	return max(0, first-2)
}

// draft reports whether the document is not in its final form.
func draft(doc *sow.Document) bool {
	for _, w := range doc.Warnings {
		if w.Code == sow.WarnPlaceholders || w.Code == sow.WarnTrackedChanges || w.Code == sow.WarnUnsigned {
			return true
		}
	}
	for i, b := range doc.Blocks {
		running := b.Kind == sow.Header || b.Kind == sow.Footer
		if (running || i < 5 && utf8.RuneCountInString(b.Text) < 80) && draftWord.MatchString(b.Text) {
			return true
		}
	}
	return false
}

func shorten(s string, runes int) string {
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return string([]rune(s)[:runes]) + "…"
}

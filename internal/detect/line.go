package detect

import "claimline/internal/sow"

// LineHit is a product named in a line: the bytes of its words, the id of the
// entry, and in what sense it is named.
type LineHit struct {
	Start, End int
	ID         string
	Polarity   sow.Polarity
}

// Line reads one line of text below headings, outermost first, in a language
// (ISO 639-1; "" is found out). It is how the rule pack tests its vocabulary.
func (d *Detector) Line(headings []string, text, language string) []LineHit {
	doc := sow.Document{Language: language}
	for i, h := range headings {
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: i + 2, Text: h})
	}
	doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: text})
	r := &reading{}
	r.reset(d, doc)
	r.read()
	hits := []LineHit{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Block != len(doc.Blocks)-1 {
			continue
		}
		from, to := r.Bytes(m)
		hits = append(hits, LineHit{from, to, d.lex.Entries[m.Name.Entry].ID, m.Polarity})
	}
	return hits
}

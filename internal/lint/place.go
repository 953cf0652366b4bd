package lint

import (
	"strings"

	"claimline/internal/sow"
)

// placeOf gives the kind of section that an item's sentence belongs to.
func placeOf(code string) string {
	switch code {
	case "poe.tenant_id", "poe.customer_domain", "poe.subscription_id":
		return "environment"
	case "poe.contacts", "poe.tech_contact", "poe.revenue_fields":
		return "contacts"
	case "poe.customer_signoff", "poe.ack_date", "poe.not_draft":
		return "signature"
	case "poe.partner_name", "poe.customer_name":
		return "top"
	case "poe.psd", "poe.cpor_notice":
		return "general"
	}
	return "scope"
}

// place finds the heading of this document that a kind of section has, or
// gives a new one, which stands before the signatures.
func (c *check) place(kind string) *Place {
	if i := c.heading(kind); i >= 0 {
		return c.at(i)
	}
	p := &Place{Heading: c.words.Places[kind].Title, New: true}
	if kind != "signature" {
		if i := c.heading("signature"); i >= 0 {
			p.Before = printed(c.doc.Blocks[i])
		}
	}
	return p
}

// heading is the block of the heading that fits a kind of section best: by the
// first of its words that any heading has. Signatures are looked for from the
// end, the title of the document is no section.
func (c *check) heading(kind string) int {
	title := true
	var headings []int
	for i, b := range c.doc.Blocks {
		if b.Kind != sow.Heading {
			continue
		}
		if !title || b.Number != "" || b.Level > 1 || b.Text != c.doc.Title {
			headings = append(headings, i)
		}
		title = false
	}
	for _, word := range c.words.Places[kind].Words {
		found := -1
		for _, i := range headings {
			text := strings.ToLower(c.doc.Blocks[i].Text)
			if !strings.Contains(text, word) || c.words.out(text) {
				continue
			}
			if found < 0 || kind == "signature" {
				found = i
			}
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// scope is the heading below which the document says what is done with a
// workload; without one, that of the scope.
func (c *check) scope(workload string) *Place {
	for _, w := range c.a.Workloads {
		if w.ID != workload {
			continue
		}
		for _, e := range w.Evidence {
			if e.Polarity != sow.InScope {
				continue
			}
			if i := c.above(e.Location); i >= 0 {
				return c.at(i)
			}
		}
	}
	return c.place("scope")
}

// above is the heading over the block at a location, -1 none.
func (c *check) above(location string) int {
	heading := -1
	for i, b := range c.doc.Blocks {
		if b.Loc.Path == location {
			return heading
		}
		if b.Kind == sow.Heading && b.Text != c.doc.Title {
			heading = i
		}
	}
	return -1
}

func (c *check) at(i int) *Place {
	b := c.doc.Blocks[i]
	return &Place{Heading: printed(b), Location: b.Loc.Path}
}

// printed is a heading with its number as the reader sees it.
func printed(b sow.Block) string {
	if b.Number == "" || strings.HasPrefix(b.Text, b.Number) {
		return b.Text
	}
	return b.Number + " " + b.Text
}

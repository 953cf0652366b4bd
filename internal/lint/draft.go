package lint

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// signature is the acknowledgement of the customer with its day. A document
// that has a place for signatures needs the words and then the pens.
func (c *check) signature(o open) Point {
	p := c.point(o.item)
	if c.missing("poe.ack_date") {
		p.Codes = append(p.Codes, "poe.ack_date")
	}
	if c.missing("poe.not_draft") && len(c.reasons()) == 0 {
		p.Codes = append(p.Codes, "poe.not_draft")
	}
	p.Add, p.Place = c.lines(c.words.Sentences["poe.customer_signoff"], ""), c.place("signature")
	p.Do = "Add these words, and have the customer sign with name and date."
	if c.warned(sow.WarnUnsigned) && !p.Place.New {
		p.Add = p.Add[:1]
		p.Do = "Add this sentence above the signatures that are there, and have the customer sign with name and date."
	}
	return p
}

// draft says what marks the document as unfinished. When only the signature is
// missing, the point of the signature says so already.
func (c *check) draft(o open) []Point {
	reasons := c.reasons()
	if len(reasons) == 0 && c.missing("poe.customer_signoff") {
		return nil
	}
	p := c.point(o.item)
	p.Do = "Have both parties sign."
	if len(reasons) > 0 {
		p.Do = strings.Join(reasons, " ")
	}
	return []Point{p}
}

// drafting says what to do about the warnings that make a document a draft,
// before the warning itself.
var drafting = map[sow.WarningCode]string{sow.WarnPlaceholders: "Fill in what was left open: ", sow.WarnTrackedChanges: "Accept or reject the tracked changes: "}

// reasons are what makes the document a draft besides a missing signature, as
// instructions.
func (c *check) reasons() []string {
	if !c.a.Document.Draft {
		return nil
	}
	var out []string
	for _, w := range c.a.Document.Warnings {
		if do := drafting[w.Code]; do != "" {
			out = append(out, do+w.Message)
		}
	}
	if len(out) == 0 && !c.warned(sow.WarnUnsigned) || c.markedDraft() {
		out = append(out, "Remove the word that marks the document as a draft (title, first lines, header or footer).")
	}
	return out
}

// draftWords are the words by which documents call themselves drafts, as the
// reader of documents knows them.
var draftWords = []string{"draft", "entwurf", "brouillon", "borrador", "projet de contrat"}

func (c *check) markedDraft() bool {
	for i, b := range c.doc.Blocks {
		running := b.Kind == sow.Header || b.Kind == sow.Footer
		lower := strings.ToLower(b.Text)
		if (running || i < 5 && len(b.Text) < 80) && slices.ContainsFunc(draftWords, func(w string) bool { return strings.Contains(lower, w) }) {
			return true
		}
	}
	return false
}

func (c *check) warned(code sow.WarningCode) bool {
	return slices.ContainsFunc(c.a.Document.Warnings, func(w sow.Warning) bool { return w.Code == code })
}

func (c *check) missing(code string) bool {
	return slices.ContainsFunc(c.a.Claims, func(cl sow.ClaimProposal) bool {
		return slices.ContainsFunc(cl.PoE, func(i sow.PoEItem) bool { return i.Code == code && i.Status == sow.PoEMissing })
	})
}

// suites asks to name the workloads one by one where the document names only a
// suite: a suite is no workload, so no claim follows from it.
func (c *check) suites() []Point {
	var points []Point
	switch c.a.Document.Kind {
	case sow.KindStaffAug, sow.KindLicensing, sow.KindNotSOW, sow.KindOtherVendors:
		return nil // no work of the partner that a claim could follow from
	case sow.KindProject, sow.KindChangeOrder, sow.KindWorkOrder, sow.KindManaged, sow.KindAssessment, sow.KindProposal:
	}
	for _, w := range c.a.Workloads {
		worked := w.Polarity == sow.InScope || w.Polarity == sow.Supporting
		if !worked || len(w.Candidates) == 0 || c.claimsAny(append([]string{w.ID}, w.Candidates...)) {
			continue
		}
		p := Point{
			Codes: []string{"poe.workloads_named"}, Title: "Every workload is named one by one", Need: sow.NeedRequired, Rejection: "products_missing",
			Why:       fmt.Sprintf("%s is a collective name; Microsoft looks for each workload by its own name.", c.name(w.ID)),
			Workloads: w.Candidates, Do: "Add a line for each workload that the work is about, and leave the others out.", Place: c.scope(w.ID),
		}
		for _, id := range w.Candidates {
			p.Add = append(p.Add, c.lines(c.words.Work["deployment"], id)...)
		}
		points = append(points, p)
	}
	return points
}

func (c *check) claimsAny(ids []string) bool {
	return slices.ContainsFunc(c.a.Claims, func(cl sow.ClaimProposal) bool { return slices.Contains(ids, cl.Workload) })
}

// Package lint says what Microsoft would reject in a statement of work as
// proof of execution, before it is signed: for each open item of the checklist
// that the document itself can satisfy, the sentence to add, in the language of
// the document, and the place where it belongs. It reads no files and decides
// nothing of its own: the points are the open items of the claims' checklists.
package lint

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Report is what is wrong with one document.
type Report struct {
	Document string   `json:"document"`
	SHA256   string   `json:"sha256"`
	Language string   `json:"language"` // of the sentences
	Draft    bool     `json:"draft"`
	Claims   []string `json:"claims"` // workloads by name that claims would be filed for
	Points   []Point  `json:"points"`
	Attach   []Attach `json:"attach"`
}

// Point is one thing that is missing and what to do about it.
type Point struct {
	Codes     []string `json:"codes"` // items of the checklist that it satisfies
	Title     string   `json:"title"`
	Need      sow.Need `json:"need"`
	Why       string   `json:"why"`
	Rejection string   `json:"rejection,omitempty"` // documented reason of a rejection, see sow.RejectionCodes
	Workloads []string `json:"workloads,omitempty"` // ids, when it concerns some only
	Do        string   `json:"do"`                  // what to do, one sentence
	Add       []string `json:"add"`                 // lines to add, with <<...>> where the author fills something in
	Place     *Place   `json:"place"`               // null when nothing is added
}

// Place is where lines belong in the document.
type Place struct {
	Heading  string `json:"heading"` // as printed, with its number
	Location string `json:"location,omitempty"`
	New      bool   `json:"new"`              // the document has no such heading: make one
	Before   string `json:"before,omitempty"` // heading before which a new one goes; "" the end
}

// Attach is an item that no sentence satisfies: a file or a duty of people.
type Attach struct {
	Code string   `json:"code"`
	Name string   `json:"name"`
	Need sow.Need `json:"need"`
	Why  string   `json:"why"`
}

// Required counts the points without which the claim cannot be approved.
func (r Report) Required() int {
	n := 0
	for _, p := range r.Points {
		if p.Need != sow.NeedAdvised {
			n++
		}
	}
	return n
}

// Options are what the report needs besides the document.
type Options struct {
	Names map[string]string // names of workloads by id, as the pack has them
}

// Check gives the report of a document that was read and analysed. The
// document may lack its blocks (when only the analysis is at hand): then the
// places are new sections.
func Check(a sow.Analysis, doc sow.Document, opt Options) Report {
	c := &check{a: a, doc: doc, opt: opt, words: wordsOf(a.Document.Language)}
	c.customer, c.partner = c.words.party("customer"), c.words.party("partner")
	if a.Facts != nil {
		c.customer = known(a.Facts.Customer, c.customer)
		c.partner = known(a.Facts.Partner, c.partner)
	}
	r := Report{Document: a.Document.Name, SHA256: a.Document.SHA256, Language: c.words.Language, Draft: a.Document.Draft, Claims: []string{}, Points: []Point{}, Attach: []Attach{}}
	for _, cl := range a.Claims {
		r.Claims = append(r.Claims, c.name(cl.Workload))
	}
	for _, o := range c.open() {
		if beside[o.item.Code] {
			r.Attach = append(r.Attach, Attach{Code: o.item.Code, Name: o.item.Name, Need: o.item.Need, Why: o.item.Why})
			continue
		}
		r.Points = append(r.Points, c.points(o)...)
	}
	r.Points = append(r.Points, c.suites()...)
	slices.SortStableFunc(r.Points, func(x, y Point) int { return rank(x.Need) - rank(y.Need) })
	return r
}

// beside are the items that a file or a person satisfies, not a sentence.
var beside = map[string]bool{"poe.project_plan": true, "poe.deployment_docs": true, "poe.template": true, "poe.originals": true}

func rank(n sow.Need) int {
	return slices.Index([]sow.Need{sow.NeedRequired, sow.NeedConditional, sow.NeedAdvised}, n)
}

// check is one report in the making.
type check struct {
	a        sow.Analysis
	doc      sow.Document
	opt      Options
	words    words
	customer string
	partner  string
}

// open is a checklist item that is missing in some claims.
type open struct {
	item   sow.PoEItem // with the strongest need of them
	claims []sow.ClaimProposal
	all    bool // it is missing in every claim that asks for it
}

// open lists the missing items in the order of the checklists, each once. The
// signature, its day and "not a draft" are one act when nothing else makes the
// document a draft.
func (c *check) open() []open {
	var list []open
	for _, cl := range c.a.Claims {
		for _, item := range cl.PoE {
			if item.Status != sow.PoEMissing {
				continue
			}
			i := slices.IndexFunc(list, func(o open) bool { return o.item.Code == item.Code })
			if i < 0 {
				list = append(list, open{item: item})
				i = len(list) - 1
			}
			if rank(item.Need) < rank(list[i].item.Need) {
				list[i].item.Need = item.Need
			}
			list[i].claims = append(list[i].claims, cl)
		}
	}
	for i := range list {
		list[i].all = len(list[i].claims) == len(c.a.Claims)
	}
	return list
}

// perWorkload are the items that ask about each workload of its own.
var perWorkload = map[string]bool{"poe.workloads_named": true, "poe.activities": true, "poe.metrics": true}

func (c *check) points(o open) []Point {
	switch code := o.item.Code; {
	case code == "poe.not_draft":
		return c.draft(o)
	case code == "poe.ack_date":
		return nil // the signature brings its day
	case code == "poe.customer_signoff":
		return []Point{c.signature(o)}
	case perWorkload[code]:
		return c.each(o)
	}
	p := c.point(o.item)
	if !o.all {
		for _, cl := range o.claims {
			p.Workloads = append(p.Workloads, cl.Workload)
		}
	}
	p.Add = c.lines(c.words.Sentences[o.item.Code], "")
	if p.Add == nil {
		p.Do = "State it in the document."
		return []Point{p}
	}
	p.Place = c.place(placeOf(o.item.Code))
	return []Point{p}
}

// each makes a point for each place where workloads lack the item, with a line
// for each of them.
func (c *check) each(o open) []Point {
	var points []Point
	for _, cl := range o.claims {
		text := c.words.Sentences[o.item.Code]
		if text == "" {
			text = c.words.Work[string(cl.Association)]
		}
		add, place := c.lines(text, cl.Workload), c.scope(cl.Workload)
		i := slices.IndexFunc(points, func(p Point) bool { return *p.Place == *place })
		if i < 0 {
			p := c.point(o.item)
			p.Place = place
			points, i = append(points, p), len(points)
		}
		points[i].Workloads, points[i].Add = append(points[i].Workloads, cl.Workload), append(points[i].Add, add...)
	}
	return points
}

func (c *check) point(item sow.PoEItem) Point {
	return Point{Codes: []string{item.Code}, Title: item.Name, Need: item.Need, Why: item.Why, Rejection: rejection[item.Code], Do: "Add these words.", Add: []string{}}
}

// rejection maps items to the documented reasons of rejections (domain of
// Partner Center, "Manage customer associations", 2023-10-10).
var rejection = map[string]string{
	"poe.customer_signoff": "customer_signature_missing", "poe.ack_date": "dates_missing_or_old", "poe.activities": "partner_service_missing",
	"poe.workloads_named": "products_missing", "poe.tenant_id": "tenant_mismatch", "poe.customer_domain": "tenant_mismatch", "poe.not_draft": "poe_missing",
}

// name is what a workload is called in a sentence: its name without the
// remarks in brackets that the pack adds for people.
func (c *check) name(id string) string {
	name := cmp.Or(c.opt.Names[id], id)
	for _, w := range c.a.Workloads {
		if w.ID == id && w.Name != "" {
			name = w.Name
		}
	}
	short, _, _ := strings.Cut(name, " (")
	return short
}

// lines fills a sentence in; "" gives nil.
func (c *check) lines(text, workload string) []string {
	if text == "" {
		return nil
	}
	fill := strings.NewReplacer("{customer}", c.customer, "{partner}", c.partner, "{workload}", c.name(workload))
	return strings.Split(fill.Replace(text), "\n")
}

func known(f sow.Fact[string], otherwise string) string {
	if v, ok := f.Known(); ok {
		return v
	}
	return otherwise
}

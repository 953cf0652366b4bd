package analyze

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// checklist is the proof-of-execution checklist of a claim, filled with what
// the document itself shows. A document that is the proof need not be asked
// for again, but its gaps must be seen.
//
// The claim may be made on another workload than the one that the work is about
// (OneDrive is claimed as SharePoint Online): that one must be named too.
func (r *result) checklist(association sow.Association, workload, claimOn string) []sow.PoEItem {
	list, known := r.lists[association]
	if !known {
		list = r.analyzer.pack.PoE(association, r.in)
		if r.lists == nil {
			r.lists = map[sow.Association][]sow.PoESpec{}
		}
		r.lists[association] = list
	}
	items := make([]sow.PoEItem, 0, len(list))
	for _, spec := range list {
		item := sow.PoEItem{Code: spec.Code, Name: spec.Name, Need: spec.Need, Why: spec.Why, CompletedBy: spec.CompletedBy, Status: sow.PoEMissing, Evidence: []sow.Evidence{}}
		switch lines, found := r.finds(spec.Finds, workload, claimOn); {
		case !spec.Applies:
			item.Status = sow.PoENotApplicable
		case found:
			item.Status, item.Evidence = sow.PoEFoundAuto, lines
		}
		items = append(items, item)
	}
	return items
}

// EmptyChecklist is the checklist of a claim that a person opens without a
// proposal: every item that is asked for whatever the document says.
func (a *Analyzer) EmptyChecklist(association sow.Association) []sow.PoEItem {
	items := []sow.PoEItem{}
	for _, spec := range a.pack.PoE(association, a.pack.Flatten(sow.Facts{}, sow.Detection{}, false)) {
		item := sow.PoEItem{Code: spec.Code, Name: spec.Name, Need: spec.Need, Why: spec.Why, CompletedBy: spec.CompletedBy, Status: sow.PoEMissing, Evidence: []sow.Evidence{}}
		if !spec.Applies {
			item.Status = sow.PoENotApplicable
		}
		items = append(items, item)
	}
	return items
}

// finds looks for what an item asks for. The names are the pack's vocabulary
// of finders; "" is an item that only a person can complete.
func (r *result) finds(name, workload, claimOn string) ([]sow.Evidence, bool) {
	switch name {
	case "partner":
		return lines(r.facts.Partner)
	case "customer":
		return lines(r.facts.Customer)
	case "tenant_id":
		if v, _ := r.facts.TenantID.Known(); sow.IsTenantID(v) {
			return lines(r.facts.TenantID)
		}
	case "domain":
		return r.once(name, r.domainLines)
	case "signature", "signed_date":
		return r.signedLines(r.warned(sow.WarnUnsigned))
	case "not_draft":
		return r.signedLines(r.doc.Draft)
	case "contacts":
		return r.contactLines()
	case "attribution_clause":
		return lines(r.facts.PartnerClause)
	case "workloads":
		return r.workloadLines(claimOn, false)
	case "activities":
		return r.workloadLines(workload, true)
	case "quantities":
		return r.quantityLines(workload)
	case "partner_role", "project_plan", "deployment_documents", "template", "technical_contact", "subscription_id", "public_sector_disclosure", "revenue_fields":
		return r.once(name, func() ([]sow.Evidence, bool) { return r.phraseLines(name) })
	}
	return nil, false
}

// finding is what a finder gave for the whole document.
type finding struct {
	lines []sow.Evidence
	found bool
}

// once gives what look finds, which is the same for each claim of a document.
func (r *result) once(name string, look func() ([]sow.Evidence, bool)) ([]sow.Evidence, bool) {
	f, ok := r.found[name]
	if !ok {
		f.lines, f.found = look()
		if r.found == nil {
			r.found = map[string]finding{}
		}
		r.found[name] = f
	}
	return slices.Clone(f.lines), f.found
}

func lines[T any](f sow.Fact[T]) ([]sow.Evidence, bool) {
	_, ok := f.Known()
	return nonNil(f.Evidence), ok
}

// signedLines is where the day of the signature stands, unless the document is
// not in the form that is signed.
func (r *result) signedLines(unfinished bool) ([]sow.Evidence, bool) {
	if unfinished {
		return nil, false
	}
	return lines(r.facts.SignedDate)
}

func (r *result) warned(code sow.WarningCode) bool {
	return slices.ContainsFunc(r.doc.Warnings, func(w sow.Warning) bool { return w.Code == code })
}

var (
	cloudDomain = regexp.MustCompile(`(?i)\b[a-z0-9][a-z0-9-]{0,60}\.onmicrosoft\.(?:com|us|de|cn)\b`)
	hostName    = regexp.MustCompile(`(?i)(?:^|[\s:(„“"'<])([a-z0-9][a-z0-9-]{0,60}(?:\.[a-z0-9-]{2,60})*\.[a-z]{2,12})\b`)
	domainWord  = regexp.MustCompile(`(?i)\b(?:domain|domains|domainname|domäne|domaene|domaine|dominio)\b`)
)

// domainLines finds where the document names the customer's domain as one: a
// domain of the tenant, or a host name that is called a domain.
func (r *result) domainLines() ([]sow.Evidence, bool) {
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if !namesHost(b.Text) {
			continue
		}
		if holdsFolded(b.Text, ".onmicrosoft.") && cloudDomain.MatchString(b.Text) || namesDomain(b) && hostName.MatchString(b.Text) {
			return []sow.Evidence{quote(r.doc, i)}, true
		}
	}
	return nil, false
}

// namesHost tells whether a text can hold the name of a host: somewhere a dot
// stands before a letter, or before what folds to one.
func namesHost(text string) bool {
	for at := strings.IndexByte(text, '.'); at >= 0 && at+1 < len(text); {
		if c := small[text[at+1]]; 'a' <= c && c <= 'z' || c >= utf8.RuneSelf {
			return true
		}
		next := strings.IndexByte(text[at+1:], '.')
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// namesDomain tells whether a block, or the heads of its row and column, call
// something a domain.
func namesDomain(b *sow.Block) bool {
	if b.Cell != nil {
		return domainWord.MatchString(b.Text + " " + b.Cell.RowHead + " " + b.Cell.ColHead)
	}
	return holdsFolded(b.Text, "dom") && domainWord.MatchString(b.Text) // all of its words begin so
}

// contactLines finds the people whom the claim form asks for: one of each side
// with an address, told apart by the side or by the host of the address.
func (r *result) contactLines() ([]sow.Evidence, bool) {
	all, _ := r.facts.Contacts.Known()
	hosts, sides := map[string]bool{}, map[string]bool{}
	for _, c := range all {
		if _, host, ok := strings.Cut(strings.ToLower(c.Email), "@"); ok {
			hosts[host] = true
			sides[c.Side] = true
		}
	}
	return nonNil(r.facts.Contacts.Evidence), len(hosts) > 1 || sides["customer"] && sides["partner"]
}

func (r *result) workload(id string) (sow.Workload, bool) {
	i := slices.IndexFunc(r.det.Workloads, func(w sow.Workload) bool { return w.ID == id })
	if i < 0 {
		return sow.Workload{}, false
	}
	return r.det.Workloads[i], true
}

// workloadLines is where the document names the workload itself, and with
// work where it says what is done with it.
func (r *result) workloadLines(id string, work bool) ([]sow.Evidence, bool) {
	w, ok := r.workload(id)
	if !ok || len(w.Evidence) == 0 || work && len(w.Activities) == 0 {
		return nil, false
	}
	return w.Evidence[:min(2, len(w.Evidence))], true
}

func (r *result) quantityLines(id string) ([]sow.Evidence, bool) {
	w, ok := r.workload(id)
	if !ok || w.Quantity == nil {
		return lines(r.facts.Seats)
	}
	for _, e := range w.Evidence {
		if holdsNumber(e.Quote, w.Quantity.N) {
			return []sow.Evidence{e}, true
		}
	}
	return lines(r.facts.Seats)
}

// quote is a block as evidence, cut to a readable length.
func quote(doc sow.Document, i int) sow.Evidence {
	b := doc.Blocks[i]
	e := sow.Evidence{Quote: cut(b.Text, 300), Location: b.Loc.Path, Heading: doc.HeadingPath(i)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}

package analyze

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// checklist is the proof-of-execution checklist of a claim, filled with what
// the document itself shows. A document that is the proof need not be asked
// for again, but its gaps must be seen.
func (r *result) checklist(association sow.Association, workload string) []sow.PoEItem {
	items := []sow.PoEItem{}
	for _, spec := range r.analyzer.pack.PoE(association, r.in) {
		item := sow.PoEItem{Code: spec.Code, Name: spec.Name, Need: spec.Need, Why: spec.Why, CompletedBy: spec.CompletedBy, Status: sow.PoEMissing, Evidence: []sow.Evidence{}}
		switch lines, found := r.finds(spec.Finds, workload); {
		case !spec.Applies:
			item.Status = sow.PoENotApplicable
		case found:
			item.Status, item.Evidence = sow.PoEFoundAuto, lines
		}
		items = append(items, item)
	}
	return items
}

// finds looks for what an item asks for. The names are the pack's vocabulary
// of finders; "" is an item that only a person can complete.
func (r *result) finds(name, workload string) ([]sow.Evidence, bool) {
	switch name {
	case "partner":
		return lines(r.facts.Partner)
	case "customer":
		return lines(r.facts.Customer)
	case "tenant_id", "domain":
		if v, _ := r.facts.TenantID.Known(); strings.Contains(v, ".") == (name == "domain") {
			return lines(r.facts.TenantID)
		}
	case "signature", "signed_date", "not_draft":
		if !r.doc.Draft {
			return lines(r.facts.SignedDate)
		}
	case "contacts":
		return lines(r.facts.Contacts)
	case "workloads", "activities":
		return r.workloadLines(workload, name == "activities")
	case "quantities":
		return r.quantityLines(workload)
	case "partner_role", "project_plan", "deployment_documents", "template", "technical_contact", "subscription_id", "public_sector_disclosure", "revenue_fields":
		return r.phraseLines(name)
	}
	return nil, false
}

func lines[T any](f sow.Fact[T]) ([]sow.Evidence, bool) {
	_, ok := f.Known()
	return nonNil(f.Evidence), ok
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
	return w.Evidence[:min(1, len(w.Evidence))], true
}

// phrases are the words by which a document shows that it is, or holds, a kind
// of proof: titles and headings for documents, wording for the rest.
var phrases = map[string][]string{
	"project_plan":             {"project plan", "work plan", "projektplan", "plan de projet", "plan de proyecto", "plan de trabajo"},
	"deployment_documents":     {"as-built", "as built", "deployment documentation", "configuration document", "betriebsdokumentation", "dossier d'exploitation", "documentación de despliegue"},
	"template":                 {"proof of execution template", "cpor proof of execution"},
	"technical_contact":        {"technical contact", "technischer ansprechpartner", "contact technique", "contacto técnico"},
	"subscription_id":          {"subscription id", "abonnement-id", "id d'abonnement", "id de suscripción"},
	"public_sector_disclosure": {"public sector disclosure"},
	"revenue_fields":           {"solution seller"},
	"partner_role":             {"prime contractor", "sole supplier", "generalunternehmer", "titulaire du marché"},
}

// phraseLines finds an item by its wording. A planned document is not a proof:
// documents count only as the title or a heading of this document.
func (r *result) phraseLines(name string) ([]sow.Evidence, bool) {
	document := name == "project_plan" || name == "deployment_documents"
	for i, b := range r.doc.Blocks {
		if document && b.Kind != sow.Heading {
			continue
		}
		lower := strings.ToLower(b.Text)
		if slices.ContainsFunc(phrases[name], func(p string) bool { return strings.Contains(lower, p) }) {
			return []sow.Evidence{quote(r.doc, i)}, true
		}
	}
	return nil, false
}

// quote is a block as evidence, cut to a readable length.
func quote(doc sow.Document, i int) sow.Evidence {
	b := doc.Blocks[i]
	e := sow.Evidence{Quote: cut(b.Text, 300), Location: b.Loc.Path, Heading: doc.HeadingPath(i)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e
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

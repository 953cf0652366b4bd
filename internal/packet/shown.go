package packet

import (
	"fmt"
	"regexp"
	"strings"

	"claimline/internal/sow"
)

// shownLines is how many lines of the contract the proof sheet quotes.
const shownLines = 8

func (v *values) workload() (sow.Workload, bool) {
	for _, w := range v.in.Analysis.Workloads {
		if w.ID == v.in.Claim.Workload {
			return w, true
		}
	}
	return sow.Workload{}, false
}

// work lists the lines of the contract that name the work on the workload:
// sentences before headings, which stand in for them when there are none.
func (v *values) work() []map[string]string {
	var telling, others []map[string]string
	seen := map[string]bool{}
	add := func(list []sow.Evidence, scope bool) {
		for _, e := range list {
			q := flat(e.Quote, 280)
			if seen[q] || scope && e.Polarity != sow.InScope {
				continue
			}
			seen[q] = true
			row := map[string]string{"work.quote": q, "work.place": place(e)}
			if v.tells(q) {
				telling = append(telling, row)
			} else {
				others = append(others, row)
			}
		}
	}
	if w, ok := v.workload(); ok {
		add(w.Evidence, true)
	}
	for _, code := range []string{"poe.workloads_named", "poe.activities"} {
		if i, ok := v.item(code); ok {
			add(i.Evidence, false)
		}
	}
	switch {
	case len(telling) > 0:
		return telling[:min(len(telling), shownLines)]
	case len(others) > 0:
		return others[:min(len(others), shownLines)]
	}
	return []map[string]string{{"work.quote": open, "work.place": ""}}
}

var contentsLine = regexp.MustCompile(`[.…]\s*\d+$`)

// tells reports whether a line says something about the work: it is no title,
// no line of a table of contents and no bare name.
func (v *values) tells(q string) bool {
	return len(strings.Fields(q)) >= 5 && q != v.in.Analysis.Document.Title && !contentsLine.MatchString(q)
}

func (v *values) period() string {
	f := v.in.Analysis.Facts
	from, ok := f.StartDate.Known()
	if !ok {
		return "not stated in the contract"
	}
	if to, ok := f.EndDate.Known(); ok {
		return date(from, "en") + " to " + date(to, "en")
	}
	return "from " + date(from, "en")
}

func place(e sow.Evidence) string {
	var parts []string
	if e.Page != nil {
		parts = append(parts, fmt.Sprintf("page %d", *e.Page))
	}
	if e.Heading != "" {
		headings := strings.Split(e.Heading, " > ")
		parts = append(parts, flat(headings[len(headings)-1], 80))
	}
	return strings.Join(parts, ", ")
}

func (v *values) fileRows() []map[string]string {
	var rows []map[string]string
	for _, f := range v.files {
		rows = append(rows, map[string]string{"file.number": f.number, "file.name": f.path, "file.what": f.what})
	}
	return rows
}

func (v *values) uploads() []field {
	list := []field{{"Proof sheet", "2-proof-of-execution.docx (signed, as PDF)"}}
	for _, f := range v.files {
		list = append(list, field{"File " + f.number, f.path})
	}
	return list
}

var (
	needs  = map[sow.Need]string{sow.NeedRequired: "required", sow.NeedAdvised: "advised", sow.NeedConditional: "if it applies"}
	states = map[sow.PoEStatus]string{
		sow.PoEMissing: "missing", sow.PoEFoundAuto: "in the contract", sow.PoEAttached: "attached", sow.PoEAccepted: "accepted", sow.PoEWaived: "waived", sow.PoENotApplicable: "does not apply",
	}
)

func (v *values) items() []map[string]string {
	var rows []map[string]string
	for _, i := range v.in.Claim.Items {
		rows = append(rows, map[string]string{"item.name": i.Name, "item.need": needs[i.Need], "item.state": states[i.Status], "item.proof": v.proof(i)})
	}
	return rows
}

// proof says where an item is shown, or who decided about it and why.
func (v *values) proof(i sow.ClaimItem) string {
	var parts []string
	for n, f := range v.in.Files {
		if i.SHA256 != "" && f.SHA256 == i.SHA256 {
			parts = append(parts, "file "+v.files[n].number+", "+f.Name)
		}
	}
	if i.By != "" {
		parts = append(parts, strings.TrimSuffix(fmt.Sprintf("%s: %s", i.By, i.Note), ": "))
	}
	if len(parts) == 0 && len(i.Evidence) > 0 {
		text := "“" + flat(i.Evidence[0].Quote, 150) + "”"
		if where := place(i.Evidence[0]); where != "" {
			text += " (" + where + ")"
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 && i.Status == sow.PoEMissing {
		return i.Why
	}
	return strings.Join(parts, "\n")
}

func (v *values) progress() string {
	done, all := 0, 0
	for _, i := range v.in.Claim.Items {
		if i.Need == sow.NeedRequired {
			all++
			if i.Satisfied() {
				done++
			}
		}
	}
	return fmt.Sprintf("%d of %d required points are shown. Quotations are from “%s”.", done, all, v.in.Document.Name)
}

// openPoints says what would get the claim rejected or stands in its way.
func (v *values) openPoints() string {
	c := v.in.Claim
	var list []string
	for _, i := range c.Items {
		if i.Need == sow.NeedRequired && !i.Satisfied() {
			list = append(list, i.Name+": "+i.Why)
		}
	}
	if i, ok := v.item("poe.tenant_id"); tenant(c) == "" && (!ok || i.Satisfied()) {
		list = append(list, "The customer's tenant ID (a GUID) is not known.")
	}
	if c.PartnerID == "" {
		list = append(list, "The Partner ID is not chosen.")
	}
	have := len(sow.ValidApprovals(v.in.Approvals, c.EvidenceSHA256, v.in.Involved))
	if need := max(c.ApprovalsNeeded, 1); have < need && c.PartnerCenter == "" {
		list = append(list, fmt.Sprintf("%d of %d internal approvals of exactly this evidence are there.", have, need))
	}
	if len(list) == 0 {
		return "Nothing is open: every required point of the proof is shown and approved. Print the proof sheet, have it signed where the contract itself does not carry the acknowledgement, and file."
	}
	return "Microsoft would reject the claim, or the form would not take it, until this is settled:\n•  " + strings.Join(list, "\n•  ")
}

func (v *values) approvals() string {
	var names []string
	for _, a := range sow.ValidApprovals(v.in.Approvals, v.in.Claim.EvidenceSHA256, v.in.Involved) {
		names = append(names, a.DecidedBy)
	}
	if len(names) == 0 {
		return "not given yet"
	}
	return "by " + strings.Join(names, " and ") + ", for the evidence " + v.in.Claim.EvidenceSHA256[:12]
}

func (v *values) quantity() string {
	if w, ok := v.workload(); ok && w.Quantity != nil {
		return fmt.Sprintf("%d %s", w.Quantity.N, w.Quantity.Unit)
	}
	if n, ok := v.in.Analysis.Facts.Seats.Known(); ok {
		return fmt.Sprintf("%d users", n)
	}
	return "not stated in the contract"
}

func (v *values) signed(language string) string {
	day, ok := v.in.Analysis.Facts.SignedDate.Known()
	if !ok {
		day = v.in.Claim.Dates.Signed
	}
	if day == "" {
		return ""
	}
	return date(day, language)
}

func (v *values) contract() string {
	out := v.in.Document.Name
	if signed := v.signed("en"); signed != "" {
		out += ", signed on " + signed
	}
	return out
}

func (v *values) acknowledgement() string {
	if signed := v.signed("en"); signed != "" {
		return "The contract itself, file 01 of this packet, carries the customer's signature of " + signed + "."
	}
	return ""
}

func (v *values) activities() string {
	w, ok := v.workload()
	if !ok || len(w.Activities) == 0 {
		return "The partner delivers the work on " + v.in.Workload + " that the contract describes."
	}
	names := make([]string, len(w.Activities))
	for i, a := range w.Activities {
		names[i] = strings.ReplaceAll(string(a), "-", " ")
	}
	return "Kinds of work on " + v.in.Workload + ": " + strings.Join(names, ", ") + "."
}

func (v *values) publicSector(customer, partner string) string {
	public, known := v.in.Analysis.Facts.PublicSector.Known()
	country, placed := v.in.Analysis.Facts.Country.Known()
	switch {
	case known && public && placed && country != "US" && country != "PR":
		return "Does not apply: the customer is a public body outside the United States and Puerto Rico (" + country + ")."
	case known && public:
		return customer + " is a public sector entity. It has been informed that " + partner + " may receive payments or other benefits from Microsoft for the work described above. (Required by Microsoft for public bodies of the United States and Puerto Rico.)"
	case known:
		return "Does not apply: the customer is not a public sector entity."
	}
	return "Does not apply: it is asked of public bodies of the United States and Puerto Rico, and the contract shows no such customer."
}

// comment is what a reviewer at Microsoft reads first.
func (v *values) comment() string {
	text := fmt.Sprintf("The contract “%s” names the work on %s", v.contract(), v.in.Workload)
	if w := v.lists["work"][0]; w["work.quote"] != open {
		text += ": “" + w["work.quote"] + "”"
		if w["work.place"] != "" {
			text += " (" + w["work.place"] + ")"
		}
	}
	return strings.TrimSuffix(text, ".") + ". The proof sheet lists every element of the template for proofs of execution."
}

package packet

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimline/internal/sow"
)

// open stands where a value is not known: a person completes it.
const open = "to be completed"

// noticeDays is how long the customer can object after the approval (deadline
// DL-OPTOUT).
const noticeDays = 7

// known are the names that a template may use.
var known = []string{
	"partner", "partner_id", "partner_contact", "customer", "customer_domain", "tenant_id", "customer_contact", "customer_contact_line", "greeting", "sender", "sender_contact", "letter_tenant", "period",
	"technical_contact", "claim_name", "programme_year", "solution_area", "partner_role", "association", "workload", "quantity", "project", "document", "signed_on",
	"subscription_id", "public_sector", "prepared_on", "letter_date", "owner", "partner_center_id", "payment", "approvals", "open_points", "activities",
	"acknowledgement", "progress", "notice_days", "work.quote", "work.place", "file.number", "file.name", "file.what", "item.name", "item.need", "item.state", "item.proof",
}

// values are the words that templates are filled with.
type values struct {
	in                Input
	language          string
	single            map[string]string
	lists             map[string][]map[string]string
	files             []placed
	customer, partner sow.Contact
}

// placed is a proof with its number and path in the packet.
type placed struct{ number, path, name, what string }

func newValues(in Input) *values {
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	if in.Analysis.Facts == nil {
		in.Analysis.Facts = &sow.Facts{}
	}
	v := &values{in: in, language: letterLanguage(in)}
	v.people()
	for i, f := range in.Files {
		number := fmt.Sprintf("%02d", i+1)
		v.files = append(v.files, placed{number: number, path: "evidence/" + number + "-" + plainName(f.Name, "file"), name: f.Name, what: f.What})
	}
	v.lists = map[string][]map[string]string{"work": v.work(), "file": v.fileRows(), "item": v.items()}
	v.single = v.all()
	return v
}

func letterLanguage(in Input) string {
	for _, l := range []string{in.Language, in.Analysis.Document.Language} {
		if slices.Contains(Names, "letter-"+l+".docx") {
			return l
		}
	}
	return "en"
}

func (v *values) all() map[string]string {
	c, f := v.in.Claim, v.in.Analysis.Facts
	partner, _ := f.Partner.Known()
	customer := either(c.Customer, open)
	area, role := form(v.in.Family, c.Association)
	return map[string]string{
		"partner": either(partner, open), "partner_id": either(c.PartnerID, open), "partner_contact": either(line(v.partner), either(c.Owner, open)),
		"customer": customer, "customer_domain": either(v.domain(), open), "tenant_id": either(tenant(c), open),
		"customer_contact": either(line(v.customer), open), "customer_contact_line": v.customer.Name, "greeting": v.greeting(), "sender": either(c.Owner, v.partner.Name), "sender_contact": line(v.partner),
		"letter_tenant": either(tenant(c), follows[v.language]), "period": v.period(),
		"technical_contact": v.asked("poe.tech_contact"), "claim_name": fmt.Sprintf("%s, %s, %s", customer, v.in.Workload, c.ProgrammeYear),
		"programme_year": c.ProgrammeYear, "solution_area": area, "partner_role": role, "association": string(c.Association) + " (" + role + ")",
		"workload": v.in.Workload, "quantity": v.quantity(), "project": either(v.in.Analysis.Document.Title, v.in.Document.Name), "document": v.contract(),
		"signed_on": either(v.signed("en"), open), "subscription_id": v.asked("poe.subscription_id"), "public_sector": v.publicSector(customer, either(partner, "the partner")),
		"prepared_on": date(v.asOf(), "en"), "letter_date": date(v.asOf(), v.language), "owner": either(c.Owner, open),
		"partner_center_id": either(c.PartnerCenter, "not filed yet"), "payment": payment(c), "approvals": v.approvals(), "open_points": v.openPoints(),
		"activities": v.activities(), "acknowledgement": v.acknowledgement(), "progress": v.progress(), "notice_days": strconv.Itoa(noticeDays),
	}
}

// In a letter nothing is left "to be completed": without a name it greets
// without one.
var (
	greetings = map[string]string{"en": "Dear %s,", "de": "Guten Tag %s,", "fr": "Bonjour %s,", "es": "Hola, %s:"}
	nameless  = map[string]string{"en": "Dear Sir or Madam,", "de": "Guten Tag,", "fr": "Bonjour,", "es": "Estimados señores:"}
	follows   = map[string]string{"en": "will follow", "de": "folgt", "fr": "à suivre", "es": "se indicará"}
)

func (v *values) greeting() string {
	if v.customer.Name == "" {
		return nameless[v.language]
	}
	return fmt.Sprintf(greetings[v.language], v.customer.Name)
}

// asOf is the day of the state that the packet shows: the claim's last change,
// so that the same state gives the same packet.
func (v *values) asOf() string { return v.in.Claim.UpdatedAt.In(v.in.Zone).Format(time.DateOnly) }

func tenant(c sow.Claim) string {
	if sow.IsTenantID(c.TenantID) {
		return c.TenantID
	}
	return ""
}

func payment(c sow.Claim) string {
	if c.PaymentOptOut {
		return "tick “opt out”: recognition only"
	}
	return "leave “opt out” unticked"
}

// form gives the names of Partner Center's form for a family and an
// association (Partner Center, "Customer association issues", 2023-10-10). The
// guide's deployment has no role of its own there.
func form(family sow.Family, a sow.Association) (area, role string) {
	if family == sow.FamilyBusiness {
		if a == sow.AssocRevenue {
			return "Business Applications", "Influenced Revenue recognition"
		}
		return "Business Applications", "Usage recognition"
	}
	return "Modern Work and Security", "Use or consume"
}

// people finds the contacts of both sides; one without a side belongs to the
// customer when its address has the customer's domain.
func (v *values) people() {
	all, _ := v.in.Analysis.Facts.Contacts.Known()
	domain := strings.ToLower(v.domain())
	for _, c := range all {
		side := c.Side
		if _, host, ok := strings.Cut(strings.ToLower(c.Email), "@"); side == "" && ok && domain != "" {
			side = "partner"
			if host == domain {
				side = "customer"
			}
		}
		switch {
		case side == "customer" && v.customer.Name == "":
			v.customer = c
		case side == "partner" && v.partner.Name == "":
			v.partner = c
		}
	}
}

var host = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,12}\b`)

// domain is the one that the checklist found, else that of a customer's
// address.
func (v *values) domain() string {
	if i, ok := v.item("poe.customer_domain"); ok && len(i.Evidence) > 0 {
		if d := host.FindString(i.Evidence[0].Quote); d != "" {
			return d
		}
	}
	if strings.Contains(v.in.Claim.TenantID, ".") {
		return v.in.Claim.TenantID
	}
	all, _ := v.in.Analysis.Facts.Contacts.Known()
	for _, c := range all {
		if _, d, ok := strings.Cut(c.Email, "@"); ok && c.Side == "customer" {
			return d
		}
	}
	return ""
}

func (v *values) item(code string) (sow.ClaimItem, bool) {
	i := slices.IndexFunc(v.in.Claim.Items, func(i sow.ClaimItem) bool { return i.Code == code })
	if i < 0 {
		return sow.ClaimItem{}, false
	}
	return v.in.Claim.Items[i], true
}

// asked is the line that answers an item of the checklist.
func (v *values) asked(code string) string {
	i, ok := v.item(code)
	switch {
	case !ok || i.Status == sow.PoENotApplicable:
		return "not asked for with this workload"
	case len(i.Evidence) > 0:
		return flat(i.Evidence[0].Quote, 160)
	}
	return open
}

func line(c sow.Contact) string {
	var parts []string
	for _, p := range []string{c.Name, c.Title, c.Email} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

func either(value, other string) string {
	if strings.TrimSpace(value) == "" {
		return other
	}
	return value
}

// flat is text on one line, cut to a readable length.
func flat(text string, limit int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit])) + "…"
	}
	return text
}

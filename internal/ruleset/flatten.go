package ruleset

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"claimline/internal/sow"
)

// Flatten makes the flat facts that rules work on from the facts and the
// detection of a document. draft tells that the document is a draft. Only
// workloads and products in scope become subjects of decisions; what a
// document does not say becomes "unknown".
func (p *Pack) Flatten(f sow.Facts, d sow.Detection, draft bool) Input {
	mode := modeOf(f, d)
	in := Input{Doc: DocFacts{
		Agreement: agreementOf(f.Agreement), MovesTo: movesTo(f.AgreementMoves), CSP: answer(f.TransactingCSP), Mode: mode,
		Seats: seatBand(f.Seats), PublicSector: answer(f.PublicSector), Country: countryOf(f.Country), Cloud: cloudOf(f.Cloud),
		Duration: durationOf(f.StartDate, f.EndDate), Draft: draft,
		Signed: known(f.SignedDate), Customer: known(f.Customer), Tenant: known(f.TenantID),
	}}
	in.Doc.Access, in.Doc.Identity = accessOf(f.Access)
	clauseOf(&in.Doc, f.PartnerClause)
	engagement, _ := f.Engagement.Known()
	for _, w := range d.Workloads {
		if w.Polarity == sow.InScope && (w.Kind == sow.CanonicalWorkload || w.Kind == sow.OtherProduct) {
			in.Workloads = append(in.Workloads, p.subject(w, engagement))
		}
	}
	return in
}

func (p *Pack) subject(w sow.Workload, engagement []sow.Activity) WorkloadFacts {
	out := WorkloadFacts{
		ID: w.ID, Name: w.Name, Family: string(w.Family), Plane: string(w.Plane), Kind: "workload", Claimable: "yes",
		Work: sow.WorkOf(w.Activities), Deploys: sow.WorkOf(w.Activities) == "build",
	}
	if out.Work == "unknown" {
		out.Work = sow.WorkOf(engagement)
	}
	if w.Kind == sow.OtherProduct {
		out.Kind = "product"
	}
	for i := range p.lexicon.Entries {
		e := &p.lexicon.Entries[i]
		if e.ID == w.ID {
			out.Claimable, out.RollsUpTo = cmp.Or(e.Claimable, out.Claimable), e.RollsUpTo
			break
		}
	}
	return out
}

// modeOf gives how the partner works: by the kind of document, else by its
// activities when they leave no doubt.
func modeOf(f sow.Facts, d sow.Detection) string {
	kind, ok := f.Kind.Known()
	if !ok {
		kind = d.Kind
	}
	switch kind {
	case sow.KindManaged:
		return "managed-services"
	case sow.KindStaffAug:
		return "staff-augmentation"
	case sow.KindAssessment, sow.KindLicensing:
		return "advisory"
	case sow.KindProject, sow.KindChangeOrder, sow.KindWorkOrder, sow.KindProposal, sow.KindNotSOW, sow.KindOtherVendors:
	}
	engagement, _ := f.Engagement.Known()
	only := func(allowed ...sow.Activity) bool {
		return len(engagement) > 0 && !slices.ContainsFunc(engagement, func(a sow.Activity) bool { return !slices.Contains(allowed, a) })
	}
	switch {
	case only(sow.StaffAugmentation):
		return "staff-augmentation"
	case only(sow.ManagedServices, sow.Support) && slices.Contains(engagement, sow.ManagedServices):
		return "managed-services"
	case only(sow.Assessment):
		return "advisory"
	}
	return "project"
}

func agreementOf(f sow.Fact[sow.Agreement]) string {
	a, ok := f.Known()
	if !ok || a == "" {
		return string(sow.AgreementUnknown)
	}
	return string(a)
}

func movesTo(f sow.Fact[sow.Agreement]) string {
	a, ok := f.Known()
	if !ok || a == "" || a == sow.AgreementUnknown {
		return "none"
	}
	return string(a)
}

func answer(f sow.Fact[bool]) string {
	yes, ok := f.Known()
	if !ok {
		return "unknown"
	}
	return yesNo(yes)
}

func known[T any](f sow.Fact[T]) string {
	if _, ok := f.Known(); ok {
		return "yes"
	}
	return "unknown"
}

func seatBand(f sow.Fact[int]) string {
	n, ok := f.Known()
	switch {
	case !ok:
		return "unknown"
	case n <= 10:
		return "up-to-10"
	case n <= 300:
		return "11-300"
	default:
		return "over-300"
	}
}

func countryOf(f sow.Fact[string]) string {
	switch c, ok := f.Known(); {
	case !ok:
		return "unknown"
	case strings.EqualFold(c, "US"), strings.EqualFold(c, "PR"):
		return "us"
	}
	return "elsewhere"
}

func cloudOf(f sow.Fact[string]) string {
	c, _ := f.Known()
	if slices.Contains([]string{"commercial", "gcc", "gov", "china"}, c) {
		return c
	}
	return "unknown"
}

// durationOf tells whether the work is longer than a quarter, from days as
// printed (YYYY-MM-DD).
func durationOf(start, end sow.Fact[string]) string {
	s, okStart := start.Known()
	e, okEnd := end.Known()
	from, errFrom := time.Parse(time.DateOnly, s)
	to, errTo := time.Parse(time.DateOnly, e)
	if !okStart || !okEnd || errFrom != nil || errTo != nil || to.Before(from) {
		return "unknown"
	}
	if to.After(from.AddDate(0, 3, 0)) {
		return "over-3-months"
	}
	return "up-to-3-months"
}

// accessOf gives the strongest role and what it is granted to. A role whose
// name is not known as read-only can write: customers grant roles for work.
func accessOf(f sow.Fact[[]sow.Access]) (role, identity string) {
	rights, _ := f.Known()
	role, identity = "unknown", "unknown"
	rank := []string{"unknown", "read-only", "user-access-administrator", "write"}
	for _, a := range rights {
		if r := roleOf(a.Role); slices.Index(rank, r) > slices.Index(rank, role) {
			role = r
		}
		switch id := strings.ToLower(a.Identity); {
		case id == "":
		case strings.Contains(id, "service principal"), strings.Contains(id, "service-principal"), strings.Contains(id, "managed identity"), strings.Contains(id, "managed-identity"):
			identity = "service-principal"
		case identity == "unknown":
			identity = "person"
		}
	}
	return role, identity
}

func roleOf(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	switch {
	case name == "":
		return "unknown"
	case strings.Contains(name, "user access administrator"):
		return "user-access-administrator"
	case strings.Contains(name, "reader") && !strings.Contains(name, "contributor"):
		return "read-only"
	default:
		return "write"
	}
}

// clauseOf reads which mechanisms a clause on attribution speaks of.
func clauseOf(d *DocFacts, f sow.Fact[string]) {
	text, ok := f.Known()
	if !ok {
		return
	}
	words := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
	says := func(phrases ...string) bool {
		return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(words, " "+p+" ") })
	}
	d.ClausePAL = says("pal", "partner admin link")
	d.ClauseCPOR = says("cpor", "claiming partner of record")
	d.ClauseDPOR = says("dpor", "digital partner of record")
	d.ClausePGA = says("pga", "partner global account", "global account id")
}

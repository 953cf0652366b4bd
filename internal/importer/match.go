package importer

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// match finds the claims that a row is about: by Partner Center's claim ID,
// else by the tenant or the customer's name with the workload. An ID can stand
// for several workloads. Otherwise it says why there is none.
func (w World) match(r Record, m Mapping) (found []sow.Claim, why string) {
	workload := w.workload(r.Workload, m)
	if r.ClaimID != "" {
		found = w.where(func(c sow.Claim) bool {
			return strings.EqualFold(c.PartnerCenter, r.ClaimID) && (workload == "" || c.Workload == workload)
		})
		if len(found) > 0 {
			return found, ""
		}
	} else if r.Workload != "" && workload == "" {
		return nil, fmt.Sprintf("the product %q is no workload that the rules know; name it under products in a mapping file", r.Workload)
	}
	found = newestOnly(w.where(func(c sow.Claim) bool { return r.fits(c, workload) }))
	switch {
	case len(found) == 0:
		return nil, "no claim of ours has this " + r.known()
	case workload == "" || len(found) > 1:
		return nil, fmt.Sprintf("several claims of ours could be meant: %s", numbers(found))
	}
	return found, ""
}

// fits tells whether a claim without the row's claim ID can be meant: same
// tenant, or same customer when the row has no tenant; workload and Partner ID
// agree where both sides have one. A claim with another claim ID is another one.
func (r Record) fits(c sow.Claim, workload string) bool {
	switch {
	case r.ClaimID != "" && c.PartnerCenter != "", workload != "" && c.Workload != workload, r.PartnerID != "" && c.PartnerID != "" && c.PartnerID != r.PartnerID:
		return false
	case r.Tenant != "":
		return strings.EqualFold(c.TenantID, r.Tenant)
	}
	return r.Customer != "" && sow.FoldCustomer(c.Customer) == sow.FoldCustomer(r.Customer)
}

func (w World) where(is func(sow.Claim) bool) []sow.Claim {
	var out []sow.Claim
	for _, c := range w.Claims {
		if is(c) {
			out = append(out, c)
		}
	}
	return out
}

// newestOnly drops claims that another one in the list took over.
func newestOnly(list []sow.Claim) []sow.Claim {
	return slices.DeleteFunc(slices.Clone(list), func(c sow.Claim) bool {
		return slices.ContainsFunc(list, func(o sow.Claim) bool { return o.Supersedes == c.ID })
	})
}

func numbers(list []sow.Claim) string {
	var out []string
	for _, c := range list {
		out = append(out, fmt.Sprint(c.ID))
	}
	return strings.Join(out, ", ")
}

// workload gives the id of a product as an export names it.
func (w World) workload(name string, m Mapping) string {
	if name == "" {
		return ""
	}
	for product, id := range m.Products {
		if fold(product) == fold(name) {
			return id
		}
	}
	for known, id := range w.Workloads {
		if fold(id) == fold(name) || fold(known) == fold(name) || short(known) == short(name) {
			return id
		}
	}
	return ""
}

// short is a product's name without the maker and without remarks in brackets.
func short(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return strings.TrimPrefix(fold(name), "microsoft")
}

// known says what of a row was looked for.
func (r Record) known() string {
	var parts []string
	for _, p := range []struct{ name, value string }{{"claim ID", r.ClaimID}, {"tenant", r.Tenant}, {"customer", r.Customer}, {"workload", r.Workload}} {
		if p.value != "" {
			parts = append(parts, p.name)
		}
	}
	return strings.Join(parts, ", ")
}

// words is a row in a few words.
func (r Record) words() string {
	var parts []string
	for _, v := range []string{r.ClaimID, r.Customer, r.Tenant, r.Workload, r.Status, r.Month} {
		if v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, ", ")
}

package sow

import (
	"fmt"
	"slices"
	"strings"
)

// ClaimWarning is something about a claim that a person should know before
// filing it. It blocks nothing.
type ClaimWarning struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Codes of claim warnings.
const (
	WarnClaimedByUs = "claimed_by_us"      // another open claim of ours for the workload
	WarnHeld        = "held_by_other"      // another partner is known to hold it
	WarnCSP         = "transacted_csp"     // recognition comes with the transaction
	WarnCSPBusiness = "business_csp"       // the form refuses the subscription
	WarnSuite       = "suite_only"         // the document names a suite, not the workload
	WarnProgramme   = "other_programme"    // a funded engagement is claimed elsewhere
	WarnNotNamed    = "workload_not_named" // the document does not name the workload
)

// ClaimWarnings gives the warnings of a claim from the analysis of its document
// (nil when there is none) and our other open claims for the same customer,
// workload and year. Each text says what follows (Partner Center, "Customer
// association issues", 2023-10-10; guide, sections 5 and 7).
func ClaimWarnings(c Claim, a *Analysis, others []ClaimRef) []ClaimWarning {
	var list []ClaimWarning
	warn := func(code, format string, args ...any) {
		list = append(list, ClaimWarning{code, fmt.Sprintf(format, args...)})
	}
	for _, o := range others {
		warn(WarnClaimedByUs, "Claim %d of ours stands for this workload at this customer in the same year (%s). A workload belongs to one association: merge the two, or stop one.", o.ID, o.Position)
	}
	if c.HeldBy != "" {
		warn(WarnHeld, "%s is known to hold this workload at the customer. Partner Center weighs both proofs and the newest one is reviewed: ask the customer before filing.", c.HeldBy)
	}
	if a == nil {
		return list
	}
	named := slices.IndexFunc(a.Workloads, func(w Workload) bool { return w.ID == c.Workload && w.Polarity == InScope })
	if a.Facts != nil {
		agreement, _ := a.Facts.Agreement.Known()
		transacting, known := a.Facts.TransactingCSP.Known()
		business := named >= 0 && a.Workloads[named].Family == FamilyBusiness
		switch {
		case business && agreement == CSP:
			warn(WarnCSPBusiness, "The subscription is bought through CSP. Claims for Business Applications are for volume licensing and Web Direct; the form refuses a CSP subscription ID.")
		case known && transacting:
			warn(WarnCSP, "The partner sells this through CSP, which is recognised by itself. The guide needs no claim; for more than 300 seats of Modern Work only CPOR scores.")
		}
	}
	list = append(list, namingWarnings(c, a, named >= 0)...)
	if a.Document.Kind == KindAssessment {
		warn(WarnProgramme, "The document is an assessment. A workshop or assessment that Microsoft funds is claimed as an engagement (MCI), not as CPOR.")
	}
	return list
}

func namingWarnings(c Claim, a *Analysis, named bool) []ClaimWarning {
	if named {
		return nil
	}
	var suites []string
	for _, w := range a.Workloads {
		if w.Kind == Umbrella && w.Polarity == InScope && (len(w.Candidates) == 0 || slices.Contains(w.Candidates, c.Workload)) {
			suites = append(suites, w.Name)
		}
	}
	if len(suites) > 0 {
		return []ClaimWarning{{WarnSuite, "The document names " + strings.Join(suites, ", ") + " and not the workload itself. A suite is no proof: Microsoft rejects it with “products missing”."}}
	}
	return []ClaimWarning{{WarnNotNamed, "The document does not name the workload as work of this project. Attach a proof that does."}}
}

// CheckMerge tells why a claim cannot be merged into another one; nil when it
// can. Both must still be collecting their evidence, for the same workload and
// partner ID.
func CheckMerge(from, into Claim) error {
	collecting := func(c Claim) bool {
		return c.Position == At(StageIdentified) || c.Position == At(StageEvidence)
	}
	switch {
	case from.ID == into.ID:
		return fmt.Errorf("merge claim %d into itself: %w", from.ID, ErrTransition)
	case !collecting(from) || !collecting(into):
		return fmt.Errorf("merge claim %d at %s into claim %d at %s, of which both must be before review: %w", from.ID, from.Position, into.ID, into.Position, ErrTransition)
	case from.Workload != into.Workload || from.PartnerID != into.PartnerID:
		return fmt.Errorf("merge claim %d into claim %d, which is about another workload or partner ID: %w", from.ID, into.ID, ErrTransition)
	}
	return nil
}

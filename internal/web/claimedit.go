package web

import (
	"fmt"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// owner gives a claim to somebody.
func (s *site) owner(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	name := r.field("owner")
	if r.PostForm.Has("me") {
		name = r.user.Name
	}
	if name != "" {
		if why := sow.BadName(name); why != "" {
			return reply{}, invalid{why, "Go back and write the owner's name."}
		}
	}
	_, err = s.cfg.Pipeline.Assign(r.Context(), ch, name)
	return s.changed(r, ch, err, "owned")
}

// note adds words to the history of a claim.
func (s *site) note(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	text := r.field("note")
	if text == "" {
		return reply{}, invalid{"The note is empty.", "Write what others should know."}
	}
	_, err = s.cfg.Pipeline.Note(r.Context(), ch, text)
	return s.changed(r, ch, err, "noted")
}

// fields changes what a claim says about customer, tenant and partner.
func (s *site) fields(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	customer, tenant, partner, held, optOut := r.field("customer"), r.field("tenant_id"), r.field("partner_id"), r.field("held_by"), r.PostForm.Has("payment_opt_out")
	if tenant != "" && !sow.IsTenantID(tenant) {
		return reply{}, invalid{"That is no tenant ID.", "It is a GUID such as 0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10; the customer finds it in the Entra admin center under Overview."}
	}
	if strings.Trim(partner, "0123456789") != "" {
		return reply{}, invalid{"That is no partner ID.", "It is the Partner Location ID that claims are filed under, such as 6080811: digits only."}
	}
	_, err = s.cfg.Pipeline.Edit(r.Context(), ch, store.ClaimFields{Customer: &customer, TenantID: &tenant, PartnerID: &partner, PaymentOptOut: &optOut, HeldBy: &held})
	if err != nil {
		return s.refusedAs(r, ch, err, func(page claimPage) (string, string) {
			if c := page.Claim; tenant != "" || c.TenantID == "" || !c.Position.KeepsTenant() {
				return "", ""
			}
			return "The tenant ID cannot be taken away at this stage.", "Write the right one, or send the claim back for changes first, with the reason."
		})
	}
	return s.changed(r, ch, nil, "edited")
}

// item decides about a checklist item.
func (s *site) item(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	status := sow.PoEStatus(r.field("status"))
	switch status {
	case sow.PoEAccepted, sow.PoEMissing:
	case sow.PoEWaived, sow.PoENotApplicable:
		if r.field("note") == "" {
			return reply{}, invalid{"A reason is needed to waive an item or to set it aside.", "Go back and say why; an auditor reads it."}
		}
	case sow.PoEFoundAuto, sow.PoEAttached: // by the program, and by a file
		fallthrough
	default:
		return reply{}, invalid{"That is no decision about an item.", "Choose one on the page of the claim."}
	}
	code := r.PathValue("code")
	_, err = s.cfg.Pipeline.SetItem(r.Context(), ch, store.ItemChange{Code: code, Status: status, Note: r.field("note")})
	if err != nil {
		return s.refused(r, ch, err)
	}
	return see(fmt.Sprintf("/claims/%d?done=item#%s", ch.ClaimID, code)), nil
}

// supersede opens a new claim in the place of one that ended.
func (s *site) supersede(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	next, err := s.cfg.Pipeline.Supersede(r.Context(), ch)
	if err != nil {
		return s.refused(r, ch, err)
	}
	return see(fmt.Sprintf("/claims/%d?done=superseded", next.ID)), nil
}

package ruleset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/sow"
)

// The tests of this file hold what the guide and the reference tables say a
// second time, so that a line that is lost from the pack is noticed.

// checklist is the table of items by claim type: deployment, usage, revenue,
// presales. R required, A advised, C conditional, - not asked; a means advised
// by the guide and by Microsoft alike.
var checklist = map[string]string{
	"poe.project_plan": "R---", "poe.deployment_docs": "RA--", "poe.customer_signoff": "RAAR", "poe.ack_date": "RAAR",
	"poe.partner_name": "RAAR", "poe.customer_name": "RAAR", "poe.customer_domain": "RAAR", "poe.tenant_id": "RAAR",
	"poe.workloads_named": "RAAR", "poe.activities": "RAAR", "poe.partner_role": "aaaa", "poe.metrics": "aa--", "poe.template": "aaaa",
	"poe.contacts": "RRRR", "poe.tech_contact": "CCCC", "poe.subscription_id": "CCCC", "poe.revenue_fields": "--R-", "poe.psd": "CCCC",
	"poe.not_draft": "RAAR", "poe.originals": "aaaa", "poe.cpor_notice": "aaaa",
}

func TestChecklists(t *testing.T) {
	p := deliveredPack(t)
	other, err := p.WithStrictness("microsoft")
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Workloads: []WorkloadFacts{kindsOfWorkload[1]}} // Teams: no conditional item applies
	for column, get := range []func(*Pack) []sow.PoESpec{
		func(p *Pack) []sow.PoESpec { return p.PoE(sow.AssocDeployment, in) },
		func(p *Pack) []sow.PoESpec { return p.PoE(sow.AssocUsage, in) },
		func(p *Pack) []sow.PoESpec { return p.PoE(sow.AssocRevenue, in) },
		func(p *Pack) []sow.PoESpec { return p.PresalesPoE(in) },
	} {
		got, gotOther, want, wantOther := needs(get(p)), needs(get(other)), map[string]string{}, map[string]string{}
		for code, row := range checklist {
			switch row[column] {
			case '-':
				continue
			case 'R':
				want[code], wantOther[code] = "required", "required"
			case 'A':
				want[code], wantOther[code] = "advised", "required"
			case 'a':
				want[code], wantOther[code] = "advised", "advised"
			case 'C':
				want[code], wantOther[code] = "conditional, does not apply", "conditional, does not apply"
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("column %d by the guide: %s", column, diff)
		}
		if diff := cmp.Diff(wantOther, gotOther); diff != "" {
			t.Errorf("column %d by Microsoft: %s", column, diff)
		}
	}
}

func needs(items []sow.PoESpec) map[string]string {
	out := map[string]string{}
	for _, i := range items {
		out[i.Code] = string(i.Need)
		if !i.Applies {
			out[i.Code] += ", does not apply"
		}
	}
	return out
}

func TestConditionalItemsBecomeRequired(t *testing.T) {
	p := deliveredPack(t)
	dynamics := Input{Doc: DocFacts{PublicSector: "yes", Country: "us"}, Workloads: []WorkloadFacts{kindsOfWorkload[4]}}
	got := needs(p.PoE(sow.AssocDeployment, dynamics))
	for _, code := range []string{"poe.tech_contact", "poe.subscription_id", "poe.psd"} {
		if got[code] != "required" {
			t.Errorf("%s is %q for a public body and Dynamics 365", code, got[code])
		}
	}
	i := slices.IndexFunc(p.PoE(sow.AssocDeployment, dynamics), func(s sow.PoESpec) bool { return s.MaxAgeMonths == 12 && s.Code == "poe.ack_date" })
	if i < 0 {
		t.Error("the acknowledgement may be older than 12 months")
	}
}

func TestDeadlines(t *testing.T) {
	p := deliveredPack(t)
	var got []string
	for _, d := range p.Deadlines() {
		count := "?"
		switch {
		case d.Count != nil:
			count = fmt.Sprint(*d.Count)
		case len(d.ByType) > 0:
			count = fmt.Sprint(d.ByType)
		case len(d.Dates) > 0:
			count = strings.Join(d.Dates, " ")
		}
		got = append(got, fmt.Sprintf("%s %s %s %s, %s", d.Code, d.Anchor, count, d.Unit, d.Owner))
		if d.Text == "" || d.Missed == "" || d.Source == "" {
			t.Errorf("%s does not explain itself", d.Code)
		}
	}
	want := []string{
		"DL-CLAIM-BY sow_signed 10 business days, partner",
		"DL-CLAIM-LATEST customer_ack 12 months, partner",
		"DL-POE-FRESH customer_ack 9 months, partner",
		"DL-REVIEW-START submitted 5 business days, microsoft",
		"DL-REVIEW-EXPECTED submitted 10 business days, microsoft",
		"DL-REVIEW submitted 19 business days, microsoft",
		"DL-ACTION-TARGET action_required 5 business days, partner",
		"DL-ACTION action_required 14 business days, partner",
		"DL-OPTOUT approved 7 days, customer",
		"DL-DISPUTE rejected 30 days, partner",
		"DL-DISPUTE-ANSWER disputed 5 business days, microsoft",
		"DL-SUBSCRIPTION subscription_end -30 days, partner",
		"DL-SUB-VISIBLE subscription_provisioned 7 days, microsoft",
		"DL-POE-REFRESH last_poe 12 months, partner",
		"DL-FY-REVIEW fiscal_year_end -30 days, partner",
		"DL-EARNING-CHECK month_end 16 day of next month, partner",
		"DL-PCS-CHECK month_start 20 day of month, partner",
		"DL-PAL-VERIFY pal_linked 72 hours, partner",
		"DL-PAL-AUDIT quarter_start 3 months, partner",
		"DL-DPOR-VERIFY dpor_set 30 days, partner",
		"DL-EARNING-CAP claim_attached ? months, partner",
		"DL-MCI-CONSENT mci_created 30 days, customer",
		"DL-MCI-SUBMIT mci_consent map[assessment:60 large:260 medium:200 small:120 workshop:90] days, partner",
		"DL-MCI-REVIEW mci_consent map[assessment:90 large:290 medium:230 small:150 workshop:120] days, partner",
		"DL-MCI-DISPUTE mci_rejected 30 days, partner",
		"DL-COOP-CLAIM earning_half_end 02-15 08-15 next date, partner",
		"DL-RETAIN activity_done 24 months, partner",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	by, ok := p.Deadline("DL-CLAIM-BY")
	if !ok || !slices.Equal(by.Else, []string{"sow_effective", "analysed"}) || !slices.Equal(by.Warn, []int{3, 1, 0}) {
		t.Errorf("DL-CLAIM-BY = %+v", by)
	}
	if p.Calendar().Zone == "" {
		t.Error("no time zone")
	}
}

func TestRolesOfTheGuide(t *testing.T) {
	got := map[string][2]bool{}
	for _, r := range deliveredPack(t).Roles() {
		got[r.Role] = [2]bool{r.ACR, r.PEC}
	}
	want := map[string][2]bool{
		"Owner": {true, true}, "Contributor": {true, true}, "Reader": {true, false},
		"User Access Administrator": {true, false}, "Custom role with write access": {true, true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMethodsOfTheGuide(t *testing.T) {
	want := map[sow.Method][3]int{sow.PAL: {5, 3, 5}, sow.DPOR: {3, 2, 6}, sow.CPOR: {4, 2, 3}}
	for _, m := range deliveredPack(t).Methods() {
		if got := [3]int{len(m.Steps), len(m.Verify), len(m.Scores)}; got != want[m.Method] {
			t.Errorf("%s: steps, verifications, scores are %v, want %v", m.Method, got, want[m.Method])
		}
		for _, s := range append(m.Steps, m.Verify...) {
			if s.What == "" || s.Who == "" || s.Where == "" || s.Source == "" {
				t.Errorf("%s: step %+v is not complete", m.Method, s)
			}
		}
	}
	p := deliveredPack(t)
	if len(p.stacking) != 7 || len(p.assocTypes) != 3 || p.score.Threshold != 70 || len(p.scenarios) != 5 || len(p.checks) != 6 {
		t.Errorf("%d activities, %d associations, threshold %d, %d scenarios, %d mistakes", len(p.stacking), len(p.assocTypes), p.score.Threshold, len(p.scenarios), len(p.checks))
	}
	if len(p.Rates()) != 0 {
		t.Error("rates are confidential and must not be delivered")
	}
	if len(p.Formulas()) != len(formulas) {
		t.Errorf("%d formulas, the engine knows %d", len(p.Formulas()), len(formulas))
	}
}

// TestEveryDifferenceIsAnAdvisory checks D1 to D26, each with source and
// confidence, and that those marked as switches change an outcome.
func TestEveryDifferenceIsAnAdvisory(t *testing.T) {
	p := deliveredPack(t)
	for i := range 26 {
		code := fmt.Sprintf("D%d", i+1)
		at := slices.IndexFunc(p.advisories, func(a advisory) bool { return a.Code == code })
		if at < 0 {
			t.Errorf("%s is missing", code)
			continue
		}
		a := p.advisories[at]
		if a.Source == "" || a.Date == "" || a.Confidence == "" || a.Guide == "" || a.Microsoft == "" {
			t.Errorf("%s has no source, date, confidence or sides", code)
		}
		if a.Switches != switches(p, code) {
			t.Errorf("%s says switches: %v, but the rules say %v", code, a.Switches, !a.Switches)
		}
	}
}

// switches tells whether a rule or a checklist names the difference as the
// reason why Microsoft's side decides otherwise.
func switches(p *Pack, code string) bool {
	for _, g := range p.groups {
		for _, r := range g.rules {
			if slices.Contains(strings.Split(r.Source.Note, ", "), code) {
				return true
			}
		}
	}
	return code == "D2" && slices.ContainsFunc(p.poe["usage"], func(s poe) bool { return s.Microsoft == sow.NeedRequired })
}

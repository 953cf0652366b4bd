package analyze_test

import (
	"testing"

	"claimline/internal/sow"
)

// The clocks of a claim change with its position: Microsoft's while it is
// reviewed, the partner's when an answer is asked for, the customer's after
// the approval.
func TestClaimDeadlinesFollowThePosition(t *testing.T) {
	an := analyzer(t)
	dates := sow.ClaimDates{Signed: "2026-11-02", Submitted: "2026-11-06", Action: "2026-11-20", Approved: "2026-11-20", Rejected: "2026-11-20"}
	cases := []struct {
		at   sow.Position
		want map[string]string
	}{
		{sow.At(sow.StageIdentified), map[string]string{"DL-CLAIM-BY": "2026-11-16", "DL-CLAIM-LATEST": "2027-11-02"}},
		{sow.AtSubmitted(sow.SubSubmitted), map[string]string{"DL-REVIEW-START": "2026-11-13", "DL-REVIEW-EXPECTED": "2026-11-20", "DL-REVIEW": "2026-12-03"}},
		{sow.AtSubmitted(sow.SubUnderReview), map[string]string{"DL-REVIEW-EXPECTED": "2026-11-20", "DL-REVIEW": "2026-12-03"}},
		{sow.AtSubmitted(sow.SubActionRequired), map[string]string{"DL-ACTION-TARGET": "2026-11-27", "DL-ACTION": "2026-12-10"}},
		{sow.At(sow.StageCustomerNotice), map[string]string{"DL-OPTOUT": "2026-11-27"}},
		{sow.Ended(sow.OutcomeRejected), map[string]string{"DL-DISPUTE": "2026-12-20"}},
	}
	for _, c := range cases {
		t.Run(c.at.String(), func(t *testing.T) {
			got := map[string]string{}
			for _, d := range an.ClaimDeadlines(sow.Claim{Position: c.at, Dates: dates}) {
				if d.Due != nil {
					got[d.Code] = *d.Due
				}
			}
			for code, day := range c.want {
				if got[code] != day {
					t.Errorf("%s = %q, want %s (all: %v)", code, got[code], day, got)
				}
			}
			if _, runs := got["DL-REVIEW-START"]; runs != (c.at == sow.AtSubmitted(sow.SubSubmitted)) {
				t.Errorf("the start of the review is waited for at %s: %v", c.at, runs)
			}
			if got["DL-CLAIM-BY"] != "" && c.at.String() != "identified" {
				t.Errorf("DL-CLAIM-BY still runs at %s", c.at)
			}
		})
	}
}

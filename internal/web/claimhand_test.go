package web_test

import (
	"net/url"
	"testing"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// A person opens, splits and merges claims by the page's forms, with a reason
// and the own name; the page warns of a second claim for the same workload.
func TestClaimsByHand(t *testing.T) {
	b := start(t)
	doc := b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	open := "/documents/1/claims"
	anna.post(open, url.Values{"workload": {"teams-phone"}, "association": {"usage"}}).want(t, 400, "a reason are needed")
	anna.post(open, url.Values{"workload": {"teams-phone"}, "association": {"nonsense"}, "reason": {"x"}}).want(t, 400, "no association")
	anna.post(open, url.Values{"workload": {"teams-phone"}, "association": {"usage"}, "reason": {"they also adopt it"}}).want(t, 303)
	anna.post(open, url.Values{"workload": {"teams-phone"}, "association": {"usage"}, "reason": {"again"}}).want(t, 409)
	anna.get("/claims/2").want(t, 200, "by hand: they also adopt it", "Claim 1 of ours stands for this workload", "opened the claim")
	anna.get("/claims/1").want(t, 200, "Claim 2 of ours stands for this workload")

	anna.change("fields", url.Values{"customer": {"Contoso words"}, "partner_id": {b.claim().PartnerID}, "held_by": {"Fabrikam"}}).want(t, 303)
	anna.get("/claims/1").want(t, 200, "Fabrikam is known to hold this workload")
	anna.change("split", url.Values{"workload": {"intune"}, "association": {"deployment"}, "reason": {"a part of its own"}}).want(t, 303)
	anna.get("/claims/3").want(t, 200, "by hand: a part of its own", "The document does not name the workload as work of this project.")

	anna.change("merge", url.Values{"into": {"x"}}).want(t, 400, "no claim", "Back to the claim")
	anna.change("merge", url.Values{"into": {"3"}}).want(t, 422, "This claim cannot be merged into claim 3.", "for the same workload")
	anna.change("merge", url.Values{"into": {"1"}}).want(t, 422, "A claim cannot be merged into itself.")
	anna.change("merge", url.Values{"into": {"99"}}).want(t, 404, "There is no claim 99.")
	anna.change("items/poe.nothing", url.Values{"status": {"accepted"}}).want(t, 404, "What the form is about is not there any more.")
	anna.change("approval/withdraw", url.Values{"reason": {"oops"}}).want(t, 404, "no approval of yours to take back")
	anna.change("fields", url.Values{"customer": {"Contoso words"}, "partner_id": {"abc def"}}).want(t, 400, "That is no partner ID.")
	anna.change("merge", url.Values{"into": {"2"}, "reason": {"the same work"}}).want(t, 303)
	anna.get("/claims/1").want(t, 200, "This claim was merged into claim 2", "merged into claim 2. the same work")
	c, err := store.ClaimByID(t.Context(), b.pool, 2)
	if err != nil || c.Position != sow.At(sow.StageIdentified) || c.Owner != "Anna" || c.DocumentID != doc.ID {
		t.Errorf("claim 2 %+v, %v", c, err)
	}
}

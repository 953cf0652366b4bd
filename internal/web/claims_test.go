package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"claimline/internal/pipeline"
	"claimline/internal/sheet"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// toReview carries claim 1 to review as Anna, by the page's forms.
func toReview(t *testing.T, b *bench, anna *visitor) {
	t.Helper()
	anna.change("owner", url.Values{"me": {"1"}}).want(t, 303)
	anna.change("move", url.Values{"to": {"evidence"}}).want(t, 303)
	anna.change("fields", url.Values{"customer": {"Contoso"}, "tenant_id": {tenant}, "partner_id": {"6080811"}}).want(t, 303)
	anna.change("items/poe.project_plan", url.Values{"status": {"waived"}, "note": {"the customer has it"}}).want(t, 303)
	anna.change("move", url.Values{"to": {"review"}}).want(t, 303)
	if c := b.claim(); c.Position != sow.At(sow.StageReview) || c.Owner != "Anna" {
		t.Fatalf("the claim is at %s, owner %q", c.Position, c.Owner)
	}
}

func TestClaimFromIdentifiedToSubmitted(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "reviewer")
	toReview(t, b, anna)
	anna.get("/claims/1").want(t, 200, "0 of 1 approval", "Ask for approval", "not yet", "0 of 1 approvals of the present evidence")
	anna.change("approval/request", url.Values{"needed": {"1"}}).want(t, 303)
	bert.get("/claims/1").want(t, 200, "Approve this evidence", "may not approve: Anna")
	bert.change("approval/approve", nil).want(t, 303)
	anna.change("move", url.Values{"to": {"submitted/submitted"}, "on": {b.clock.at.UTC().Format(time.DateOnly)}, "partner_center_id": {"PC-77"}}).want(t, 303)
	c := b.claim()
	if c.Position != sow.AtSubmitted(sow.SubSubmitted) || c.PartnerCenter != "PC-77" {
		t.Fatalf("the claim is at %s with %q", c.Position, c.PartnerCenter)
	}
	anna.get("/claims/1").want(t, 200, "Partner Center shows “Submitted”", "Microsoft approved it", "The evidence cannot change at this stage.")
	events, err := store.ClaimEvents(t.Context(), b.pool, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events[1:] {
		if e.Actor.Name != "Anna" && e.Actor.Name != "Bert" && e.Actor.Kind == sow.ActorPerson {
			t.Errorf("step %d was recorded for %q", e.Step, e.Actor.Name)
		}
	}
}

// A newer version of a document does not ask to file once more what was filed
// with an earlier one.
func TestNewerVersionKnowsWhatWasFiled(t *testing.T) {
	b := startWith(t, func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
		task.Content = []byte("words") // both versions say the same of the claim
		a, err := analysed(ctx, task)
		a.Facts.Customer = sow.NewFact("Contoso", a.Facts.Customer.Evidence...)
		return a, err
	})
	arrives := func(content string) {
		if _, err := b.pipeline.Submit(t.Context(), pipeline.Submission{Name: "sow.pdf", Path: "anna/sow.pdf", Source: "inbox", Content: strings.NewReader(content)}); err != nil {
			t.Fatal(err)
		}
		b.idle()
	}
	arrives("the first version")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "reviewer")
	toReview(t, b, anna)
	anna.change("approval/request", nil).want(t, 303)
	bert.change("approval/approve", nil).want(t, 303)
	anna.change("move", url.Values{"to": {"submitted/submitted"}, "on": {b.clock.at.UTC().Format(time.DateOnly)}, "partner_center_id": {"PC-77"}}).want(t, 303)
	arrives("the second version")
	got := anna.get("/documents/2")
	got.want(t, 200, "This is a newer version of document 1")
	if !strings.Contains(got.body, `href="/claims/1"`) || strings.Contains(got.body, "File the CPOR claim") {
		t.Error(textOf(got.body))
	}
}

// Both of two different documents that call for one claim lead to it.
func TestDocumentsOfOneClaimLeadToIt(t *testing.T) {
	b := startWith(t, func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
		task.Content = []byte("words")
		a, err := analysed(ctx, task)
		a.Facts.Customer = sow.NewFact("Contoso", a.Facts.Customer.Evidence...)
		return a, err
	})
	b.document("first.pdf", "the first document")
	anna := b.named("Anna", "preparer")
	toReview(t, b, anna) // people work on it: it stays with the first
	b.document("second.pdf", "the second document")
	b.document("third.pdf", "the third document")
	for _, page := range []string{"/documents/1", "/documents/2", "/documents/3"} {
		got := anna.get(page)
		got.want(t, 200, "File the CPOR claim")
		if n := strings.Count(got.body, `<a href="/claims/1">File the CPOR claim`); n != 1 {
			t.Errorf("%s: %d links of the next step: %s", page, n, textOf(got.body))
		}
	}
}

// Reasons stand in people's words in the choice and in the history.
func TestReasonsInWords(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "reviewer")
	toReview(t, b, anna)
	// A line that Enter sends would accept the item whose waiver it explains.
	if got := bert.get("/claims/1"); !strings.Contains(got.body, `<textarea id="note-poe-project-plan"`) {
		t.Error("the reason beside an item is sent by Enter")
	}
	if got := bert.get("/claims/1"); !strings.Contains(got.body, `<option value="customer_signature_missing">Customer&#39;s signature missing</option>`) {
		t.Error("the choice of reasons has no words")
	}
	bert.change("move", url.Values{"to": {"evidence"}, "reason_code": {"customer_signature_missing"}, "reason": {"the last page is not signed"}}).want(t, 303)
	bert.get("/claims/1").want(t, 200, "Customer's signature missing the last page is not signed")
}

// In review the tenant ID is corrected and not taken away; until then it may be.
func TestTenantStaysInReview(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	fields := func(tenantID string) answer {
		return anna.change("fields", url.Values{"customer": {"Contoso"}, "tenant_id": {tenantID}, "partner_id": {"6080811"}})
	}
	anna.change("owner", url.Values{"me": {"1"}}).want(t, 303)
	fields(tenant).want(t, 303)
	fields("").want(t, 303)
	toReview(t, b, anna)
	fields("").want(t, 422, "The tenant ID cannot be taken away at this stage.", "send the claim back for changes first")
	if c := b.claim(); c.TenantID != tenant || c.Position != sow.At(sow.StageReview) {
		t.Fatalf("the claim is at %s with tenant %q", c.Position, c.TenantID)
	}
	other := "11111111-5a4e-4f0e-9c55-2f1d7f3a9b10"
	fields(other).want(t, 303)
	if c := b.claim(); c.TenantID != other {
		t.Errorf("corrected to %q", c.TenantID)
	}
}

func TestFourEyes(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "reviewer")
	toReview(t, b, anna)
	anna.change("approval/request", nil).want(t, 303)
	anna.get("/claims/1").want(t, 200, "You took part in this evidence")
	for name, v := range map[string]*visitor{"editor": anna, "editor in capitals": b.named("ANNA", "reviewer")} {
		got := v.change("approval/approve", nil)
		if got.status != 422 || !strings.Contains(got.body, "id=\"problem\"><strong>You took part in this evidence") {
			t.Errorf("%s approves = %d, want 422: %s", name, got.status, textOf(got.body))
		}
	}
	if got := b.named("Carl", "preparer").change("approval/approve", nil); got.status != 403 {
		t.Errorf("a preparer approves = %d, want 403", got.status)
	}
	bert := b.named("Bert", "reviewer")
	bert.change("approval/approve", url.Values{"note": {"fine"}}).want(t, 303)
	anna.get("/claims/1").want(t, 200, "1 of 1 approval")
	anna.change("items/poe.signature", url.Values{"status": {"accepted"}}).want(t, 303)
	anna.get("/claims/1").want(t, 200, "0 of 1 approval")
}

func TestRequestChangesNeedsAReason(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "reviewer")
	toReview(t, b, anna)
	form := func(why string) url.Values {
		return url.Values{"to": {"evidence"}, "from": {"review"}, "reason_code": {"dates_missing_or_old"}, "reason": {why}}
	}
	anna.change("approval/request", nil).want(t, 303)
	bert.change("move", form("short")).want(t, 400, "ten characters")
	bert.change("move", form("the signature is from 2024")).want(t, 303)
	anna.get("/claims/1").want(t, 200, "the signature is from 2024", "Dates missing or too old")
	approvals, err := store.Approvals(t.Context(), b.pool, 1)
	if err != nil || len(approvals) != 1 || approvals[0].State != sow.ApprovalChanges || approvals[0].DecidedBy != "Bert" {
		t.Errorf("the request became %+v, %v", approvals, err)
	}
}

func TestRefusedMoveNamesWhatIsMissing(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	anna.get("/claims/1").want(t, 200, "Nobody owns the claim yet.")
	anna.change("move", url.Values{"to": {"evidence"}}).want(t, 422, "The claim cannot go from Identified to Evidence yet.", "The claim has no owner.")
	anna.change("move", url.Values{"to": {"active"}}).want(t, 422, "A claim cannot go from Identified to Active.")
	anna.change("move", url.Values{"to": {"nowhere"}}).want(t, 400)
	anna.change("items/poe.project_plan", url.Values{"status": {"waived"}}).want(t, 400, "A reason is needed")
	anna.change("items/poe.nothing", url.Values{"status": {"accepted"}}).want(t, 404)
	anna.change("fields", url.Values{"tenant_id": {"contoso.com"}}).want(t, 400, "That is no tenant ID.")
}

func TestOlderFormGetsWhatChanged(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "preparer")
	anna.change("note", url.Values{"note": {"called the customer"}}).want(t, 303)
	got := bert.post("/claims/1/note", url.Values{"version": {"1"}, "note": {"my long words"}})
	got.want(t, 409, "Somebody changed this claim", "Anna", "called the customer", "my long words")
	if c := b.claim(); c.Version != 2 {
		t.Errorf("the claim is at version %d, want 2", c.Version)
	}
	bert.post("/claims/1/note", url.Values{"note": {"no version"}}).want(t, 400)
}

func TestAttachedFileFillsItsItem(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	anna.upload("/claims/1/files", map[string]string{"version": "1", "item": "poe.project_plan"}, map[string]string{"plan.pdf": "the plan"}).want(t, 303)
	c := b.claim()
	if c.Items[0].Status != sow.PoEAttached {
		t.Fatalf("the item is %s", c.Items[0].Status)
	}
	if got := anna.get("/claims/1/files/" + c.Items[0].SHA256); got.body != "the plan" {
		t.Errorf("the file reads %q", got.body)
	}
	anna.upload("/claims/1/files", map[string]string{"version": "2", "item": "poe.project_plan"}, nil).want(t, 400, "No file was chosen.", "Back to the claim")
	anna.upload("/claims/1/files", map[string]string{"version": "2", "item": "poe.project_plan"}, map[string]string{"empty.pdf": ""}).want(t, 422, "empty.pdf is empty")
}

func TestEndedClaimIsSuperseded(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	anna.change("move", url.Values{"to": {"not_pursued"}, "reason": {"another partner has it"}}).want(t, 303)
	anna.get("/claims/1").want(t, 200, "This claim has ended.")
	got := anna.change("supersede", nil)
	got.want(t, 303)
	if at := got.header.Get("Location"); !strings.HasPrefix(at, "/claims/2?") {
		t.Errorf("leads to %s", at)
	}
	anna.get("/claims?view=list&stage=not_pursued").want(t, 200, "Not pursued")
}

func TestUploadOnThePage(t *testing.T) {
	b := start(t)
	anna := b.named("Anna", "preparer")
	got := anna.upload("/documents", nil, map[string]string{"sow.pdf": "words"})
	got.want(t, 303)
	anna.get(got.header.Get("Location")).want(t, 200, "The document was taken in.", "from Anna", "What to do next")
	if at := anna.upload("/documents", nil, map[string]string{"again.pdf": "words"}).header.Get("Location"); !strings.Contains(at, "/documents/1?") || !strings.Contains(at, "duplicate") {
		t.Errorf("the same bytes lead to %s", at)
	}
	anna.upload("/documents", nil, nil).want(t, 400, "No file was chosen.")
	// One of several cannot be taken: the others are, and the page says which.
	got = anna.upload("/documents", nil, map[string]string{"two.pdf": "other words", "huge.pdf": strings.Repeat("x", 100<<20+1), "same.pdf": "words"})
	got.want(t, 200, "2 files were taken in, 1 was not.", "huge.pdf Not taken (TOO_LARGE).", "same.pdf These bytes are here already", "two.pdf The document was taken in. Document")
	got = anna.upload("/documents", nil, map[string]string{"three.pdf": "third", "four.pdf": "fourth"})
	if at := got.header.Get("Location"); got.status != 303 || at != "/documents?done=all-added" {
		t.Errorf("two new files lead to %d %s", got.status, at)
	}
}

func TestAPI(t *testing.T) {
	b := start(t)
	v := b.visitor()
	send := func(key, auth, body string) answer {
		return v.do(http.MethodPost, "/api/v1/documents?name=sow.pdf&owner=Anna", strings.NewReader(body), map[string]string{"Idempotency-Key": key, "Authorization": auth})
	}
	send("key-12345", "", "words").want(t, 401, `"code": "TOKEN"`)
	send("key-12345", "Bearer wrong", "words").want(t, 401)
	send("", "Bearer secret-token", "words").want(t, 400, "Idempotency-Key")
	send("key-12345", "Bearer secret-token", "").want(t, 400)
	send("key-12345", "Bearer secret-token", "words").want(t, 202, `"outcome": "added"`, `"id": 1`)
	send("key-12345", "Bearer secret-token", "words").want(t, 202, `"outcome": "added"`, `"id": 1`)
	send("key-67890", "Bearer secret-token", "words").want(t, 200, `"outcome": "duplicate"`)
	b.idle()
	auth := map[string]string{"Authorization": "Bearer secret-token"}
	v.do(http.MethodGet, "/api/v1/documents", nil, auth).want(t, 200, `"status": "analysed"`, `"received_by": "Anna"`)
	v.do(http.MethodGet, "/api/v1/documents/1/analysis", nil, auth).want(t, 200, `"schema":"analysis/v1"`)
	v.do(http.MethodGet, "/api/v1/claims", nil, auth).want(t, 200, `"workload": "teams-phone"`)
	v.do(http.MethodGet, "/api/v1/claims/1", nil, auth).want(t, 200, `"events": [`)
	v.do(http.MethodGet, "/api/v1/claims/9", nil, auth).want(t, 404, `"code": "NOT_FOUND"`, `"trace_id"`)
	v.get("/api/v1/claims").want(t, 401)
}

func TestExports(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	anna.change("fields", url.Values{"customer": {"=cmd|' /C calc'!A0"}, "partner_id": {"6080811"}}).want(t, 303)
	got := anna.get("/claims.csv")
	got.want(t, 200, "'=cmd|", dueDay, "Identified")
	book := anna.get("/claims.xlsx")
	book.want(t, 200)
	if rows, err := sheet.Read([]byte(book.body), sheet.Limits{}); err != nil || len(rows) != 2 || rows[1].Cells[1] != "=cmd|' /C calc'!A0" || rows[1].Cells[12] != dueDay {
		t.Errorf("the workbook holds %+v, %v", rows, err)
	}
	ics := anna.get("/claims/1/calendar.ics").body
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:" + strings.ReplaceAll(dueDay, "-", "") + "\r\n", "DTEND;VALUE=DATE:", "UID:claim-1-dl-claim-by@claimline\r\n", "STATUS:CONFIRMED\r\n"} {
		if !strings.Contains(ics, want) {
			t.Errorf("the calendar lacks %q:\n%s", want, ics)
		}
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(ics, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line %q", line)
		}
	}
}

package sow

import (
	"strings"
	"testing"
	"time"
)

func TestProgrammeYear(t *testing.T) {
	for day, want := range map[string]string{"2026-06-30": "FY26", "2026-07-01": "FY27", "2027-01-15": "FY27", "2099-07-01": "FY00"} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := ProgrammeYear(at); got != want {
			t.Errorf("ProgrammeYear(%s) = %s, want %s", day, got, want)
		}
	}
}

func TestCustomerKey(t *testing.T) {
	tests := []struct {
		name, a, b string
		same       bool
	}{
		{"legal form and case", CustomerKey("", "Contoso, Ltd.", "d1"), CustomerKey("", "CONTOSO Limited", "d2"), true},
		{"dotted form", CustomerKey("", "Fabrikam S.A.", "d1"), CustomerKey("", "Fabrikam SA", "d1"), true},
		{"two forms", CustomerKey("", "Muster GmbH & Co. KG", "d1"), CustomerKey("", "Muster", "d1"), true},
		{"tenant wins over the name", CustomerKey(tenant, "Contoso", "d1"), CustomerKey(" "+tenant, "Contoso Group", "d1"), true},
		{"other customer", CustomerKey("", "Contoso", "d1"), CustomerKey("", "Contoso Retail", "d1"), false},
		{"unknown customers", CustomerKey("", "", "d1"), CustomerKey("", " - ", "d2"), false},
		{"a name that is a form", CustomerKey("", "AG", "d1"), CustomerKey("", "SE", "d1"), false},
	}
	for _, tt := range tests {
		if (tt.a == tt.b) != tt.same {
			t.Errorf("%s: %q and %q", tt.name, tt.a, tt.b)
		}
	}
}

func TestEvidenceDigestChangesWithEverythingApproved(t *testing.T) {
	base := func() (Claim, []Attachment) {
		item := ClaimItem{PoEItem: PoEItem{Code: "poe.ack_date", Need: NeedRequired, Status: PoEFoundAuto, Evidence: []Evidence{{Quote: "q", Location: "l"}}}}
		other := ClaimItem{PoEItem: PoEItem{Code: "poe.contacts", Need: NeedRequired, Status: PoEMissing}}
		return Claim{Customer: "Contoso", TenantID: tenant, Workload: "teams", Items: []ClaimItem{item, other}}, []Attachment{{SHA256: "a", Name: "x"}, {SHA256: "b", Name: "y"}}
	}
	c, files := base()
	want := EvidenceDigest(c, files)
	changes := map[string]func(*Claim, []Attachment){
		"tenant":   func(c *Claim, _ []Attachment) { c.TenantID = "" },
		"workload": func(c *Claim, _ []Attachment) { c.Workload = "intune" },
		"status":   func(c *Claim, _ []Attachment) { c.Items[0].Status = PoEMissing },
		"note":     func(c *Claim, _ []Attachment) { c.Items[1].Note = "n" },
		"quote":    func(c *Claim, _ []Attachment) { c.Items[0].Evidence[0].Quote = "other" },
		"file":     func(_ *Claim, f []Attachment) { f[1].SHA256 = "c" },
		"boundary": func(c *Claim, _ []Attachment) { c.Customer, c.TenantID = "Contoso"+tenant[:1], tenant[1:] },
	}
	for name, change := range changes {
		c, files := base()
		change(&c, files)
		if EvidenceDigest(c, files) == want {
			t.Errorf("a change of %s does not change the digest", name)
		}
	}
	c.Items[0], c.Items[1] = c.Items[1], c.Items[0]
	files[0], files[1] = files[1], files[0]
	if EvidenceDigest(c, files) != want {
		t.Error("the order of items and files changes the digest")
	}
}

func TestWaivedItemNeedsItsReason(t *testing.T) {
	item := ClaimItem{PoEItem: PoEItem{Code: "poe.template", Need: NeedRequired, Status: PoEWaived}}
	if got := OpenItems([]ClaimItem{item}); len(got) != 1 {
		t.Errorf("waived without a reason: open %v", got)
	}
	item.Note = "agreed with the customer"
	if got := OpenItems([]ClaimItem{item}); got != nil {
		t.Errorf("waived with a reason: open %v", got)
	}
}

func TestRejectionWords(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range RejectionCodes() {
		words := RejectionWords(code)
		if words == code || strings.Contains(words, "_") || seen[words] || !IsRejectionCode(code) {
			t.Errorf("%s has the words %q", code, words)
		}
		seen[words] = true
	}
	if len(seen) != 14 || RejectionWords("unheard") != "unheard" {
		t.Errorf("%d codes have words", len(seen))
	}
}

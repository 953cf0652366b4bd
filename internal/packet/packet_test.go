package packet_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"claimline/internal/packet"
	"claimline/internal/packet/design"
	"claimline/internal/sow"
	"claimline/internal/word"
)

func file(name, what, content string) packet.File {
	sum := sha256.Sum256([]byte(content))
	return packet.File{Name: name, SHA256: hex.EncodeToString(sum[:]), What: what, Read: func() ([]byte, error) { return []byte(content), nil }}
}

// input is a claim as it stands before it is filed.
func input() packet.Input {
	page := 2
	scope := sow.Evidence{Quote: "The Supplier deploys Microsoft Teams to 5,000 users and trains them.", Page: &page, Heading: "4 Services > 4.2 Scope", Polarity: sow.InScope}
	plan := file("plan <final>.pdf", "Project plan", "the plan")
	return packet.Input{
		Claim: sow.Claim{
			ID: 7, Customer: "Northgate Foods Ltd", TenantID: "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10", Workload: "teams", Association: sow.AssocDeployment, ProgrammeYear: "FY27",
			PartnerID: "6080811", Owner: "Anna Berg", EvidenceSHA256: strings.Repeat("e", 64), ApprovalsNeeded: 1, UpdatedAt: time.Date(2026, 11, 25, 23, 30, 0, 0, time.UTC),
			Position: sow.At(sow.StageReview),
			Items: []sow.ClaimItem{
				{PoEItem: sow.PoEItem{Code: "poe.project_plan", Name: "Project plan", Need: sow.NeedRequired, Status: sow.PoEAttached}, SHA256: plan.SHA256, By: "Anna Berg"},
				{PoEItem: sow.PoEItem{Code: "poe.customer_domain", Name: "Customer domain", Need: sow.NeedRequired, Status: sow.PoEFoundAuto, Evidence: []sow.Evidence{{Quote: "Domain: northgate-foods.co.uk"}}}},
				{PoEItem: sow.PoEItem{Code: "poe.metrics", Name: "Numbers", Need: sow.NeedAdvised, Status: sow.PoEWaived}, By: "Bert", Note: "the customer does not count"},
			},
		},
		Analysis: sow.Analysis{
			Document: sow.DocumentInfo{Title: "Modern workplace", Language: "en"},
			Facts: &sow.Facts{
				Partner: sow.NewFact("Brightwater Systems Ltd"), SignedDate: sow.NewFact("2026-11-12"), StartDate: sow.NewFact("2026-12-01"), EndDate: sow.NewFact("2027-03-31"),
				Contacts: sow.NewFact([]sow.Contact{{Name: "Jane Doe", Title: "Head of IT", Email: "jane.doe@northgate-foods.co.uk"}, {Name: "Tom Reed", Email: "tom@brightwater.example"}}),
			},
			Workloads: []sow.Workload{{ID: "teams", Name: "Microsoft Teams", Polarity: sow.InScope, Quantity: &sow.Quantity{N: 5000, Unit: "users"}, Activities: []sow.Activity{sow.Deployment, sow.Training}, Evidence: []sow.Evidence{
				{Quote: "Microsoft Teams", Polarity: sow.InScope}, scope, {Quote: "Microsoft Teams is used by the subsidiary already today.", Polarity: sow.Background},
			}}},
		},
		Document: sow.DocumentRecord{Name: "sow.pdf"}, Workload: "Microsoft Teams", Family: sow.FamilyModernWork,
		Files:     []packet.File{file("sow.pdf", "the contract", "words"), plan},
		Approvals: []sow.Approval{{State: sow.ApprovalApproved, EvidenceSHA256: strings.Repeat("e", 64), DecidedBy: "Carla"}}, Involved: []string{"Anna Berg"},
	}
}

func templates(t *testing.T) packet.Templates {
	t.Helper()
	all, err := packet.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func write(t *testing.T, in packet.Input) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := packet.Write(&out, in, templates(t)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func unzip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

// body gives the words of a Word file of the packet, one paragraph a line, and
// fails when a part is no XML.
func body(t *testing.T, docx string) string {
	t.Helper()
	var words strings.Builder
	for name, part := range unzip(t, []byte(docx)) {
		for dec := xml.NewDecoder(strings.NewReader(part)); ; {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if name == "word/document.xml" || strings.HasPrefix(name, "word/header") || strings.HasPrefix(name, "word/footer") {
				switch x := token.(type) {
				case xml.CharData:
					words.Write(x)
				case xml.EndElement:
					if x.Name.Local == "p" || x.Name.Local == "br" {
						words.WriteByte('\n')
					}
				}
			}
		}
	}
	return words.String()
}

func TestPacketShowsTheClaim(t *testing.T) {
	all := unzip(t, write(t, input()))
	for name, want := range map[string][]string{
		"1-cover.docx":              {"Nothing is open", "by Carla, for the evidence eeeeeeeeeeee", "evidence/02-plan-final-.pdf", "state of 25 November 2026", "12 November 2026"},
		"2-proof-of-execution.docx": {"Brightwater Systems Ltd", "Tom Reed, tom@brightwater.example", "northgate-foods.co.uk", "Jane Doe, Head of IT", "5000 users", "1 December 2026 to 31 March 2027", "The Supplier deploys Microsoft Teams to 5,000 users", "page 2, 4.2 Scope", "carries the customer's signature of 12 November 2026", "deployment, training"},
		"3-customer-letter.docx":    {"Dear Jane Doe,", "at least 7 days", "Anna Berg", "25 November 2026"},
		"4-checklist.docx":          {"2 of 2 required points", "file 02, plan <final>.pdf", "Bert: the customer does not count", "“Domain: northgate-foods.co.uk”"},
	} {
		got := body(t, all[name])
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s lacks %q:\n%s", name, w, got)
			}
		}
		if strings.Contains(got, "{{") || strings.Contains(got, "to be completed") {
			t.Errorf("%s has open places:\n%s", name, got)
		}
	}
	if got := body(t, all["2-proof-of-execution.docx"]); strings.Contains(got, "subsidiary") {
		t.Error("the proof quotes a line that is no work of the partner")
	}
	if all["evidence/01-sow.pdf"] != "words" || all["evidence/02-plan-final-.pdf"] != "the plan" {
		t.Errorf("the evidence is %q", all)
	}
}

// The form of Partner Center is filled in from top to bottom.
func TestFieldsStandInTheOrderOfTheForm(t *testing.T) {
	page := unzip(t, write(t, input()))["5-partner-center-fields.html"]
	at := 0
	for _, want := range []string{"Modern Work and Security", "Use or consume", "Northgate Foods Ltd, Microsoft Teams, FY27", "6080811", "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10", ">Microsoft Teams<", "Jane Doe", "Head of IT", "jane.doe@", "Tom Reed", "evidence/01-sow.pdf", "evidence/02-plan", "names the work on Microsoft Teams", "Acknowledge and submit"} {
		i := strings.Index(page[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing or too early in\n%s", want, page)
		}
		at += i
	}
	in := input()
	in.Family, in.Claim.Association = sow.FamilyBusiness, sow.AssocRevenue
	if page := unzip(t, write(t, in))["5-partner-center-fields.html"]; !strings.Contains(page, "Influenced Revenue recognition") {
		t.Error("a revenue claim of Business Applications has another role")
	}
}

func TestEqualStateEqualBytes(t *testing.T) {
	first := write(t, input())
	if !bytes.Equal(first, write(t, input())) {
		t.Error("the same claim gives other bytes")
	}
	in := input()
	in.Claim.PartnerID = "6080812"
	if bytes.Equal(first, write(t, in)) {
		t.Error("another Partner ID gives the same bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(input().Claim.UpdatedAt) {
			t.Errorf("%s is of %s, want the day of the claim's state", f.Name, f.Modified)
		}
	}
}

func TestManifestNamesEveryFile(t *testing.T) {
	all := unzip(t, write(t, input()))
	for name, content := range all {
		sum := sha256.Sum256([]byte(content))
		if line := hex.EncodeToString(sum[:]) + "  " + name + "\n"; name != "MANIFEST.txt" && !strings.Contains(all["MANIFEST.txt"], line) {
			t.Errorf("the manifest lacks %q", line)
		}
	}
}

func TestChangedFileIsNotPacked(t *testing.T) {
	in := input()
	in.Files[1].Read = func() ([]byte, error) { return []byte("another plan"), nil }
	if err := packet.Write(io.Discard, in, templates(t)); err == nil || !strings.Contains(err.Error(), "is not the one that was attached") {
		t.Errorf("a changed file gives %v", err)
	}
}

func TestOpenPointsAreNamed(t *testing.T) {
	in := input()
	in.Claim.TenantID, in.Claim.PartnerID, in.Approvals[0].DecidedBy = "northgate.onmicrosoft.com", "", "Anna Berg"
	in.Claim.Items[0].Status, in.Claim.Items[0].Why = sow.PoEMissing, "The guide names it."
	got := body(t, unzip(t, write(t, in))["1-cover.docx"])
	for _, want := range []string{"Microsoft would reject the claim", "Project plan: The guide names it.", "tenant ID (a GUID) is not known", "Partner ID is not chosen", "0 of 1 internal approvals"} {
		if !strings.Contains(got, want) {
			t.Errorf("the cover lacks %q:\n%s", want, got)
		}
	}
}

// What a document or a person wrote changes no template: it is escaped, its
// line feeds are line breaks, and places in it stay text.
func TestHostileValues(t *testing.T) {
	hostile := "A & B <w:p/> \"x\" ]]>\nsecond line {{partner_id}} \x00\x0b" + strings.Repeat("é", 3)
	in := input()
	in.Claim.Customer, in.Claim.Owner, in.Workload = hostile, hostile, hostile
	in.Analysis.Facts.Partner, in.Analysis.Document.Title = sow.NewFact(hostile), hostile
	in.Files[0].Name = "../../etc/passwd\x00.pdf"
	for _, language := range []string{"en", "de", "fr", "es"} {
		in.Language = language
		all := unzip(t, write(t, in))
		for name := range all {
			if strings.Contains(name, "..") || strings.HasPrefix(name, "/") {
				t.Errorf("the packet has a file %q", name)
			}
		}
		got := body(t, all["3-customer-letter.docx"])
		if !strings.Contains(got, "A & B <w:p/> \"x\" ]]>\nsecond line {{partner_id}} ééé") {
			t.Errorf("%s: the letter has\n%s", language, got)
		}
		if page := all["5-partner-center-fields.html"]; strings.Contains(page, "<w:p/>") {
			t.Error("the page of fields holds markup of a value")
		}
	}
}

func TestLetterLanguages(t *testing.T) {
	for language, want := range map[string][]string{
		"de": {"Guten Tag Jane Doe,", "25. November 2026", "mindestens 7 Tage"}, "fr": {"Bonjour Jane Doe,", "25 novembre 2026"}, "es": {"Hola, Jane Doe:", "25 de noviembre de 2026"}, "it": {"Dear Jane Doe,"},
	} {
		in := input()
		in.Analysis.Document.Language = language
		got := body(t, unzip(t, write(t, in))["3-customer-letter.docx"])
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: the letter lacks %q:\n%s", language, w, got)
			}
		}
	}
	in := input()
	in.Analysis.Facts.Contacts, in.Claim.TenantID, in.Claim.Owner, in.Language = sow.NoFact[[]sow.Contact](), "", "", "de"
	if got := body(t, unzip(t, write(t, in))["3-customer-letter.docx"]); !strings.Contains(got, "Guten Tag,\n") || strings.Contains(got, "to be completed") {
		t.Errorf("without a contact the letter says\n%s", got)
	}
}

func TestOwnTemplates(t *testing.T) {
	doc := word.New(word.Options{Title: "Own", Header: "{{customer}}"})
	doc.Text(word.Plain("Our own cover for {{customer}}, {{workload}}."))
	good, err := doc.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	own, err := packet.Load(fstest.MapFS{"cover.docx": {Data: good}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := packet.Write(&out, input(), own); err != nil {
		t.Fatal(err)
	}
	all := unzip(t, out.Bytes())
	if got := body(t, all["1-cover.docx"]); !strings.Contains(got, "Our own cover for Northgate Foods Ltd, Microsoft Teams.") || strings.Contains(got, "{{") {
		t.Errorf("the own cover says %q", got)
	}
	if !strings.Contains(body(t, all["2-proof-of-execution.docx"]), "Proof of execution") {
		t.Error("the templates that are not replaced are not the built-in ones")
	}
	doc.Text(word.Plain("{{custommer}} and {{work"), word.Bold("load}}"))
	bad, err := doc.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	_, err = packet.Load(fstest.MapFS{"cover.docx": {Data: bad}, "proof.docx": {Data: []byte("no Word file")}})
	for _, want := range []string{"{{custommer}}, which does not exist", "{{workload}} in pieces", "proof.docx is no Word document"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q: %v", want, err)
		}
	}
}

// The files in templates are what the design gives; run go generate otherwise.
func TestTemplatesAreTheDesign(t *testing.T) {
	want, err := design.Templates()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, data := range want {
		names = append(names, name)
		if got, err := os.ReadFile("templates/" + name); err != nil || !bytes.Equal(got, data) {
			t.Errorf("templates/%s is not its design (%v): run go generate ./internal/packet", name, err)
		}
	}
	slices.Sort(names)
	have := slices.Sorted(slices.Values(packet.Names))
	if fmt.Sprint(names) != fmt.Sprint(have) {
		t.Errorf("the design has %v, the packet %v", names, have)
	}
}

// The proof sheet discloses to public bodies of the United States only.
func TestDisclosureIsForTheUnitedStates(t *testing.T) {
	for country, want := range map[string]string{"US": "Ltd is a public sector entity", "PR": "Ltd is a public sector entity", "": "Ltd is a public sector entity", "DE": "a public body outside the United States and Puerto Rico (DE)"} {
		in := input()
		in.Analysis.Facts.PublicSector = sow.NewFact(true)
		if country != "" {
			in.Analysis.Facts.Country = sow.NewFact(country)
		}
		if got := body(t, unzip(t, write(t, in))["2-proof-of-execution.docx"]); !strings.Contains(got, want) {
			t.Errorf("%s: the proof sheet lacks %q", country, want)
		}
	}
}

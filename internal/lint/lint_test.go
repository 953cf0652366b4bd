package lint_test

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimline/internal/analyze"
	"claimline/internal/extract"
	"claimline/internal/lint"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/internal/word"
	"claimline/rules"
)

func TestMain(m *testing.M) {
	extract.MainIfChild()
	m.Run()
}

// draft is a statement of work that is not signed yet: lines that begin with
// "# " are headings, with "- " items of a list.
type draft struct {
	name   string // decides the format
	lines  []string
	sign   map[string]string // what signing makes of its signature lines
	answer map[string]string // what its author fills into <<...>>, by a word in it
	remove string            // the line that calls it a draft
	want   []string          // codes of the points, in their order
}

var drafts = []draft{
	{
		name: "modern-workplace.md",
		lines: []string{
			"# Statement of Work: Modern workplace for Northgate Foods", "Draft 0.3",
			"This statement of work is between Northgate Foods Ltd (the Customer) and Brightwater Systems Ltd (the Supplier).",
			"# 1. Background", "Northgate Foods works with an old mail server in three sites.",
			"# 2. Scope of services", "- The Supplier deploys Microsoft Teams and sets up its policies.", "- The Supplier migrates all mailboxes to Exchange Online.", "- The Supplier moves the file shares to OneDrive.",
			"# 3. Out of scope", "Telephony is not part of this work.",
			"# 4. Fees", "The fixed fee is GBP 84,000.",
			"# 5. Signatures", "For the Customer", "Name: ____________", "Date: ____________", "For the Supplier", "Name: ____________", "Date: ____________",
		},
		sign:   map[string]string{"Name: ____________": "Name: Jane Doe", "Date: ____________": "Date: 12 November 2026"},
		remove: "Draft 0.3",
		answer: map[string]string{"tenant ID": "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10", "domain": "northgate-foods.co.uk", "customer's contact": "jane.doe@northgate-foods.co.uk", "partner's contact": "tom.reed@brightwater.example", "number": "1,900", "title": "Head of IT", "name": "Jane Doe"},
		want:   []string{"poe.customer_signoff", "poe.ack_date", "poe.customer_domain", "poe.tenant_id", "poe.contacts", "poe.not_draft", "poe.workloads_named", "poe.partner_role", "poe.metrics", "poe.cpor_notice"},
	},
	{
		name: "geraete.html",
		lines: []string{
			"# Leistungsschein 3: Geräteverwaltung", "zwischen der Hafenlogistik Brake GmbH (Auftraggeber) und der Nordlicht Systemhaus GmbH (Auftragnehmer)",
			"# 1 Ausgangslage", "Die Geräte der Hafenlogistik Brake GmbH werden bisher von Hand eingerichtet.",
			"# 2 Leistungen des Auftragnehmers", "- Der Auftragnehmer führt Microsoft Intune ein und richtet die Richtlinien ein.", "- Der Auftragnehmer führt Defender for Endpoint auf allen Geräten ein.",
			"# 3 Nicht enthaltene Leistungen", "Die Beschaffung von Geräten ist nicht enthalten.",
			"# 4 Vergütung", "Der Festpreis beträgt 61.500,00 EUR zuzüglich Umsatzsteuer.",
		},
		answer: map[string]string{"Mandanten-ID": "5c1d2a33-9d0e-4c55-8f6b-0a1b2c3d4e5f", "Domäne": "hafenlogistik-brake.de", "beim Kunden": "i.harms@hafenlogistik-brake.de", "beim Partner": "k.frerichs@nordlicht-systemhaus.de", "Zahl": "340", "Name und Funktion": "Insa Harms, Leiterin IT", "Name": "Insa Harms", "Funktion": "Leiterin IT", "Datum der Unterschrift": "12.11.2026", "Unterschrift": "Insa Harms"},
		want:   []string{"poe.customer_signoff", "poe.ack_date", "poe.not_draft", "poe.customer_domain", "poe.tenant_id", "poe.contacts", "poe.partner_role", "poe.metrics", "poe.cpor_notice"},
	},
	{
		name: "securite.docx",
		lines: []string{
			"# Cahier des prestations : sécurité de la messagerie", "Entre la Ville de Saint-Aubin (le Client), 2 place de la Mairie, France, et Armor Conseil SARL (le Prestataire).",
			"# Contexte", "La Ville de Saint-Aubin a subi deux campagnes d'hameçonnage en 2025.",
			"# Périmètre des prestations", "- Le Prestataire déploie Defender for Office 365 et configure les politiques de protection.", "- Le Prestataire met en œuvre Purview Information Protection avec quatre étiquettes.",
			"# Hors périmètre", "L'achat des licences reste à la charge du Client.",
			"# Prix", "Le forfait est de 38 400 EUR hors taxes.",
			"# Conditions générales", "Les conditions du marché-cadre s'appliquent.",
		},
		answer: map[string]string{"identifiant de locataire": "7a8b9c0d-1e2f-4a3b-8c5d-6e7f8a9b0c1d", "domaine": "saint-aubin.fr", "chez le client": "m.lebreton@saint-aubin.fr", "chez le partenaire": "y.kermarrec@armor-conseil.fr", "nombre": "620", "nom et fonction": "Marie Lebreton, directrice des systèmes d'information", "nom": "Marie Lebreton", "fonction": "directrice des systèmes d'information", "date de signature": "12 novembre 2026", "signature": "Marie Lebreton"},
		want:   []string{"poe.customer_signoff", "poe.ack_date", "poe.not_draft", "poe.customer_domain", "poe.tenant_id", "poe.contacts", "poe.partner_role", "poe.metrics", "poe.cpor_notice"},
	},
	{ // a public body of the United States: the disclosure is asked for
		name: "city.md",
		lines: []string{
			"# Statement of Work: Email protection", "This statement of work is between the City of Alder Falls, Iowa (the Customer) and Brightwater Systems LLC (the Supplier).",
			"# Background", "The Customer was attacked twice last year.",
			"# Scope of services", "- The Supplier deploys Defender for Office 365 and sets up its policies.",
			"# Out of scope", "Licences are not part of this work.",
			"# Fees", "The fixed fee is USD 38,400.",
		},
		answer: map[string]string{"tenant ID": "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10", "domain": "alderfalls.example", "customer's contact": "jane.doe@alderfalls.example", "partner's contact": "tom.reed@brightwater.example", "number": "620", "title": "Head of IT", "name": "Jane Doe", "date of signature": "12 November 2026", "signature": "Jane Doe"},
		want:   []string{"poe.customer_signoff", "poe.ack_date", "poe.not_draft", "poe.customer_domain", "poe.tenant_id", "poe.contacts", "poe.psd", "poe.partner_role", "poe.metrics", "poe.cpor_notice"},
	},
	{
		name: "crm.md",
		lines: []string{
			"# Acuerdo de trabajo: atención al cliente", "Entre Conservas del Norte S.L. (el Cliente) y Cantábrica Digital S.L. (el Proveedor).",
			"# Antecedentes", "El Cliente gestiona las reclamaciones en hojas de cálculo.",
			"# Alcance de los servicios", "- El Proveedor implanta Dynamics 365 Customer Service y configura las colas.",
			"# Fuera de alcance", "La telefonía no está incluida.",
			"# Precio", "El precio cerrado es de 47.000 EUR.",
		},
		answer: map[string]string{"identificador de inquilino": "11112222-3333-4444-8555-666677778888", "dominio": "conservasdelnorte.es", "contacto del cliente": "l.iglesias@conservasdelnorte.es", "contacto del partner": "a.mier@cantabrica.digital", "contacto técnico": "p.sanz@conservasdelnorte.es", "identificador de suscripción": "99998888-7777-4666-8555-444433332222", "número": "85", "nombre y cargo": "Lucía Iglesias, directora de sistemas", "nombre": "Lucía Iglesias", "cargo": "directora de sistemas", "fecha de la firma": "12 de noviembre de 2026", "firma": "Lucía Iglesias"},
		want:   []string{"poe.customer_signoff", "poe.ack_date", "poe.not_draft", "poe.customer_domain", "poe.tenant_id", "poe.contacts", "poe.tech_contact", "poe.subscription_id", "poe.partner_role", "poe.metrics", "poe.cpor_notice"},
	},
}

// The points of a draft are the open items of its claims' checklists, none of
// them is left when their sentences have been added, and each comes back when
// its sentence is taken out again.
func TestPointsAreTheOpenItemsAndGoAway(t *testing.T) {
	b := newBench(t)
	for _, d := range drafts {
		t.Run(d.name, func(t *testing.T) {
			first, report := b.check(t, d)
			a := first
			if got := codes(report.Points); !slices.Equal(got, d.want) {
				t.Errorf("points\n%v, want\n%v", got, d.want)
			}
			want, got := openItems(a), codes(report.Points)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("points\n%v, open items of the checklists\n%v", got, want)
			}
			repaired, added := d.repair(t, report)
			a, report = b.check(t, repaired)
			if len(report.Points) != 0 || len(openItems(a)) != 0 {
				t.Errorf("after the sentences were added:\n%s%s", text(t, report), strings.Join(repaired.lines, "\n"))
			}
			for _, fact := range []func(*sow.Facts) sow.Fact[string]{func(f *sow.Facts) sow.Fact[string] { return f.Customer }, func(f *sow.Facts) sow.Fact[string] { return f.Partner }} {
				if before, after := fact(first.Facts), fact(a.Facts); before.Value == nil || after.Value == nil || *before.Value != *after.Value {
					t.Errorf("the sentences change a party from %+v to %+v", before, after)
				}
			}
			added["poe.workloads_named"] = append(added["poe.workloads_named"], added["poe.metrics"]...) // these name it too
			if len(added["poe.workloads_named"]) == len(added["poe.metrics"]) {
				delete(added, "poe.workloads_named")
			}
			for code, lines := range added {
				b.without(t, repaired, code, lines)
			}
		})
	}
}

// without takes the lines of one point out again and wants its code back.
func (b *bench) without(t *testing.T, d draft, code string, lines []string) {
	t.Helper()
	d.lines = slices.DeleteFunc(slices.Clone(d.lines), func(l string) bool { return slices.Contains(lines, l) })
	if _, report := b.check(t, d); !slices.Contains(codes(report.Points), code) {
		t.Errorf("without %q the point %s does not come back: %v", lines, code, codes(report.Points))
	}
}

func TestPlacesAreHeadingsOfTheDocument(t *testing.T) {
	b := newBench(t)
	_, report := b.check(t, drafts[0])
	for code, want := range map[string]string{
		"poe.customer_signoff": `under "5. Signatures"`, "poe.tenant_id": `under "1. Background"`, "poe.workloads_named": `under "2. Scope of services"`,
		"poe.contacts": `in a new section "Contacts" before "5. Signatures"`, "poe.not_draft": "",
	} {
		i := slices.IndexFunc(report.Points, func(p lint.Point) bool { return slices.Contains(p.Codes, code) })
		if i < 0 || report.Points[i].Where() != want {
			t.Errorf("%s goes %q, want %q", code, report.Points[max(i, 0)].Where(), want)
		}
	}
	_, report = b.check(t, drafts[2])
	if i := slices.IndexFunc(report.Points, func(p lint.Point) bool { return p.Codes[0] == "poe.customer_signoff" }); report.Points[i].Where() != `in a new section "Attestation et signatures" at the end` {
		t.Errorf("the signature goes %q", report.Points[i].Where())
	}
}

// Words under a heading of what is not done would count as not done.
func TestNothingGoesUnderWhatIsExcluded(t *testing.T) {
	b := newBench(t)
	d := draft{name: "order.md", lines: []string{"# Statement of work", "Northgate Foods Ltd (the Customer) and Brightwater Systems Ltd (the Supplier).", "# Services out of scope", "Telephony.", "# What we do", "The Supplier deploys Microsoft Teams."}}
	_, report := b.check(t, d)
	for _, p := range report.Points {
		if strings.Contains(p.Where(), "out of scope") {
			t.Errorf("%v goes %s", p.Codes, p.Where())
		}
	}
	i := slices.IndexFunc(report.Points, func(p lint.Point) bool { return p.Codes[0] == "poe.partner_role" })
	if i < 0 || report.Points[i].Where() != `in a new section "Scope of services" at the end` {
		t.Errorf("the partner's role goes %s", report.Points[max(i, 0)].Where())
	}
}

// A suite is no workload: its workloads are to be named one by one.
func TestSuiteNamesItsWorkloads(t *testing.T) {
	b := newBench(t)
	d := draft{name: "suite.md", lines: []string{"# Statement of work", "Northgate Foods Ltd (the Customer) and Brightwater Systems Ltd (the Supplier).", "# Scope of services", "The Supplier deploys Microsoft 365 E5 for all staff."}}
	_, report := b.check(t, d)
	i := slices.IndexFunc(report.Points, func(p lint.Point) bool { return p.Title == "Every workload is named one by one" })
	if i < 0 || !slices.ContainsFunc(report.Points[i].Add, func(l string) bool { return strings.Contains(l, "deploys Exchange Online for") }) {
		t.Fatalf("a suite gives\n%s", text(t, report))
	}
}

func TestPlaceholdersAndTrackedChangesAreNamed(t *testing.T) {
	b := newBench(t)
	d := drafts[0]
	d.lines = append(slices.Clone(d.lines), "The address is [insert address].")
	_, report := b.check(t, d)
	if got := text(t, report); !strings.Contains(got, "[insert address]") || !strings.Contains(got, "Remove the word that marks the document as a draft") {
		t.Errorf("the open place is not named:\n%s", got)
	}
}

func TestFormats(t *testing.T) {
	b := newBench(t)
	_, report := b.check(t, drafts[0])
	var out bytes.Buffer
	if err := lint.Write(&out, lint.JSON, report); err != nil || !strings.Contains(out.String(), `"Microsoft Entra tenant ID of the customer: <<tenant ID>>"`) {
		t.Errorf("JSON: %v\n%s", err, out.String())
	}
	out.Reset()
	if err := lint.Write(&out, lint.DOCX, report); err != nil {
		t.Fatal(err)
	}
	doc, err := b.reader.Read(t.Context(), "list.docx", bytes.NewReader(out.Bytes()), int64(out.Len()), extract.Options{OCR: extract.OCROff})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, block := range doc.Blocks {
		all.WriteString(block.Text + "\n")
	}
	for _, p := range report.Points {
		for _, line := range append([]string{p.Title}, p.Add...) {
			if !strings.Contains(all.String(), line) {
				t.Errorf("the Word list lacks %q", line)
			}
		}
	}
}

type bench struct {
	analyzer *analyze.Analyzer
	reader   *extract.Reader
	names    map[string]string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := analyze.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{analyzer: a, reader: extract.New(extract.Config{Children: 1}), names: map[string]string{}}
	t.Cleanup(func() { _ = b.reader.Close() })
	for _, e := range pack.Lexicon().Entries {
		b.names[e.ID] = e.Name
	}
	return b
}

func (b *bench) check(t *testing.T, d draft) (sow.Analysis, lint.Report) {
	t.Helper()
	data := d.bytes(t)
	doc, err := b.reader.Read(t.Context(), d.name, bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
	if err != nil {
		t.Fatal(err)
	}
	doc.Name = d.name
	a := b.analyzer.Analyze(doc, analyze.Options{Today: sow.Day{Year: 2026, Month: 11, Dom: 25}})
	return a, lint.Check(a, doc, lint.Options{Names: b.names})
}

// bytes writes the draft in the format of its name.
func (d draft) bytes(t *testing.T) []byte {
	t.Helper()
	var out strings.Builder
	doc := word.New(word.Options{Title: d.name})
	for _, l := range d.lines {
		heading, isHeading := strings.CutPrefix(l, "# ")
		item, isItem := strings.CutPrefix(l, "- ")
		switch {
		case isHeading:
			doc.Heading(1, heading)
			fmt.Fprintf(&out, "<h1>%s</h1>\n", html.EscapeString(heading))
		case isItem:
			doc.Bullet(word.Plain(item))
			fmt.Fprintf(&out, "<ul><li>%s</li></ul>\n", html.EscapeString(item))
		default:
			doc.Text(word.Plain(l))
			fmt.Fprintf(&out, "<p>%s</p>\n", html.EscapeString(l))
		}
	}
	switch {
	case strings.HasSuffix(d.name, ".docx"):
		data, err := doc.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return data
	case strings.HasSuffix(d.name, ".html"):
		return []byte("<!doctype html><html><body>" + out.String() + "</body></html>")
	}
	return []byte(strings.Join(d.lines, "\n\n"))
}

var blank = regexp.MustCompile(`<<[^<>]+>>`)

// repair does what the report says, as its author would. It also gives the
// lines that were added for each code that has lines of its own.
func (d draft) repair(t *testing.T, r lint.Report) (draft, map[string][]string) {
	t.Helper()
	added := map[string][]string{}
	d.lines = slices.DeleteFunc(slices.Clone(d.lines), func(l string) bool { return d.remove != "" && l == d.remove })
	for i, l := range d.lines {
		if signed, ok := d.sign[l]; ok {
			d.lines[i] = signed
		}
	}
	for _, p := range r.Points {
		if p.Place == nil {
			continue
		}
		var lines []string
		for _, l := range p.Add {
			lines = append(lines, blank.ReplaceAllStringFunc(l, func(s string) string { return d.fill(t, s) }))
		}
		d.lines = insert(t, d.lines, *p.Place, lines)
		if code := p.Codes[0]; code != "poe.customer_signoff" {
			added[code] = append(added[code], lines...)
		}
	}
	return d, added
}

func (d draft) fill(t *testing.T, s string) string {
	t.Helper()
	best := ""
	for word := range d.answer {
		if strings.Contains(s, word) && len(word) > len(best) {
			best = word
		}
	}
	if best == "" {
		t.Fatalf("nothing to fill into %s", s)
	}
	return d.answer[best]
}

func insert(t *testing.T, lines []string, p lint.Place, add []string) []string {
	t.Helper()
	if i := slices.Index(lines, "# "+p.Heading); i >= 0 { // it may have been made for another point
		end := i + 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "# ") {
			end++
		}
		return slices.Insert(lines, end, add...)
	}
	if !p.New {
		t.Fatalf("the document has no heading %q", p.Heading)
	}
	add = append([]string{"# " + p.Heading}, add...)
	if p.Before == "" {
		return append(lines, add...)
	}
	i := slices.Index(lines, "# "+p.Before)
	if i < 0 {
		t.Fatalf("the document has no heading %q", p.Before)
	}
	return slices.Insert(lines, i, add...)
}

func codes(points []lint.Point) []string {
	var out []string
	for _, p := range points {
		for _, code := range p.Codes {
			if !slices.Contains(out, code) {
				out = append(out, code)
			}
		}
	}
	return out
}

// openItems are the missing items of all claims that the document itself can
// satisfy, sorted.
func openItems(a sow.Analysis) []string {
	files := []string{"poe.project_plan", "poe.deployment_docs", "poe.template", "poe.originals"}
	var out []string
	for _, c := range a.Claims {
		for _, i := range c.PoE {
			if i.Status == sow.PoEMissing && !slices.Contains(files, i.Code) && !slices.Contains(out, i.Code) {
				out = append(out, i.Code)
			}
		}
	}
	slices.Sort(out)
	return out
}

func text(t *testing.T, r lint.Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := lint.Write(&out, lint.Text, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

package packet

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
)

//go:embed fields.html
var fieldsSource string

var fieldsTemplate = template.Must(template.New("fields").Parse(fieldsSource))

// fieldGroup is one step of Partner Center's form.
type fieldGroup struct {
	Title  string
	Note   string
	Fields []field
}

type field struct{ Name, Value string }

// fieldsPage lists the fields in the order in which Partner Center asks for
// them (Partner Center, "Submit a CPOR association", 2023-10-10).
func fieldsPage(v *values) ([]byte, error) {
	s := v.single
	groups := []fieldGroup{
		{"1. Open the form", "Partner Center, Incentives, Customer claims, then the solution area, Add customer and the partner role.", []field{{"Solution area", s["solution_area"]}, {"Partner role", s["partner_role"]}}},
		{"2. Name the claim", "", []field{{"Claim name", s["claim_name"]}, {"Partner ID", s["partner_id"]}, {"Customer tenant ID", s["tenant_id"]}, {"Customer domain", s["customer_domain"]}}},
		{"3. Choose the workload", "", []field{{"Workload", s["workload"]}, {"Subscription ID", s["subscription_id"]}, {"Incentive payment", s["payment"]}}},
		{"4. Customer contact", "All are required.", []field{{"Name", v.customer.Name}, {"Title", v.customer.Title}, {"E-mail", v.customer.Email}, {"Technical contact", s["technical_contact"]}}},
		{"5. Partner contact", "All are required. Add customer then saves the claim as a draft.", []field{{"Name", v.partner.Name}, {"E-mail", v.partner.Email}}},
		{"6. Upload the proof of execution", "Upload the signed proof sheet and every file of the folder “evidence”.", v.uploads()},
		{"7. Comment for the reviewer", "", []field{{"Comment", v.comment()}}},
		{"8. Acknowledge and submit", "Tick the acknowledgements and submit. Then record the day and the claim ID that Partner Center shows, and send the letter to the customer.", nil},
	}
	for _, g := range groups {
		for i := range g.Fields {
			if g.Fields[i].Value == "" {
				g.Fields[i].Value = open
			}
		}
	}
	var out bytes.Buffer
	err := fieldsTemplate.Execute(&out, struct {
		Title, State string
		Groups       []fieldGroup
		Open         string
	}{s["claim_name"], s["prepared_on"], groups, open})
	if err != nil {
		return nil, fmt.Errorf("write the page of fields: %w", err)
	}
	return out.Bytes(), nil
}

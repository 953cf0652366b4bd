// Package design draws the Word templates that a submission packet is filled
// from. The files in internal/packet/templates are what it gives; a partner may
// replace them by its own. Places to fill in are written {{name}}, each in one
// run of text; a table row with {{work. ...}}, {{file. ...}} or {{item. ...}} is
// repeated for each of them.
package design

import (
	"claimline/internal/word"
)

// Templates gives the template files by name.
func Templates() (map[string][]byte, error) {
	all := map[string]*word.Builder{"cover.docx": cover(), "proof.docx": proof(), "checklist.docx": checklist()}
	for _, l := range letters {
		all["letter-"+l.language+".docx"] = l.draw()
	}
	out := map[string][]byte{}
	for name, b := range all {
		data, err := b.Bytes()
		if err != nil {
			return nil, err
		}
		out[name] = data
	}
	return out, nil
}

func sheet(title string) *word.Builder {
	return word.New(word.Options{Title: title, Author: "{{partner}}", Header: "{{partner}}  ·  {{claim_name}}", Footer: title + "  ·  state of {{prepared_on}}"})
}

func pair(label, value string) []word.Cell {
	return []word.Cell{word.Label(label), word.In(word.Plain(value))}
}

func pairs(b *word.Builder, rows ...[]word.Cell) {
	b.Table(word.Table{Widths: []int{32, 68}, Rows: rows, Plain: true})
}

// blank is a cell to write in by hand, some lines high.
func blank(lines int) word.Cell {
	c := word.Cell{}
	for range lines {
		c.Lines = append(c.Lines, []word.Run{word.Plain(" ")})
	}
	return c
}

// cover is the first sheet: what the packet is for, what is in it, and what
// somebody checks before filing.
func cover() *word.Builder {
	b := sheet("Submission packet")
	b.Title("Submission packet")
	b.Subtitle("CPOR association for {{workload}} at {{customer}}")
	b.Text(word.Plain("This packet holds what Microsoft Partner Center asks for when {{partner}} claims the association. File it in the order of the sheet “5-partner-center-fields.html”, upload the files of the folder “evidence” together with the proof of execution, and send the letter to the customer on the same day."))
	pairs(b,
		pair("Customer", "{{customer}}"),
		pair("Tenant ID", "{{tenant_id}}"),
		pair("Workload", "{{workload}}"),
		pair("Partner role", "{{solution_area}}, {{partner_role}}"),
		pair("Partner ID", "{{partner_id}}"),
		pair("Programme year", "{{programme_year}}"),
		pair("Agreement in place since", "{{signed_on}}"),
		pair("Responsible", "{{owner}}"),
		pair("Internal approval", "{{approvals}}"),
		pair("Claim ID in Partner Center", "{{partner_center_id}}"),
	)
	b.Heading(1, "Before you file")
	b.Text(word.Plain("{{open_points}}"))
	b.Heading(1, "What is in the packet")
	b.Table(word.Table{Widths: []int{8, 42, 50}, Head: []string{"No.", "File", "What it shows"}, Rows: [][]word.Cell{
		{word.In(word.Plain("1")), word.In(word.Plain("1-cover.docx")), word.In(word.Plain("this sheet; it stays with {{partner}}"))},
		{word.In(word.Plain("2")), word.In(word.Plain("2-proof-of-execution.docx")), word.In(word.Plain("proof sheet, to be uploaded"))},
		{word.In(word.Plain("3")), word.In(word.Plain("3-customer-letter.docx")), word.In(word.Plain("tells the customer what Microsoft will send, and why"))},
		{word.In(word.Plain("4")), word.In(word.Plain("4-checklist.docx")), word.In(word.Plain("each point of the proof and where it is shown"))},
		{word.In(word.Plain("5")), word.In(word.Plain("5-partner-center-fields.html")), word.In(word.Plain("the form of Partner Center, field by field, to copy from"))},
		{word.In(word.Plain("{{file.number}}")), word.In(word.Plain("{{file.name}}")), word.In(word.Plain("{{file.what}}"))},
	}})
	b.Text(word.Grey("The file MANIFEST.txt lists the SHA-256 of every file, so that each can be checked against what was approved."))
	return b
}

// proof is the sheet that Microsoft's reviewer reads: every element that the
// template of Partner Center for a proof of execution asks for.
func proof() *word.Builder {
	b := sheet("Proof of execution")
	b.Title("Proof of execution")
	b.Subtitle("Claiming Partner of Record (CPOR)  ·  {{workload}}")
	b.Heading(1, "1  Partner and customer")
	pairs(b,
		pair("Partner company", "{{partner}}"),
		pair("Partner ID (location)", "{{partner_id}}"),
		pair("Partner contact", "{{partner_contact}}"),
		pair("Customer company", "{{customer}}"),
		pair("Customer domain", "{{customer_domain}}"),
		pair("Customer tenant ID", "{{tenant_id}}"),
		pair("Customer contact", "{{customer_contact}}"),
		pair("Technical contact", "{{technical_contact}}"),
	)
	b.Heading(1, "2  Project")
	pairs(b,
		pair("Project", "{{project}}"),
		pair("Contract", "{{document}}"),
		pair("Solution area and role", "{{solution_area}}, {{partner_role}}"),
		pair("Workload claimed", "{{workload}}"),
		pair("Size", "{{quantity}}"),
		pair("Period of the work", "{{period}}"),
		pair("Subscription ID", "{{subscription_id}}"),
	)
	b.Heading(1, "3  What the partner does")
	b.Text(word.Plain("{{activities}} The lines below are quoted from the contract."))
	b.Table(word.Table{Widths: []int{70, 30}, Head: []string{"The contract says", "Place"}, Rows: [][]word.Cell{
		{word.In(word.Plain("{{work.quote}}")), word.In(word.Grey("{{work.place}}"))},
	}})
	b.Heading(1, "4  Supporting documents")
	b.Table(word.Table{Widths: []int{8, 46, 46}, Head: []string{"No.", "File", "What it shows"}, Rows: [][]word.Cell{
		{word.In(word.Plain("{{file.number}}")), word.In(word.Plain("{{file.name}}")), word.In(word.Plain("{{file.what}}"))},
	}})
	b.Heading(1, "5  Public sector disclosure")
	b.Text(word.Plain("{{public_sector}}"))
	b.Heading(1, "6  Acknowledgement by the customer")
	b.Keep(word.Plain("{{customer}} confirms that {{partner}} performs the work described above on the workload {{workload}} in the tenant named above. {{acknowledgement}}"))
	b.Table(word.Table{Widths: []int{22, 39, 39}, Whole: true, Head: []string{"", "For the customer", "For the partner"}, Rows: [][]word.Cell{
		{word.Label("Company"), word.In(word.Plain("{{customer}}")), word.In(word.Plain("{{partner}}"))},
		{word.Label("Name and title"), blank(1), blank(1)},
		{word.Label("Signature"), blank(3), blank(3)},
		{word.Label("Date"), blank(1), blank(1)},
	}})
	return b
}

func checklist() *word.Builder {
	b := sheet("Checklist of the proof")
	b.Title("Checklist of the proof")
	b.Subtitle("{{workload}} for {{customer}}  ·  {{association}}")
	b.Text(word.Plain("{{progress}}"))
	b.Table(word.Table{Widths: []int{34, 12, 14, 40}, Head: []string{"What is asked for", "Need", "State", "Where it is shown, or who decided"}, Rows: [][]word.Cell{
		{word.In(word.Bold("{{item.name}}")), word.In(word.Plain("{{item.need}}")), word.In(word.Plain("{{item.state}}")), word.In(word.Plain("{{item.proof}}"))},
	}})
	return b
}

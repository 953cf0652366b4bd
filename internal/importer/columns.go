package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Field is something that a column of an export says.
type Field string

// The fields of exports.
const (
	FieldClaimID   Field = "claim_id"
	FieldStatus    Field = "status"
	FieldDay       Field = "status_day"
	FieldCustomer  Field = "customer"
	FieldTenant    Field = "tenant_id"
	FieldWorkload  Field = "workload"
	FieldPartnerID Field = "partner_id"
	FieldReason    Field = "reason"
	FieldCode      Field = "reason_code"
	FieldMonth     Field = "month"
	FieldMAU       Field = "active_users"
	FieldPAU       Field = "paid_units"
	FieldAmount    Field = "amount"
	FieldCurrency  Field = "currency"
	FieldAttached  Field = "associated_day"
)

var fields = []Field{
	FieldClaimID, FieldStatus, FieldDay, FieldCustomer, FieldTenant, FieldWorkload, FieldPartnerID, FieldReason, FieldCode, FieldMonth, FieldMAU, FieldPAU, FieldAmount,
	FieldCurrency, FieldAttached,
}

// headers are the names that a field is known to have, folded, best first.
// Microsoft publishes the columns of the usage report and of the earnings
// download (October 2023), not those of "Export claim data": these are guesses,
// and a mapping goes before them.
var headers = map[Field][]string{
	FieldClaimID:   {"claimid", "cporclaimid", "associationid", "claimnumber", "claim"},
	FieldStatus:    {"claimstatus", "status", "associationstatus", "state", "claimstate"},
	FieldDay:       {"statusdate", "statuschangedate", "statuschangedon", "lastupdated", "lastupdateddate", "lastmodified", "lastmodifieddate", "modifieddate", "updateddate", "updatedon", "modifiedon", "decisiondate", "approvaldate", "approveddate"},
	FieldCustomer:  {"customername", "customer", "customercompanyname", "companyname"},
	FieldTenant:    {"customertenantid", "tenantid", "customertenant", "customerazuretenantid", "tenant"},
	FieldWorkload:  {"workload", "workloadname", "product", "productname", "workloads", "products", "claimedproduct"},
	FieldPartnerID: {"partnerid", "mpnid", "partnermpnid", "locationid", "partnerlocationid", "plaid"},
	FieldReason:    {"rejectionreason", "reason", "comments", "comment", "reviewercomments", "statusreason"},
	FieldCode:      {"reasoncode", "ineligiblereasoncode", "ineligibilityreasoncode", "reasoncodes", "ineligiblereason", "ineligibilityreason"},
	FieldMonth:     {"month", "earningmonth", "usagemonth", "earningdate", "transactionmonth", "transactiondate", "date"},
	FieldMAU:       {"monthlyactiveusers", "mau", "activeusers"},
	FieldPAU:       {"paidavailableunits", "pau", "paidunits", "paidseats"},
	FieldAmount:    {"earningamount", "earnings", "earning", "amount", "earningamountinlasttransactedcurrency", "earningamountusd"},
	FieldCurrency:  {"earningcurrency", "currency", "currencycode", "earningcurrencycode"},
	FieldAttached:  {"dateassociated", "associationdate", "associatedon", "claimattachdate"},
}

// fold is a header without case, spaces and punctuation.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// columnsOf takes each column for at most one field, and each field from the
// column whose header fits it best.
func columnsOf(header []string, m Mapping) []Column {
	columns := make([]Column, len(header))
	for i, h := range header {
		columns[i].Header = h
	}
	for _, f := range fields {
		var own []string
		for _, h := range m.Columns[f] {
			own = append(own, fold(h))
		}
		for k, name := range append(own, headers[f]...) {
			i := slices.IndexFunc(columns, func(c Column) bool { return c.Field == "" && fold(c.Header) == name })
			if i >= 0 {
				columns[i].Field, columns[i].How = f, Guessed
				if k < len(own) {
					columns[i].How = Mapped
				}
				break
			}
		}
	}
	return columns
}

// inDollars tells whether the header of the amounts itself names the currency.
func (e *Export) inDollars() bool {
	return slices.ContainsFunc(e.Columns, func(c Column) bool { return c.Field == FieldAmount && strings.HasSuffix(fold(c.Header), "usd") })
}

func has(columns []Column, f Field) bool {
	return slices.ContainsFunc(columns, func(c Column) bool { return c.Field == f })
}

// kindOf tells the kind by the columns; "" is none.
func kindOf(columns []Column) Kind {
	switch {
	case has(columns, FieldMAU) && has(columns, FieldPAU):
		return Usage
	case has(columns, FieldCode) || has(columns, FieldAmount) && !has(columns, FieldStatus):
		return Earnings
	case has(columns, FieldStatus):
		return Claims
	}
	return ""
}

// missing are the fields without which rows of a kind say nothing.
func (e *Export) missing() []Field {
	var out []Field
	if e.Kind == Claims && !has(e.Columns, FieldStatus) {
		out = append(out, FieldStatus)
	}
	if !has(e.Columns, FieldClaimID) && !has(e.Columns, FieldTenant) && !has(e.Columns, FieldCustomer) {
		out = append(out, FieldClaimID)
	}
	return out
}

// example is a field for the example of a mapping: one that is missing.
func example(missing []Field) Field {
	if len(missing) > 0 {
		return missing[0]
	}
	return FieldStatus
}

func explainMissing(e Export, missing []Field) string {
	var names []string
	for _, c := range e.Columns {
		names = append(names, c.Header)
	}
	out := fmt.Sprintf("its columns are %s", strings.Join(names, ", "))
	if len(missing) > 0 {
		out += fmt.Sprintf("; none of them is taken for %s", listed(missing))
	}
	return out + "; name them in a mapping file (columns: {" + string(example(missing)) + ": [\"Header\"]})"
}

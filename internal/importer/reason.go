package importer

import (
	"regexp"
	"slices"
	"strings"
)

// Reason explains why an approved claim earned nothing for a row of the
// earnings or ineligible-usage report (Partner Center, "Ineligible revenue and
// usage", October 2023).
type Reason struct {
	Code    string
	Meaning string
	Act     string // what the partner can do; "" nothing
}

var reasons = []Reason{
	{"MXTMCPMT", "the longest earning time since the claim was attached has passed", ""},
	{"PAULWPHWM", "the paid available units are not above the high-water mark of before", ""},
	{"MAULWPHWM", "the monthly active usage is not above the high-water mark of before", ""},
	{"MINTHNTMT", "the least usage for the high-water mark is not reached", ""},
	{"IVDPTRROLE", "the partner role of the association does not earn under the programme", ""},
	{"IVDMPN", "the Partner ID is not eligible for the engagement", ""},
	{"IVDGEO", "the partner's location is not eligible for the engagement", ""},
	{"IVDCOMP", "the designation is not met or has expired", "Renew the designation; usage of later months can earn then."},
	{"IVDADV", "the advanced specialization is not fulfilled", "Fulfil the specialization; usage of later months can earn then."},
	{"IVDCOSELL", "co-sell eligibility is missing or has expired", "Set co-sell eligibility up again."},
	{"IVDMPA", "the Microsoft Partner Agreement is not signed or has expired", "Sign the agreement in Partner Center."},
	{"IVDPOE", "the proof of execution is not approved (public sector or DPOR only)", "Answer while the proof is asked for; a rejected answer cannot be repaired."},
	{"CUSPUBSEC", "the customer is a public body", "In the United States, Puerto Rico and India: ask for another proof of execution within 90 days of the earning date, unless one was rejected."},
	{"CUSNOTNEW", "the customer's tenant was made outside the valid period", ""},
	{"IVDCUST", "the customer was counted in customer adds before, for some partner", ""},
	{"CUSEQPTR", "partner and customer are the same company", ""},
	{"CHREVNONCH", "revenue in China with a partner from elsewhere", ""},
	{"IVDCLD", "the cloud is not valid for the programme", ""},
	{"INVTNXACO", "an Azure credit offer is active for the customer", ""},
}

// Reasons lists the known codes.
func Reasons() []Reason { return slices.Clone(reasons) }

// Explain gives the reason of a code, with its code alone when it is not known.
func Explain(code string) Reason {
	i := slices.IndexFunc(reasons, func(r Reason) bool { return r.Code == strings.ToUpper(code) })
	if i < 0 {
		return Reason{Code: code, Meaning: "a code that is not in the published list", Act: "Look it up in Partner Center's documentation of earnings."}
	}
	return reasons[i]
}

// Sentence writes a reason for a person.
func (r Reason) Sentence() string {
	out := r.Code + ": " + r.Meaning + "."
	if r.Act == "" {
		return out + " The partner cannot change it."
	}
	return out + " " + r.Act
}

var codeShape = regexp.MustCompile(`\b[A-Z][A-Z0-9]{5,14}\b`)

// codesIn finds the codes of a cell, which may hold several among words. A
// single word that looks like a code is one, also when it is not known.
func codesIn(cell string) []string {
	var out []string
	alone := len(strings.Fields(cell)) == 1
	for _, c := range codeShape.FindAllString(cell, -1) {
		known := slices.ContainsFunc(reasons, func(r Reason) bool { return r.Code == c })
		if (known || alone) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

package seat

import "claimline/internal/sow"

// tools are the workloads at which people of one trade work, with that trade: who sells
// is not who repairs. Customers are called and their cases are solved by the same people.
var tools = map[string]string{
	"d365-sales":              "sellers",
	"d365-customer-service":   "agents",
	"d365-contact-center":     "agents",
	"d365-field-service":      "mechanics",
	"d365-project-operations": "project managers",
	"d365-finance":            "clerks",
	"d365-supply-chain":       "clerks",
	"d365-business-central":   "clerks",
	"d365-commerce":           "shop assistants",
	"d365-human-resources":    "personnel officers",
	"windows-365":             "workers at Cloud PCs",
	"azure-virtual-desktop":   "workers at desktops",
}

// manyTrades tells whether the work is on the tools of several trades, or advice, which
// goes through the licences of one trade after the other. A number of people of one trade
// then is not that of all who are served.
func (rd *counter) manyTrades() bool {
	if rd.det.Kind == sow.KindAssessment || rd.det.Kind == sow.KindLicensing {
		return true
	}
	first := ""
	for i := range rd.det.Workloads {
		w := &rd.det.Workloads[i]
		trade := tools[w.ID]
		if trade == "" || trade == first || w.Polarity != sow.InScope || w.Kind != "" {
			continue
		}
		if first != "" {
			return true
		}
		first = trade
	}
	return false
}

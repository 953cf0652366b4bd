package seat

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// WorkTraits tells what work a document orders: whom something serves is said
// where the work is on what people use, hardly ever where it is on servers.
func WorkTraits(det *sow.Detection) (out []string) {
	var families []string
	for i := range det.Workloads {
		w := &det.Workloads[i]
		if w.Polarity != sow.InScope || w.Kind != "" {
			continue
		}
		out = append(out, "does-"+w.ID)
		if f := string(w.Family); !slices.Contains(families, f) {
			families = append(families, f)
		}
	}
	slices.Sort(families)
	return append(out, "families-"+strings.Join(families, "+"))
}

// What more must speak for a number of people where the work is not on what people
// use, and where it only looks at something: of 2,929 documents, each weighed by what
// was learnt of other writers, every third or fourth number there counted whom the
// work does not serve.
const (
	ofServers    = 1.5
	ofAssessment = 1.0
)

// Reserve gives by how much more than elsewhere must speak for a number of people.
func Reserve(det *sow.Detection) (more float64) {
	if onServers(det) {
		more = ofServers
	}
	if det.Kind == sow.KindAssessment || det.Kind == sow.KindLicensing {
		more = max(more, ofAssessment)
	}
	return more
}

// onServers tells whether all work that a document orders is in Azure and its
// security.
func onServers(det *sow.Detection) bool {
	azure := false
	for i := range det.Workloads {
		w := &det.Workloads[i]
		switch {
		case w.Polarity != sow.InScope || w.Kind != "":
		case w.Family == sow.FamilyAzure:
			azure = true
		case w.Family != sow.FamilySecurity:
			return false
		}
	}
	return azure
}

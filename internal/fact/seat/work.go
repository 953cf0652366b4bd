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

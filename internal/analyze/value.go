package analyze

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// formula computes a value from its inputs, all of them known, and says how.
type formula struct {
	needs   []string
	compute func(in map[string]float64) (value float64, words string)
}

// formulas are the computations of the pack's values.yaml (domain reference,
// expected value).
var formulas = map[string]formula{
	"rate-times-quantity": {[]string{"rate", "quantity"}, func(in map[string]float64) (float64, string) {
		return in["rate"] * in["quantity"], fmt.Sprintf("%g x %g", in["rate"], in["quantity"])
	}},
	"usage-high-water": {[]string{"rate", "paid_units", "prior_high_water", "cap"}, func(in map[string]float64) (float64, string) {
		units := min(max(0, in["paid_units"]-in["prior_high_water"]), in["cap"]/in["rate"])
		return in["rate"] * units, fmt.Sprintf("%g x %g units above the high-water mark", in["rate"], units)
	}},
	"partner-earned": {[]string{"spend", "rate", "share"}, func(in map[string]float64) (float64, string) {
		return in["spend"] * in["rate"] * in["share"], fmt.Sprintf("%g x %g x %g of the days", in["spend"], in["rate"], in["share"])
	}},
	"pcs-modern-work": {[]string{"growth", "threshold", "most"}, score},
	"pcs-deployment-score": {[]string{"deployments", "threshold", "most"}, func(in map[string]float64) (float64, string) {
		return score(map[string]float64{"growth": in["deployments"], "threshold": in["threshold"], "most": in["most"]})
	}},
	"pcs-business-points": {[]string{"units", "points_per_unit"}, func(in map[string]float64) (float64, string) {
		return in["units"] * in["points_per_unit"], fmt.Sprintf("%g x %g points", in["units"], in["points_per_unit"])
	}},
}

func score(in map[string]float64) (float64, string) {
	points := min(in["most"], in["growth"]/in["threshold"]*in["most"])
	return points, fmt.Sprintf("%g of %g, at most %g points", in["growth"], in["threshold"], in["most"])
}

// Value computes a formula of the pack. Inputs that are not known are named and
// there is no value: nothing is ever taken for 0.
func Value(id string, in map[string]float64) (value float64, words string, missing []string) {
	f, ok := formulas[id]
	if !ok {
		return 0, "", []string{"formula " + id}
	}
	for _, name := range f.needs {
		if _, ok := in[name]; !ok {
			missing = append(missing, strings.ReplaceAll(name, "_", " "))
		}
	}
	if len(missing) > 0 {
		return 0, "", missing
	}
	value, words = f.compute(in)
	return value, words, nil
}

// expectedValue applies a rate that the partner typed into its own values to
// what the document states. Without a rate or an input it is unknown:
// Microsoft's rates are confidential and none is delivered with the program.
func (r *result) expectedValue(workload string, association sow.Association) sow.ExpectedValue {
	on := r.today.String()
	if signed, ok := r.facts.SignedDate.Known(); ok {
		on = signed
	}
	for _, rate := range r.analyzer.pack.Rates() {
		if rate.Workload != "" && rate.Workload != workload || rate.Association != "" && rate.Association != association {
			continue
		}
		if rate.From <= on && (rate.To == "" || rate.To >= on) {
			return r.valueOf(rate, workload)
		}
	}
	return sow.ExpectedValue{State: "unknown", Why: "No rate for " + workload + " in the pack."}
}

func (r *result) valueOf(rate sow.ValueRate, workload string) sow.ExpectedValue {
	in := map[string]float64{"rate": rate.Rate}
	if n, ok := r.quantity(workload); ok {
		in["quantity"] = float64(n)
	}
	if rate.Cap != nil {
		in["cap"] = *rate.Cap
	}
	amount, words, missing := Value(rate.Formula, in)
	if slices.Equal(missing, []string{"quantity"}) {
		return sow.ExpectedValue{State: "unknown", Why: "There is a rate, but the document states no quantity for " + workload + "."}
	}
	if len(missing) > 0 {
		return sow.ExpectedValue{State: "unknown", Why: "There is a rate, but no document states: " + strings.Join(missing, ", ") + "."}
	}
	if rate.Cap != nil && amount > *rate.Cap {
		amount = *rate.Cap
		words += fmt.Sprintf(", capped at %g", *rate.Cap)
	}
	words += " " + rate.Currency
	return sow.ExpectedValue{State: "known", Amount: &amount, Currency: &rate.Currency, Formula: &words, Why: strings.TrimSpace("Rate: " + rate.Source)}
}

func (r *result) quantity(workload string) (int, bool) {
	for _, w := range r.det.Workloads {
		if w.ID == workload && w.Quantity != nil {
			return w.Quantity.N, true
		}
	}
	return r.facts.Seats.Known()
}

package ruleset

import (
	"math"
	"testing"
)

// The vectors are those of the guide (section 1 and 3) and of the score pages.
func TestCompute(t *testing.T) {
	p := deliveredPack(t)
	for _, tt := range []struct {
		name, formula string
		in            map[string]float64
		want          float64
	}{
		{"rate times seats", "rate-times-quantity", map[string]float64{"rate": 2, "quantity": 5000}, 10_000},
		{"usage up to the cap", "usage-high-water", map[string]float64{"rate": 10, "paid_units": 5000, "prior_high_water": 1200, "cap": 30_000}, 30_000},
		{"usage below the cap", "usage-high-water", map[string]float64{"rate": 10, "paid_units": 3000, "prior_high_water": 1200, "cap": 30_000}, 18_000},
		{"usage below the high-water mark", "usage-high-water", map[string]float64{"rate": 10, "paid_units": 1000, "prior_high_water": 1200, "cap": 30_000}, 0},
		{"one consultant without PAL", "partner-earned", map[string]float64{"spend": 75_000, "rate": 0.15, "share": 1}, 11_250},
		{"ten consultants", "partner-earned", map[string]float64{"spend": 10 * 50_000, "rate": 0.15, "share": 1}, 75_000},
		{"CPOR growth above all points", "pcs-modern-work", map[string]float64{"growth": 1500, "threshold": 1000, "most": 30}, 30},
		{"DPOR growth", "pcs-modern-work", map[string]float64{"growth": 2000, "threshold": 4000, "most": 30}, 15},
		{"CPOR deployments", "pcs-deployment-score", map[string]float64{"deployments": 3, "threshold": 5, "most": 25}, 15},
		{"DPOR deployments", "pcs-deployment-score", map[string]float64{"deployments": 4, "threshold": 10, "most": 25}, 10},
		{"Business Central users", "pcs-business-points", map[string]float64{"units": 10, "points_per_unit": 1000}, 10_000},
		{"Customer Insights profiles", "pcs-business-points", map[string]float64{"units": 50_000, "points_per_unit": 0.2}, 10_000},
	} {
		got, err := p.Compute(tt.formula, tt.in)
		if err != nil || math.Abs(got-tt.want) > 1e-6 {
			t.Errorf("%s: %v, %v; want %v", tt.name, got, err, tt.want)
		}
	}
	for name, in := range map[string]map[string]float64{
		"missing": {"rate": 1}, "negative": {"rate": -1, "quantity": 1}, "no number": {"rate": math.NaN(), "quantity": 1},
	} {
		if v, err := p.Compute("rate-times-quantity", in); err == nil {
			t.Errorf("%s input gives %v", name, v)
		}
	}
	if _, err := p.Compute("usage-high-water", map[string]float64{"rate": 0, "paid_units": 1, "prior_high_water": 0, "cap": 1}); err == nil {
		t.Error("a rate of 0 gives a value")
	}
	if _, err := p.Compute("astrology", nil); err == nil {
		t.Error("an unknown formula gives a value")
	}
	for id := range formulas {
		in := map[string]float64{}
		for _, name := range formulas[id] {
			in[name] = 1
		}
		if _, err := p.Compute(id, in); err != nil {
			t.Errorf("%s is declared but not computed: %v", id, err)
		}
	}
}

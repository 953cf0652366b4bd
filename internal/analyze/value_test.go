package analyze_test

import (
	"slices"
	"testing"

	"claimline/internal/analyze"
)

// The vectors of the domain reference.
func TestValueFormulas(t *testing.T) {
	for _, c := range []struct {
		name, formula string
		in            map[string]float64
		want          float64
	}{
		{"simple", "rate-times-quantity", map[string]float64{"rate": 12.5, "quantity": 400}, 5000},
		{"usage up to the cap", "usage-high-water", map[string]float64{"rate": 10, "paid_units": 5000, "prior_high_water": 1200, "cap": 30000}, 30000},
		{"usage below the cap", "usage-high-water", map[string]float64{"rate": 10, "paid_units": 2000, "prior_high_water": 1200, "cap": 30000}, 8000},
		{"usage below the mark", "usage-high-water", map[string]float64{"rate": 10, "paid_units": 1000, "prior_high_water": 1200, "cap": 30000}, 0},
		{"earned credit", "partner-earned", map[string]float64{"spend": 75000, "rate": 0.15, "share": 1}, 11250},
		{"earned credit of ten months", "partner-earned", map[string]float64{"spend": 500000, "rate": 0.15, "share": 1}, 75000},
		{"score of CPOR", "pcs-modern-work", map[string]float64{"growth": 1500, "threshold": 1000, "most": 30}, 30},
		{"score of DPOR", "pcs-modern-work", map[string]float64{"growth": 2000, "threshold": 4000, "most": 30}, 15},
		{"deployments of CPOR", "pcs-deployment-score", map[string]float64{"deployments": 3, "threshold": 5, "most": 25}, 15},
		{"deployments of DPOR", "pcs-deployment-score", map[string]float64{"deployments": 4, "threshold": 10, "most": 25}, 10},
		{"contract value", "pcs-business-points", map[string]float64{"units": 10, "points_per_unit": 1000}, 10000},
	} {
		got, _, missing := analyze.Value(c.formula, c.in)
		if got != c.want || missing != nil {
			t.Errorf("%s = %g, missing %q; want %g", c.name, got, missing, c.want)
		}
	}
	if _, _, missing := analyze.Value("usage-high-water", map[string]float64{"rate": 10, "cap": 5}); !slices.Equal(missing, []string{"paid units", "prior high water"}) {
		t.Errorf("unknown inputs: %q", missing)
	}
	if _, _, missing := analyze.Value("magic", nil); len(missing) != 1 {
		t.Errorf("an unknown formula: %q", missing)
	}
}

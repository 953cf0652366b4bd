package ruleset

import (
	"fmt"
	"math"
	"slices"
)

// Compute applies a formula of the pack to its inputs. It gives an error for a
// formula that the pack does not have, and for an input that is missing or
// negative: an unknown rate makes a value unknown, never 0. Money is in the
// currency of the rate; the caller never adds currencies.
func (p *Pack) Compute(formula string, inputs map[string]float64) (float64, error) {
	i := slices.IndexFunc(p.formulas, func(f formulaSpec) bool { return f.ID == formula })
	if i < 0 {
		return 0, fmt.Errorf("formula %q is not in the pack", formula)
	}
	for _, name := range p.formulas[i].Inputs {
		v, ok := inputs[name]
		if !ok {
			return 0, fmt.Errorf("formula %s: %s is not known", formula, name)
		}
		if v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, fmt.Errorf("formula %s: %s is %v", formula, name, v)
		}
	}
	return compute(formula, inputs)
}

func compute(formula string, in map[string]float64) (float64, error) {
	switch formula {
	case "rate-times-quantity":
		return in["rate"] * in["quantity"], nil
	case "usage-high-water":
		if in["rate"] == 0 {
			return 0, fmt.Errorf("formula %s: the rate is 0", formula)
		}
		units := min(max(0, in["paid_units"]-in["prior_high_water"]), in["cap"]/in["rate"])
		return in["rate"] * units, nil
	case "partner-earned":
		return in["spend"] * in["rate"] * in["share"], nil
	case "pcs-modern-work":
		return points(in["growth"], in), nil
	case "pcs-deployment-score":
		return points(in["deployments"], in), nil
	case "pcs-business-points":
		return in["units"] * in["points_per_unit"], nil
	}
	return 0, fmt.Errorf("formula %s is not known to the engine", formula)
}

// points is a share of a threshold as points of a metric, at most all of them.
func points(n float64, in map[string]float64) float64 {
	if in["threshold"] == 0 {
		return 0
	}
	return min(in["most"], n/in["threshold"]*in["most"])
}

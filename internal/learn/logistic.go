package learn

import "math"

// row is one example: what is said around a product, and whether the product
// is delivered.
type row struct {
	index     []int32 // of features, in ascending order
	value     []float64
	delivered bool
	weight    float64
}

// logistic fits log odds to rows: it minimises half the square of the weights
// plus cost times the weighted loss of the rows. The last weight is the bias,
// which is free. Equal rows give equal weights.
func logistic(rows []row, features int, cost float64) []float64 {
	p := problem{rows: rows, cost: cost, margin: make([]float64, len(rows))}
	w := make([]float64, features+1)
	minimise(p.loss, w)
	return w
}

type problem struct {
	rows   []row
	cost   float64
	margin []float64
}

// loss gives the loss at w and writes its gradient.
func (p *problem) loss(w, gradient []float64) (sum float64) {
	bias := len(w) - 1
	for i, v := range w[:bias] {
		sum += v * v / 2
		gradient[i] = v
	}
	gradient[bias] = 0
	for _, r := range p.rows {
		z := r.odds(w)
		target := 0.0
		if r.delivered {
			target, sum = 1, sum-p.cost*r.weight*z
		}
		sum += p.cost * r.weight * softplus(z)
		g := p.cost * r.weight * (1/(1+math.Exp(-z)) - target)
		for k, i := range r.index {
			gradient[i] += g * r.value[k]
		}
		gradient[bias] += g
	}
	return sum
}

// softplus is log(1+exp(z)) without overflow.
func softplus(z float64) float64 { return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) }

// Bounds of minimise.
const (
	remembered = 10   // steps whose curvature is kept
	mostSteps  = 300  //
	flat       = 1e-4 // a gradient this small beside the first ends the search
)

// step is a step taken and the change of the gradient along it.
type step struct {
	moved, turned []float64
	scale         float64
}

// minimise walks w to the minimum of a smooth convex function by the L-BFGS
// method with a halving line search.
func minimise(f func(w, gradient []float64) float64, w []float64) {
	n := len(w)
	g, next, nextG := make([]float64, n), make([]float64, n), make([]float64, n)
	value := f(w, g)
	first := math.Sqrt(dot(g, g))
	var steps []step
	for range mostSteps {
		if math.Sqrt(dot(g, g)) <= flat*first {
			return
		}
		direction := descent(g, steps)
		slope := dot(direction, g)
		rate := 1.0
		if len(steps) == 0 {
			rate = 1 / math.Max(1, first)
		}
		var then float64
		for ; ; rate /= 2 {
			for i := range w {
				next[i] = w[i] + rate*direction[i]
			}
			if then = f(next, nextG); then <= value+1e-4*rate*slope || rate < 1e-12 {
				break
			}
		}
		s := step{moved: make([]float64, n), turned: make([]float64, n)}
		for i := range w {
			s.moved[i], s.turned[i] = next[i]-w[i], nextG[i]-g[i]
		}
		if c := dot(s.moved, s.turned); c > 1e-12 {
			s.scale = 1 / c
			steps = append(steps, s)
			steps = steps[max(0, len(steps)-remembered):]
		}
		copy(w, next)
		g, nextG = nextG, g
		value = then
	}
}

// descent gives the direction in which to go down.
func descent(g []float64, steps []step) []float64 {
	d := make([]float64, len(g))
	for i, v := range g {
		d[i] = -v
	}
	along := make([]float64, len(steps))
	for k := len(steps) - 1; k >= 0; k-- {
		along[k] = steps[k].scale * dot(steps[k].moved, d)
		add(d, steps[k].turned, -along[k])
	}
	if n := len(steps); n > 0 {
		last := steps[n-1]
		by := 1 / (last.scale * dot(last.turned, last.turned))
		for i := range d {
			d[i] *= by
		}
	}
	for k, s := range steps {
		add(d, s.moved, along[k]-s.scale*dot(s.turned, d))
	}
	return d
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func add(a, b []float64, by float64) {
	for i, v := range b {
		a[i] += by * v
	}
}

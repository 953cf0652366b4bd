package eval

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Precision, recall and F1 are between 0 and 1; they are 1 when there was
// nothing to find and nothing was found.

// Precision is the share of the found workloads that are right.
func (c Counts) Precision() float64 { return ratio(c.TP, c.TP+c.FP) }

// Recall is the share of the labelled workloads that were found.
func (c Counts) Recall() float64 { return ratio(c.TP, c.TP+c.FN) }

// F1 is the harmonic mean of precision and recall.
func (c Counts) F1() float64 { return ratio(2*c.TP, 2*c.TP+c.FP+c.FN) }

// Rate is the share of successes.
func (s Share) Rate() float64 { return ratio(s.Right, s.All) }

// All is the number of facts.
func (f FactCounts) All() int { return f.Right + f.Wrong + f.Missed }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// Wilson is the 95 % interval of a share of right out of all.
func Wilson(right, all int) (low, high float64) {
	if all == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(all), float64(right)/float64(all)
	mid := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (mid-half)/(1+z*z/n)), min(1, (mid+half)/(1+z*z/n))
}

// Parts says what is printed besides the scores.
type Parts struct {
	Misses   bool // each difference, with the line that the program went by
	Readings bool // how often each cue and section decided rightly
}

// Write prints the scores and the chosen parts. It returns an error when w
// fails.
func (r Result) Write(w io.Writer, parts Parts) error {
	var b strings.Builder
	fmt.Fprintf(&b, "documents            %d\n", r.Documents)
	counts(&b, "workloads", r.Workloads)
	for _, k := range slices.Sorted(maps.Keys(r.ByFamily)) {
		counts(&b, "  "+k, *r.ByFamily[k])
	}
	for _, k := range slices.Sorted(maps.Keys(r.ByLanguage)) {
		counts(&b, "  language "+k, *r.ByLanguage[k])
	}
	fmt.Fprintf(&b, "named, not in scope  %d labelled, %d taken as in scope\n", r.NotInScope, r.TakenInScope)
	share(&b, "silence", r.Silent)
	share(&b, "methods, all three", r.Methods)
	for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
		share(&b, "  "+string(m), *r.MethodOf[m])
	}
	share(&b, "association", r.Association)
	facts(&b, "facts", r.Facts)
	for _, k := range slices.Sorted(maps.Keys(r.ByFact)) {
		facts(&b, "  "+k, *r.ByFact[k])
	}
	if r.Unreadable.All > 0 {
		share(&b, "unreadable", r.Unreadable)
	}
	if parts.Readings {
		r.writeReadings(&b)
	}
	if parts.Misses {
		for _, m := range r.Misses {
			fmt.Fprintf(&b, "%s: %s: want %s, got %s", m.File, m.What, m.Want, m.Got)
			if m.Quote != "" {
				fmt.Fprintf(&b, "  %q", m.Quote)
			}
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func counts(b *strings.Builder, name string, c Counts) {
	low, high := Wilson(c.TP, c.TP+c.FN)
	fmt.Fprintf(b, "%-28s F1 %.3f  precision %.3f  recall %.3f [%.2f, %.2f]  (%d right, %d too many, %d missed)\n",
		name, c.F1(), c.Precision(), c.Recall(), low, high, c.TP, c.FP, c.FN)
}

func share(b *strings.Builder, name string, s Share) {
	low, high := Wilson(s.Right, s.All)
	fmt.Fprintf(b, "%-28s %.3f [%.2f, %.2f]  (%d of %d)\n", name, s.Rate(), low, high, s.Right, s.All)
}

func facts(b *strings.Builder, name string, f FactCounts) {
	fmt.Fprintf(b, "%-28s right %.3f  wrong %.3f  missed %.3f  (of %d)\n",
		name, ratio(f.Right, f.All()), float64(f.Wrong)/float64(max(1, f.All())), float64(f.Missed)/float64(max(1, f.All())), f.All())
}

package ruleset

import (
	"testing"

	"claimline/rules"
)

// typical is a document with twelve workloads in scope.
func typical() Input {
	in := Input{Doc: DocFacts{Agreement: "EA", Mode: "project", CSP: "no", Seats: "over-300"}}
	for i := range 12 {
		w := kindsOfWorkload[i%len(kindsOfWorkload)]
		w.Work = "build"
		in.Workloads = append(in.Workloads, w)
	}
	return in
}

// BenchmarkDecide is the cost of all decisions and their trace for a document
// with twelve workloads.
func BenchmarkDecide(b *testing.B) {
	p, in := deliveredPack(b), typical()
	b.ReportAllocs()
	for b.Loop() {
		p.Decide(in)
	}
}

// BenchmarkLoad is the cost of loading the delivered pack with all checks.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(rules.FS); err != nil {
			b.Fatal(err)
		}
	}
}

package ruleset

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// weightsFile holds what words around a product have been learnt to mean.
type weightsFile struct {
	Kind        string `yaml:"kind"`
	sow.Weights `yaml:",inline"`
}

// Bounds of a weights file.
const (
	mostBalance = 20  // above it the words never change anything
	mostWeight  = 999 // hundredths
)

// addWeights takes in the weights of words. A pack has one such file at most.
func (b *builder) addWeights(f packFile, n *yaml.Node) {
	var file weightsFile
	places := b.decodeFile(f, n, &file)
	if len(b.pack.weights.Words) > 0 {
		b.ps.add(f.path, places["kind"], "E103", "the pack has a file of weights already")
	}
	for key, v := range map[string]float64{"balance": file.Balance, "silent": file.Silent} {
		if v <= 0 || v > mostBalance {
			b.ps.add(f.path, places[key], "E102", "%s is %g, want more than 0 and at most %d", key, v, mostBalance)
		}
	}
	seen := map[string]bool{}
	for i, p := range file.Places {
		at := places[fmt.Sprintf("places[%d].place", i)]
		if !slices.Contains(sow.WeightPlaces, p.Place) {
			b.ps.add(f.path, at, "E102", "place %q is not known%s%s", p.Place, didYouMean(p.Place, sow.WeightPlaces), allowed(sow.WeightPlaces))
		}
		if seen[p.Place] {
			b.ps.add(f.path, at, "E103", "the place %q is there twice", p.Place)
		}
		seen[p.Place] = true
		b.addWords(f.path, places[fmt.Sprintf("places[%d].words", i)], p, &file.Weights)
	}
	file.Places = nil
	b.pack.weights = file.Weights
}

// addWords reads the lines of one place; at is where they begin.
func (b *builder) addWords(file string, at pos, p sow.PlaceWords, into *sow.Weights) {
	n := 0
	for line := range strings.Lines(p.Words) {
		n++
		f := strings.Fields(line)
		hundredths, err := strconv.Atoi(lastOf(f))
		if err != nil || len(f) < 2 || len(f) > 3 || hundredths < -mostWeight || hundredths > mostWeight {
			b.ps.add(file, pos{Line: at.Line + n, Col: at.Col}, "E108", "%q is no weight; write a word, for a pair the next one, and hundredths from -%d to %d", strings.TrimSpace(line), mostWeight, mostWeight)
			continue
		}
		w := sow.WordWeight{Place: p.Place, Word: f[0], Weight: float64(hundredths) / 100}
		if len(f) == 3 {
			w.Next = f[1]
		}
		into.Words = append(into.Words, w)
	}
}

func lastOf(f []string) string {
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// Weights gives what words around a product have been learnt to mean; none
// when the pack has no such file.
func (p *Pack) Weights() sow.Weights { return p.weights }

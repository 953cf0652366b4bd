package main

import (
	"fmt"
	"os"
	"strings"

	"claimline/internal/sow"
)

const learntHead = "# Written by \"analyzer rules learn\": what words have been learnt to mean, in hundredths of a log odd.\n"

// weightsText writes weights as a pack file.
func weightsText(w sow.Weights) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%skind: weights\nlearnt: %q\nbias: %g\nlines: %g\nblocks: %d\ntraits:\n", learntHead, w.Learnt, w.Bias, w.Lines, w.Blocks)
	for _, name := range sow.WeightTraits {
		fmt.Fprintf(&b, "  %s: %g\n", name, w.Traits[name])
	}
	writePlaces(&b, "", w.Words, sow.WeightPlaces)
	fmt.Fprintf(&b, "nothing:\n  bias: %g\n", w.Nothing.Bias)
	writePlaces(&b, "  ", w.Nothing.Words, sow.BeginningPlaces)
	b.WriteString("works:\n")
	for _, one := range w.Works {
		fmt.Fprintf(&b, "  - association: %s\n    bias: %g\n    rules: %g\n", one.Association, one.Bias, one.Rules)
		writePlaces(&b, "    ", one.Words, sow.WeightPlaces)
		fmt.Fprintf(&b, "    pages:\n      bias: %g\n", one.Pages.Bias)
		writePlaces(&b, "      ", one.Pages.Words, sow.BeginningPlaces)
	}
	b.WriteString("kinds:\n")
	for _, one := range w.Kinds {
		fmt.Fprintf(&b, "  - name: %s\n    rules: %g\n    pages:\n      bias: %g\n", one.Kind, one.Rules, one.Pages.Bias)
		writePlaces(&b, "      ", one.Pages.Words, sow.BeginningPlaces)
	}
	return b.String()
}

// picksText writes picks and what was learnt of sales as a pack file.
func picksText(picks []sow.Pick, sales []sow.SaleWeights) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%skind: picks\npicks:\n", learntHead)
	for _, p := range picks {
		fmt.Fprintf(&b, "  - fact: %s\n    learnt: %q\n    rules: %g\n    least: %g\n    bias: %g\n    blocks: %d\n", p.Fact, p.Learnt, p.Rules, p.Least, p.Bias, p.Blocks)
		writePlaces(&b, "    ", p.Words, sow.PickPlaces)
	}
	if len(sales) > 0 {
		b.WriteString("sales:\n")
	}
	for _, w := range sales {
		fmt.Fprintf(&b, "  - sells: %t\n    learnt: %q\n    least: %g\n    bias: %g\n", w.Sells, w.Learnt, w.Least, w.Bias)
		writePlaces(&b, "    ", w.Words, sow.SalePlaces)
	}
	return b.String()
}

// writePlaces writes the key "places": words by the place where they stand,
// one to a line.
func writePlaces(b *strings.Builder, indent string, words []sow.WordWeight, places []string) {
	if len(words) == 0 {
		fmt.Fprintf(b, "%splaces: []\n", indent)
		return
	}
	fmt.Fprintf(b, "%splaces:\n", indent)
	indent += "  "
	for _, place := range places {
		begun := false
		for _, w := range words {
			if w.Place != place {
				continue
			}
			if !begun {
				fmt.Fprintf(b, "%s- place: %s\n%s  words: |\n", indent, place, indent)
				begun = true
			}
			fmt.Fprintf(b, "%s    %s %.0f\n", indent, strings.TrimSpace(w.Word+" "+w.Next), 100*w.Weight)
		}
	}
}

func writeFile(path, text string) error {
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil { //nolint:gosec // a pack file is for everybody
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

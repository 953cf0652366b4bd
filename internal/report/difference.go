package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"claimline/internal/sow"
)

// Differences lists what the second analysis decides or reads otherwise than
// the first: whether the document could be read, the methods, the workloads in
// scope with what is advised for each, the claims, and the facts that a person
// asks for (parties, value, dates). What only the day of the analysis changes,
// such as a computed deadline, is no difference.
func Differences(before, after sow.Analysis) []sow.Difference {
	var list []sow.Difference
	add := func(what, from, to string) {
		if from != to {
			list = append(list, sow.Difference{What: what, From: from, To: to})
		}
	}
	if before.Status != after.Status {
		add("Reading", statusWords(before.Status), statusWords(after.Status))
	}
	from, to := strengths(before), strengths(after)
	for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
		add(string(m), from[m], to[m])
	}
	pairs(workloadWords(before), workloadWords(after), add)
	pairs(claimWords(before), claimWords(after), add)
	rows := map[string]string{}
	for _, r := range FactRows(before.Facts) {
		rows[r.Label] = r.Value
	}
	for _, r := range FactRows(after.Facts) {
		add(r.Label, cmp.Or(rows[r.Label], "not stated"), cmp.Or(r.Value, "not stated"))
	}
	return list
}

func statusWords(s sow.Status) string {
	switch s {
	case sow.StatusOK:
		return "read"
	case sow.StatusNeedsOCR:
		return "a scan without text"
	case sow.StatusFailed:
		return "could not be read"
	}
	return "not analysed"
}

func strengths(a sow.Analysis) map[sow.Method]string {
	if a.Methods == nil {
		return nil
	}
	return map[sow.Method]string{
		sow.PAL: string(a.Methods.PAL.Strength), sow.DPOR: string(a.Methods.DPOR.Strength), sow.CPOR: string(a.Methods.CPOR.Strength),
	}
}

// workloadWords says of each workload in scope what is advised for it.
func workloadWords(a sow.Analysis) map[string]string {
	words := map[string]string{}
	for _, w := range a.Workloads {
		if w.Polarity != sow.InScope {
			continue
		}
		text := "in scope"
		if w.Quantity != nil {
			text += fmt.Sprintf(", %s %s", group(w.Quantity.N), w.Quantity.Unit)
		}
		if advice := methodsShort(w); advice != "" {
			text += " (" + advice + ")"
		}
		words["Workload "+w.Name] = text
	}
	return words
}

func claimWords(a sow.Analysis) map[string]string {
	words := map[string]string{}
	for _, c := range a.Claims {
		words["Claim for "+workloadName(a, c.Workload)+", "+string(c.Association)] = "called for"
	}
	return words
}

func pairs(before, after map[string]string, add func(what, from, to string)) {
	all := maps.Clone(before)
	maps.Copy(all, after)
	for _, what := range slices.Sorted(maps.Keys(all)) {
		add(what, before[what], after[what])
	}
}

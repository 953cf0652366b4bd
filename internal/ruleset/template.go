package ruleset

import (
	"slices"
	"strings"
)

// A template is text with names in braces, such as "{w.name} is consumed in
// Azure." What may stand in braces: facts, w.name, agreement (in words) and
// names.SET for the names of workloads in scope.

// nameSets are the sets of workloads that templates may name.
var nameSets = map[string]func(w WorkloadFacts) bool{
	"all":               func(WorkloadFacts) bool { return true },
	"azure":             func(w WorkloadFacts) bool { return w.Family == "azure" },
	"azure_plane":       func(w WorkloadFacts) bool { return w.Plane == "azure" },
	"security":          func(w WorkloadFacts) bool { return w.Family == "security" },
	"security_azure":    func(w WorkloadFacts) bool { return w.Family == "security" && w.Plane == "azure" },
	"security_m365":     func(w WorkloadFacts) bool { return w.Family == "security" && w.Plane == "m365" },
	"modern_work":       func(w WorkloadFacts) bool { return w.Family == "modern-work" },
	"dynamics":          func(w WorkloadFacts) bool { return w.Plane == "d365" },
	"business":          func(w WorkloadFacts) bool { return w.Family == "business-applications" },
	"power_platform":    func(w WorkloadFacts) bool { return w.Plane == "power-platform" },
	"power_pal":         func(w WorkloadFacts) bool { return w.Plane == "power-platform" && w.ID != "power-bi" },
	"licensed":          func(w WorkloadFacts) bool { return w.Plane != "azure" },
	"claims":            func(w WorkloadFacts) bool { return w.Family != "azure" },
	"without_work":      func(w WorkloadFacts) bool { return w.Family != "azure" && w.Work == "unknown" },
	"customer_insights": func(w WorkloadFacts) bool { return w.ID == "d365-customer-insights" },
}

var agreementWords = map[string]string{
	"EA": "an Enterprise Agreement", "MCA": "a Microsoft Customer Agreement", "CSP": "a subscription through a Cloud Solution Provider",
	"WebDirect": "a direct web purchase", "unknown": "an agreement that the document does not name", "none": "no other agreement",
}

// checkTemplate gives the names in braces that do not exist.
func checkTemplate(text string, about subject) []string {
	var bad []string
	for name := range holes(text) {
		if !knownHole(name, about) {
			bad = append(bad, name)
		}
	}
	return bad
}

func knownHole(name string, about subject) bool {
	switch name {
	case "agreement", "moves_to", "u.name", "u.candidates":
		return true
	case "w.name", "w.rolls_up_to":
		return about == aboutWorkload
	}
	if set, ok := strings.CutPrefix(name, "names."); ok {
		_, known := nameSets[set]
		return known && about == aboutDocument
	}
	_, known := lookFact(name)
	return known && (about == aboutWorkload || strings.HasPrefix(name, "doc."))
}

// holes yields the names in braces in order.
func holes(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			open := strings.IndexByte(text, '{')
			if open < 0 {
				return
			}
			end := strings.IndexByte(text[open:], '}')
			if end < 0 || !yield(text[open+1:open+end]) {
				return
			}
			text = text[open+end+1:]
		}
	}
}

// fill replaces the names in braces by what value gives for them.
func fill(text string, value func(name string) string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var out strings.Builder
	rest := text
	for name := range holes(text) {
		before, after, _ := strings.Cut(rest, "{"+name+"}")
		out.WriteString(before)
		out.WriteString(value(name))
		rest = after
	}
	out.WriteString(rest)
	return capitalise(out.String())
}

// capitalise makes the first letter large: a sentence may begin with a name in
// braces that is written small.
func capitalise(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// listNames writes names as a person does: "A, B and C", at most five.
func listNames(names []string) string {
	const most = 5
	switch n := len(names); {
	case n == 0:
		return "none"
	case n == 1:
		return names[0]
	case n > most:
		more := slices.Clone(names[:most-1])
		return strings.Join(more, ", ") + " and " + itoa(n-most+1) + " more"
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

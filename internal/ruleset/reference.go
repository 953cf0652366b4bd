package ruleset

import (
	"fmt"
	"strings"
)

// codes are all fault codes with their meaning, in order. The first digit is
// the step of the load that finds them.
var codes = [][2]string{
	{"E001", "a file or the folder is missing or cannot be read"},
	{"E002", "a line of the file list matches no file, or is no valid pattern"},
	{"E003", "a file is not in the file list"},
	{"E004", "a file is larger than 1 MB (`weights.yaml` and `picks.yaml`: 2 MB), all are larger than 8 MB, or there are more than 500"},
	{"E005", "a file is not UTF-8 text"},
	{"E006", "YAML cannot read the file"},
	{"E007", "more than one YAML document, or no mapping at the top"},
	{"E008", "a key is set twice"},
	{"E009", "an anchor or alias (& and *)"},
	{"E010", "a YAML tag (!)"},
	{"E011", "a tab character"},
	{"E012", "nested too deep"},
	{"E013", "the kind of the file is not known"},
	{"E014", "a key is configured and the pack is not signed"},
	{"E015", "the signature does not fit"},
	{"E016", "the pack is not for this version of the engine"},
	{"E017", "the pack is not for this version of the fact vocabulary"},
	{"E018", "the engine itself failed on the pack"},
	{"E019", "the version is older than the one that is active"},
	{"E101", "unknown key"},
	{"E102", "a word that is not among the allowed ones"},
	{"E103", "an id is used twice"},
	{"E104", "the method is not known"},
	{"E105", "a rule has no condition"},
	{"E106", "the condition is empty, or YAML took its ! for a tag"},
	{"E107", "YAML cut the condition at #"},
	{"E108", "a value of the wrong kind, or text that needs quotes"},
	{"E109", "a key is missing"},
	{"E110", "a value that is not a version, day, number or code as expected"},
	{"E111", "two keys that exclude each other, or one that needs another"},
	{"E200", "the condition is longer than 2000 bytes"},
	{"E201", "a function that is not allowed"},
	{"E202", "a range (..)"},
	{"E203", "+"},
	{"E204", "let"},
	{"E205", "any, all, none, one or count inside another"},
	{"E206", "? : or if"},
	{"E207", "; "},
	{"E208", "an operator that is not allowed"},
	{"E209", "the condition has more than 300 parts"},
	{"E210", "a fact that does not exist, or a condition that is not well formed"},
	{"E211", "a form that is not allowed"},
	{"E212", "#, or .NAME outside any, all, none, one and count"},
	{"E213", "a function over something other than workloads"},
	{"E301", "a value that the fact can never have"},
	{"E302", "a fact that a test cannot set, or two facts compared"},
	{"E401", "the workload is not in the lexicon"},
	{"E410", "the guide has no such section"},
	{"E411", "the source is not in the register"},
	{"E412", "a group that is not declared, or has no rule"},
	{"E420", "a name in braces that does not exist"},
	{"E501", "can never hold"},
	{"E502", "never decides"},
	{"E503", "two rules with one priority decide differently"},
	{"E504", "combinations that no rule decides and no entry of none declares"},
	{"E505", "too many combinations to analyse"},
	{"E601", "a test fails"},
	{"E602", "no test expects the rule to decide"},
	{"E603", "no test makes the condition true, or false"},
	{"E604", "no test expects it to be said"},
	{"E605", "a line test fails"},
	{"W402", "warning: a phrase that two workloads have"},
	{"W403", "warning: a phrase that never rules out"},
	{"W404", "warning: a part of a display name that is not a phrase"},
	{"W405", "warning: a short phrase without case: exact"},
}

// Reference gives the tables of docs/rules.md that follow from the code: the
// facts that conditions may read, the names that texts may use, the kinds of
// files and the fault codes, as Markdown.
func Reference() string {
	var out strings.Builder
	factTable(&out, "Facts of the document (`doc.NAME`)", docVocabulary)
	factTable(&out, "Facts of a workload (`w.NAME`; `.NAME` inside `any`, `all`, `none`, `one`, `count`)", workloadVocabulary)
	out.WriteString("### Names in texts\n\nAny fact in braces, such as `{doc.mode}`; `{agreement}` and `{moves_to}` in words; `{w.name}` and\n" +
		"`{w.rolls_up_to}` in rules for a workload; in everything about the document the workloads in scope:\n\n")
	for _, set := range sortedKeys(nameSets) {
		fmt.Fprintf(&out, "- `{names.%s}`\n", set)
	}
	out.WriteString("\n### Kinds of files\n\n| kind | keys |\n|---|---|\n")
	for _, kind := range sortedKeys(fileTypes) {
		fmt.Fprintf(&out, "| `%s` | %s |\n", kind, keyList(fieldsOf(fileTypes[kind]).names))
	}
	out.WriteString("\n### Fault codes\n\n| code | meaning |\n|---|---|\n")
	for _, c := range codes {
		fmt.Fprintf(&out, "| %s | %s |\n", c[0], c[1])
	}
	return out.String()
}

func factTable(out *strings.Builder, title string, facts []*fact) {
	fmt.Fprintf(out, "### %s\n\n| fact | values, the default first | meaning |\n|---|---|---|\n", title)
	for _, f := range facts {
		values := "false, true"
		switch {
		case !f.isBool && f.values[0] == anyWorkload:
			values = "an id of the lexicon"
		case !f.isBool:
			values = strings.Join(f.values, ", ")
		}
		fmt.Fprintf(out, "| `%s` | %s | %s |\n", f.name, values, f.doc)
	}
	out.WriteString("\n")
}

func keyList(names []string) string {
	marked := make([]string, len(names))
	for i, n := range names {
		marked[i] = "`" + n + "`"
	}
	return strings.Join(marked, ", ")
}

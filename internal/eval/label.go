package eval

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"claimline/internal/sow"
	"claimline/internal/typo"
)

// ParseLabel reads a label file. The error says what to write instead: a label
// that is taken for something else teaches the wrong thing.
func ParseLabel(data []byte) (Label, error) {
	var l Label
	if err := json.Unmarshal(data, &l); err != nil {
		return Label{}, errors.New(jsonWords(err))
	}
	if problems := append(l.problems(), mistyped(data)...); len(problems) > 0 {
		return Label{}, errors.New(strings.Join(problems, "; "))
	}
	return l, nil
}

// keys are those of a label. Others are somebody's own and say nothing here.
var keys = labelKeys()

func labelKeys() (list []string) {
	for field := range reflect.TypeFor[Label]().Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		list = append(list, key)
	}
	return list
}

// mistyped names the keys that are almost one of a label: what stands under them
// would be taken for missing.
func mistyped(data []byte) (problems []string) {
	var all map[string]json.RawMessage
	if json.Unmarshal(data, &all) != nil {
		return nil
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		for _, known := range keys {
			if _, there := all[known]; !there && typo.Distance(key, known) == 1 {
				problems = append(problems, fmt.Sprintf("there is no key %q in a label; did you mean %q?", key, known))
			}
		}
	}
	return problems
}

// jsonWords says in words why a file is no label.
func jsonWords(err error) string {
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Sprintf("%s cannot be %s", cmp.Or(kind.Field, "a label"), strings.Replace(kind.Value, "string", "text", 1))
	}
	return "it is not whole JSON: " + strings.TrimPrefix(err.Error(), "json: ")
}

// problems says what is wrong with the values of a label.
func (l Label) problems() []string {
	var list []string
	say := func(broken bool, format string, args ...any) {
		if broken {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	say(l.File == "", "it names no document; write its name as file")
	say(l.File != "" && !filepath.IsLocal(l.File), "file %q leads out of the folder; put the document beside its labels", l.File)
	for key, day := range map[string]*string{"start_date": l.Start, "end_date": l.End, "signed_date": l.Signed} {
		say(day != nil && !isDay(*day), "%s %q is no day; write YYYY-MM-DD, or null when the text names none", key, text(day))
	}
	say(!among(l.Agreement, agreements), "agreement %q is not known; use %s", l.Agreement, names(agreements))
	for id, a := range l.Association {
		say(!among(a, associations), "the association %q of %s is not known; use %s", a, id, names(associations))
	}
	for method, s := range map[string]sow.MethodStrength{"PAL": l.Methods.PAL, "DPOR": l.Methods.DPOR, "CPOR": l.Methods.CPOR} {
		say(!among(s, strengths), "%s %q is not known; use %s", method, s, names(strengths))
	}
	say(l.Value != nil && l.Value.Currency != "" && !currency.MatchString(l.Value.Currency), "the currency of value has three capitals, such as EUR")
	slices.Sort(list)
	return list
}

// Unknown says which workloads of a label are none of the given ids.
func (l Label) Unknown(ids []string) error {
	named := slices.Concat(l.InScope, l.NotInScope)
	for id := range l.Association {
		named = append(named, id)
	}
	slices.Sort(named)
	named = slices.DeleteFunc(slices.Compact(named), func(id string) bool { return slices.Contains(ids, id) })
	if len(named) == 0 {
		return nil
	}
	return fmt.Errorf("the rules know no workload %s; correct the id, or take it out (the lexicon of \"analyzer rules export DIR\" has all ids)", strings.Join(named, ", "))
}

// The values that a label may have.
var (
	agreements   = []sow.Agreement{sow.EA, sow.MCA, sow.CSP, sow.WebDirect, sow.AgreementUnknown}
	associations = []sow.Association{sow.AssocDeployment, sow.AssocUsage, sow.AssocRevenue}
	strengths    = []sow.MethodStrength{sow.Primary, sow.Recommended, sow.Conditional, sow.OptionalUse, sow.NotApplicable}
	currency     = regexp.MustCompile(`^[A-Z]{3}$`)
)

// among reports whether a value is left out or one of those there are.
func among[T ~string](v T, all []T) bool { return v == "" || slices.Contains(all, v) }

func names[T ~string](all []T) string {
	list := make([]string, len(all))
	for i, v := range all {
		list[i] = string(v)
	}
	return strings.Join(list, ", ")
}

func isDay(v string) bool {
	_, err := time.Parse(time.DateOnly, v)
	return err == nil
}

func text(v *string) string {
	if v == nil {
		return ""
	}
	return *v
}

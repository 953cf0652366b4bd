package analyze

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

// answer sets one fact from what a person says.
type answer struct {
	values []string // allowed values, nil for free text
	set    func(f *sow.Facts, v string) error
}

// answers are the facts that a person may answer, by the names that questions
// use.
var answers = map[string]answer{
	"agreement": {[]string{"EA", "MCA", "CSP", "WebDirect"}, func(f *sow.Facts, v string) error {
		f.Agreement = byPerson(sow.Agreement(v))
		return nil
	}},
	"partner_is_transacting_csp": {[]string{"yes", "no"}, func(f *sow.Facts, v string) error {
		f.TransactingCSP = byPerson(v == "yes")
		return nil
	}},
	"public_sector": {[]string{"yes", "no"}, func(f *sow.Facts, v string) error {
		f.PublicSector = byPerson(v == "yes")
		return nil
	}},
	"customer_country": {nil, func(f *sow.Facts, v string) error {
		v = strings.ToUpper(strings.TrimSpace(v))
		if !countryCode.MatchString(v) {
			return fmt.Errorf("customer_country %q: write the two letters of a country, e.g. US or DE", v)
		}
		f.Country = byPerson(v)
		return nil
	}},
	"cloud": {[]string{"commercial", "gcc", "gov", "china"}, func(f *sow.Facts, v string) error {
		f.Cloud = byPerson(v)
		return nil
	}},
	"customer":  {nil, text(func(f *sow.Facts) *sow.Fact[string] { return &f.Customer })},
	"partner":   {nil, text(func(f *sow.Facts) *sow.Fact[string] { return &f.Partner })},
	"tenant_id": {nil, text(func(f *sow.Facts) *sow.Fact[string] { return &f.TenantID })},
	"seats": {nil, func(f *sow.Facts, v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			return fmt.Errorf("seats %q is not a whole number from 1", v)
		}
		f.Seats = byPerson(n)
		return nil
	}},
	"start_date":  {nil, date(func(f *sow.Facts) *sow.Fact[string] { return &f.StartDate })},
	"end_date":    {nil, date(func(f *sow.Facts) *sow.Fact[string] { return &f.EndDate })},
	"signed_date": {nil, date(func(f *sow.Facts) *sow.Fact[string] { return &f.SignedDate })},
	"value": {nil, func(f *sow.Facts, v string) error {
		amount, currency, ok := strings.Cut(v, " ")
		n, err := strconv.ParseFloat(amount, 64)
		if !ok || err != nil || n < 0 || len(currency) != 3 {
			return fmt.Errorf("value %q: write AMOUNT CURRENCY, e.g. \"125000 USD\"", v)
		}
		f.Value = byPerson(sow.Money{Amount: n, Currency: strings.ToUpper(currency)})
		return nil
	}},
	"kind": {
		[]string{"project", "change-order", "work-order", "managed-services", "staff-augmentation", "assessment", "licensing-advice", "proposal"},
		func(f *sow.Facts, v string) error {
			f.Kind = byPerson(sow.DocKind(v))
			return nil
		},
	},
}

// countryCode is a code of ISO 3166.
var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// CheckAnswers says whether every answer names a fact that a person may
// answer, with a value that the fact can have.
func CheckAnswers(given map[string]string) error {
	return applyAnswers(&sow.Facts{}, given)
}

// AnswerNames lists the facts that a person may answer.
func AnswerNames() []string { return slices.Sorted(maps.Keys(answers)) }

// applyAnswers overrides what the text says by what a person says; the fact is
// marked as such and keeps no quoted line.
func applyAnswers(f *sow.Facts, given map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		a, ok := answers[name]
		if !ok {
			return fmt.Errorf("fact %q is not known; a person may answer: %s", name, strings.Join(AnswerNames(), ", "))
		}
		value := given[name]
		if a.values != nil && !slices.Contains(a.values, value) {
			return fmt.Errorf("fact %s can not be %q; use %s", name, value, strings.Join(a.values, ", "))
		}
		if err := a.set(f, value); err != nil {
			return err
		}
	}
	return nil
}

func byPerson[T any](v T) sow.Fact[T] {
	f := sow.NewFact(v)
	f.By = "person"
	return f
}

func text(field func(*sow.Facts) *sow.Fact[string]) func(*sow.Facts, string) error {
	return func(f *sow.Facts, v string) error {
		if v == "" {
			return fmt.Errorf("an answer needs a value")
		}
		*field(f) = byPerson(v)
		return nil
	}
}

func date(field func(*sow.Facts) *sow.Fact[string]) func(*sow.Facts, string) error {
	return func(f *sow.Facts, v string) error {
		if _, err := sow.ParseDay(v); err != nil {
			return err
		}
		*field(f) = byPerson(v)
		return nil
	}
}

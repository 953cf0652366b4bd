package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Over puts a mapping before another one, such as that of one file before the
// one that is kept for all: what it says counts, and the other one says the rest.
func (m Mapping) Over(base Mapping) Mapping {
	out := Mapping{Kind: cmp.Or(m.Kind, base.Kind), DayFirst: cmp.Or(m.DayFirst, base.DayFirst), Decimal: cmp.Or(m.Decimal, base.Decimal)}
	out.Columns = map[Field][]string{}
	for _, f := range fields {
		if headers := slices.Concat(m.Columns[f], base.Columns[f]); len(headers) > 0 {
			out.Columns[f] = headers
		}
	}
	out.Statuses, out.Products = overlaid(m.Statuses, base.Statuses), overlaid(m.Products, base.Products)
	return out
}

// overlaid compares names as exports are read: without case, spaces and signs.
func overlaid(over, base map[string]string) map[string]string {
	out := maps.Clone(over)
	if out == nil {
		out = map[string]string{}
	}
	said := map[string]bool{}
	for name := range over {
		said[fold(name)] = true
	}
	for name, value := range base {
		if !said[fold(name)] {
			out[name] = value
		}
	}
	return out
}

// fieldsOf are the fields that only one kind of export has.
var fieldsOf = map[Kind][]Field{
	Claims: {FieldStatus, FieldDay, FieldReason}, Usage: {FieldMAU, FieldPAU, FieldMonth, FieldAttached}, Earnings: {FieldCode, FieldAmount, FieldCurrency, FieldMonth},
}

// unheard says which headers of a mapping no column of the file has: a column
// that was renamed must not go by unseen. A kept mapping names columns of other
// kinds, too.
func (e *Export) unheard(m Mapping) []string {
	var out []string
	for _, f := range fields {
		if len(m.Columns[f]) == 0 || slices.ContainsFunc(e.Columns, func(c Column) bool { return c.Field == f && c.How == Mapped }) {
			continue
		}
		guess := slices.IndexFunc(e.Columns, func(c Column) bool { return c.Field == f })
		switch {
		case guess >= 0:
			out = append(out, fmt.Sprintf("The mapping names %q for %s; the file has no such column, and %q is taken by its name.", m.Columns[f], f, e.Columns[guess].Header))
		case slices.Contains(fieldsOf[e.Kind], f):
			out = append(out, fmt.Sprintf("The mapping names %q for %s; the file has no such column.", m.Columns[f], f))
		}
	}
	return out
}

package day

import (
	"cmp"
	"slices"
	"strconv"

	"claimline/internal/fact/pick"
)

// Choices gives the days of the page, with what each is among the others.
func (rd *Reader) Choices() []*pick.Choice[string] {
	var c pick.Choices[string]
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !l.Numeric {
			continue
		}
		for _, h := range rd.withBareDays(l, rd.Dates(l)) {
			c.Add(h.Day.String(), pick.StatedAt(l, h.Start, h.End))
		}
	}
	placeDays(c.List)
	if len(c.List) < pick.Fewest {
		return c.List
	}
	inOrder := slices.Clone(c.List)
	slices.SortStableFunc(inOrder, func(a, b *pick.Choice[string]) int { return cmp.Compare(a.Value, b.Value) })
	for rank, one := range inOrder {
		one.Traits = append(one.Traits, "fifth-"+strconv.Itoa(5*rank/len(inOrder)))
		if rank == 0 {
			one.Traits = append(one.Traits, "earliest")
		}
		if rank == len(inOrder)-1 {
			one.Traits = append(one.Traits, "latest")
		}
	}
	return c.List
}

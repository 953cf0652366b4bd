package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// readTrading reads under which other name a company trades: "Acme Ltd trading
// as Acme Works", "Acme Works (the trading name of Acme Ltd)".
func (rd *Sides) readTrading(l *page.Line) {
	for _, org := range names.In(l) {
		if at := trades(l, org.To); at > 0 {
			if brand, ok := names.From(l, at); ok && brand.Form == 0 {
				rd.brand(l, org, brand)
			}
		}
		if at, ok := l.Beside.Parties.BrandOf.Before(l.Words, l.Back(org.From)); ok && at > 0 {
			if brand, ok := brandBefore(l, backTo(l, at)); ok && brand.Form == 0 {
				rd.brand(l, org, brand)
			}
		}
	}
}

// brandBefore gives the name that ends before word end: all of the line up to
// there where that is one.
func brandBefore(l *page.Line, end int) (page.Name, bool) {
	if whole, ok := names.From(l, 0); ok && whole.To == end {
		return whole, true
	}
	return names.Before(l, end)
}

// trades gives the word behind those from word i on by which a company trades under
// another name, 0 for none.
func trades(l *page.Line, i int) int {
	if i >= len(l.Words) || l.Words[i].Capital || strings.Trim(l.Between(i), " .,(") != "" {
		return 0
	}
	return l.Beside.Parties.TradesAs.At(l.Words, i)
}

// brand notes a name under which a company trades.
func (rd *Sides) brand(l *page.Line, org, brand page.Name) {
	if names.Product(l, brand) {
		return
	}
	p := rd.note(l, org, 0, 0)
	p.aliases = append(p.aliases, brand.Key)
	p.brands = append(p.brands, brand.Key)
}

// mergeBrands gives a company what was noted of it under the name under which it
// trades.
func (rd *Sides) mergeBrands() {
	for _, p := range rd.Parties.list {
		if len(p.brands) == 0 {
			continue
		}
		rd.Parties.list = slices.DeleteFunc(slices.Clone(rd.Parties.list), func(q *Party) bool {
			if q == p || q.form > 0 || !slices.ContainsFunc(p.brands, func(k []string) bool { return slices.Equal(k, q.key) }) {
				return false
			}
			p.absorb(q)
			return true
		})
	}
}

// joinBrands takes the organisations whose names are only those under which a
// company trades for that company.
func (s *Survey) joinBrands() {
	for _, p := range s.rd.Parties.list {
		owner := slices.IndexFunc(s.list, func(o *organisation) bool { return slices.Equal(o.core(), p.core()) })
		if owner < 0 || len(p.brands) == 0 {
			continue
		}
		o := s.list[owner]
		s.list = slices.DeleteFunc(s.list, func(b *organisation) bool {
			if b == o || b.form > 0 || !slices.ContainsFunc(p.brands, func(k []string) bool { return slices.Equal(k, b.core()) }) {
				return false
			}
			s.take(o, b)
			return true
		})
	}
}

// backTo gives the word behind the last capital word before word i.
func backTo(l *page.Line, i int) int {
	for i > 0 && !l.Words[i-1].Capital {
		i--
	}
	return i
}

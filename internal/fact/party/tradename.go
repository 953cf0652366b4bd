package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// tradingWords stand between the name of a company and the one under which it
// trades, in small letters.
var tradingWords = []string{
	"trading as ", "t/a ", "doing business as ", "d/b/a ", "dba ", "handelnd unter ", "auftretend als ", "firmierend als ",
	"faisant affaire sous ", "exerçant sous le nom ", "exerçant sous le nom de ", "sous l'enseigne ", "que opera como ", "con nombre comercial ", "conocida como ",
}

// ownedWords stand between a trading name and the company that bears it.
var ownedWords = []string{"trading name of ", "brand of ", "marke der ", "marque de ", "nom commercial de ", "nombre comercial de ", "marca de "}

// readTrading reads under which other name a company trades: "Acme Ltd trading
// as Acme Works", "Acme Works (the trading name of Acme Ltd)".
func (rd *Sides) readTrading(l *page.Line) {
	for _, org := range names.In(l) {
		behind := l.Text[l.Words[org.To-1].End:]
		if at := leadsWith(behind, tradingWords); at > 0 {
			if brand, ok := names.From(l, l.WordAt(l.Words[org.To-1].End+at)); ok && brand.Form == 0 {
				rd.brand(l, org, brand)
			}
		}
		before := l.Text[:l.Words[org.From].Start]
		if at := endsWithAny(before, ownedWords); at > 0 {
			end := l.WordAt(at)
			if end > 0 && end < len(l.Words) {
				if brand, ok := names.Before(l, backTo(l, end)); ok && brand.Form == 0 {
					rd.brand(l, org, brand)
				}
			}
		}
	}
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

// leadsWith gives how many bytes of a text one of the phrases takes at its start,
// behind a comma or bracket, 0 for none.
func leadsWith(text string, phrases []string) int {
	rest := strings.TrimLeft(text, " ,(")
	for _, p := range phrases {
		if strings.HasPrefix(rest, p) {
			return len(text) - len(rest) + len(p)
		}
	}
	return 0
}

// endsWithAny gives where the phrase begins with which a text ends, 0 for none.
func endsWithAny(text string, phrases []string) int {
	text = strings.TrimSuffix(text, "the ")
	for _, p := range phrases {
		if strings.HasSuffix(text, p) {
			return len(text) - len(p)
		}
	}
	return 0
}

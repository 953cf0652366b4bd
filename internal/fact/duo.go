package fact

import "slices"

// duoLines is how far down the sentence stands that tells who works for whom.
const duoLines = 24

// readDuo reads the sentence that names both sides: "Acme Ltd replaces the
// servers of Borough Trust", "The Trust appoints Acme Ltd to replace them".
func (rd *reading) readDuo(l *line, n int) {
	if n >= duoLines || l.table > 0 {
		return
	}
	first, ok := l.nameFrom(0)
	if !ok || first.form == 0 && (len(first.key) < 2 || !l.hasBody(first) && !l.hasLike(first)) || rd.product(l, first) {
		return
	}
	at := l.behindAside(first.to)
	if h, ok := l.at(at, partyEngages); ok {
		if second, ok := rd.secondName(l, h.to, first, false); ok {
			rd.noteRole(l, first, true, byPreparedBy)
			rd.noteRole(l, second, false, byPreparedBy)
		}
		return
	}
	h, ok := l.deedAt(at)
	if !ok || h.topic != partyPerforms {
		return
	}
	if second, ok := rd.secondName(l, h.to, first, true); ok {
		rd.noteRole(l, first, false, byPreparedBy)
		rd.noteRole(l, second, true, byPreparedBy)
	}
}

// secondName finds the other side behind word i. Sure names have a legal form
// or the word of a body; others must stand right there.
func (rd *reading) secondName(l *line, i int, first name, sure bool) (name, bool) {
	for from := i; from < len(l.ws); from++ {
		if !l.ws[from].capital {
			continue
		}
		org, ok := l.nameFrom(from)
		if !ok || rd.product(l, org) || rd.known(org) != nil && rd.known(org) == rd.known(first) {
			continue
		}
		if org.form > 0 || l.hasBody(org) && len(org.key) > 1 || !sure && from <= i+3 && len(org.key) > 1 {
			return org, true
		}
		from = max(from, org.to-1)
	}
	return name{}, false
}

// makers are the words in names of Microsoft and its products, which write
// them alike in every language.
var makers = map[string]bool{"microsoft": true, "azure": true, "dynamics": true}

// product tells whether a name holds that of a maker of software.
func (rd *reading) product(l *line, org name) bool {
	if _, ok := l.window(org.from, org.to, licVendor, licThing); ok {
		return true
	}
	return slices.ContainsFunc(org.key, func(w string) bool { return makers[w] })
}

// readRoute reads the line "Offer from X to Y" or "X to Y" below a title, and
// tells whether it is one.
func (rd *reading) readRoute(l *line, n int) bool {
	if n >= 8 || l.table > 0 || !l.alone || l.label != "" || len(l.ws) > 2*maxNameWords {
		return false
	}
	start := l.routeStart()
	if start >= len(l.ws) || !l.ws[start].capital {
		return false
	}
	for i := start + 1; i+1 < len(l.ws); i++ {
		h, ok := l.at(i, partyTo, partyFor)
		if ok && !l.ws[i].capital && rd.routeAt(l, start, h) {
			return true
		}
	}
	return false
}

// routeStart gives the word behind a "from" among the first three, else 0.
func (l *line) routeStart() int {
	for i := range min(3, len(l.ws)) {
		if h, ok := l.at(i, partyFrom); ok {
			return h.to
		}
	}
	return 0
}

// routeAt reads the names before and behind the word of direction h.
func (rd *reading) routeAt(l *line, start int, h hit) bool {
	from, okFrom := l.named(start, h.from, h.from)
	to, okTo := l.nameFrom(h.to)
	if okFrom && from.to-len(from.key) == start {
		if n := l.formBefore(h.from); n > 0 {
			from.form = n
		}
	}
	return rd.route(l, from, to, okFrom && okTo && from.to == h.from && to.to == len(l.ws))
}

// route notes the two ends where both are whole names.
func (rd *reading) route(l *line, from, to name, whole bool) bool {
	if !whole || len(from.key) < 2 || len(to.key) < 2 || rd.product(l, from) || rd.product(l, to) {
		return false
	}
	if _, ok := l.window(from.from, from.to, partyNoName); ok || from.form == 0 && to.form == 0 && !l.hasBody(from) && !l.hasBody(to) {
		return false
	}
	for _, w := range l.ws[from.from:from.to] {
		if !w.capital {
			return false
		}
	}
	rd.noteRole(l, from, false, byPreparedBy)
	rd.noteRole(l, to, true, byPreparedBy)
	return true
}

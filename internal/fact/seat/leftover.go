package seat

import "claimline/internal/fact/page"

// leftOver finds those who are served where the sentence on all whom an employer has
// states how many the others are: "780 agents, 540 of them drivers, who are not
// concerned. The service is for 240 agents".
func (rd *counter) leftOver(found map[int]*crowd) {
	for _, whole := range crowdsOf(found) {
		if whole.line == nil || !whole.staff || whole.weight <= 0 {
			continue
		}
		for _, part := range crowdsOf(found) {
			if part.line == nil || part.staff || part.weight <= 0 || whole.n-part.n < leastSeats {
				continue
			}
			if stated(whole.line, whole.n-part.n) && !stated(whole.line, part.n) {
				whole.weight = min(whole.weight, seatOnly/2)
				part.weight += seatByTotal
			}
		}
	}
}

// stated tells whether a line states a number in digits.
func stated(l *page.Line, n int) bool {
	for k := range l.Words {
		if !l.DigitAt(k) {
			continue
		}
		if v, _, ok := numberBefore(l, numberEnd(l, k)); ok && v == n {
			return true
		}
	}
	return false
}

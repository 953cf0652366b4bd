package fact

import "claimline/internal/sow"

// figures are the numbers, amounts and days of a document that may be facts,
// with what the weights say of each.
type figures struct {
	counts  picker[int]
	amounts picker[sow.Money]
	days    picker[string]
}

// weighFigures lets the weights speak about all figures of a document.
func (rd *reading) weighFigures(s *spots) *figures {
	rd.knowCoinage()
	counts := pickerOf(s, rd.countChoices(), pickSeats)
	counts.addTraits(pickSeats, rd.workTraits())
	return &figures{
		counts:  counts,
		amounts: pickerOf(s, rd.amountChoices(), pickValue),
		days:    pickerOf(s, rd.dayChoices(), pickStart, pickEnd, pickSigned),
	}
}

// readDays reads the days of a document, where the parties of the known
// wordings are known.
func (rd *reading) readDays(f *sow.Facts) {
	f.StartDate, f.EndDate, f.SignedDate = rd.dates()
}

// readAmounts reads the tenant, the amounts and the numbers of people, where the
// parties of the known wordings are known.
func (rd *reading) readAmounts(f *sow.Facts) {
	f.TenantID = rd.tenant()
	f.Value = rd.value()
	f.Seats = rd.seats()
}

// pick lets the weights have their say on the figures that were read by rules.
func (w *figures) pick(s *spots, f *sow.Facts) {
	w.counts.s, w.amounts.s, w.days.s = s, s, s // those that weighed may be gone
	f.Seats = w.counts.pick(pickSeats, f.Seats)
	f.Value = w.amounts.pick(pickValue, f.Value)
	if s.rd.asked(pickStart) && s.rd.asked(pickEnd) && s.rd.asked(pickSigned) {
		pickDays(w.days, f)
	} else { // a pack that has learnt of some only
		f.StartDate, f.EndDate, f.SignedDate = w.days.pick(pickStart, f.StartDate), w.days.pick(pickEnd, f.EndDate), w.days.pick(pickSigned, f.SignedDate)
	}
	f.SignedDate = s.rd.laterSigned(f.SignedDate, f.StartDate)
	start, known := f.StartDate.Known()
	if end, ok := f.EndDate.Known(); ok && known && end < start {
		f.EndDate = sow.NoFact[string]()
	}
}

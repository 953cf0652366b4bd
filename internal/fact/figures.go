package fact

import (
	"claimline/internal/fact/pick"
	"claimline/internal/fact/price"
	"claimline/internal/fact/seat"
	"claimline/internal/sow"
)

// figures are the numbers, amounts and days of a document that may be facts,
// with what the weights say of each.
type figures struct {
	counts  pick.Picker[int]
	amounts pick.Picker[sow.Money]
	days    pick.Picker[string]
}

// weighFigures lets the weights speak about all figures of a document.
func (rd *reading) weighFigures(s *pick.Spots) *figures {
	rd.KnowCoinage()
	counts := pick.Of(s, seat.Choices(&rd.Page, rd.det), pick.Seats)
	counts.AddTraits(pick.Seats, seat.WorkTraits(rd.det))
	return &figures{
		counts:  counts,
		amounts: pick.Of(s, price.Choices(&rd.Page, rd.det.Kind), pick.Value),
		days:    pick.Of(s, rd.days.Choices(), pick.Start, pick.End, pick.Signed),
	}
}

// readDays reads the days of a document, where the parties of the known
// wordings are known.
func (rd *reading) readDays(f *sow.Facts) {
	f.StartDate, f.EndDate, f.SignedDate = rd.days.Read()
}

// readValue reads the total of the services, where the parties of the known
// wordings are known.
func (rd *reading) readValue(f *sow.Facts) { f.Value = price.Total(&rd.Page, rd.det.Kind) }

// readSeats reads the number of people, likewise. It must know what is an amount.
func (rd *reading) readSeats(f *sow.Facts) {
	rd.KnowCoinage()
	f.Seats = seat.Count(&rd.sides, rd.det)
}

// pickFigures lets the weights have their say on the figures that were read by rules.
func (rd *reading) pickFigures(w *figures, s *pick.Spots, f *sow.Facts) {
	w.counts, w.amounts, w.days = w.counts.By(s), w.amounts.By(s), w.days.By(s) // those that weighed may be gone
	f.Seats = w.counts.Pick(pick.Seats, f.Seats)
	f.Value = w.amounts.Pick(pick.Value, f.Value)
	rd.days.Pick(w.days, s, f)
}

package fact

import (
	"runtime"

	"claimline/internal/fact/names"
	"claimline/internal/fact/party"
	"claimline/internal/fact/pick"
	"claimline/internal/sow"
)

// longText is the number of lines from which it pays to read a document from
// several sides at once.
const longText = 300

// mayPart tells whether parts of the reading are done beside each other.
func (rd *reading) mayPart() bool {
	return rd.r.rules.Any() && !rd.observed && len(rd.Lines) >= longText && runtime.GOMAXPROCS(0) > 1
}

// readParted reads what readInTurn does, with the work shared out: names are
// gathered while known wordings are read, figures are weighed as soon as the
// detection is there, and read while the parties are chosen.
func (rd *reading) readParted(wait func() sow.Detection, f *sow.Facts) {
	for i := range rd.Lines { // from here on nobody writes to the lines
		names.In(&rd.Lines[i])
	}
	rd.Share()
	weighed := begin(rd, func(side *reading) *figures {
		side.detected(wait())
		return side.weighFigures(side.adviser())
	})
	defer weighed.end()
	found := rd.sides.NewSurvey()
	gathered := begin(rd, func(side *reading) *party.Survey {
		return found.GatherBeside(&side.sides)
	})
	defer gathered.end()
	rd.sides.Find()
	rd.sides.Take(gathered.get())
	rd.detected(wait())
	rd.sides.Complete()
	f.Customer, f.Partner = rd.sides.Customer(), rd.sides.Partner()
	days := begin(rd, func(side *reading) any { side.readDays(f); return nil })
	defer days.end()
	value := begin(rd, func(side *reading) any { side.readValue(f); return nil })
	defer value.end()
	seats := begin(rd, func(side *reading) any { side.readSeats(f); return nil })
	defer seats.end()
	adviser := rd.adviser()
	rd.sides.Pick(adviser, f)
	rd.KnowCoinage()
	rd.readTerms(adviser, f)
	days.get()
	value.get()
	seats.get()
	rd.pickFigures(weighed.get(), adviser, f)
}

// readInTurn reads the parties of a document, its figures and its terms one
// after the other.
func (rd *reading) readInTurn(wait func() sow.Detection, f *sow.Facts) {
	rd.sides.Find()
	if rd.asked(pick.Customer) && rd.asked(pick.Partner) {
		rd.sides.GatherNames()
	}
	rd.detected(wait())
	rd.sides.Complete()
	f.Customer, f.Partner = rd.sides.Customer(), rd.sides.Partner()
	rd.readDays(f)
	rd.readValue(f)
	rd.readSeats(f)
	adviser := rd.adviser()
	if adviser != nil {
		rd.pickFigures(rd.weighFigures(adviser), adviser, f)
	}
	rd.sides.Pick(adviser, f)
	rd.readTerms(adviser, f)
}

// fork gives a reading of the same document with a memory of its own, and what
// ends it. The two share the lines, which must be complete, the words in them
// and the paths of headings.
func (rd *reading) fork() (side *reading, end func()) {
	side = rd.r.open(&rd.r.sides)
	own, memory := side.Beside(&rd.Page), side.memory
	*side = *rd
	side.Page, side.memory = own, memory
	side.join()
	return side, func() {
		side.Unshare()
		rd.r.close(side, &rd.r.sides)
	}
}

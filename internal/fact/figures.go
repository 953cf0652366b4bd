package fact

import "claimline/internal/sow"

// longText is the number of lines from which it pays to read the figures of a
// document beside its parties.
const longText = 800

// readFigures reads the tenant, the days, the amounts and the numbers of people,
// where the parties of the known wordings are known.
func (rd *reading) readFigures(adviser *spots, f *sow.Facts) {
	f.TenantID = rd.tenant()
	f.StartDate, f.EndDate, f.SignedDate = rd.dates()
	f.Value = rd.value()
	f.Seats = rd.seats()
	if adviser != nil {
		rd.pickFigures(adviser, f)
	}
}

// adviseBeside lets the weights have their say on the parties while the figures
// are read beside. A panic there comes back as one here.
func (rd *reading) adviseBeside(adviser *spots, f *sow.Facts) {
	for i := range rd.lines { // from here on nobody writes what the two share
		for k := range rd.lines[i].ws {
			adviser.number(&rd.lines[i].ws[k])
		}
	}
	side, end := rd.fork()
	var failed any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { failed = recover() }()
		side.readFigures(side.adviser(), f)
		end()
	}()
	defer func() {
		if <-done; failed != nil {
			panic(failed)
		}
	}()
	adviser.pickParties(f)
	rd.dollar, rd.currency = rd.coinage.dollar, rd.coinage.currency
}

// fork gives a reading of the same document with a memory of its own, and what
// ends it. The two share the lines, which must be complete, and the words in
// them.
func (rd *reading) fork() (side *reading, end func()) {
	side = rd.r.open()
	memory := side.memory
	*side = *rd
	side.memory = memory
	side.terms.short = rd.terms.short
	side.lines, side.scanned = rd.lines, rd.scanned
	side.paths = rd.paths.clone()
	return side, func() {
		side.lines, side.scanned = memory.lines, memory.scanned
		rd.r.close(side)
	}
}

package sow

// yearDays spreads a claim's expected value over one year of earnings. How
// earnings come in is not published; even days are our assumption, and pages
// say so.
const yearDays = 365

// claimBy is the deadline after which waiting costs value: usage before the
// association never counts.
const claimBy = "DL-CLAIM-BY"

// Delay is what waiting has cost a claim and costs with every further day, in
// the currency of its expected value.
type Delay struct {
	Days     int     // since the claim should have been filed, 0 before
	Lost     float64 // so far
	PerDay   float64 // with every further day
	Currency string  // ISO 4217
}

// DelayOf gives the cost of waiting of a claim on a day; false when its value is
// not known or it has been filed: then waiting is not ours.
func DelayOf(c Claim, today Day) (Delay, bool) {
	v := c.ExpectedValue
	if v.Amount == nil || v.Currency == nil || !c.Position.Open() || c.Dates.Submitted != "" {
		return Delay{}, false
	}
	d := Delay{PerDay: *v.Amount / yearDays, Currency: *v.Currency}
	for _, l := range c.Deadlines {
		if l.Code != claimBy || l.Due == nil {
			continue
		}
		if due, err := ParseDay(*l.Due); err == nil {
			d.Days = min(max(0, today.Sub(due)), yearDays)
		}
	}
	d.Lost = d.PerDay * float64(d.Days)
	return d, true
}

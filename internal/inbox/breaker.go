package inbox

import "time"

// breaker pauses taking files while handing over fails again and again, so
// that an outage leaves the files where people see them.
type breaker struct {
	failures  int // in a row
	successes int
	before    int // successes up to the last failure
	until     time.Duration
	step      time.Duration
}

func (b *breaker) open(now time.Duration) bool { return now < b.until }

// trust is how many files are handed over at once: one to see whether a fault
// has passed, and twice as many each time that it went well.
func (b *breaker) trust() int {
	if b.failures > 0 {
		return 1
	}
	return firstBatch + b.successes - b.before
}

const firstBatch = 4

func (b *breaker) failed(now time.Duration) {
	if b.open(now) {
		return // of the same crowd
	}
	b.before = b.successes
	if b.failures++; b.failures >= 2 { // one alone may be the file's own trouble
		b.step = nextBackoff(b.step)
		b.until = now + b.step
	}
}

func (b *breaker) worked() {
	b.failures, b.step, b.until = 0, 0, 0
	b.successes++
}

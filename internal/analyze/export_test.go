package analyze

import "claimline/internal/sow"

// Conclude is what follows from what was read of a document, for benchmarks.
func (a *Analyzer) Conclude(doc sow.Document, det sow.Detection, facts sow.Facts, opt Options) sow.Analysis {
	return a.conclude(doc, det, facts, opt)
}

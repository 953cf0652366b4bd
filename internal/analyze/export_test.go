package analyze

import "claimline/internal/sow"

// Conclude is what follows from what was read of a document, for benchmarks.
func (a *Analyzer) Conclude(doc sow.Document, det sow.Detection, facts sow.Facts, opt Options) sow.Analysis {
	proofs, end := a.proofs(&doc)
	defer end()
	return a.conclude(doc, det, facts, proofs, opt)
}

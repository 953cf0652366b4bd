package extract

import "claimline/internal/sow"

// finish fills in what is the same for all formats.
func finish(doc *sow.Document) {
	doc.TextSHA256 = sow.TextDigest(doc.Blocks)
}

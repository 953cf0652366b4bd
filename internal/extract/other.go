package extract

import "claimline/internal/sow"

// readOther reads the formats that are not PDF.
func readOther(format string, _ []byte) (sow.Document, error) {
	return sow.Document{}, failUnsupported("." + format)
}

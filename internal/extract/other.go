package extract

import (
	"bytes"
	"fmt"

	"claimline/internal/extract/docx"
	"claimline/internal/sow"
)

// readOther reads the formats that are not PDF.
func readOther(format string, data []byte) (sow.Document, error) {
	r, size := bytes.NewReader(data), int64(len(data))
	switch format {
	case "docx":
		return docx.Read(r, size, docx.Limits{})
	}
	return sow.Document{}, fmt.Errorf("no reader for format %q", format)
}

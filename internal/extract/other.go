package extract

import (
	"bytes"
	"fmt"

	"claimline/internal/extract/docx"
	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// maxText is the size from which a text file is no document.
const maxText = 8 << 20

// readOther reads the formats that are not PDF.
func readOther(format string, data []byte) (sow.Document, error) {
	r, size := bytes.NewReader(data), int64(len(data))
	if isText(format) && size > maxText {
		return sow.Document{}, failTooLarge(size, maxText)
	}
	switch format {
	case "docx":
		return docx.Read(r, size, docx.Limits{})
	case "odt":
		return text.ReadODT(r, size, text.Limits{})
	case "html":
		return text.ReadHTML(data, text.Limits{})
	case "md":
		return text.ReadMarkdown(data, text.Limits{})
	case "txt":
		return text.ReadPlain(data, text.Limits{})
	}
	return sow.Document{}, fmt.Errorf("no reader for format %q", format)
}

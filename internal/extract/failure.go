package extract

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"claimline/internal/extract/pdf"
	"claimline/internal/sow"
)

func failure(code sow.ReasonCode, message, hint string) *sow.Failure {
	return &sow.Failure{Code: code, Message: message, Hint: hint}
}

func failEmpty() *sow.Failure {
	return failure(sow.ReasonEmpty, "The file is empty.", "Export or copy the document again; it should be larger than 0 bytes.")
}

func failTooLarge(size, limit int64) *sow.Failure {
	return failure(sow.ReasonTooLarge, fmt.Sprintf("The file has %d MiB; at most %d MiB are read.", size>>20, limit>>20),
		"Save the document with smaller images, or send only the statement of work without its annexes.")
}

func failRead(err error) *sow.Failure {
	f := failure(sow.ReasonPermissionRead, "The file could not be read to its end.", "Check that the file is still there and may be read, then try again.")
	f.Cause = err
	return f
}

func failTimeout(seconds int) *sow.Failure {
	return failure(sow.ReasonParseTimeout, fmt.Sprintf("Reading the document took longer than the %d seconds that are allowed.", seconds),
		"Open it, save or print it as a new PDF or DOCX, and send that copy.")
}

// failPDF turns an error of package pdf into a failure.
func failPDF(err error) *sow.Failure {
	var f *sow.Failure
	switch {
	case errors.Is(err, pdf.ErrPassword):
		f = failure(sow.ReasonEncrypted, "The PDF is protected with a password.", "Remove the password, or ask the sender for an unprotected copy.")
	case errors.Is(err, pdf.ErrPages):
		f = failure(sow.ReasonTooLarge, "The PDF has more pages than are read.", "Send only the pages of the statement of work.")
	case errors.Is(err, pdf.ErrMemory):
		f = failure(sow.ReasonTooLarge, "Reading the PDF takes more memory than one document may use.", "Open it, print it as a new PDF, and send that copy.")
	default:
		f = failCorruptPDF()
	}
	f.Cause = err
	return f
}

func failCorruptPDF() *sow.Failure {
	return failure(sow.ReasonCorruptPDF, "The file is damaged and cannot be read as a PDF.", "Export the PDF again from the program that made it, or ask the sender for a new copy.")
}

// failCorrupt is the failure of a damaged file, which its name calls a document
// of some format. The code is one for all formats but PDF.
func failCorrupt(name string) *sow.Failure {
	what, program := "a Word document", "Word"
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf":
		return failCorruptPDF()
	case ".odt", ".ott":
		what, program = "an OpenDocument text", "LibreOffice"
	case ".html", ".htm", ".md", ".txt":
		what, program = "a text", "the program that made it"
	}
	return failure(sow.ReasonCorruptDOCX, "The file is damaged and cannot be read as "+what+".", "Open it in "+program+", save it under a new name, and send that copy.")
}

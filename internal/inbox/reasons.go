package inbox

import "claimline/internal/sow"

// reasonText is what a code says to the person who dropped the file.
type reasonText struct {
	message, next string
	retryable     bool // trying the same file again may help
}

var reasonTexts = map[sow.ReasonCode]reasonText{
	sow.ReasonEmpty: {
		"The file has no content (0 bytes).",
		"Copy or download the document again and drop the new copy; if it comes from OneDrive or SharePoint, open it there once so that it is downloaded in full.", false,
	},
	sow.ReasonTruncated: {
		"Part of the file is missing: it ends before the document does.",
		"Copy the document again and let the copy finish; if you complete or replace this file where it lies, it is read by itself.", true,
	},
	sow.ReasonTooLarge: {
		"The file is larger than the 100 MiB that are read.",
		"Save the document with smaller images, or drop only the statement of work without its annexes.", false,
	},
	sow.ReasonTypeUnsupported: {
		"Files of this type are not read.",
		"Save the statement of work as PDF or Word (.docx) and drop that file; take it out of a ZIP archive or an e-mail first.", false,
	},
	sow.ReasonTypeMismatch: {
		"The ending of the file's name does not fit its content.",
		"Open the file to see what it is, save it as PDF or Word (.docx), and drop that file.", false,
	},
	sow.ReasonEncrypted: {
		"The document is protected with a password or by a sensitivity label.",
		"Send an unprotected copy: open the document, remove the protection, save it, and drop the saved file.", false,
	},
	sow.ReasonCorruptPDF: {
		"The PDF is damaged and cannot be read.",
		"Open it; if it opens, print or save it as a new PDF and drop that; if not, ask the sender for a new copy.", false,
	},
	sow.ReasonCorruptDOCX: {
		"The Word document is damaged and cannot be read.",
		"Open it in Word and let Word repair it, save it under a new name, and drop that file; if Word cannot open it, ask the sender for a new copy.", false,
	},
	sow.ReasonZipLimit: {
		"The document unpacks to far more than a document needs, so it was not opened.",
		"Open it in Word, save it as PDF, and drop the PDF; do not open it if you do not know the sender.", false,
	},
	sow.ReasonNoText: {
		"The document is a scan: it holds pictures of pages and no text.",
		"Ask for the Word file or a PDF whose text can be selected; or ask your administrator to switch on the reading of scans (OCR), and then move this file back into the inbox.", true,
	},
	sow.ReasonNotRegular: {
		"This is a shortcut (a link) or a device and not the document itself, so it was not opened.",
		"Open what the shortcut leads to and drop a copy of that document.", false,
	},
	sow.ReasonNameInvalid: {
		"The file has a name without visible characters, or it lies too deep in folders.",
		"Give the file a name with letters or digits, put it at most four folders deep in the inbox, and drop it again.", false,
	},
	sow.ReasonPermissionRead: {
		"Claimline is not allowed to read this file.",
		"Close the file if it is open somewhere, and let your team read it (or ask your administrator to); it is tried again by itself.", true,
	},
	sow.ReasonPermissionMove: {
		"Claimline is not allowed to move this file out of the inbox.",
		"Close the file if it is open somewhere, or ask your administrator to let Claimline change this folder; it is tried again by itself.", true,
	},
	sow.ReasonDuplicateExact: {
		"Exactly this file has been read before.",
		"Nothing has to be done: see the first document for its recommendation and claims; if you meant a newer version, drop that one.", false,
	},
	sow.ReasonDuplicateProbable: {
		"A document with the same words was read before; the file was probably just saved again.",
		"Compare the two; if they are the same statement of work there is nothing to do, for its claims are not opened twice; if they are two agreements, check on the page that each has its claims.", false,
	},
	sow.ReasonNotASOW: {
		"The document can be read, but it does not look like a statement of work.",
		"Drop the statement of work that belongs to it; if this is one, go by the recommendation beside it and tell your administrator, so that the rules learn its wording.", true,
	},
	sow.ReasonParseTimeout: {
		"Reading the document took longer than one document may take.",
		"Open it, save or print it as a new PDF, and drop that copy.", true,
	},
	sow.ReasonStoreFull: {
		"The disk that keeps the documents is full; the file is safe where it lies.",
		"Nothing is lost and nothing is to be dropped again; ask your administrator to free space, and the file is taken by itself.", true,
	},
	sow.ReasonInternal: {
		"Claimline could not handle this file; the file is safe where it lies.",
		"Move it back into the inbox to try again; if it fails again, give your administrator the trace number below.", true,
	},
}

// Reason gives the failure of a code with the words of this package.
func Reason(code sow.ReasonCode) *sow.Failure {
	t, ok := reasonTexts[code]
	if !ok {
		t = reasonTexts[sow.ReasonInternal]
	}
	return &sow.Failure{Code: code, Message: t.message, Hint: t.next}
}

// Retryable reports whether trying the same file again may help.
func Retryable(code sow.ReasonCode) bool { return reasonTexts[code].retryable }

// worded fills what a failure of another package leaves open.
func worded(f *sow.Failure) *sow.Failure {
	own := Reason(f.Code)
	if f.Message != "" {
		own.Message = f.Message
	}
	if f.Hint != "" {
		own.Hint = f.Hint
	}
	own.Cause = f.Cause
	return own
}

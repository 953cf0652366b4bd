package sow

import "errors"

// The errors that callers tell apart. Everything else is a fault to report.
var (
	ErrNotFound    = errors.New("not found")
	ErrConflict    = errors.New("changed by somebody else in the meantime")
	ErrTransition  = errors.New("move not allowed")
	ErrUnsupported = errors.New("not supported")
	ErrTooLarge    = errors.New("too large")
)

// ReasonCode says why a file was not analysed. The codes are stable: they
// stand in reason files, in the analysis object and on the page.
type ReasonCode string

// Reason codes of files that could not become an analysis.
const (
	ReasonEmpty             ReasonCode = "EMPTY"
	ReasonTruncated         ReasonCode = "TRUNCATED"
	ReasonTooLarge          ReasonCode = "TOO_LARGE"
	ReasonTypeUnsupported   ReasonCode = "TYPE_UNSUPPORTED"
	ReasonTypeMismatch      ReasonCode = "TYPE_MISMATCH"
	ReasonEncrypted         ReasonCode = "ENCRYPTED"
	ReasonCorruptPDF        ReasonCode = "CORRUPT_PDF"
	ReasonCorruptDOCX       ReasonCode = "CORRUPT_DOCX"
	ReasonZipLimit          ReasonCode = "ZIP_LIMIT"
	ReasonNoText            ReasonCode = "NO_TEXT"
	ReasonNotRegular        ReasonCode = "NOT_REGULAR"
	ReasonNameInvalid       ReasonCode = "NAME_INVALID"
	ReasonPermissionRead    ReasonCode = "PERMISSION_READ"
	ReasonPermissionMove    ReasonCode = "PERMISSION_MOVE"
	ReasonDuplicateExact    ReasonCode = "DUPLICATE_EXACT"
	ReasonDuplicateProbable ReasonCode = "DUPLICATE_PROBABLE"
	ReasonNotASOW           ReasonCode = "NOT_A_SOW"
	ReasonParseTimeout      ReasonCode = "PARSE_TIMEOUT"
	ReasonStoreFull         ReasonCode = "STORE_FULL"
	ReasonInternal          ReasonCode = "INTERNAL"
)

// Failure is an error that a person can act on: what happened to a file and
// what to do next. It is the error type of package extract and of the inbox.
type Failure struct { //nolint:errname // it is the domain's word for what a person reads
	Code    ReasonCode `json:"code"`
	Message string     `json:"message"`
	Hint    string     `json:"hint"` // the next step, one sentence
	Cause   error      `json:"-"`    // for the operator's log; never shown to a reader
}

// Error gives the code and the message.
func (f *Failure) Error() string { return string(f.Code) + ": " + f.Message }

// Unwrap gives the cause, so that errors.Is sees through a Failure.
func (f *Failure) Unwrap() error { return f.Cause }

// AsFailure gives err as a Failure: itself when it is one, else an INTERNAL
// failure with err as its cause. A nil err gives nil.
func AsFailure(err error) *Failure {
	if err == nil {
		return nil
	}
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	return &Failure{
		Code: ReasonInternal, Message: "The program could not read this file.",
		Hint: "Try it again; if it fails again, tell the operator the file's name and the time.", Cause: err,
	}
}

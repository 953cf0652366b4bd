package pack

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"claimline/internal/sow"
)

// Limit is the failure of a document that is over a limit.
func Limit(code sow.ReasonCode, format string, args ...any) *sow.Failure {
	return &sow.Failure{
		Code:    code,
		Message: fmt.Sprintf(format, args...),
		Hint:    "Open the document in its program, save it under a new name or as PDF, and send that file.",
	}
}

// Corrupt is the failure of a document that is damaged.
func Corrupt(cause error, format string, args ...any) *sow.Failure {
	return &sow.Failure{
		Code:    sow.ReasonCorruptDOCX,
		Message: fmt.Sprintf(format, args...),
		Hint:    "Open the document in its program, let it repair the file, save it and send it again.",
		Cause:   cause,
	}
}

// Truncated is the failure of a document that ends too early.
func Truncated(cause error, format string, args ...any) *sow.Failure {
	return &sow.Failure{
		Code:    sow.ReasonTruncated,
		Message: fmt.Sprintf(format, args...),
		Hint:    "The file was cut off while it was copied or sent: copy it again from its source.",
		Cause:   cause,
	}
}

// partFailure turns an error from reading a part into a Failure that says
// whether the part ends too early or is wrong.
func partFailure(part string, err error) *sow.Failure {
	if f, ok := errors.AsType[*sow.Failure](err); ok {
		return f
	}
	if cutOff(err) {
		return Truncated(err, "The part %s of the document ends too early.", part)
	}
	return Corrupt(err, "The part %s of the document is damaged.", part)
}

// cutOff tells whether err means that the data ended before the XML did.
func cutOff(err error) bool {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return true
	}
	syntax, ok := errors.AsType[*xml.SyntaxError](err)
	return ok && strings.Contains(syntax.Msg, "unexpected EOF")
}

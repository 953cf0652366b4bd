package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"

	"claimline/internal/sow"
)

// inspect looks into a file that has settled. It opens regular files only,
// inside the inbox only.
func (in *Inbox) inspect(t *track, now time.Duration) Verdict {
	name, size := path.Base(t.path), t.info.Size()
	switch {
	case !t.info.Mode().IsRegular():
		return refuse(Reason(sow.ReasonNotRegular))
	case t.deep:
		return refuse(tooDeep())
	case !visible(name):
		return refuse(Reason(sow.ReasonNameInvalid))
	case !supported(endingOf(name)):
		return refuse(unsupported(name))
	case size == 0:
		return in.patient(t, now, sow.ReasonEmpty, "is empty so far")
	case size > in.cfg.MaxBytes:
		return refuse(tooLarge(size, in.cfg.MaxBytes))
	}
	done, err := in.finished(t)
	switch {
	case err == nil && done:
		return Verdict{Kind: Ready, Why: "is complete and will be taken"}
	case err == nil:
		return in.patient(t, now, sow.ReasonTruncated, "is not complete yet: its end is missing")
	}
	if f, ok := errors.AsType[*sow.Failure](err); ok {
		return refuse(f)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return Verdict{Kind: Waiting, Why: "is gone again"}
	}
	in.cfg.Logger.Warn("file of the inbox cannot be read", "path", Readable(t.path), "error", err)
	t.delay(now, Reason(sow.ReasonPermissionRead))
	return t.verdict
}

// finished reports whether the file of a track has its end.
func (in *Inbox) finished(t *track) (bool, error) {
	file, err := in.folder.open(t.path)
	if err != nil {
		return false, err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	if signatureOf(info) != t.sig || !info.Mode().IsRegular() {
		return false, nil // changed since; the next scan sees it
	}
	return complete(file, info.Size(), path.Base(t.path))
}

// open opens a file for reading without following a link and without waiting
// for the other end of a FIFO.
func (f *folder) open(name string) (*os.File, error) {
	if err := f.fault("open", name); err != nil {
		return nil, err
	}
	return f.root.OpenFile(name, os.O_RDONLY|noBlock, 0)
}

// patient waits for the rest of a file and refuses it at last.
func (in *Inbox) patient(t *track, now time.Duration, code sow.ReasonCode, why string) Verdict {
	if now-t.since < in.cfg.Patience {
		return Verdict{Kind: Waiting, Code: code, Why: why}
	}
	return refuse(Reason(code))
}

func refuse(f *sow.Failure) Verdict {
	return Verdict{Kind: Refused, Code: f.Code, Why: f.Message + " " + f.Hint, failure: f}
}

func tooLarge(size, limit int64) *sow.Failure {
	f := Reason(sow.ReasonTooLarge)
	f.Message = fmt.Sprintf("The file has %d MiB; at most %d MiB are read.", size>>20, limit>>20)
	return f
}

func tooDeep() *sow.Failure {
	f := Reason(sow.ReasonNameInvalid)
	f.Message = fmt.Sprintf("The file lies more than %d folders deep in the inbox.", maxDepth)
	return f
}

// nextByEnding says what to do with well-known files that are not read.
var nextByEnding = map[string]string{
	".doc": "Open it in Word, save it as .docx or PDF, and drop that file.", ".rtf": "Open it in Word, save it as .docx or PDF, and drop that file.",
	".zip": "Unpack it and drop the statement of work itself.", ".7z": "Unpack it and drop the statement of work itself.", ".rar": "Unpack it and drop the statement of work itself.",
	".eml": "Save the attached statement of work and drop that file.", ".msg": "Save the attached statement of work and drop that file.",
	".xlsx": "Save the sheet as PDF and drop that file.", ".pptx": "Save the slides as PDF and drop that file.",
	".png": "Put the pages into one PDF and drop that; scanned PDFs are read.", ".jpg": "Put the pages into one PDF and drop that; scanned PDFs are read.",
	".jpeg": "Put the pages into one PDF and drop that; scanned PDFs are read.", ".tif": "Put the pages into one PDF and drop that; scanned PDFs are read.",
	".tiff": "Put the pages into one PDF and drop that; scanned PDFs are read.", ".pages": "Open it in Pages, export it as PDF or Word, and drop that file.",
}

func unsupported(name string) *sow.Failure {
	f := Reason(sow.ReasonTypeUnsupported)
	ending := endingOf(name)
	f.Message = "Files of type " + Readable(ending) + " are not read."
	if next, ok := nextByEnding[ending]; ok {
		f.Hint = next
	}
	return f
}

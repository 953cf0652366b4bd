package inbox

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"
)

// failedFile is a file in failed with the reason that lies beside it.
type failedFile struct {
	ReasonFile
	place string
}

// origin is what is remembered of a file that was moved out of failed: it is
// known again by its inode.
type origin struct {
	size      int64
	attempts  int
	firstSeen time.Time
}

// scanFailed looks for files in failed that were replaced or completed where
// they lie, and watches them like new ones.
func (in *Inbox) scanFailed(now time.Duration) error {
	if now < in.failedNext {
		return nil
	}
	defer func() { // thousands of failed files must not slow down the inbox
		took := in.cfg.Elapsed() - now
		in.failedNext = now + 10*took
	}()
	res, err := in.folder.scan(failedDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	present, notes := map[string]bool{}, map[string]bool{}
	for _, file := range res.files {
		present[file.path], notes[besidePath(file.path, reasonJSONSuffix)] = true, true
		in.lookAtFailed(file, now)
	}
	for p, t := range in.tracks {
		if t.origin != "" && !present[p] {
			delete(in.tracks, p)
		}
	}
	for p := range in.failed {
		if !present[p] {
			delete(in.failed, p)
		}
	}
	in.dropNotes(res.notes, notes)
	return nil
}

func (in *Inbox) lookAtFailed(file found, now time.Duration) {
	known := in.failed[file.path]
	if known == nil {
		reason, err := in.folder.readReason(file.path)
		if err != nil {
			return // not ours: somebody put it here
		}
		known = &failedFile{ReasonFile: reason, place: file.path}
		in.failed[file.path] = known
	}
	t := in.tracks[file.path]
	if signatureOf(file.info) == known.Signature {
		delete(in.tracks, file.path)
		return
	}
	if t == nil {
		t = &track{firstSeen: known.FirstSeen, firstAt: now, attempts: known.Attempts, origin: cleanOrigin(string(known.RawPath), file.path)}
		in.tracks[file.path] = t
	}
	file.deep = false
	t.observed(file, now)
}

// dropNotes removes reasons whose file was taken away, after a few looks: a
// program lays the reason down just before the file.
func (in *Inbox) dropNotes(notes []string, kept map[string]bool) {
	alone := make(map[string]int, len(in.alone))
	for _, note := range notes {
		if kept[note] {
			continue
		}
		if n := in.alone[note] + 1; n < observations {
			alone[note] = n
			continue
		}
		if r, err := in.folder.readReasonFile(note); err == nil && r.Signature.Inode != 0 {
			in.moved[r.Signature.Inode] = origin{size: r.Signature.Size, attempts: r.Attempts, firstSeen: r.FirstSeen}
		}
		_ = in.folder.root.Remove(strings.TrimSuffix(note, reasonJSONSuffix) + reasonTextSuffix)
		_ = in.folder.root.Remove(note) // only a note: the next look tries again
	}
	in.alone = alone
	if len(in.moved) > 1000 {
		clear(in.moved) // only counts of attempts are lost
	}
}

// cleanOrigin keeps a path of a reason file, which anybody can edit, inside
// the folders that are for documents.
func cleanOrigin(origin, place string) string {
	first, _, _ := strings.Cut(origin, "/")
	if origin == "" || origin == "." || origin != path.Clean("/" + origin)[1:] || reserved(first) {
		return path.Base(place)
	}
	return origin
}

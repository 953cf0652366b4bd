package inbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"claimline/internal/sow"
)

// maxSameName is how many files of one name a folder of one month takes.
const maxSameName = 10000

// send says where an entry's file goes: to the folder of a state, with a reason
// beside it when there is one. [Inbox.place] brings it there.
func (in *Inbox) send(e *entry, state sow.InboxState) {
	e.State, e.Target = state, nil
	if source := string(e.Source); source != string(e.Origin) && state != sow.InboxReturned {
		in.folder.removeReason(source) // of the failure before
	}
}

// putBack sends the file back to where it was taken from; with a failure it is
// left there for a while.
func (in *Inbox) putBack(e *entry, f *sow.Failure) {
	e.Failure, e.rest = nil, f
	in.send(e, sow.InboxReturned)
}

// restAgain watches a file that was put back, and leaves it for a while.
func (in *Inbox) restAgain(e *entry) {
	info, err := in.folder.root.Lstat(string(e.Target))
	if e.rest == nil || err != nil {
		return // gone again: there is nothing that could wait
	}
	now := in.cfg.Elapsed()
	t := &track{found: found{path: string(e.Target), info: info}, firstSeen: e.FirstSeen, firstAt: now, attempts: e.Attempts - 1}
	t.observed(t.found, now)
	// The content was watched already; only the fault is waited for.
	t.count, t.since, t.backoff = observations, now-in.cfg.Stability, e.backoff
	t.delay(now, e.rest)
	if string(e.Source) == string(e.Origin) {
		in.tracks[t.path] = t
	}
}

// place finishes the ways of entries to their targets, wherever they were
// interrupted. What went wrong stands in their err.
func (in *Inbox) place(ctx context.Context, list []*entry) {
	together(list, func(e *entry) { e.err = in.settle(ctx, e) })
	var settled []ending
	for _, e := range list {
		if e.err == nil {
			settled = append(settled, ending{e, in.rowOf(e)})
		}
	}
	in.write(ctx, settled)
}

// settle moves an entry's file to its target.
func (in *Inbox) settle(ctx context.Context, e *entry) error {
	if e.State == sow.InboxLost {
		return nil
	}
	err := in.settleTarget(e)
	if err != nil && !errors.Is(err, errGone) {
		return err
	}
	if e.gone = err != nil; e.gone {
		// It was moved by an earlier try and somebody took it away from there.
		in.cfg.Logger.InfoContext(ctx, "inbox file was taken away", "id", e.ID, "path", Readable(string(e.Origin)), "state", string(e.State))
	}
	e.From = e.Target
	if e.State != sow.InboxReturned {
		in.dropMarker(e)
	}
	return nil
}

// rowOf is the row of an entry that has reached its target.
func (in *Inbox) rowOf(e *entry) sow.InboxFile {
	row := e.row(in.folder.id)
	if e.gone {
		row.FinalPath = ""
	}
	return row
}

// ending is an entry with its next row.
type ending struct {
	*entry
	row sow.InboxFile
}

// write writes the rows of entries in one transaction, and forgets those that
// have ended. What went wrong stands in their err.
func (in *Inbox) write(ctx context.Context, list []ending) {
	at := in.cfg.Now()
	rows, entries := map[*entry]sow.InboxFile{}, make([]*entry, len(list))
	for i, x := range list {
		if x.row.State.Finished() {
			x.row.FinishedAt = &at
		}
		rows[x.entry], entries[i] = x.row, x.entry
	}
	in.allOrEach(entries, func(some []*entry) error {
		of := make([]sow.InboxFile, len(some))
		for i, e := range some {
			of[i] = rows[e]
		}
		if err := in.cfg.Record(ctx, of...); !errors.Is(err, sow.ErrConflict) { // an earlier try wrote the last row
			return err
		}
		return nil
	}, func(e *entry, err error) { e.err = err })
	together(entries, func(e *entry) {
		if e.err == nil && rows[e].State.Finished() {
			in.reached(PointRecorded)
			e.err = in.folder.forget(e.ID)
		}
	})
	for _, e := range entries {
		if e.err != nil {
			continue
		}
		if !rows[e].State.Finished() {
			e.placed = true
			continue
		}
		delete(in.held, e.ID)
		in.count(rows[e].State)
		if rows[e].State == sow.InboxReturned {
			in.restAgain(e)
		}
	}
}

// settleTarget moves the file, after its state is on the disk and its reason
// lies beside the new place. Names that are taken are left alone.
func (in *Inbox) settleTarget(e *entry) error {
	if e.State == sow.InboxFailed || e.State == sow.InboxDuplicate {
		in.reasons.Lock() // the reason lies there before the file: two must not choose one name
		defer in.reasons.Unlock()
	}
	if len(e.Target) > 0 {
		if bytes.Equal(e.From, e.Target) {
			return nil
		}
		err := in.moveTo(e)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	base := in.targetBase(e)
	for n := 1; n < maxSameName; n++ {
		target := path.Join(path.Dir(base), numbered(path.Base(base), n))
		if in.taken(target, e.ID) {
			continue
		}
		e.Target = []byte(target)
		if err := in.folder.saveMeta(e.meta); err != nil {
			e.Target = nil // not on the disk: a move now could not be finished by others
			return err
		}
		if err := in.moveTo(e); !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return fmt.Errorf("place inbox file %s: %d files are called like it", e.ID, maxSameName)
}

// moveTo lays the reason and moves the file to e.Target.
func (in *Inbox) moveTo(e *entry) error {
	if e.State == sow.InboxFailed || e.State == sow.InboxDuplicate {
		if err := in.layReason(e, string(e.Target), e.Failure); err != nil {
			return err
		}
	}
	in.reached(PointMove)
	if err := in.folder.finishMove(string(e.From), string(e.Target), e.Sig); err != nil {
		return err
	}
	in.reached(PointMoved)
	return nil
}

// targetBase is where the file goes if no other has the name: the folders of
// people are kept below the month.
func (in *Inbox) targetBase(e *entry) string {
	month := in.cfg.Now().Format("2006-01")
	switch e.State {
	case sow.InboxReturned:
		return string(e.Source)
	case sow.InboxFailed:
		return path.Join(failedDir, month, string(e.Origin))
	case sow.InboxDuplicate:
		return path.Join(duplicateDir, month, string(e.Origin))
	case sow.InboxClaimed, sow.InboxStored, sow.InboxProcessed, sow.InboxLost:
	}
	return path.Join(processedDir, month, string(e.Origin))
}

// taken reports whether a document, or something that belongs to one, has the
// name. What lies there for the entry itself does not count.
func (in *Inbox) taken(target, id string) bool {
	if in.folder.exists(target) || in.folder.exists(besidePath(target, pageSuffix)) {
		return true
	}
	reason, err := in.folder.readReason(target)
	return err == nil && reason.TraceID != id
}

// finishMove moves without overwriting, and is content when an earlier try did
// it: the file lies at its target and nowhere else.
func (f *folder) finishMove(from, to string, sig signature) error {
	source, sourceErr := f.lstat(from)
	target, targetErr := f.root.Lstat(to)
	switch {
	case sourceErr == nil && targetErr == nil && inode(source) != 0 && inode(source) == inode(target):
		return f.root.Remove(from) // the second half of a link and remove
	case sourceErr == nil:
		return f.move(from, to)
	case errors.Is(sourceErr, fs.ErrNotExist) && targetErr == nil && (sig.Inode == 0 || inode(target) == sig.Inode):
		return nil
	case errors.Is(sourceErr, fs.ErrNotExist):
		return fmt.Errorf("move %s: %w", Readable(from), errGone)
	}
	return fmt.Errorf("move %s: %w", Readable(from), sourceErr)
}

// errGone says that a person took the file away while it was in work.
var errGone = errors.New("the file is gone")

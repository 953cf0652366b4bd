package inbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// deliver lays the answers that are ready beside their files.
func (in *Inbox) deliver(ctx context.Context) error {
	in.delivered = 0
	var waiting []*entry
	var ids []int64
	for _, e := range in.held {
		if e.placed {
			waiting = append(waiting, e)
			ids = append(ids, e.DocumentID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	answers, err := in.cfg.Answers(ctx, in.turnOf(ids))
	if err != nil {
		return fmt.Errorf("ask for answers: %w", err)
	}
	ready := slices.DeleteFunc(waiting, func(e *entry) bool {
		_, is := answers[e.DocumentID]
		return !is
	})
	in.delivered = len(ready)
	in.answer(ctx, ready, answers)
	for _, e := range ready {
		if e.err != nil {
			in.cfg.Logger.WarnContext(ctx, "answer is laid down later", "id", e.ID, "path", Readable(string(e.Origin)), "error", e.err)
			e.trouble = "has an answer that cannot be written at the moment and is tried again"
		}
	}
	return nil
}

// askAtOnce is for how many documents one round asks: the rest has its turn in
// the next ones.
const askAtOnce = 100

func (in *Inbox) turnOf(ids []int64) []int64 {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) <= askAtOnce {
		return ids
	}
	from, _ := slices.BinarySearch(ids, in.asked+1)
	ids = append(ids[from:], ids[:from]...)[:askAtOnce]
	in.asked = ids[askAtOnce-1]
	return ids
}

// answer lays the answers of entries beside their files, all at once, and ends
// the entries. What went wrong stands in their err.
func (in *Inbox) answer(ctx context.Context, list []*entry, answers map[int64]Answer) {
	together(list, func(e *entry) { e.err = in.answerOne(e, answers[e.DocumentID]) })
	var laid []ending
	var away []*entry
	for _, e := range list {
		switch {
		case e.err != nil:
		case !e.placed:
			away = append(away, e)
		default:
			row := in.rowOf(e)
			row.State = sow.InboxProcessed
			laid = append(laid, ending{e, row})
		}
	}
	in.write(ctx, laid)
	in.place(ctx, away)
}

// answerOne lays an answer beside its file. Instead it may send the entry
// elsewhere, which is then no longer placed.
func (in *Inbox) answerOne(e *entry, a Answer) error {
	info, err := in.folder.lstat(string(e.From))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil && signatureOf(info) != e.Sig {
		e.placed = false
		in.putBack(e, nil) // written to after it was taken: new content
		return nil
	}
	if a.Failure != nil {
		e.placed, e.Failure = false, worded(a.Failure)
		in.send(e, sow.InboxFailed)
		return nil //nolint:nilerr // the failure is what counts
	}
	if e.gone = err != nil; e.gone {
		return nil // a person took the file away: there is nothing to lay a page beside
	}
	if err := in.lay(e, string(e.From), a); err != nil {
		return err
	}
	in.reached(PointAnswered)
	return nil
}

func (in *Inbox) lay(e *entry, target string, a Answer) error {
	if err := in.folder.replace(besidePath(target, pageSuffix), a.Page); err != nil {
		return err
	}
	if a.Notice == nil {
		return nil
	}
	return in.layReason(e, target, a.Notice)
}

// Finish brings what lies in the folder for a finished ledger row in line with
// a newer answer: the page is rewritten; a file that had failed and now has a
// page moves to processed, and the other way round. It gives the row of the
// new place, under a new ID when the file moved. A file that is not in this
// folder any more gives [sow.ErrNotFound].
func (in *Inbox) Finish(ctx context.Context, row sow.InboxFile, a Answer) (sow.InboxFile, error) {
	in.turn.Lock()
	defer in.turn.Unlock()
	if err := in.start(); err != nil {
		return row, err
	}
	return in.renew(ctx, row, a)
}

func (in *Inbox) renew(ctx context.Context, row sow.InboxFile, a Answer) (sow.InboxFile, error) {
	if row.Worker != in.folder.id || !row.State.Finished() {
		return row, fmt.Errorf("inbox file %s has no final place in this folder: %w", row.ID, sow.ErrNotFound)
	}
	place, info, err := in.folder.find(row)
	if err != nil {
		return row, err
	}
	if a.Failure == nil && row.State == sow.InboxProcessed {
		return row, in.rewrite(place, a.Page)
	}
	if a.Failure != nil && row.State == sow.InboxFailed || row.State == sow.InboxDuplicate {
		return row, nil
	}
	return in.rehouse(ctx, row, place, signatureOf(info), a)
}

// find gives the raw path of a row's file from the readable one.
func (f *folder) find(row sow.InboxFile) (string, fs.FileInfo, error) {
	missing := fmt.Errorf("inbox file %s at %s: %w", row.ID, row.FinalPath, sow.ErrNotFound)
	if row.FinalPath == "" {
		return "", nil, missing
	}
	raw := "."
	for part := range strings.SplitSeq(row.FinalPath, "/") {
		next, ok := f.rawName(raw, part)
		if !ok {
			return "", nil, missing
		}
		raw = path.Join(raw, next)
	}
	info, err := f.root.Lstat(raw)
	if err != nil || !info.Mode().IsRegular() {
		return "", nil, missing
	}
	return raw, info, nil
}

// rawName finds the name in a folder that reads as the given one.
func (f *folder) rawName(dir, readable string) (string, bool) {
	if f.exists(path.Join(dir, readable)) {
		return readable, true
	}
	sub, err := f.root.OpenRoot(dir)
	if err != nil {
		return "", false
	}
	defer func() { _ = sub.Close() }()
	names, err := readNames(sub)
	if err != nil {
		return "", false
	}
	i := slices.IndexFunc(names, func(n string) bool { return Readable(n) == readable })
	if i < 0 {
		return "", false
	}
	return names[i], true
}

func (in *Inbox) rewrite(place string, page []byte) error {
	name := besidePath(place, pageSuffix)
	if old, err := in.folder.root.ReadFile(name); err == nil && bytes.Equal(old, page) {
		return nil
	}
	return in.folder.replace(name, page)
}

// rehouse moves a file between processed and failed by a new claim of it.
func (in *Inbox) rehouse(ctx context.Context, row sow.InboxFile, place string, sig signature, a Answer) (sow.InboxFile, error) {
	_, below, _ := strings.Cut(place, "/")  // processed or failed
	_, origin, _ := strings.Cut(below, "/") // the month
	e := &entry{meta: meta{
		ID: newID(), Lock: in.lock.name, Origin: []byte(origin), Source: []byte(place), From: []byte(place), Sig: sig,
		FirstSeen: row.FirstSeen, ClaimedAt: in.cfg.Now(), Attempts: row.Attempts + 1, SHA256: row.SHA256, DocumentID: row.DocumentID,
	}}
	if err := in.folder.root.Mkdir(e.dir(), 0o777); err != nil {
		return row, fmt.Errorf("make folder of inbox file %s: %w", e.ID, err)
	}
	in.held[e.ID] = e
	if a.Failure != nil {
		_ = in.folder.root.Remove(besidePath(place, pageSuffix)) // it is not true any more
		e.Failure = worded(a.Failure)
		in.send(e, sow.InboxFailed)
		in.place(ctx, []*entry{e})
		return e.row(in.folder.id), e.err
	}
	delete(in.failed, place)
	in.send(e, sow.InboxStored)
	if in.place(ctx, []*entry{e}); e.err != nil {
		return row, e.err
	}
	in.answer(ctx, []*entry{e}, map[int64]Answer{e.DocumentID: a})
	return e.row(in.folder.id), e.err
}

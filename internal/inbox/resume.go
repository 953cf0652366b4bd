package inbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"claimline/internal/sow"
)

// resumeEvery is how often the claims of programs that have ended are looked
// for.
const resumeEvery = 30 * time.Second

// start opens the folder and marks this program as running. After the folder
// was away and has come back it is opened anew; another folder at its place is
// refused.
func (in *Inbox) start() error {
	if in.folder != nil && in.folder.present(in.cfg.Dir) {
		return nil
	}
	again := in.folder != nil
	f, err := openFolder(in.cfg.Dir, in.cfg.Hooks, !again)
	if err != nil {
		return err
	}
	if again && f.id != in.folder.id {
		f.close()
		return errOtherFolder
	}
	l, err := takeLock(f)
	if err != nil {
		f.close()
		return err
	}
	if err := f.belong(in.cfg.Dir, in.home()); err != nil { // after the lock, which keeps the folder from being handed over
		l.release(f)
		f.close()
		return err
	}
	if again {
		_ = in.lock.file.Close()
		in.folder.close()
	}
	f.owner = l.name
	in.folder, in.lock, in.resumed = f, l, false
	for _, e := range in.held {
		e.Lock = l.name
		if err := f.saveMeta(e.meta); err != nil {
			in.cfg.Logger.Warn("claim is kept under its old mark", "id", e.ID, "error", err)
		}
	}
	return nil
}

// stop gives the folder back; claims that are not finished are for the next
// program.
func (in *Inbox) stop() {
	in.turn.Lock()
	defer in.turn.Unlock()
	if in.folder == nil {
		return
	}
	in.lock.release(in.folder)
	in.folder.close()
	in.folder, in.lock = nil, nil
	in.ready = nil
	clear(in.held)
	clear(in.tracks)
	in.publish()
}

// resume takes over what programs that have ended had claimed: row and file go
// on, a file without a row is put back, a row without a file is marked lost.
func (in *Inbox) resume(ctx context.Context, now time.Duration) error {
	if in.resumed && now-in.resumedAt < resumeEvery {
		return nil
	}
	rows, err := in.cfg.Unfinished(ctx, in.folder.id)
	if err != nil {
		return fmt.Errorf("read unfinished inbox files: %w", err)
	}
	byID := make(map[string]sow.InboxFile, len(rows))
	for _, r := range rows {
		byID[r.ID] = r
	}
	if err := in.adopt(byID); err != nil {
		return err
	}
	for _, r := range rows {
		in.markLost(ctx, r)
	}
	in.resumed, in.resumedAt = true, now
	return nil
}

// adopt takes over the claims whose program has ended.
func (in *Inbox) adopt(rows map[string]sow.InboxFile) error {
	names, err := in.folder.workNames()
	if err != nil {
		return err
	}
	ended := map[string]bool{in.lock.name: false}
	var over []*lock
	check := func(name string) bool {
		if known, ok := ended[name]; ok {
			return known
		}
		l, gone := dead(in.folder, name)
		if l != nil {
			over = append(over, l)
		}
		ended[name] = gone
		return gone
	}
	for _, name := range names {
		in.adoptOne(name, rows, check)
	}
	for _, l := range over { // after their claims carry our mark
		l.release(in.folder)
	}
	return nil
}

func (in *Inbox) adoptOne(name string, rows map[string]sow.InboxFile, ended func(string) bool) {
	if lockName, ok := isLock(name); ok {
		ended(lockName)
		return
	}
	if owner, _, ok := strings.Cut(strings.TrimSuffix(name, tempSuffix), "-"); ok && strings.HasSuffix(name, tempSuffix) {
		if owner != in.lock.name && ended(owner) {
			_ = in.folder.root.Remove(path.Join(workDir, name)) // half a write
		}
		return
	}
	if _, err := ulid.ParseStrict(name); err != nil || in.held[name] != nil {
		return
	}
	m, err := in.folder.loadMeta(name)
	switch {
	case errors.Is(err, errNoMeta):
		m = in.rescue(name, rows)
	case err != nil || !ended(m.Lock):
		return
	}
	in.takeOver(m)
}

// rescue describes a claim whose state cannot be read: the row knows its name.
func (in *Inbox) rescue(id string, rows map[string]sow.InboxFile) meta {
	m := meta{ID: id, Origin: []byte("recovered-" + id), FirstSeen: in.cfg.Now(), ClaimedAt: in.cfg.Now(), Attempts: 1}
	if r, ok := rows[id]; ok {
		m.Origin = []byte(cleanOrigin(path.Join(path.Dir(r.Path), string(r.Name)), string(m.Origin)))
		m.FirstSeen, m.ClaimedAt, m.Attempts = r.FirstSeen, r.ClaimedAt, r.Attempts
	}
	m.Source, m.From = m.Origin, []byte(m.dir()+"/"+claimedName)
	if info, err := in.folder.root.Lstat(string(m.From)); err == nil {
		m.Sig = signatureOf(info)
	}
	return m
}

// takeOver makes a claim ours. One whose file was never moved, or was put back
// by hand, has nothing to go on with.
func (in *Inbox) takeOver(m meta) {
	m.Lock = in.lock.name
	claimed := m.dir() + "/" + claimedName
	if m.State == "" && !in.folder.exists(claimed) {
		// The file never left the inbox, or [Inbox.markLost] says that it is gone.
		if err := in.folder.forget(m.ID); err != nil {
			in.cfg.Logger.Warn("empty claim stays", "id", m.ID, "error", err)
		}
		return
	}
	if err := in.folder.saveMeta(m); err != nil {
		in.cfg.Logger.Warn("claim is taken over later", "id", m.ID, "error", err)
		return
	}
	in.cfg.Logger.Info("claim is taken over", "id", m.ID, "path", Readable(string(m.Origin)), "state", string(m.State))
	in.held[m.ID] = &entry{meta: m}
}

// markLost ends a row that no folder below .work belongs to.
func (in *Inbox) markLost(ctx context.Context, row sow.InboxFile) {
	if in.folder.exists(path.Join(workDir, row.ID)) {
		return
	}
	at := in.cfg.Now()
	row.State, row.FinishedAt, row.FinalPath = sow.InboxLost, &at, ""
	switch err := in.cfg.Record(ctx, row); {
	case errors.Is(err, sow.ErrConflict): // finished in the meantime
	case err != nil:
		in.cfg.Logger.WarnContext(ctx, "row without a file is marked later", "id", row.ID, "error", err)
	default:
		in.cfg.Logger.ErrorContext(ctx, "inbox file is lost: its row has no file", "id", row.ID, "path", row.Path)
		in.count(sow.InboxLost)
	}
}

func (f *folder) workNames() ([]string, error) {
	sub, err := f.root.OpenRoot(workDir)
	if err != nil {
		return nil, fmt.Errorf("open folder of claims: %w", err)
	}
	defer func() { _ = sub.Close() }()
	names, err := readNames(sub)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list claims: %w", err)
	}
	return names, nil
}

// present reports whether the path still leads to the opened folder.
func (f *folder) present(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && os.SameFile(info, f.info) && f.exists(identityFile)
}

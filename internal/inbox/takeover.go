package inbox

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/oklog/ulid/v2"

	"claimline/internal/sow"
)

// TakenOver says what handing a folder over has changed.
type TakenOver struct {
	Before  Home // without an ID when the folder belonged to nobody, or did not tell
	Already bool // it is this database's, and nothing was changed
	Again   int  // files that were in work: the next program reads them, into this database
}

// ErrServed says that a program serves the folder at the moment.
var ErrServed = errors.New("a worker serves the folder")

// TakeOver makes the folder that of [Config].Home. What the other database knew
// of files in work means nothing here, so those are read again; what is
// finished stays where it lies.
func (in *Inbox) TakeOver() (TakenOver, error) {
	f, err := openFolder(in.cfg.Dir, in.cfg.Hooks, true)
	if err != nil {
		return TakenOver{}, err
	}
	defer f.close()
	own, err := takeLock(f)
	if err != nil {
		return TakenOver{}, err
	}
	defer own.release(f)
	f.owner = own.name
	var t TakenOver
	switch text, err := f.root.ReadFile(homeFile); {
	case err == nil:
		t.Before, _ = readHome(text) // a damaged one is written anew
	case !errors.Is(err, fs.ErrNotExist):
		return t, fmt.Errorf("read the database of the inbox: %w", err)
	}
	if t.Already = t.Before.ID != "" && t.Before.ID == in.cfg.Home.ID; t.Already {
		return t, nil
	}
	if t.Again, err = f.startAnew(own.name); err != nil {
		return t, err
	}
	// The database comes last: what was cut short before is done again.
	line, err := in.home().line()
	if err != nil {
		return t, err
	}
	return t, errors.Join(f.replace(homeFile, line), syncDir(f.root, workDir))
}

// startAnew readies the claims of programs that have ended for another
// database, and counts the files that it reads.
func (f *folder) startAnew(own string) (int, error) {
	names, err := f.workNames()
	if err != nil {
		return 0, err
	}
	if err := f.unserved(names, own); err != nil {
		return 0, err
	}
	n := 0
	for _, name := range names {
		if _, err := ulid.ParseStrict(name); err != nil {
			continue
		}
		m, err := f.loadMeta(name)
		if err != nil {
			continue // whoever goes on with it describes it
		}
		again, err := f.estrange(m)
		if err != nil {
			return n, err
		}
		if again {
			n++
		}
	}
	return n, nil
}

// unserved fails with [ErrServed] while the mark of a running program lies in
// the folder.
func (f *folder) unserved(names []string, own string) error {
	for _, name := range names {
		other, ok := isLock(name)
		if !ok || other == own {
			continue
		}
		l, ended := dead(f, other)
		if !ended {
			return ErrServed
		}
		if l != nil {
			l.release(f)
		}
	}
	return nil
}

// estrange takes out of a claim what the other database knew of it, and reports
// whether its file is read again.
func (f *folder) estrange(m meta) (bool, error) {
	inWork := f.exists(m.dir() + "/" + claimedName)
	finished := m.State == sow.InboxDuplicate || m.State == sow.InboxStored && f.exists(besidePath(string(m.Target), pageSuffix))
	if finished && !inWork && len(m.Target) > 0 {
		return false, f.forget(m.ID) // only the end was not written down
	}
	m.DocumentID, m.FirstName, m.Link = 0, "", ""
	switch m.State {
	case sow.InboxStored, sow.InboxDuplicate:
		if target := string(m.Target); target != "" {
			f.removeReason(target)
			if !inWork && f.exists(target) {
				m.From = m.Target
			}
		}
		// Where it was dropped: what comes back to failed is not read by itself.
		m.State, m.Source, m.Target, m.Failure = sow.InboxReturned, m.Origin, nil, nil
	case sow.InboxReturned, sow.InboxFailed, sow.InboxLost:
		return false, f.saveMeta(m)
	case "", sow.InboxClaimed, sow.InboxProcessed:
	}
	return m.Failure == nil, f.saveMeta(m)
}

package ruleset

import (
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"claimline/internal/sow"
)

// Live holds the pack that a running program decides with. Readers take the
// pack at the beginning of a piece of work and keep it to the end; Reload puts
// another in its place only when that one is free of faults.
type Live struct {
	options Options
	pack    atomic.Pointer[Pack]

	mu     sync.Mutex // guards status and makes reloads one at a time
	status Status
}

// Status says what a Live holds and what became of the last change.
type Status struct {
	Active   sow.PackInfo
	LoadedAt time.Time // when Active was put in place
	CheckAt  time.Time // when the files were last looked at
	Refused  string    // SHA-256 of the files that were refused; "" when the files are the active ones
	Problems LoadErrors
}

// NewLive begins with a pack that is in order. Options are those that the pack
// was loaded with; every reload uses them.
func NewLive(p *Pack, o Options, now time.Time) *Live {
	l := &Live{options: o, status: Status{Active: p.Info(), LoadedAt: now, CheckAt: now}}
	l.pack.Store(p)
	return l
}

// Pack gives the active pack.
func (l *Live) Pack() *Pack { return l.pack.Load() }

// Status gives what is active and what was refused.
func (l *Live) Status() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

// Reload looks at the files of fsys. When they are not the active ones it
// loads them and puts them in place; changed tells that it did. Files with a
// fault change nothing: the error lists the faults once, until the files
// change again. A version below the active one of the same pack is refused,
// because an old folder that comes back is more likely than a wish for it.
func (l *Live) Reload(fsys fs.FS, now time.Time) (changed bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.status.CheckAt = now
	sum := contentDigest(fsys)
	switch {
	case sum == l.status.Active.SHA256:
		l.status.Refused, l.status.Problems = "", nil
		return false, nil
	case sum == l.status.Refused && len(l.options.PublicKey) == 0: // a signature may come later
		return false, nil
	}
	p, err := l.options.Load(fsys)
	if err == nil {
		err = downgrade(l.pack.Load(), p)
	}
	if err != nil {
		l.status.Refused, l.status.Problems = sum, ProblemsOf(err)
		return false, err
	}
	l.pack.Store(p)
	l.status = Status{Active: p.Info(), LoadedAt: now, CheckAt: now}
	return true, nil
}

func downgrade(active, next *Pack) error {
	old, _ := parseVersion(active.manifest.Version)
	v, _ := parseVersion(next.manifest.Version)
	if active.manifest.Name == next.manifest.Name && v.compare(old) < 0 {
		var ps LoadErrors
		ps.add(manifestName, pos{}, "E019", "version %s is older than the active %s; raise the version, or restart the program to go back", next.manifest.Version, active.manifest.Version)
		return ps.err()
	}
	return nil
}

// contentDigest is the digest of whatever lies in fsys now: the pack's own
// digest when the files are one, else a digest that differs whenever a file
// does, so that one broken state is reported once.
func contentDigest(fsys fs.FS) string {
	var ps LoadErrors
	files, m := readFiles(fsys, &ps)
	if m != nil && len(ps) == 0 {
		return digest(files)
	}
	files = nil
	for _, name := range append(listFiles(fsys, &ps), manifestName) {
		if content, ok := readFile(fsys, name, &ps); ok {
			files = append(files, packFile{name, content})
		}
	}
	return digest(append(files, packFile{"", []byte(ps.Error())}))
}

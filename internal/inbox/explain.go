package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"claimline/internal/sow"
)

// Explanation says where a file is and why.
type Explanation struct {
	Path     string         `json:"path"` // relative to the inbox, readable
	State    string         `json:"state"`
	Code     sow.ReasonCode `json:"code,omitempty"`
	Why      string         `json:"why"`
	NextStep string         `json:"next_step,omitempty"`
	Since    time.Time      `json:"since,omitzero"`
}

// Explain finds every file of a name, or of a path in the inbox, wherever it
// has come to, and says why it is there. It works beside a running worker and
// changes nothing. No file gives [sow.ErrNotFound].
func (in *Inbox) Explain(name string) ([]Explanation, error) {
	report, err := in.preview()
	if err != nil {
		return nil, err
	}
	f, err := openFolder(in.cfg.Dir, in.cfg.Hooks, false)
	if err != nil {
		return nil, err
	}
	defer f.close()
	var all []Explanation
	for _, file := range report.Files {
		if named(file.Path, name) {
			all = append(all, Explanation{Path: file.Path, State: "in the inbox", Code: file.Code, Why: file.Sentence()})
		}
	}
	if pattern := ignoredBy(path.Base(name)); pattern != "" && f.exists(name) {
		all = append(all, Explanation{Path: Readable(name), State: "ignored", Why: "Files named like " + pattern + " are temporary or belong to other programs; rename it if it is a document."})
	}
	all = append(all, f.explainWork(name)...)
	for _, dir := range []string{processedDir, failedDir, duplicateDir} {
		found, err := f.explainDone(dir, name)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("file %s in inbox %s: %w", Readable(name), in.cfg.Dir, sow.ErrNotFound)
	}
	return all, nil
}

// named reports whether a path is the one asked for: whole, or its last name,
// without regard to case; a "-2" that was put in does not matter.
func named(p, name string) bool {
	name = Readable(name)
	if strings.EqualFold(p, name) || strings.EqualFold(path.Base(p), name) {
		return true
	}
	stem, ext := strings.TrimSuffix(path.Base(p), extension(path.Base(p))), extension(path.Base(p))
	i := strings.LastIndexByte(stem, '-')
	return i > 0 && strings.Trim(stem[i+1:], "0123456789") == "" && strings.EqualFold(stem[:i]+ext, path.Base(name))
}

func (f *folder) explainWork(name string) []Explanation {
	sub, err := f.root.OpenRoot(workDir)
	if err != nil {
		return nil
	}
	defer func() { _ = sub.Close() }()
	ids, err := readNames(sub)
	if err != nil {
		return nil
	}
	slices.Sort(ids)
	var all []Explanation
	for _, id := range ids {
		m, err := f.loadMeta(id)
		if err != nil || m.State != "" && m.State != sow.InboxStored || !named(Readable(string(m.Origin)), name) {
			continue
		}
		why := "It was taken out of the inbox and is being handed over."
		if m.State == sow.InboxStored {
			why = "It is safe and is being analysed; the answer appears beside it."
		}
		all = append(all, Explanation{Path: Readable(string(m.Origin)), State: "working", Why: why, Since: m.ClaimedAt})
	}
	return all
}

func (f *folder) explainDone(dir, name string) ([]Explanation, error) {
	res, err := f.scan(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look into %s: %w", dir, err)
	}
	var all []Explanation
	for _, file := range res.files {
		if !named(Readable(file.path), name) {
			continue
		}
		e := Explanation{Path: Readable(file.path), State: dir, Why: "It was put there by hand: no reason lies beside it."}
		if r, err := f.readReason(file.path); err == nil {
			e.Code, e.Why, e.NextStep, e.Since = r.Code, r.Message, r.NextStep, r.FailedAt
		} else if dir == processedDir {
			e.Why = "It was read and analysed" + f.pageOf(file.path) + "."
		}
		all = append(all, e)
	}
	return all, nil
}

func (f *folder) pageOf(p string) string {
	page := besidePath(p, pageSuffix)
	if !f.exists(page) {
		return "; its answer is on the way"
	}
	return "; the answer is " + Readable(page)
}

// Retry moves a failed file back into the inbox, by its name or its path below
// the inbox, and gives its new path. Several files of the name give
// [sow.ErrConflict], none gives [sow.ErrNotFound].
func (in *Inbox) Retry(name string) (string, error) {
	f, err := openFolder(in.cfg.Dir, in.cfg.Hooks, false)
	if err != nil {
		return "", err
	}
	defer f.close()
	res, err := f.scan(failedDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("look into %s: %w", failedDir, err)
	}
	var hits []string
	for _, file := range res.files {
		if Readable(file.path) == Readable(name) {
			return f.retry(file.path, in.cfg.Marker)
		}
		if strings.EqualFold(path.Base(Readable(file.path)), Readable(name)) {
			hits = append(hits, file.path)
		}
	}
	switch len(hits) {
	case 0:
		return "", fmt.Errorf("failed file %s: %w", Readable(name), sow.ErrNotFound)
	case 1:
		return f.retry(hits[0], in.cfg.Marker)
	}
	for i := range hits {
		hits[i] = Readable(hits[i])
	}
	return "", fmt.Errorf("failed file %s is one of %s, name the path: %w", Readable(name), strings.Join(hits, ", "), sow.ErrConflict)
}

func (f *folder) retry(place, marker string) (string, error) {
	origin := path.Base(place)
	if r, err := f.readReason(place); err == nil {
		origin = cleanOrigin(string(r.RawPath), place)
	}
	for n := 1; n < maxSameName; n++ {
		target := path.Join(path.Dir(origin), numbered(path.Base(origin), n))
		err := f.move(place, target)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if marker != "" {
			if err := f.writeSynced(target+marker, nil); err != nil && !errors.Is(err, fs.ErrExist) {
				return "", fmt.Errorf("mark %s as done: %w", Readable(target), err)
			}
		}
		return Readable(target), nil // the reason goes with the next looks, which keep its count of tries
	}
	return "", fmt.Errorf("retry %s: %w", Readable(place), sow.ErrConflict)
}

package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Check tries what the inbox has to do and makes its folders. The error names
// every fault of the set-up, one sentence each.
func (in *Inbox) Check() error {
	dir := in.cfg.Dir
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the inbox folder %s does not exist; make it or name another one", dir)
	case err != nil:
		return fmt.Errorf("the inbox folder %s cannot be looked at; allow this program to open it: %w", dir, err)
	case !info.IsDir():
		return fmt.Errorf("the inbox %s is a file; name a folder", dir)
	}
	f, err := openFolder(dir, in.cfg.Hooks, true)
	if err != nil {
		return fmt.Errorf("the inbox folder %s cannot be used; allow this program to create files in it: %w", dir, err)
	}
	defer f.close()
	var problems []error
	for _, sub := range []string{".", workDir, processedDir, failedDir, duplicateDir} {
		problems = append(problems, f.probe(dir, sub))
	}
	if err := errors.Join(problems...); err != nil {
		return err
	}
	return f.belong(dir, in.home())
}

// home is the database of the settings as a folder would remember it from now
// on.
func (in *Inbox) home() Home {
	h := in.cfg.Home
	h.Since = in.cfg.Now()
	return h
}

// probe makes a file in a folder, moves it out and in again and removes it.
func (f *folder) probe(dir, sub string) error {
	info, err := f.root.Stat(sub)
	if err != nil {
		return fmt.Errorf("the folder %s of the inbox %s cannot be looked at: %w", sub, dir, err)
	}
	if device(info) != device(f.info) {
		return fmt.Errorf("the folder %s of the inbox %s lies on another disk or share; files are moved between them in one step, so put both on one", sub, dir)
	}
	probe := sub + "/.probe-" + newID()
	if err := f.writeSynced(probe, nil); err != nil {
		return fmt.Errorf("no file can be created in the folder %s of the inbox %s; allow this program to write there: %w", sub, dir, err)
	}
	moved := workDir + "/.probe-" + newID()
	if err := f.rename(probe, moved); err != nil {
		_ = f.root.Remove(probe)
		return fmt.Errorf("no file can be moved out of the folder %s of the inbox %s; allow this program to rename there: %w", sub, dir, err)
	}
	if err := f.fault("remove", moved); err != nil {
		return fmt.Errorf("no file can be removed from the folder %s of the inbox %s: %w", sub, dir, err)
	}
	if err := f.root.Remove(moved); err != nil {
		return fmt.Errorf("no file can be removed from the folder %s of the inbox %s; allow this program to delete there: %w", workDir, dir, err)
	}
	return nil
}

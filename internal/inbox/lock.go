package inbox

import (
	"fmt"
	"os"
	"strings"
)

// lock marks the claims of a running program: it ends with the program,
// however that ends, and then others take its claims over.
type lock struct {
	name string
	file *os.File
}

const lockSuffix = ".lock"

func takeLock(f *folder) (*lock, error) {
	for {
		l, err := tryNewLock(f)
		if l != nil || err != nil {
			return l, err
		}
	}
}

// tryNewLock gives nil when another program took the new file for one that was
// left behind, which it may do until it is locked.
func tryNewLock(f *folder) (*lock, error) {
	name := newID()
	file, err := f.root.OpenFile(workDir+"/"+name+lockSuffix, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, fmt.Errorf("mark the running program in the inbox: %w", err)
	}
	if tryLock(file) && f.exists(workDir+"/"+name+lockSuffix) {
		return &lock{name: name, file: file}, nil
	}
	return nil, file.Close()
}

func (l *lock) release(f *folder) {
	_ = f.root.Remove(workDir + "/" + l.name + lockSuffix)
	_ = l.file.Close()
}

// dead reports whether the program of a lock has ended. On true it returns
// the lock held, so that only one program takes the claims over.
func dead(f *folder, name string) (*lock, bool) {
	file, err := f.root.OpenFile(workDir+"/"+name+lockSuffix, os.O_RDWR, 0)
	if err != nil {
		return nil, os.IsNotExist(err)
	}
	if !tryLock(file) {
		_ = file.Close()
		return nil, false
	}
	return &lock{name: name, file: file}, true
}

func isLock(name string) (string, bool) { return strings.CutSuffix(name, lockSuffix) }

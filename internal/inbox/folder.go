package inbox

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strings"
	"syscall"

	"github.com/oklog/ulid/v2"
)

// The folders that the program keeps inside the inbox.
const (
	workDir      = ".work"
	processedDir = "processed"
	failedDir    = "failed"
	duplicateDir = "duplicates"

	identityFile = workDir + "/folder-id"
	claimedName  = "file" // a claimed file in its folder below .work; its own name stands in meta.json
)

func reserved(name string) bool {
	return name == workDir || name == processedDir || name == failedDir || name == duplicateDir
}

// folder is the inbox as an open root: no link leads out of it.
type folder struct {
	root  *os.Root
	id    string // from identityFile; tells this folder from another one mounted at its place
	owner string // name of the lock of this program; begins its temporary files
	hooks Hooks
	info  fs.FileInfo
}

var errOtherFolder = errors.New("it is not the folder that was there at the start; is the share or disk mounted")

// openFolder opens the folder. With create it makes its parts and its
// identity when they are missing.
func openFolder(dir string, hooks Hooks, create bool) (*folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open inbox: %w", err)
	}
	f := &folder{root: root, hooks: hooks}
	if f.info, err = root.Stat("."); err == nil && create {
		err = f.prepare()
	}
	if err == nil {
		err = f.readIdentity(create)
	}
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	return f, nil
}

func (f *folder) prepare() error {
	for _, dir := range []string{workDir, processedDir, failedDir, duplicateDir} {
		if err := f.root.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("make folder %s: %w", dir, err)
		}
		info, err := f.root.Lstat(dir)
		if err != nil {
			return fmt.Errorf("look at folder %s: %w", dir, err)
		}
		if !info.IsDir() {
			return fmt.Errorf("make folder %s: a file or link of that name is in the way", dir)
		}
	}
	return nil
}

func (f *folder) readIdentity(create bool) error {
	var text []byte
	var err error
	if create {
		text, err = f.writeOnce(identityFile, []byte(newID()+"\n"))
	} else {
		text, err = f.root.ReadFile(identityFile)
	}
	if err != nil && (create || !errors.Is(err, fs.ErrNotExist)) {
		return fmt.Errorf("read identity of the folder: %w", err)
	}
	f.id = strings.TrimSpace(string(text))
	return nil
}

// syncDir waits until the names in a folder are on the disk.
func syncDir(root *os.Root, dir string) error {
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be synced there; NTFS journals names
	}
	d, err := root.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil // some shares do it for themselves
	}
	if err := errors.Join(err, d.Close()); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}

func newID() string { return ulid.MustNew(ulid.Now(), rand.Reader).String() }

func (f *folder) close() { _ = f.root.Close() }

// fault lets a test replace an operation by an error.
func (f *folder) fault(op, name string) error {
	if f.hooks.Fault == nil {
		return nil
	}
	return f.hooks.Fault(op, name)
}

// writeSynced writes a file and waits until it is on the disk.
func (f *folder) writeSynced(name string, data []byte) error {
	return f.sync(name, os.O_TRUNC, data)
}

// appendSynced adds to the end of a file and waits until it is on the disk.
// After a crash a part of it may stand there.
func (f *folder) appendSynced(name string, data []byte) error {
	return f.sync(name, os.O_APPEND, data)
}

func (f *folder) sync(name string, how int, data []byte) error {
	if err := f.fault("write", name); err != nil {
		return fmt.Errorf("write %s: %w", Readable(name), err)
	}
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|how, 0o666)
	if err != nil {
		return fmt.Errorf("write %s: %w", Readable(name), err)
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", Readable(name), err)
	}
	return nil
}

const tempSuffix = ".tmp"

func (f *folder) temporary() string { return workDir + "/" + f.owner + "-" + newID() + tempSuffix }

// replace writes a file so that a reader sees the old or the new one whole.
func (f *folder) replace(name string, data []byte) error {
	temp := f.temporary()
	if err := f.writeSynced(temp, data); err != nil {
		_ = f.root.Remove(temp)
		return err
	}
	if err := f.rename(temp, name); err != nil {
		_ = f.root.Remove(temp)
		return err
	}
	return nil
}

// create is replace for a name that must be free; a taken one gives
// [fs.ErrExist].
func (f *folder) create(name string, data []byte) error {
	temp := f.temporary()
	err := f.writeSynced(temp, data)
	if err == nil {
		err = f.move(temp, name)
	}
	if err != nil {
		_ = f.root.Remove(temp)
	}
	return err
}

func (f *folder) rename(from, to string) error {
	if err := f.fault("rename", from); err != nil {
		return fmt.Errorf("rename %s: %w", Readable(from), err)
	}
	if err := f.root.Rename(from, to); err != nil {
		return fmt.Errorf("rename %s: %w", Readable(from), err)
	}
	return nil
}

// move renames without ever replacing: a taken name gives [fs.ErrExist].
func (f *folder) move(from, to string) error {
	if err := f.fault("rename", from); err != nil {
		return fmt.Errorf("move %s: %w", Readable(from), err)
	}
	if err := f.makeParents(to); err != nil {
		return err
	}
	if err := renameNoReplace(f.root, from, to); err != nil {
		return fmt.Errorf("move %s to %s: %w", Readable(from), Readable(to), err)
	}
	return nil
}

func (f *folder) makeParents(name string) error {
	if err := f.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return fmt.Errorf("make folder %s: %w", Readable(path.Dir(name)), err)
	}
	return nil
}

// linkThenRemove moves where the system has no rename that refuses a taken
// name. A crash between its halves leaves two names of one file, which
// [finishMove] puts right.
func linkThenRemove(root *os.Root, from, to string) error {
	if err := root.Link(from, to); err != nil {
		return err
	}
	return root.Remove(from)
}

func (f *folder) lstat(name string) (fs.FileInfo, error) {
	if err := f.fault("lstat", name); err != nil {
		return nil, err
	}
	return f.root.Lstat(name)
}

func (f *folder) exists(name string) bool {
	_, err := f.root.Lstat(name)
	return err == nil
}

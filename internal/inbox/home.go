package inbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// Home is the database that the files of a folder go to. The folder remembers
// it: two programs with different databases would each take some of the files,
// and nobody would see in which database a document is.
type Home struct {
	ID    string    `json:"id"`    // kept in the database itself, so that its address does not count
	Words string    `json:"words"` // where it was at the time, for people
	Since time.Time `json:"since"`
}

const homeFile = workDir + "/database"

// errNoHome says that the folder does not tell which database it belongs to.
var errNoHome = errors.New("it is damaged")

// belong makes the folder the given database's when it is nobody's, and refuses
// it when it is another one's. A folder of an older version is nobody's.
func (f *folder) belong(dir string, want Home) error {
	if want.ID == "" {
		return nil
	}
	line, err := want.line()
	if err != nil {
		return err
	}
	text, err := f.writeOnce(homeFile, line)
	if err != nil {
		return fmt.Errorf("write down the database of the inbox %s: %w", dir, err)
	}
	switch is, err := readHome(text); {
	case err != nil:
		return fmt.Errorf("the file %s of the inbox %s, which names its database, is damaged; \"worker inbox take-over\" writes it anew, for the database that it is started with", homeFile, dir)
	case is.ID != want.ID:
		return fmt.Errorf("the inbox %s has belonged to another database (%s) since %s, and a file in it would go to either; start with that database, name another folder with --inbox, or hand this one over with \"worker inbox take-over\"",
			dir, is.Words, is.Since.Format(time.DateOnly))
	}
	return nil
}

func (h Home) line() ([]byte, error) {
	text, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("write down the database of the inbox: %w", err)
	}
	return append(text, '\n'), nil
}

func readHome(text []byte) (Home, error) {
	var h Home
	if json.Unmarshal(text, &h) != nil || h.ID == "" {
		return Home{}, errNoHome
	}
	return h, nil
}

// writeOnce writes a file that is not there yet, so that it survives a power
// cut, and gives what stands in it. Several programs may start at once: the
// first one wins.
func (f *folder) writeOnce(name string, data []byte) ([]byte, error) {
	text, err := f.root.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	temp := workDir + "/" + newID()
	if err := f.writeSynced(temp, data); err != nil {
		return nil, err
	}
	defer func() { _ = f.root.Remove(temp) }() // gone already after the move
	if err := renameNoReplace(f.root, temp, name); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := f.root.Rename(temp, name); err != nil { // a share that has neither such a move nor links
			return nil, err
		}
	}
	if err := syncDir(f.root, workDir); err != nil {
		return nil, err
	}
	return f.root.ReadFile(name)
}

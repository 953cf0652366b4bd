package inbox

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"claimline/internal/sow"
)

// The last state that was written whole counts, whatever a crash left behind it.
func TestMetaAfterACrash(t *testing.T) {
	dir := t.TempDir()
	f, err := openFolder(dir, Hooks{}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	m := meta{ID: newID(), Origin: []byte("a\nb.pdf")}
	if err := f.root.Mkdir(m.dir(), 0o777); err != nil {
		t.Fatal(err)
	}
	leave := func(part string) {
		t.Helper()
		file, err := os.OpenFile(filepath.Join(dir, metaFile(m.ID)), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o666)
		if err == nil {
			_, err = file.WriteString(part)
		}
		if err := errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
	}
	leave(`{"id":"half of the first`)
	if _, err := f.loadMeta(m.ID); !errors.Is(err, errNoMeta) {
		t.Errorf("half of the first state gives %v", err)
	}
	for _, state := range []sow.InboxState{"", sow.InboxStored, sow.InboxReturned} {
		m.State = state
		if err := f.saveMeta(m); err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{"", "\n", `{"id":"` + m.ID + `","state":"lo`, "\x00\x00\x00"} {
			leave(part)
			if got, err := f.loadMeta(m.ID); err != nil || got.State != state || string(got.Origin) != "a\nb.pdf" {
				t.Errorf("state %q with %q behind it is read as %q of %q, %v", state, part, got.State, got.Origin, err)
			}
		}
	}
}

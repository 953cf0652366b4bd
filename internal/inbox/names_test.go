package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"claimline/internal/sow"
)

func TestMoveRefusesTakenName(t *testing.T) {
	w := newWorld(t)
	w.write("a", []byte("a"))
	w.write("sub/b", []byte("b"))
	f, err := openFolder(w.dir, Hooks{}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	for name, move := range map[string]func(root *os.Root, from, to string) error{"rename": renameNoReplace, "link": linkThenRemove} {
		if err := move(f.root, "a", "sub/b"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s onto a taken name: %v", name, err)
		}
		if w.read("a") != "a" || w.read("sub/b") != "b" {
			t.Errorf("%s changed a file", name)
		}
		if err := move(f.root, "a", "sub/"+name); err != nil || w.read("sub/"+name) != "a" || w.exists("a") {
			t.Errorf("%s to a free name: %v", name, err)
		}
		w.write("a", []byte("a"))
	}
}

func TestNoOverwrite(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	for i := range 3 {
		w.write("SOW.pdf", pdf(fmt.Sprint("version ", i)))
		w.run(in, 12*time.Second)
	}
	for i, name := range []string{"SOW.pdf", "SOW-2.pdf", "SOW-3.pdf"} {
		if got := w.read("processed/2026-11/" + name); got != string(pdf(fmt.Sprint("version ", i))) {
			t.Errorf("%s holds %q", name, got)
		}
		if got, want := w.read("processed/2026-11/"+name+".recommendation.html"), fmt.Sprintf("<p>answer to document %d</p>", i+1); got != want {
			t.Errorf("page of %s = %q, want %q", name, got, want)
		}
	}
	for _, a := range w.arrivals {
		if a.Path != "SOW.pdf" {
			t.Errorf("path = %q: a revision would not be seen", a.Path)
		}
	}
}

func TestHostileNames(t *testing.T) {
	long := strings.Repeat("ü", 125) + "x.pdf" // 255 bytes
	names := []string{
		"line\nbreak.pdf", "\u202egnp.pdf", "-rf.pdf", "caf\u00e9.pdf", "cafe\u0301.pdf", "bad\xff\xfe.pdf", "<img src=x onerror=alert(1)>.pdf",
		"a..pdf..pdf", "back\\slash.pdf", "a*[b].pdf", "  spaces  .pdf", "%2e%2e.pdf", "tab\t.pdf", long, strings.Repeat("y", 254),
	}
	w := newWorld(t)
	in := w.inbox()
	for i, name := range names {
		w.write(name, pdf(fmt.Sprint("file ", i)))
	}
	w.run(in, 12*time.Second)
	if len(w.docs) != len(names) {
		t.Errorf("%d documents, want %d; waiting %+v, failed %+v", len(w.docs), len(names), in.Status().Waiting, in.Status().Failed)
	}
	for i, name := range names {
		if got := w.read("processed/2026-11/" + name); got != string(pdf(fmt.Sprint("file ", i))) {
			t.Errorf("%q holds %q", name, got)
		}
	}
	pages := 0
	for _, f := range w.files("processed") {
		if strings.HasSuffix(f, pageSuffix) {
			pages++
		}
	}
	if pages != len(names) {
		t.Errorf("%d pages, want %d", pages, len(names))
	}
	for _, row := range w.ledger {
		if strings.ContainsAny(row.Path, "\n\t\u202e") || strings.ContainsAny(row.FinalPath, "\n\t\u202e") {
			t.Errorf("row shows control characters: %q", row.Path)
		}
	}
}

func TestSameLongName(t *testing.T) {
	long := strings.Repeat("x", 251) + ".pdf"
	w := newWorld(t)
	in := w.inbox()
	for i := range 2 {
		w.write(long, pdf(fmt.Sprint(i)))
		w.run(in, 12*time.Second)
	}
	if got := w.states(); got[sow.InboxProcessed] != 2 {
		t.Fatalf("ledger = %v", got)
	}
	if got := len(w.files("processed")); got != 4 {
		t.Errorf("%d files, want 2 documents and 2 pages: %q", got, w.files("processed"))
	}
}

func TestNotRegular(t *testing.T) {
	w := newWorld(t)
	outside := t.TempDir()
	secret := outside + "/secret.pdf"
	if err := os.WriteFile(secret, pdf("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(secret)
	if err != nil {
		t.Fatal(err)
	}
	in := w.inbox()
	links := map[string]string{"absolute.pdf": secret, "relative.pdf": "../" + strings.TrimPrefix(secret, "/"), "dangling.pdf": "nowhere", "folder.pdf": outside, "folder": outside}
	for name, to := range links {
		if err := os.Symlink(to, w.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range [][]string{{"mkfifo", w.path("pipe.pdf")}, {"mknod", w.path("null.pdf"), "c", "1", "3"}} {
		if out, err := exec.CommandContext(t.Context(), c[0], c[1:]...).CombinedOutput(); err != nil && c[0] == "mkfifo" {
			t.Fatalf("%v: %s", err, out)
		}
	}
	listen(t, w.path("socket.pdf"))
	if err := os.Link(secret, w.path("hard.pdf")); err != nil {
		t.Skip("the temporary folders lie on two disks")
	}
	w.run(in, 15*time.Second)
	if len(w.arrivals) != 1 || w.arrivals[0].Name != "hard.pdf" {
		t.Errorf("arrivals = %+v, want the hard link alone, which is a file", w.arrivals)
	}
	for name := range links {
		if got := w.read("failed/2026-11/" + name + ".reason.json"); !strings.Contains(got, `"NOT_REGULAR"`) {
			t.Errorf("reason of %s = %s", name, got)
		}
		if to, err := os.Readlink(w.path("failed/2026-11/" + name)); err != nil || to != links[name] {
			t.Errorf("link %s now leads to %q, %v", name, to, err)
		}
	}
	after, err := os.Stat(secret)
	if err != nil || after.ModTime() != before.ModTime() || after.Mode() != before.Mode() || after.Size() != before.Size() {
		t.Errorf("the file outside was touched: %v, %v", after, err)
	}
	if got := w.states()[sow.InboxFailed]; got < len(links)+2 {
		t.Errorf("%d refused, want links, pipe and socket", got)
	}
}

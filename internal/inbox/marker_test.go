package inbox

import (
	"strings"
	"testing"
	"time"

	"claimline/internal/sow"
)

func TestDoneMarker(t *testing.T) {
	w := newWorld(t)
	in := w.inbox(func(c *Config) { c.Marker = ".done" })
	w.write("Miller/a.pdf", pdf("a"))
	w.write("b.pdf", pdf("b"))
	w.write("b.pdf.DONE", nil)
	w.run(in, 30*time.Second)
	if len(w.docs) != 1 || w.exists("b.pdf") || w.exists("b.pdf.DONE") {
		t.Fatalf("documents %v, or a marker is left", w.docs)
	}
	if !w.exists("Miller/a.pdf") {
		t.Fatal("a file without its marker was taken")
	}
	if why, err := in.Explain("Miller/a.pdf"); err != nil || len(why) != 1 || !strings.Contains(why[0].Why, "waits for a.pdf.done") {
		t.Errorf("explained as %+v, %v", why, err)
	}
	w.write("Miller/a.pdf.done", nil)
	w.run(in, 12*time.Second)
	if len(w.docs) != 2 || w.exists("Miller/a.pdf.done") || w.exists("Miller/a.pdf") {
		t.Errorf("documents %v, the marker is there: %v", w.docs, w.exists("Miller/a.pdf.done"))
	}
	if got := w.states(); got[sow.InboxProcessed] != 2 {
		t.Errorf("ledger %v", got)
	}
}

func TestMarkerOfTheNextFileStays(t *testing.T) {
	w := newWorld(t)
	w.silent = true // no answers: the first one stays in work
	in := w.inbox(func(c *Config) { c.Marker = ".done" })
	w.write("a.pdf", pdf("one"))
	w.write("a.pdf.done", nil)
	w.run(in, 12*time.Second)
	w.write("a.pdf", pdf("two"))
	w.write("a.pdf.done", nil)
	w.silent = false
	w.run(in, 30*time.Second)
	if len(w.docs) != 2 || w.exists("a.pdf.done") {
		t.Errorf("documents %v, a marker is left: %v", w.docs, w.exists("a.pdf.done"))
	}
}

func TestRetryMarksAsDone(t *testing.T) {
	w := newWorld(t)
	in := w.inbox(func(c *Config) { c.Marker = ".done" })
	w.write("a.rtf", []byte(`{\rtf1}`))
	w.write("a.rtf.done", nil)
	w.run(in, 12*time.Second)
	if got := w.states(); got[sow.InboxFailed] != 1 {
		t.Fatalf("ledger %v", got)
	}
	if _, err := in.Retry("a.rtf"); err != nil {
		t.Fatal(err)
	}
	w.run(in, 14*time.Second)
	if got := w.states(); got[sow.InboxFailed] != 2 {
		t.Errorf("ledger %v after the retry", got)
	}
}

func TestFolderMap(t *testing.T) {
	m := FolderMap{
		Templates: []string{"clients/{customer}", "{owner}/*/{customer}", "{owner}/{customer}"},
		Owners:    map[string]string{"ANNA": "anna.smith"}, Customers: map[string]string{"CONTOSO": "Contoso AG"},
	}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]Hint{
		"anna/contoso/sow.pdf": {"anna.smith", "Contoso AG"}, "Clients/Contoso/sow.pdf": {"", "Contoso AG"}, "ANNA/2026/Contoso/x/sow.pdf": {"anna.smith", "Contoso AG"},
		"bob/contoso/sow.pdf": {"", "Contoso AG"}, "anna/fabrikam/sow.pdf": {"anna.smith", ""}, "anna/sow.pdf": {}, "sow.pdf": {},
	} {
		if got := m.hint(p); got != want {
			t.Errorf("%s says %+v, want %+v", p, got, want)
		}
	}
	bad := FolderMap{Templates: []string{"{boss}", "a//b"}, Owners: map[string]string{"a/b": "x", "c": " "}}
	if err := bad.Check(); err == nil || !containsAll(err.Error(), "{boss} is not known", "empty part", `"a/b"`, `"c"`) {
		t.Errorf("check says %v", err)
	}
	if err := (FolderMap{Owners: map[string]string{"a": "b"}}).Check(); err == nil || !containsAll(err.Error(), "templates") {
		t.Errorf("check says %v", err)
	}
}

func containsAll(text string, parts ...string) bool {
	for _, p := range parts {
		if !strings.Contains(text, p) {
			return false
		}
	}
	return true
}

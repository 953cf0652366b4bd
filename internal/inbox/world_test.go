package inbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"claimline/internal/sow"
)

// world is an inbox with everything behind it: a clock that is set by hand, a
// store of documents, a ledger, and the analysis, which here says what the
// test tells it to.
type world struct {
	t   testing.TB
	dir string
	now time.Duration

	mu        sync.Mutex
	docs      map[string]int64 // by SHA-256
	contents  map[int64][]byte
	arrivals  []Arrival
	byArrival map[string]Receipt
	ledger    map[string]sow.InboxFile
	answers   map[int64]Answer
	silent    bool  // the analysis gives no answers
	submitErr error // Submit fails with it
	recordErr error
	verdict   func(Arrival, []byte) *sow.Failure
	notice    *sow.Failure // beside every answer
}

var epoch = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

func newWorld(tb testing.TB) *world {
	tb.Helper()
	return &world{
		t: tb, dir: tb.TempDir(), docs: map[string]int64{}, contents: map[int64][]byte{},
		byArrival: map[string]Receipt{}, ledger: map[string]sow.InboxFile{}, answers: map[int64]Answer{},
	}
}

func (w *world) config() Config {
	return Config{
		Dir: w.dir, NoEvents: true, Version: "test",
		Now:     func() time.Time { return epoch.Add(w.now) },
		Elapsed: func() time.Duration { return w.now },
		Submit:  w.submit, Answers: w.answer, Record: w.record, Unfinished: w.unfinished,
	}
}

func (w *world) inbox(change ...func(*Config)) *Inbox {
	w.t.Helper()
	cfg := w.config()
	for _, c := range change {
		c(&cfg)
	}
	in, err := New(cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(in.stop)
	return in
}

func (w *world) submit(_ context.Context, arrivals []Arrival) ([]Receipt, error) {
	receipts := make([]Receipt, len(arrivals))
	for i, a := range arrivals {
		var err error
		if receipts[i], err = w.submitOne(a); err != nil {
			return nil, err
		}
	}
	return receipts, nil
}

func (w *world) submitOne(a Arrival) (Receipt, error) {
	content, err := io.ReadAll(a.Content)
	if err != nil {
		return Receipt{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.submitErr != nil {
		return Receipt{}, w.submitErr
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != a.SHA256 {
		return Receipt{}, ErrChanged
	}
	if r, again := w.byArrival[a.ID]; again {
		return r, nil
	}
	a.Content = nil
	w.arrivals = append(w.arrivals, a)
	id, known := w.docs[a.SHA256]
	if known && w.answers[id].Failure == nil {
		return Receipt{Outcome: Duplicate, DocumentID: id, First: "first.pdf, claim 7", Link: "http://127.0.0.1:8321/documents/1"}, nil
	}
	if !known {
		id = int64(len(w.docs) + 1)
		w.docs[a.SHA256], w.contents[id] = id, content
	}
	w.answers[id] = Answer{Page: fmt.Appendf(nil, "<p>answer to document %d</p>", id), Notice: w.notice}
	if w.verdict != nil {
		if f := w.verdict(a, content); f != nil {
			w.answers[id] = Answer{Failure: f}
		}
	}
	r := Receipt{Outcome: Accepted, DocumentID: id}
	w.byArrival[a.ID] = r
	return r, nil
}

func (w *world) answer(_ context.Context, ids []int64) (map[int64]Answer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ready := map[int64]Answer{}
	for _, id := range ids {
		if !w.silent {
			ready[id] = w.answers[id]
		}
	}
	return ready, nil
}

func (w *world) record(_ context.Context, files ...sow.InboxFile) error {
	var conflict error
	for _, f := range files {
		if err := w.recordOne(f); errors.Is(err, sow.ErrConflict) {
			conflict = err
		} else if err != nil {
			return err
		}
	}
	return conflict
}

func (w *world) recordOne(f sow.InboxFile) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.recordErr != nil {
		return w.recordErr
	}
	if old, ok := w.ledger[f.ID]; ok && old.FinishedAt != nil {
		return sow.ErrConflict
	}
	if f.State.Finished() != (f.FinishedAt != nil) {
		return fmt.Errorf("row %s is %s but finished at %v", f.ID, f.State, f.FinishedAt)
	}
	w.ledger[f.ID] = f
	return nil
}

func (w *world) unfinished(_ context.Context, worker string) ([]sow.InboxFile, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var rows []sow.InboxFile
	for _, f := range w.ledger {
		if f.FinishedAt == nil && f.Worker == worker {
			rows = append(rows, f)
		}
	}
	return rows, nil
}

// states counts the ledger.
func (w *world) states() map[sow.InboxState]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := map[sow.InboxState]int{}
	for _, f := range w.ledger {
		n[f.State]++
	}
	return n
}

// run lets d pass with a round at each second.
func (w *world) run(in *Inbox, d time.Duration) {
	w.t.Helper()
	for end := w.now + d; w.now < end; w.now += time.Second {
		in.round(w.t.Context())
	}
	in.round(w.t.Context())
}

func (w *world) path(p string) string { return filepath.Join(w.dir, p) }

func (w *world) write(p string, content []byte) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(w.path(p)), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.path(p), content, 0o666); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) read(p string) string {
	w.t.Helper()
	content, err := os.ReadFile(w.path(p))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(content)
}

func (w *world) exists(p string) bool {
	_, err := os.Lstat(w.path(p))
	return err == nil
}

// files lists the files of a folder below the inbox, without .work.
func (w *world) files(dir string) []string {
	w.t.Helper()
	list := []string{}
	err := filepath.WalkDir(w.path(dir), func(p string, d fs.DirEntry, err error) error {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if d != nil && d.Name() == workDir {
			return filepath.SkipDir
		}
		if d != nil && !d.IsDir() {
			rel, _ := filepath.Rel(w.dir, p)
			list = append(list, rel)
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// claims lists what is left in .work of files.
func (w *world) claims() []string {
	w.t.Helper()
	entries, err := os.ReadDir(w.path(workDir))
	if err != nil {
		w.t.Fatal(err)
	}
	var ids []string
	for _, e := range entries {
		if e.IsDir() {
			ids = append(ids, e.Name())
		}
	}
	return ids
}

// pdf gives a small complete PDF that is different for each text.
func pdf(text string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n")
	fmt.Fprintf(&b, "%% %s\n", text)
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", at)
	return b.Bytes()
}

func TestFileBecomesAnswer(t *testing.T) {
	w := newWorld(t)
	in := w.inbox(func(c *Config) { c.Folders.Templates = []string{"{owner}/{customer}"} })
	if err := in.Check(); err != nil {
		t.Fatal(err)
	}
	w.write("Miller/Contoso/SOW.pdf", pdf("one"))
	w.run(in, 9*time.Second)
	if got := w.files("processed"); len(got) != 0 {
		t.Fatalf("taken before it was stable: %q", got)
	}
	w.run(in, 3*time.Second)
	place := "processed/2026-11/Miller/Contoso/SOW.pdf"
	if got := w.read(place); got != string(pdf("one")) {
		t.Errorf("processed file holds %q", got)
	}
	if got := w.read(place + ".recommendation.html"); got != "<p>answer to document 1</p>" {
		t.Errorf("page = %q", got)
	}
	a := w.arrivals[0]
	if a.Owner != "Miller" || a.CustomerHint != "Contoso" || a.Path != "Miller/Contoso/SOW.pdf" || a.Name != "SOW.pdf" || a.Attempts != 1 {
		t.Errorf("arrival = %+v", a)
	}
	if got := w.states(); got[sow.InboxProcessed] != 1 || len(got) != 1 {
		t.Errorf("ledger = %v", got)
	}
	if left := w.claims(); len(left) != 0 {
		t.Errorf(".work still holds %q", left)
	}
	for id, row := range w.ledger {
		if row.FinalPath != place || row.DocumentID != 1 || row.SHA256 == "" {
			t.Errorf("row %s = %+v", id, row)
		}
	}
}

func TestExactDuplicate(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	w.write("a.pdf", pdf("one"))
	w.run(in, 12*time.Second)
	w.write("b.pdf", pdf("one"))
	w.run(in, 12*time.Second)
	if got := w.read("duplicates/2026-11/b.pdf"); got != string(pdf("one")) {
		t.Errorf("duplicate holds %q", got)
	}
	text := w.read("duplicates/2026-11/b.pdf.reason.txt")
	for _, want := range []string{"first.pdf, claim 7", "http://127.0.0.1:8321/documents/1", "DUPLICATE_EXACT"} {
		if !strings.Contains(text, want) {
			t.Errorf("reason lacks %q:\n%s", want, text)
		}
	}
	if got := w.states(); got[sow.InboxProcessed] != 1 || got[sow.InboxDuplicate] != 1 {
		t.Errorf("ledger = %v", got)
	}
}

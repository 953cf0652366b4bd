package inbox

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"claimline/internal/sow"
)

// docx gives a small archive with the names of the parts of a Word document.
func docx(text string) []byte {
	part := func(w io.Writer) error {
		_, err := io.WriteString(w, "<x>"+text+"</x>")
		return err
	}
	return archive(map[string]func(io.Writer) error{"[Content_Types].xml": part, "word/document.xml": part})
}

func archive(parts map[string]func(io.Writer) error) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		f, err := z.Create(name)
		if err == nil {
			err = parts[name](f)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestComplete(t *testing.T) {
	whole, word := pdf("whole"), docx("whole")
	sparse := bytes.Clone(word)
	clear(sparse[:len(word)/3])
	copy(sparse, "PK\x03\x04")
	noXref := bytes.Replace(whole, []byte("xref\n0 3"), []byte("\x00\x00\x00\x00\x00\x00\x00\x00"), 1)
	clear(noXref[bytes.Index(noXref, []byte("\x00\x00")):bytes.Index(noXref, []byte("trailer"))])
	cases := []struct {
		name, file string
		content    []byte
		want       bool
		wantErr    string
	}{
		{"whole PDF", "a.pdf", whole, true, ""},
		{"PDF with text before its header", "a.pdf", append([]byte("junk\n"), whole...), true, ""},
		{"PDF with a comment and another end mark", "a.pdf", append(bytes.Clone(whole), "%% archived\n%%EOF\n"...), true, ""},
		{"PDF cut in the middle", "a.pdf", whole[:len(whole)/2], false, ""},
		{"PDF without its last line", "a.pdf", whole[:len(whole)-6], false, ""},
		{"PDF with space set aside", "a.pdf", append(bytes.Clone(whole[:60]), make([]byte, 5000)...), false, ""},
		{"PDF whose cross-reference is not written", "a.pdf", noXref, false, ""},
		{"PDF whose cross-reference lies beyond the end", "a.pdf", bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n99"), 1), false, ""},
		{"PDF with a wrong but written cross-reference", "a.pdf", bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n0000"), 1), true, ""},
		{"first bytes of a PDF", "a.pdf", []byte("%PD"), false, ""},
		{"space set aside only", "a.pdf", make([]byte, 4096), false, ""},
		{"text named PDF", "a.pdf", []byte("Statement of work between"), false, "TYPE_MISMATCH"},
		{"picture named Word", "a.docx", []byte("\x89PNG\r\n\x1a\n0000"), false, "TYPE_MISMATCH"},
		{"whole Word document", "a.docx", word, true, ""},
		{"Word document cut", "a.docx", word[:len(word)-10], false, ""},
		{"Word document with a part not written", "a.docx", sparse, false, ""},
		{"old or protected Word document", "a.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), true, ""},
		{"text", "a.txt", []byte("x"), true, ""},
		{"no ending", "SOW", whole, true, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := complete(bytes.NewReader(c.content), int64(len(c.content)), c.file)
			if got != c.want || (err == nil) != (c.wantErr == "") || err != nil && !strings.Contains(err.Error(), c.wantErr) {
				t.Errorf("complete(%s) = %v, %v, want %v, %q", c.file, got, err, c.want, c.wantErr)
			}
		})
	}
}

func TestSlowWriters(t *testing.T) {
	content := append(bytes.Repeat([]byte("% filler\n"), 40), pdf("slow")...)
	copy(content, "%PDF-1.4\n")
	old := time.Date(2019, 5, 6, 7, 8, 9, 0, time.UTC)
	for _, pause := range []time.Duration{time.Second, 3 * time.Second, 15 * time.Second, 120 * time.Second} {
		t.Run(pause.String(), func(t *testing.T) {
			w := newWorld(t)
			in := w.inbox()
			file, err := os.Create(w.path("slow.pdf"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = file.Close() }()
			const pieces = 5
			for i := range pieces {
				if _, err := file.Write(content[i*len(content)/pieces : (i+1)*len(content)/pieces]); err != nil {
					t.Fatal(err)
				}
				if err := os.Chtimes(file.Name(), old, old); err != nil {
					t.Fatal(err)
				}
				if len(w.arrivals) != 0 {
					t.Fatalf("taken after %d of %d pieces", i, pieces)
				}
				w.run(in, pause)
			}
			w.run(in, 12*time.Second)
			if len(w.docs) != 1 || !bytes.Equal(w.contents[1], content) {
				t.Errorf("%d documents, the first of %d bytes, want 1 of %d", len(w.docs), len(w.contents[1]), len(content))
			}
		})
	}
}

// Lines of 1 byte a second to 1 MiB a second, broken by pauses that are longer
// than the time to settle, with the time of change of the original: nothing is
// taken before its last byte, whatever the pace.
func TestSlowLines(t *testing.T) {
	old := time.Date(2019, 5, 6, 7, 8, 9, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		in := w.inbox()
		rate := 1 << rapid.IntRange(0, 20).Draw(rt, "rate") // bytes a second
		content := bytes.TrimRight(pdf("slow"), "\n")       // what may follow the end mark is no part of the document
		if rate > 64 {
			content = append([]byte("%PDF-1.4\n"), append(bytes.Repeat([]byte("% filler\n"), rate/4), content...)...)
		}
		file, err := os.Create(w.path("slow.pdf"))
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		for len(content) > rate {
			if _, err := file.Write(content[:rate]); err != nil {
				rt.Fatal(err)
			}
			content = content[rate:]
			if err := os.Chtimes(file.Name(), old, old); err != nil {
				rt.Fatal(err)
			}
			wait := time.Second
			if rapid.IntRange(0, 19).Draw(rt, "pauses") == 0 {
				wait = time.Duration(rapid.IntRange(2, 120).Draw(rt, "pause")) * time.Second
			}
			w.run(in, wait)
			if len(w.arrivals) != 0 {
				rt.Fatalf("taken with %d bytes to come at %d bytes a second", len(content), rate)
			}
		}
		if _, err := file.Write(content); err != nil {
			rt.Fatal(err)
		}
		whole, err := os.ReadFile(file.Name())
		if err != nil {
			rt.Fatal(err)
		}
		w.run(in, 15*time.Second)
		if len(w.docs) != 1 || !bytes.Equal(w.contents[1], whole) {
			rt.Fatalf("%d documents, the first of %d bytes, want 1 of %d", len(w.docs), len(w.contents[1]), len(whole))
		}
		in.stop()
	})
}

func TestStartTakesNothingUnwatched(t *testing.T) {
	w := newWorld(t)
	w.write("a.pdf", pdf("a"))
	old := epoch.Add(-72 * time.Hour)
	if err := os.Chtimes(w.path("a.pdf"), old, old); err != nil {
		t.Fatal(err)
	}
	in := w.inbox()
	w.run(in, 9*time.Second)
	if len(w.arrivals) != 0 {
		t.Fatal("an old modification time was trusted at the start")
	}
	w.run(in, 2*time.Second)
	if len(w.arrivals) != 1 {
		t.Errorf("%d arrivals, want 1", len(w.arrivals))
	}
}

func TestWallClockIsNotTrusted(t *testing.T) {
	w := newWorld(t)
	skew := time.Duration(0)
	in := w.inbox(func(c *Config) { c.Now = func() time.Time { return epoch.Add(w.now + skew) } })
	w.write("a.pdf", pdf("a"))
	w.run(in, 3*time.Second)
	skew = 48 * time.Hour
	w.run(in, 3*time.Second)
	if len(w.arrivals) != 0 {
		t.Fatal("a clock set forward made the file old")
	}
	skew = -48 * time.Hour
	w.run(in, 6*time.Second)
	if len(w.arrivals) != 1 {
		t.Errorf("a clock set back keeps the file waiting: %+v", in.Status().Waiting)
	}
}

// A program that still has the file open can write into it after the claim:
// what is stored must be what was watched, and the rest must not be lost.
func TestWriterWithOpenFile(t *testing.T) {
	for point, want := range map[string]int{PointRenamed: 1, PointHashed: 1, PointCommit: 2} {
		t.Run(point, func(t *testing.T) {
			w := newWorld(t)
			w.write("a.pdf", pdf("a"))
			late, err := os.OpenFile(w.path("a.pdf"), os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = late.Close() }()
			appended := false
			in := w.inbox(func(c *Config) {
				c.Hooks.Reached = func(p string) {
					if p == point && !appended {
						appended = true
						if _, err := late.Write(pdf("and more")); err != nil {
							t.Error(err)
						}
					}
				}
			})
			w.run(in, 40*time.Second)
			whole := append(pdf("a"), pdf("and more")...)
			if len(w.docs) != want || !bytes.Equal(w.contents[int64(want)], whole) {
				t.Errorf("documents %v, content %q", w.docs, w.contents[int64(want)])
			}
			if got := w.read("processed/2026-11/a.pdf"); got != string(whole) {
				t.Errorf("processed holds %q", got)
			}
			if got := w.states(); got[sow.InboxReturned] != 1 || got[sow.InboxProcessed] != 1 {
				t.Errorf("ledger = %v", got)
			}
		})
	}
}

func TestWriterAfterTheMove(t *testing.T) {
	w := newWorld(t)
	w.silent = true
	in := w.inbox()
	w.write("a.pdf", pdf("a"))
	late, err := os.OpenFile(w.path("a.pdf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = late.Close() }()
	w.run(in, 12*time.Second)
	if _, err := late.Write(pdf("late")); err != nil {
		t.Fatal(err)
	}
	w.silent = false
	w.run(in, 20*time.Second)
	if len(w.docs) != 2 || !bytes.Equal(w.contents[2], append(pdf("a"), pdf("late")...)) {
		t.Errorf("documents %v", w.docs)
	}
}

func TestIgnoredAndOpenInWord(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	for _, name := range []string{"~$OW Contoso.docx", "~WRL0001.tmp", "x.part", "y.crdownload", "z.partial", ".hidden.pdf", "Thumbs.db", "desktop.ini", "._a.pdf", ".DS_Store", "q.tmp", "old.pdf.reason.txt"} {
		w.write(name, []byte("x"))
	}
	w.write(".stfolder/a.pdf", pdf("ignored"))
	w.write("SOW Contoso.docx", docx("locked"))
	w.write("weird~$name.docx", docx("weird"))
	w.run(in, 20*time.Second)
	if len(w.arrivals) != 1 || w.arrivals[0].Name != "weird~$name.docx" {
		t.Fatalf("arrivals = %+v", w.arrivals)
	}
	s := in.Status()
	if len(s.Waiting) != 1 || !strings.Contains(s.Waiting[0].Why, "open in Word") {
		t.Errorf("waiting = %+v", s.Waiting)
	}
	if s.Ignored["~$*"] != 1 || s.Ignored[".*"] != 3 || s.Ignored["*.tmp"] != 1 || s.Ignored[".*/"] != 1 {
		t.Errorf("ignored = %v", s.Ignored)
	}
	if err := os.Remove(w.path("~$OW Contoso.docx")); err != nil {
		t.Fatal(err)
	}
	w.run(in, 3*time.Second)
	if len(w.arrivals) != 2 {
		t.Errorf("closed in Word but not taken: %+v", in.Status().Waiting)
	}
}

func TestForgottenLockFile(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	w.write(".~lock.a.docx#", []byte("x"))
	w.write("a.docx", docx("a"))
	w.run(in, 20*time.Second)
	if len(w.arrivals) != 0 {
		t.Fatal("taken while it was open")
	}
	w.now += 24 * time.Hour
	w.run(in, 3*time.Second)
	if len(w.arrivals) != 1 {
		t.Errorf("a lock file of yesterday keeps the file waiting: %+v", in.Status().Waiting)
	}
}

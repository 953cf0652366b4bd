package inbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

func TestMain(m *testing.M) {
	extract.MainIfChild()
	// Most tests would only measure the disk; the chaos test of the worker runs
	// on a real one.
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		if err := os.Setenv("TMPDIR", "/dev/shm"); err != nil {
			panic(err)
		}
	}
	flag.Parse()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		_ = f.Value.Set("40") // a case is a story of up to 25 acts and half an hour
	}
	code := m.Run()
	_ = realReader().Close()
	os.Exit(code)
}

var allReasons = []sow.ReasonCode{
	sow.ReasonEmpty, sow.ReasonTruncated, sow.ReasonTooLarge, sow.ReasonTypeUnsupported, sow.ReasonTypeMismatch,
	sow.ReasonEncrypted, sow.ReasonCorruptPDF, sow.ReasonCorruptDOCX, sow.ReasonZipLimit, sow.ReasonNoText,
	sow.ReasonNotRegular, sow.ReasonNameInvalid, sow.ReasonPermissionRead, sow.ReasonPermissionMove, sow.ReasonDuplicateExact,
	sow.ReasonDuplicateProbable, sow.ReasonNotASOW, sow.ReasonParseTimeout, sow.ReasonStoreFull, sow.ReasonInternal,
}

func TestReasonTexts(t *testing.T) {
	if len(reasonTexts) != len(allReasons) {
		t.Errorf("%d texts, want %d", len(reasonTexts), len(allReasons))
	}
	for _, code := range allReasons {
		f := Reason(code)
		for _, sentence := range []string{f.Message, f.Hint} {
			if len(sentence) < 25 || !strings.HasSuffix(sentence, ".") || sentence[:1] != strings.ToUpper(sentence[:1]) {
				t.Errorf("%s says %q", code, sentence)
			}
		}
		if code != sow.ReasonInternal && f.Message == Reason(sow.ReasonInternal).Message {
			t.Errorf("%s has no text of its own", code)
		}
	}
}

// What cannot be read where it lies is not to be replaced there.
func TestAdviceToTryAgain(t *testing.T) {
	for _, code := range allReasons {
		text := ReasonFile{Code: code}.Text()
		want := !slices.Contains([]sow.ReasonCode{sow.ReasonDuplicateExact, sow.ReasonDuplicateProbable, sow.ReasonNotASOW, sow.ReasonTypeUnsupported, sow.ReasonNotRegular}, code)
		if strings.Contains(text, "replace it here") != want {
			t.Errorf("%s: %s", code, text)
		}
	}
}

// docs/inbox.md lists every reason with its words.
func TestReasonsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/inbox.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range allReasons {
		f := Reason(code)
		if row := fmt.Sprintf("| `%s` | %s | %s |", code, f.Message, f.Hint); !strings.Contains(string(text), row) {
			t.Errorf("docs/inbox.md lacks the row\n%s", row)
		}
	}
}

// fixture makes one reason come about in a world. It gives where the reason is
// found: the path of the file in failed, duplicates or processed, or "" for a
// file that waits in the inbox.
type fixture struct {
	code    sow.ReasonCode
	prepare func(w *world) (place string)
	config  func(c *Config)
}

func dropped(name string, content []byte) func(*world) string {
	return func(w *world) string {
		w.write(name, content)
		return "failed/2026-11/" + name
	}
}

// analysisSays stands for the analysis where its reason needs a real document
// reader's limits or a person's rule.
func analysisSays(code sow.ReasonCode) func(*world) string {
	return func(w *world) string {
		w.verdict = func(Arrival, []byte) *sow.Failure { return Reason(code) }
		w.write("a.pdf", pdf("a"))
		return "failed/2026-11/a.pdf"
	}
}

// realReader is shared: starting one takes longer than all its work here.
var realReader = sync.OnceValue(func() *extract.Reader { return extract.New(extract.Config{Children: 1}) })

// reading lets the real document reader say what it cannot read.
func reading(name string, content func(t testing.TB) []byte) func(*world) string {
	return func(w *world) string {
		w.verdict = func(a Arrival, data []byte) *sow.Failure {
			_, err := realReader().Read(context.Background(), a.Name, bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
			return sow.AsFailure(err)
		}
		w.write(name, content(w.t))
		return "failed/2026-11/" + name
	}
}

func sample(name string) func(testing.TB) []byte {
	return func(tb testing.TB) []byte {
		tb.Helper()
		found, err := filepath.Glob("../../testdata/sows/" + name)
		if err != nil || len(found) == 0 {
			tb.Fatalf("no sample %s: %v", name, err)
		}
		content, err := os.ReadFile(found[0])
		if err != nil {
			tb.Fatal(err)
		}
		return content
	}
}

func fixtures() []fixture {
	return []fixture{
		{code: sow.ReasonEmpty, prepare: dropped("empty.pdf", nil)},
		{code: sow.ReasonTruncated, prepare: dropped("half.docx", docx("half")[:100])},
		{code: sow.ReasonTooLarge, prepare: dropped("big.pdf", make([]byte, 5000)), config: func(c *Config) { c.MaxBytes = 4096 }},
		{code: sow.ReasonTypeUnsupported, prepare: dropped("mail.eml", []byte("Subject: SOW"))},
		{code: sow.ReasonTypeMismatch, prepare: dropped("picture.docx", []byte("\x89PNG\r\n\x1a\n0000"))},
		{code: sow.ReasonNotRegular, prepare: func(w *world) string {
			if err := os.Symlink("/etc/hostname", w.path("link.pdf")); err != nil {
				w.t.Fatal(err)
			}
			return "failed/2026-11/link.pdf"
		}},
		{code: sow.ReasonNameInvalid, prepare: dropped("1/2/3/4/5/deep.pdf", pdf("deep"))},
		{code: sow.ReasonNameInvalid, prepare: dropped(" \u202e .pdf", pdf("blank"))},
		{code: sow.ReasonPermissionRead, prepare: func(w *world) string { w.write("a.pdf", pdf("a")); return "" }, config: denyOp("open")},
		{code: sow.ReasonPermissionMove, prepare: func(w *world) string { w.write("a.pdf", pdf("a")); return "" }, config: denyOp("rename")},
		{code: sow.ReasonStoreFull, prepare: func(w *world) string {
			w.submitErr = fmt.Errorf("put document: %w", syscall.ENOSPC)
			w.write("a.pdf", pdf("a"))
			return ""
		}},
		{code: sow.ReasonDuplicateExact, prepare: func(w *world) string {
			w.write("1.pdf", pdf("a"))
			w.write("2.pdf", pdf("a"))
			return "duplicates/2026-11/2.pdf"
		}},
		{code: sow.ReasonDuplicateProbable, prepare: func(w *world) string {
			w.notice = Reason(sow.ReasonDuplicateProbable)
			w.write("a.pdf", pdf("a"))
			return "processed/2026-11/a.pdf"
		}},
		{code: sow.ReasonInternal, prepare: analysisSays(sow.ReasonInternal)},
		{code: sow.ReasonNotASOW, prepare: analysisSays(sow.ReasonNotASOW)},
		{code: sow.ReasonParseTimeout, prepare: analysisSays(sow.ReasonParseTimeout)},
		{code: sow.ReasonNoText, prepare: analysisSays(sow.ReasonNoText)},
		{code: sow.ReasonCorruptPDF, prepare: reading("broken.pdf", func(testing.TB) []byte { return pdf("no pages") })},
		{code: sow.ReasonCorruptDOCX, prepare: reading("broken.docx", func(testing.TB) []byte { return docx("no document") })},
		{code: sow.ReasonZipLimit, prepare: reading("bomb.docx", func(testing.TB) []byte { return bomb() })},
		{code: sow.ReasonEncrypted, prepare: reading("locked.pdf", sample("password-protected/sow.pdf"))},
	}
}

// bomb is a small archive that unpacks to a thousand times its size.
func bomb() []byte {
	return archive(map[string]func(io.Writer) error{
		"[Content_Types].xml": func(w io.Writer) error { _, err := io.WriteString(w, "<Types/>"); return err },
		"word/document.xml": func(w io.Writer) error {
			block := bytes.Repeat([]byte(" "), 1<<20)
			var err error
			for range 8 {
				_, e := w.Write(block)
				err = errors.Join(err, e)
			}
			return err
		},
	})
}

func denyOp(op string) func(*Config) {
	return func(c *Config) {
		c.Hooks.Fault = func(what, name string) error {
			if what == op && name == "a.pdf" {
				return syscall.EACCES
			}
			return nil
		}
	}
}

// TestEveryReason makes each of the twenty reasons come about, and reads what
// a person finds.
func TestEveryReason(t *testing.T) {
	made := map[sow.ReasonCode]bool{}
	for _, f := range fixtures() {
		made[f.code] = true
		t.Run(string(f.code), func(t *testing.T) {
			w := newWorld(t)
			place := f.prepare(w)
			in := w.inbox(func(c *Config) {
				if f.config != nil {
					f.config(c)
				}
			})
			w.run(in, 30*time.Second)
			w.now += 10 * time.Minute
			w.run(in, 15*time.Second)
			if place == "" {
				s := in.Status()
				if len(s.Waiting) != 1 || s.Waiting[0].Code != f.code || !w.exists("a.pdf") {
					t.Errorf("waiting = %+v", s.Waiting)
				}
				return
			}
			var keys map[string]any
			if err := json.Unmarshal([]byte(w.read(besidePath(place, reasonJSONSuffix))), &keys); err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{"code", "message", "next_step", "file_name", "size", "sha256", "first_seen", "claimed_at", "failed_at", "attempts", "retryable", "trace_id", "app_version"} {
				if _, ok := keys[key]; !ok {
					t.Errorf("reason file has no %s", key)
				}
			}
			if keys["code"] != string(f.code) {
				t.Errorf("code = %v: %v", keys["code"], keys["message"])
			}
			text := w.read(besidePath(place, reasonTextSuffix))
			for _, key := range []string{"message", "next_step", "trace_id", "file_name"} {
				if want, _ := keys[key].(string); want == "" || !strings.Contains(text, want) {
					t.Errorf("text lacks %s %q:\n%s", key, want, text)
				}
			}
		})
	}
	for _, code := range allReasons {
		if !made[code] {
			t.Errorf("%s has no fixture", code)
		}
	}
}

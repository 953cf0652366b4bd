package inbox

import (
	"bytes"
	"encoding/json"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"claimline/internal/sow"
)

func listen(t *testing.T, p string) {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "unix", p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
}

func (w *world) reason(p string) ReasonFile {
	w.t.Helper()
	var r ReasonFile
	if err := json.Unmarshal([]byte(w.read(p+".reason.json")), &r); err != nil {
		w.t.Fatal(err)
	}
	return r
}

func TestTruncatedHeals(t *testing.T) {
	whole := pdf("whole")
	cases := []struct {
		name string
		heal func(w *world, failed string)
	}{
		{"completed by its writer where it lies", func(w *world, failed string) {
			f, err := os.OpenFile(w.path(failed), os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				w.t.Fatal(err)
			}
			_, err = f.Write(whole[len(whole)/2:])
			if err := errorsOf(err, f.Close()); err != nil {
				w.t.Fatal(err)
			}
		}},
		{"replaced where it lies", func(w *world, failed string) {
			w.write("new", whole)
			if err := os.Rename(w.path("new"), w.path(failed)); err != nil {
				w.t.Fatal(err)
			}
		}},
		{"dropped again whole", func(w *world, _ string) { w.write("Contoso/SOW.pdf", whole) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			in := w.inbox()
			w.write("Contoso/SOW.pdf", whole[:len(whole)/2])
			w.run(in, 30*time.Second)
			if s := in.Status(); len(s.Waiting) != 1 || s.Waiting[0].Code != sow.ReasonTruncated {
				t.Fatalf("waiting = %+v", s.Waiting)
			}
			w.run(in, 10*time.Minute)
			failed := "failed/2026-11/Contoso/SOW.pdf"
			if r := w.reason(failed); r.Code != sow.ReasonTruncated || !r.Retryable || r.Attempts != 1 || r.NextStep == "" || r.AppVersion != "test" {
				t.Errorf("reason = %+v", r)
			}
			c.heal(w, failed)
			w.run(in, 14*time.Second) // two looks and the time to settle
			if len(w.docs) != 1 || !bytes.Equal(w.contents[1], whole) {
				t.Fatalf("documents %v after healing; waiting %+v", w.docs, in.Status().Waiting)
			}
			if w.arrivals[0].Path != "Contoso/SOW.pdf" {
				t.Errorf("path = %q", w.arrivals[0].Path)
			}
			if got := w.read("processed/2026-11/Contoso/SOW.pdf"); got != string(whole) {
				t.Errorf("processed holds %q", got)
			}
			if c.name != "dropped again whole" && (w.exists(failed) || w.exists(failed+".reason.json") || w.exists(failed+".reason.txt")) {
				t.Errorf("failed still holds %q", w.files("failed"))
			}
		})
	}
}

func errorsOf(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestTruncatedCompletedWhileWaiting(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	whole := docx("whole")
	w.write("a.docx", whole[:40])
	w.run(in, 5*time.Minute)
	w.write("a.docx", whole)
	w.run(in, 14*time.Second)
	if len(w.docs) != 1 || len(w.files("failed")) != 0 {
		t.Errorf("documents %v, failed %q", w.docs, w.files("failed"))
	}
}

func TestAnalysisFails(t *testing.T) {
	w := newWorld(t)
	bad := true
	w.verdict = func(Arrival, []byte) *sow.Failure {
		if bad {
			return &sow.Failure{Code: sow.ReasonNoText}
		}
		return nil
	}
	in := w.inbox()
	w.write("scan.pdf", pdf("scan"))
	w.run(in, 13*time.Second)
	failed := "failed/2026-11/scan.pdf"
	if r := w.reason(failed); r.Code != sow.ReasonNoText || r.SHA256 == "" || r.Message == "" || r.NextStep == "" {
		t.Errorf("reason = %+v", r)
	}
	if got := w.files("processed"); len(got) != 0 {
		t.Errorf("processed holds %q", got)
	}
	w.run(in, 2*time.Second)
	if s := in.Status(); s.FailedCount != 1 || s.Failed[0].NextStep == "" {
		t.Errorf("status = %+v", s.Failed)
	}

	bad = false
	back, err := in.Retry("SCAN.pdf")
	if err != nil || back != "scan.pdf" {
		t.Fatalf("Retry = %q, %v", back, err)
	}
	w.run(in, 20*time.Second)
	if got := w.read("processed/2026-11/scan.pdf.recommendation.html"); !strings.Contains(got, "document 1") {
		t.Errorf("page = %q", got)
	}
	if got := w.files("failed"); len(got) != 0 {
		t.Errorf("failed still holds %q", got)
	}
	if a := w.arrivals[1]; a.Attempts != 2 || !a.FirstSeen.Equal(w.arrivals[0].FirstSeen) {
		t.Errorf("second arrival = %+v", a)
	}
}

func TestFailedTwiceKeepsItsName(t *testing.T) {
	w := newWorld(t)
	w.verdict = func(Arrival, []byte) *sow.Failure { return Reason(sow.ReasonCorruptPDF) }
	in := w.inbox()
	w.write("a.pdf", pdf("1"))
	w.run(in, 13*time.Second)
	w.write("failed/2026-11/a.pdf", pdf("2"))
	w.run(in, 15*time.Second)
	if got := w.files("failed"); len(got) != 3 || got[0] != "failed/2026-11/a.pdf" {
		t.Errorf("failed holds %q", got)
	}
	if r := w.reason("failed/2026-11/a.pdf"); r.Attempts != 2 {
		t.Errorf("attempts = %d, want 2", r.Attempts)
	}
	if len(w.docs) != 2 {
		t.Errorf("documents %v", w.docs)
	}
}

func TestForeignFileInFailed(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	w.run(in, time.Second)
	w.write("failed/2026-11/notes.txt", []byte("mine"))
	w.run(in, time.Minute)
	if len(w.arrivals) != 0 || !w.exists("failed/2026-11/notes.txt") {
		t.Errorf("a file without a reason was taken: %+v", w.arrivals)
	}
}

func TestFinishAfterAnotherAnalysis(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	w.write("odd\xffname.pdf", pdf("a"))
	w.run(in, 13*time.Second)
	var row sow.InboxFile
	for _, row = range w.ledger {
	}
	if _, err := in.Finish(t.Context(), row, Answer{Page: []byte("newer")}); err != nil {
		t.Fatal(err)
	}
	if got := w.read("processed/2026-11/odd\xffname.pdf.recommendation.html"); got != "newer" {
		t.Errorf("page = %q", got)
	}
	row, err := in.Finish(t.Context(), row, Answer{Failure: Reason(sow.ReasonNotASOW)})
	if err != nil {
		t.Fatal(err)
	}
	if row.State != sow.InboxFailed || w.reason("failed/2026-11/odd\xffname.pdf").Code != sow.ReasonNotASOW || len(w.files("processed")) != 0 {
		t.Errorf("row %+v, processed %q", row, w.files("processed"))
	}
	row = w.ledger[row.ID]
	if row, err = in.Finish(t.Context(), row, Answer{Page: []byte("newest")}); err != nil {
		t.Fatal(err)
	}
	if got := w.read("processed/2026-11/odd\xffname.pdf.recommendation.html"); got != "newest" || len(w.files("failed")) != 0 {
		t.Errorf("page = %q, failed %q", got, w.files("failed"))
	}
	if left := w.claims(); len(left) != 0 {
		t.Errorf(".work still holds %q", left)
	}
	if err := os.Remove(w.path("processed/2026-11/odd\xffname.pdf")); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Finish(t.Context(), w.ledger[row.ID], Answer{Page: []byte("x")}); err == nil || !strings.Contains(err.Error(), "not found") {
		t.Errorf("Finish without its file: %v", err)
	}
}

func TestNoticeBesideAnswer(t *testing.T) {
	w := newWorld(t)
	w.silent = true
	in := w.inbox()
	w.write("a.pdf", pdf("a"))
	w.run(in, 12*time.Second)
	w.answers[1] = Answer{Page: []byte("page"), Notice: Reason(sow.ReasonDuplicateProbable)}
	w.silent = false
	w.run(in, time.Second)
	place := "processed/2026-11/a.pdf"
	if w.read(place+".recommendation.html") != "page" || w.reason(place).Code != sow.ReasonDuplicateProbable {
		t.Errorf("files = %q", w.files("processed"))
	}
}

func TestExplain(t *testing.T) {
	w := newWorld(t)
	w.verdict = func(a Arrival, _ []byte) *sow.Failure {
		if a.Name == "bad.pdf" {
			return Reason(sow.ReasonEncrypted)
		}
		return nil
	}
	in := w.inbox()
	w.write("good.pdf", pdf("good"))
	w.write("bad.pdf", pdf("bad"))
	w.write("copy.pdf", pdf("good"))
	w.run(in, 13*time.Second)
	w.write("half.pdf", pdf("half")[:50])
	w.write("film.mp4", []byte("x"))
	for name, want := range map[string]string{ // copy.pdf comes first by its name
		"copy.pdf": "processed: It was read and analysed; the answer is processed/2026-11/copy.pdf.recommendation.html.",
		"BAD.pdf":  "failed: The document is protected",
		"good.pdf": "duplicates: Exactly this file",
		"half.pdf": "in the inbox: The file is not complete yet: its end is missing.",
		"film.mp4": "in the inbox: Files of type .mp4 are not read.",
	} {
		all, err := w.inbox().Explain(name)
		if err != nil || len(all) != 1 {
			t.Errorf("Explain(%s) = %+v, %v", name, all, err)
			continue
		}
		if got := all[0].State + ": " + all[0].Why; !strings.HasPrefix(got, want) {
			t.Errorf("Explain(%s) = %q, want %q", name, got, want)
		}
	}
	if _, err := in.Explain("nobody.pdf"); err == nil {
		t.Error("Explain found a file that is not there")
	}
}

package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func worker(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// One message is sent, and the program says what became of it.
func TestNotifyTest(t *testing.T) {
	status := http.StatusAccepted
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	defer hook.Close()
	settings := []string{"notify", "test", "--teams", "--teams-webhook", hook.URL, "--data", t.TempDir()}
	if code, _, errs := worker(t, settings...); code != 1 || !strings.Contains(errs, "must begin with https") {
		t.Errorf("in the clear: %d, %s", code, errs)
	}
	settings = append(settings, "--webhook-allow", "127.0.0.0/8")
	if code, out, errs := worker(t, settings...); code != 0 || out != "sent by teams\n" {
		t.Errorf("sent: %d, %q, %s", code, out, errs)
	}
	for answer, want := range map[int]string{http.StatusTooManyRequests: "not now:", http.StatusBadGateway: "in doubt:", http.StatusNotFound: "refused:"} {
		status = answer
		if code, _, errs := worker(t, settings...); code != 1 || !strings.Contains(errs, want) {
			t.Errorf("%d: %d, %s", answer, code, errs)
		}
	}
	for args, want := range map[string]string{"--to a@b.example": "no mail server is set up; name it with --smtp", "--teams": "name it with --teams-webhook", "--to a@b.example --language xx": "use de, en, es, fr"} {
		if code, _, errs := worker(t, append([]string{"notify", "test", "--data", t.TempDir()}, strings.Fields(args)...)...); code != 1 || !strings.Contains(errs, want) {
			t.Errorf("%s: %d, %s", args, code, errs)
		}
	}
	if code, _, errs := worker(t, "notify", "test", "--data", t.TempDir()); code != 1 || !strings.Contains(errs, "--to") {
		t.Errorf("to nobody: %d, %s", code, errs)
	}
}

// Mistakes in the address book stop the start, with their place.
func TestAddressBookOfTheSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "people.yaml")
	if err := os.WriteFile(file, []byte("people:\n  - {name: anna, mail: nowhere}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (config{People: file}).book("UTC"); err == nil || !strings.Contains(err.Error(), `line 2: anna: mail "nowhere" is no address`) {
		t.Errorf("a mistake: %v", err)
	}
	if _, err := (config{People: file + "x"}).book("UTC"); err == nil || !strings.Contains(err.Error(), "--people") {
		t.Errorf("no file: %v", err)
	}
	if book, err := (config{}).book("UTC"); err != nil || book.Chain("anna") != nil {
		t.Errorf("no book: %v", err)
	}
	if _, err := (config{Teams: "https://x.example", WebhookAllow: "10.0.0.1"}).notifier(); err == nil || !strings.Contains(err.Error(), "is no network") {
		t.Errorf("networks: %v", err)
	}
}

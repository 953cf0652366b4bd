package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"claimline/internal/pgtest"
)

func load(t *testing.T, env map[string]string, args ...string) (config, error) {
	t.Helper()
	f := pflag.NewFlagSet("test", pflag.ContinueOnError)
	registerSettings(f)
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	return loadConfig(f, func(name string) string { return env[name] })
}

func TestFlagWinsOverEnvironment(t *testing.T) {
	c, err := load(t, map[string]string{"CLAIMLINE_LISTEN": "127.0.0.1:1", "CLAIMLINE_STABILITY": "3s"}, "--listen", "127.0.0.1:2")
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != "127.0.0.1:2" || c.Stability != 3*time.Second || c.Poll != 2*time.Second || c.BaseURL != "http://127.0.0.1:2" {
		t.Errorf("settings = %+v", c)
	}
}

// All problems come together, each with what to write instead.
func TestEveryProblemIsNamed(t *testing.T) {
	_, err := load(t, map[string]string{
		"CLAIMLINE_STABILITY": "soon", "CLAIMLINE_POLL": "often", "CLAIMLINE_BASE_URL": "claims", "CLAIMLINE_LISTEN": "here", "DATABASE_URL": "mysql:x", "CLAIMLINE_OCR": "maybe",
		"CLAIMLINE_PARTNER_ID": "PGA-1", "CLAIMLINE_SMTP": "smtp://mail.example", "CLAIMLINE_TEAMS_WEBHOOK": "webhook",
	})
	if err == nil {
		t.Fatal("wrong settings gave no error")
	}
	for _, want := range []string{
		`--stability (CLAIMLINE_STABILITY): "soon" is no length of time, write 10s or 1m`, "write 127.0.0.1:8321", "write postgres://",
		"use auto, off or force", "it has digits only", "mail needs a sender address", "--teams-webhook: it is no address, write the https:// address", "--base-url: \"claims\" is no address, write https://claims.example.org",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
	if n := strings.Count(err.Error(), "--poll"); n != 1 {
		t.Errorf("%d sentences about --poll:\n%v", n, err)
	}
}

// Who only looks makes no database in a folder that was mistyped.
func TestLookingMakesNoDatabase(t *testing.T) {
	data := filepath.Join(t.TempDir(), "mistyped")
	for _, args := range [][]string{{"claims", "list"}, {"audit", "verify"}, {"import", "x.csv", "--preview"}, {"replay"}, {"reanalyse", "status"}, {"calendar", "list"}} {
		var out, errs bytes.Buffer
		if code := run(append(args, "--data", data), strings.NewReader(""), &out, &errs); code != 1 || !strings.Contains(errs.String(), "no worker has used the data folder "+data) {
			t.Errorf("%v: status %d, %s", args, code, errs.String())
		}
	}
	if _, err := os.Stat(data); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

// A database that is older than the program is not asked what it does not have.
func TestOlderDatabase(t *testing.T) {
	dsn := pgtest.DSN(t)
	var out, errs bytes.Buffer
	if code := run([]string{"migrate", "down", "--to", "5", "--yes", "--database-url", dsn}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	if !strings.Contains(out.String(), "the database is at version 5 of ") {
		t.Errorf("after going back: %q", out.String())
	}
	if code := run([]string{"claims", "list", "--database-url", dsn}, strings.NewReader(""), &out, &errs); code != 1 || !strings.Contains(errs.String(), "worker migrate up") {
		t.Errorf("status %d, %s%s", code, out.String(), errs.String())
	}
}

func TestWrongUseSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	cases := []struct {
		name, want string
		args       []string
	}{
		{"no rule pack", "is no rule pack", []string{"run", "--rules", dir, "--data", dir, "--inbox", dir}},
		{"day of an import", "--on: read day \"yesterday\": want YYYY-MM-DD", []string{"import", "x.csv", "--preview", "--on", "yesterday"}},
		{"no worker has run", "start \"worker run\"", []string{"inbox", "status", "--inbox", dir}},
		{"scan without once", "add --once", []string{"inbox", "scan", "--inbox", dir}},
		{"retry of nothing", "no failed file is called", []string{"inbox", "retry", "x.pdf", "--inbox", dir}},
		{"explain nothing", "no file called", []string{"inbox", "explain", "x.pdf", "--inbox", dir}},
		{"claim by name", "is no claim", []string{"claims", "show", "Contoso"}},
		{"unknown stage", "identified", []string{"claims", "move", "1", "nowhere", "--as", "anna"}},
		{"move by nobody", "--as", []string{"claims", "move", "1", "evidence"}},
		{"language of a letter", "use en, de, fr, es", []string{"packet", "1", "--language", "xx"}},
		{"migrating below nothing", "is no version", []string{"migrate", "down", "--to", "-1", "--yes"}},
		{"migrating down by mistake", "add --yes", []string{"migrate", "down"}},
		{"demo on a folder of somebody", "is no demo folder", []string{"demo", "--dir", "testdata/notademo"}},
		{"demo without samples", "no sample documents", []string{"demo", "--dir", dir, "--samples", dir}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(c.args, strings.NewReader(""), &out, &errs); code != 1 {
				t.Errorf("exit status %d, want 1", code)
			}
			if !strings.Contains(errs.String(), c.want) {
				t.Errorf("error %q lacks %q", errs.String(), c.want)
			}
		})
	}
}

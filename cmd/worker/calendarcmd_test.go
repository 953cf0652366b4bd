package main

import (
	"strings"
	"testing"

	"claimline/internal/pgtest"
)

// The addresses of calendars are shown, renewed and revoked by command, with
// the name of who does it.
func TestCalendarCommand(t *testing.T) {
	t.Parallel()
	dsn, data := pgtest.DSN(t), t.TempDir()
	said := func(wantCode int, args ...string) string {
		t.Helper()
		out, errs, code := command(t, dsn, data, append([]string{"calendar"}, args...)...)
		if code != wantCode {
			t.Fatalf("%v: %d %s", args, code, errs)
		}
		return out + errs
	}
	first := said(0, "show", "Anna")
	if !strings.Contains(first, "/calendar/QW5uYQ.") || said(0, "show", "Anna") != first {
		t.Errorf("first address %q", first)
	}
	if got := said(0, "list"); got != "everybody has the first address\n" {
		t.Errorf("list: %s", got)
	}
	if got := said(1, "renew", "Anna"); !strings.Contains(got, "--as: a change needs the name of the person who makes it") {
		t.Errorf("without a name: %s", got)
	}
	if got := said(0, "renew", "Anna", "--as", "Ben"); got == first || said(0, "show", "Anna") != got {
		t.Errorf("renewed: %q", got)
	}
	if got := said(0, "revoke", "Anna", "--as", "Ben"); !strings.Contains(got, "Anna is revoked") {
		t.Errorf("revoked: %s", got)
	}
	if got := said(0, "list"); !strings.Contains(got, "Anna    revoked") || !strings.Contains(got, "Ben") {
		t.Errorf("list: %s", got)
	}
	if got := said(0, "list", "--json"); !strings.Contains(got, `"revision": 2`) || !strings.Contains(got, `"revoked": true`) {
		t.Errorf("list: %s", got)
	}
}

package store

import (
	"testing"
	"time"

	"claimline/internal/sow"
)

// Whatever the fields hold, their bytes read back as the same fields; and what
// can be read is written the same again, so no two texts mean one entry.
func FuzzAuditEntry(f *testing.F) {
	f.Add("ana", "claim.moved", "claim:7", `{"to":"review"}`, "8:audit.v1,")
	f.Add("1:a,", "", ":", "\x00,", "8:audit.v1,27:2026-11-25T10:00:00.000000Z,0:,0:,0:,0:,")
	f.Add("", "", "", "", "08:audit.v1,27:2026-11-25T10:00:00.000000Z,+0:,0:,0:,00:,")
	f.Fuzz(func(t *testing.T, actor, action, subject, body, text string) {
		want := sow.AuditEntry{At: time.Date(2026, 11, 25, 10, 0, 0, 1000, time.UTC), Actor: actor, Action: action, Subject: subject, Body: body}
		got, err := parseAudit(auditBytes(want))
		if err != nil || got != want {
			t.Errorf("%+v reads back as %+v, %v", want, got, err)
		}
		if e, err := parseAudit(text); err == nil && auditBytes(e) != text {
			t.Errorf("%q is written again as %q", text, auditBytes(e))
		}
	})
}

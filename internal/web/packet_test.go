package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"claimline/internal/sow"
)

func TestPacketDownload(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	b.visitor().get("/claims/1/packet.zip").want(t, 404)
	cfg := b.config
	cfg.Packet = func(_ context.Context, id int64, language string) (string, []byte, error) {
		if id != 1 {
			return "", nil, fmt.Errorf("claim %d: %w", id, sow.ErrNotFound)
		}
		return "claim-1.zip", []byte("PK in " + language), nil
	}
	v := b.visitor()
	v.base = b.serve(cfg).URL
	v.get("/claims/1").want(t, 200, "Download the packet")
	got := v.get("/claims/1/packet.zip?language=fr")
	got.want(t, 200, "PK in fr")
	if d := got.header.Get("Content-Disposition"); got.header.Get("Content-Type") != "application/zip" || !strings.Contains(d, "claim-1.zip") {
		t.Errorf("the packet comes as %q, %q", got.header.Get("Content-Type"), d)
	}
	v.get("/claims/9/packet.zip").want(t, 404)
}

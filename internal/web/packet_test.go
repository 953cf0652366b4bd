package web_test

import (
	"strings"
	"testing"
)

func TestPacketDownload(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	v := b.visitor()
	v.get("/claims/1").want(t, 200, "Download the packet")
	got := v.get("/claims/1/packet.zip?language=fr")
	got.want(t, 200, "PK in fr")
	if d := got.header.Get("Content-Disposition"); got.header.Get("Content-Type") != "application/zip" || !strings.Contains(d, "claim-1.zip") {
		t.Errorf("the packet comes as %q, %q", got.header.Get("Content-Type"), d)
	}
	v.get("/claims/9/packet.zip").want(t, 404)
	none := b.config
	none.Packet = nil
	v.base = b.serve(none).URL
	v.get("/claims/1/packet.zip").want(t, 404)
	if body := v.get("/claims/1").body; strings.Contains(body, "Download the packet") {
		t.Error("a packet is offered that cannot be made")
	}
}

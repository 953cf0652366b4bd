package main

import (
	"bytes"
	"testing"
)

func TestStablePDF(t *testing.T) {
	const id = "5EAF8F2D96E8990E69D857ED35BF1C6F"
	made := []byte("/CreationDate (D:20261125150653+00'00')\ntrailer /ID [ <" + id + ">\n<" + id + "> ]\n/DocChecksum /" + id + "\n")
	j := &job{doc: mustParse(t, "---\nname: a\nout: pdf\ndate: 2026-02-03\n---\n"), data: bytes.Clone(made)}
	if err := j.stable(); err != nil {
		t.Fatal(err)
	}
	if len(j.data) != len(made) || bytes.Contains(j.data, []byte(id)) || !bytes.Contains(j.data, []byte("(D:20260203093000+00'00')")) {
		t.Errorf("stable = %q", j.data)
	}
}

func TestRezip(t *testing.T) {
	parts := []part{{"mimetype", "", "x"}, {"a/b.xml", "", "<b/>"}}
	data, err := zipParts(parts)
	if err != nil {
		t.Fatal(err)
	}
	again, err := rezip(data)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("rezip changed an archive of our own: %v", err)
	}
	if _, err := rezip(data[:len(data)/2]); err == nil {
		t.Error("rezip of half an archive: no error")
	}
}

func TestScanPDF(t *testing.T) {
	w := &pdfWriter{}
	w.page([]byte("jpeg"), 1240, 1754, 150)
	w.page([]byte("jpeg"), 1240, 1754, 150)
	out := w.finish()
	for _, want := range []string{"/Count 2 /Kids [5 0 R 8 0 R]", "/MediaBox [0 0 595.20 841.92]", "/Size 9 /Root 1 0 R", "%%EOF"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("PDF has no %q", want)
		}
	}
}

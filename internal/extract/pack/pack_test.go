package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"claimline/internal/sow"
)

var names = map[string]string{"urn:words": "w"}

func zipped(tb testing.TB, parts map[string]string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// walk gives the names of all elements of a part and the text in them.
func walk(data []byte, part string, lim Limits) (string, error) {
	pkg, err := Open(bytes.NewReader(data), int64(len(data)), lim, names)
	if err != nil {
		return "", err
	}
	var out []string
	var visit func(d *Decoder, el Element) error
	visit = func(d *Decoder, el Element) error {
		out = append(out, el.Name)
		return d.Content(func(s string) error {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
			return nil
		}, func(child Element) error { return visit(d, child) })
	}
	err = pkg.Read(part, visit)
	return strings.Join(out, " "), err
}

func TestRead(t *testing.T) {
	t.Parallel()
	const part = "Word/Document.xml"
	utf16 := func(s string) string {
		out := []byte{0xff, 0xfe}
		for _, r := range s {
			out = append(out, byte(r), byte(r>>8))
		}
		return string(out)
	}
	tests := []struct {
		name, xml string
		lim       Limits
		want      string
		code      sow.ReasonCode
	}{
		{name: "prefixes are ours", xml: `<x:p xmlns:x="urn:words"><x:t>one</x:t>two</x:p>`, want: "w:p w:t one two"},
		{name: "UTF-16", xml: utf16(`<?xml version="1.0" encoding="UTF-16"?><p xmlns="urn:words">é</p>`), want: "w:p é"},
		{name: "cut off", xml: `<p xmlns="urn:words"><t>one</t>`, want: "w:p w:t one", code: sow.ReasonTruncated},
		{name: "broken", xml: `<p xmlns="urn:words"><t></p>`, want: "w:p w:t", code: sow.ReasonCorruptDOCX},
		{name: "entities", xml: `<!DOCTYPE p [<!ENTITY a "b">]><p xmlns="urn:words">&a;</p>`, code: sow.ReasonCorruptDOCX},
		{name: "too deep", xml: strings.Repeat("<a>", 9) + strings.Repeat("</a>", 9), lim: Limits{Depth: 8}, want: strings.TrimSpace(strings.Repeat(":a ", 8)), code: sow.ReasonTooLarge},
		{name: "too many elements", xml: "<a>" + strings.Repeat("<b/>", 9) + "</a>", lim: Limits{Tokens: 8}, want: ":a :b :b :b :b", code: sow.ReasonTooLarge},
		{name: "too long a text", xml: "<a>" + strings.Repeat("word ", 99) + "</a>", lim: Limits{TextBytes: 100}, want: ":a" + strings.Repeat(" word", 20), code: sow.ReasonTooLarge},
		{name: "too large a part", xml: "<a>" + strings.Repeat(" ", 2000) + "</a>", lim: Limits{EntryBytes: 1000}, code: sow.ReasonZipLimit},
		{name: "too dense a part", xml: "<a>" + strings.Repeat(" ", 2<<20) + "</a>", code: sow.ReasonZipLimit},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := walk(zipped(t, map[string]string{"word\\document.xml": tt.xml}), part, tt.lim)
			f, _ := errors.AsType[*sow.Failure](err)
			switch {
			case tt.code == "" && err != nil, tt.code != "" && (f == nil || f.Code != tt.code || f.Hint == ""):
				t.Fatalf("error = %v, want code %q", err, tt.code)
			case got != tt.want:
				t.Errorf("walked %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	whole := zipped(t, map[string]string{"a.xml": "<a/>", "b.xml": "<b/>", "c.xml": "<c/>"})
	tests := []struct {
		name string
		data []byte
		lim  Limits
		code sow.ReasonCode
	}{
		{"no directory", whole[:len(whole)-30], Limits{}, sow.ReasonTruncated},
		{"too many parts", whole, Limits{Entries: 2}, sow.ReasonZipLimit},
		{"too much in all", whole, Limits{TotalBytes: 10}, sow.ReasonZipLimit},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(bytes.NewReader(tt.data), int64(len(tt.data)), tt.lim, names)
			if f, ok := errors.AsType[*sow.Failure](err); !ok || f.Code != tt.code {
				t.Errorf("error = %v, want code %q", err, tt.code)
			}
		})
	}
	if got, err := walk(whole, "none.xml", Limits{}); got != "" || err != nil {
		t.Errorf("a part that is not there gives %q, %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<x:p xmlns:x="urn:words"><x:t a="b">one</x:t>two</x:p>`))
	f.Add([]byte("<a><b/></a"))
	f.Fuzz(func(t *testing.T, xml []byte) {
		got, err := walk(zipped(t, map[string]string{"a.xml": string(xml)}), "a.xml", Limits{Depth: 20, TextBytes: 4096})
		if len(got) > 64*len(xml)+64 {
			t.Errorf("%d bytes walked of %d", len(got), len(xml))
		}
		if err != nil {
			if f, ok := errors.AsType[*sow.Failure](err); !ok || f.Code == "" || f.Hint == "" {
				t.Errorf("error = %v, want a failure with a hint", err)
			}
		}
	})
}

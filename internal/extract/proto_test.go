package extract

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/extract/wire"
	"claimline/internal/sow"
)

func decode(data string) (reply, error) {
	return readReply(bufio.NewReader(strings.NewReader(data)), 7, nil, nil)
}

func TestReplyRoundTrip(t *testing.T) {
	t.Parallel()
	doc := sow.Document{Format: "pdf", Pages: 2, Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Number: "1.", Text: "Scope <of> work & more"},
		{Kind: sow.Cell, Text: "a\nb", Cell: &sow.CellPos{Table: 1, Row: 2, Col: 3, ColHead: "h"}},
	}}
	var buf bytes.Buffer
	if err := writeReply(&buf, 7, doc, nil); err != nil {
		t.Fatal(err)
	}
	got, err := decode(buf.String())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc, got.document); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	for cut := range buf.Len() {
		if out, err := decode(buf.String()[:cut]); !errors.Is(err, errProtocol) || len(out.document.Blocks) > 0 {
			t.Fatalf("a reply cut after %d bytes gives %+v, %v", cut, out.document, err)
		}
	}
}

func TestReplyBroken(t *testing.T) {
	t.Parallel()
	var e wire.Encoder
	encodeBlock(&e, &sow.Block{Kind: sow.Paragraph, Text: "x"})
	const head = `{"id":7,"head":{"format":"pdf"}}` + "\n"
	blocks := func(n, size int) string {
		return fmt.Sprintf(`{"id":7,"blocks":%d,"bytes":%d}`, n, size) + "\n" + string(e.Buf[:min(size, len(e.Buf))])
	}
	block := blocks(1, len(e.Buf))
	if out, err := decode(head + block + `{"id":7,"end":1}` + "\n"); err != nil || len(out.document.Blocks) != 1 {
		t.Fatalf("a whole reply: %+v, %v", out.document, err)
	}
	for name, data := range map[string]string{
		"nothing":           "",
		"no JSON":           "hello\n",
		"another request":   `{"id":6,"end":0}` + "\n",
		"block before head": block + `{"id":7,"end":1}` + "\n",
		"two heads":         head + head + `{"id":7,"end":0}` + "\n",
		"wrong count":       head + block + `{"id":7,"end":2}` + "\n",
		"half a block":      head + blocks(1, len(e.Buf)-1) + `{"id":7,"end":1}` + "\n",
		"block too few":     head + blocks(2, len(e.Buf)) + `{"id":7,"end":2}` + "\n",
		"block without one": head + blocks(1, 0) + `{"id":7,"end":1}` + "\n",
		"endless blocks":    head + blocks(1, 1<<40) + `{"id":7,"end":1}` + "\n",
		"image too large":   `{"id":7,"bytes":999999999}` + "\n",
		"image cut off":     `{"id":7,"bytes":10}` + "\nabc",
		"endless line":      strings.Repeat("x", maxFrame+2),
		"empty frame":       `{"id":7}` + "\n",
	} {
		if _, err := decode(data); !errors.Is(err, errProtocol) {
			t.Errorf("%s: error = %v, want errProtocol", name, err)
		}
	}
}

// fillAll sets every field of a value to something that is not zero.
func fillAll(t *testing.T, v reflect.Value, next *int) {
	t.Helper()
	*next++
	switch v.Kind() { //nolint:exhaustive // blocks hold no other kinds; a new one fails the test
	case reflect.Struct:
		for _, f := range v.Fields() {
			fillAll(t, f, next)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fillAll(t, v.Index(i), next)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAll(t, v.Elem(), next)
	case reflect.Int:
		v.SetInt(int64(*next))
	case reflect.Bool:
		v.SetBool(*next%2 == 0)
	case reflect.String:
		v.SetString(fmt.Sprint("wörd", *next))
	default:
		t.Fatalf("no value for %s", v.Type())
	}
}

// TestBlockCode sends blocks through their code and back: no field may be
// missing in it, whatever is added to a block.
func TestBlockCode(t *testing.T) {
	t.Parallel()
	for start := range 2 { // flags of both kinds
		var full, empty sow.Block
		fillAll(t, reflect.ValueOf(&full).Elem(), &start)
		for _, want := range []sow.Block{full, empty} {
			var e wire.Encoder
			encodeBlock(&e, &want)
			d := wire.NewDecoder(e.Buf)
			if diff := cmp.Diff(want, decodeBlock(d)); diff != "" || d.Err() != nil || d.More() {
				t.Errorf("a block changed on the way (-want +got): %v\n%s", d.Err(), diff)
			}
		}
	}
	var e wire.Encoder
	encodeBlock(&e, &sow.Block{Text: "a\xff\xfeb"})
	if got := decodeBlock(wire.NewDecoder(e.Buf)); got.Text != "a\ufffd\ufffdb" {
		t.Errorf("bytes that are no text arrive as %q", got.Text)
	}
}

// FuzzReply feeds the parent what a child that has gone mad could write: it
// must be an error or a whole document.
func FuzzReply(f *testing.F) {
	var buf bytes.Buffer
	if err := writeReply(&buf, 7, sow.Document{Format: "pdf", Blocks: []sow.Block{{Kind: sow.Paragraph, Text: "x"}}}, nil); err != nil {
		f.Fatal(err)
	}
	f.Add(buf.String())
	f.Add(`{"id":7,"failure":{"code":"EMPTY","message":"m","hint":"h"}}` + "\n")
	f.Add(`{"id":7,"bytes":3,"width":1}` + "\nabc" + `{"id":7,"end":0}` + "\n")
	f.Fuzz(func(t *testing.T, data string) {
		out, err := decode(data)
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := writeReply(&again, 7, out.document, out.pages); err != nil {
			t.Fatal(err)
		}
		if back, err := decode(again.String()); out.head && (err != nil || len(back.document.Blocks) != len(out.document.Blocks)) {
			t.Errorf("%q reads as %d blocks, written again as %d, %v", data, len(out.document.Blocks), len(back.document.Blocks), err)
		}
	})
}

func FuzzSniff(f *testing.F) {
	for _, s := range []string{"%PDF-1.7\n", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", `{\rtf1`, "plain text", "<html>", "\x00\x01"} {
		f.Add("a.pdf", s)
	}
	f.Fuzz(func(t *testing.T, name, data string) {
		format, err := sniff(name, []byte(data))
		failure, ok := errors.AsType[*sow.Failure](err)
		switch {
		case err == nil && extensions[format] == nil:
			t.Errorf("sniff(%q, %q) = %q, which is not read", name, data, format)
		case err != nil && (!ok || failure.Hint == "" || failure.Message == ""):
			t.Errorf("sniff(%q, %q) = %v, want a failure with a hint", name, data, err)
		}
	})
}

package extract_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
)

// bulk is much of the same: a text over and over, packed in no time, because
// packed pieces can be put one behind the other.
type bulk struct {
	text string
	size int
}

// piece gives a text over and over, n bytes in all.
func piece(text string, n int) []byte {
	return bytes.Repeat([]byte(text), n/len(text)+1)[:n]
}

// packed gives a raw deflate stream of the bulk, in pieces of a megabyte.
func (b bulk) packed() []byte {
	const step = 1 << 20
	one := flushed(piece(b.text, step))
	out := bytes.Repeat(one, b.size/step)
	return append(out, 1, 0, 0, 0xff, 0xff) // an empty last block
}

// flushed gives data as deflate blocks that end on a byte and are not the
// last.
func flushed(data []byte) []byte {
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestSpeed)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(data); err != nil {
		panic(err)
	}
	if err := w.Flush(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// zlibbed gives a raw deflate stream the head that FlateDecode wants. The sum
// at the end is wrong, which readers of PDF do not mind.
func zlibbed(raw []byte) []byte {
	return append(append([]byte{0x78, 0x01}, raw...), 0, 0, 0, 0)
}

// wordOf gives a Word document with the given main part.
func wordOf(document string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	mustWrite(z, "[Content_Types].xml", []byte(contentTypes))
	mustWrite(z, "_rels/.rels", []byte(packageRels))
	w, err := z.Create("word/document.xml")
	if err != nil {
		panic(err)
	}
	if _, err := io.WriteString(w, document); err != nil {
		panic(err)
	}
	mustClose(z)
	return buf.Bytes()
}

func zipOf(name string, data []byte) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	mustWrite(z, name, data)
	mustClose(z)
	return buf.Bytes()
}

func mustWrite(z *zip.Writer, name string, data []byte) {
	w, err := z.Create(name)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(data); err != nil {
		panic(err)
	}
}

func mustClose(z *zip.Writer) {
	if err := z.Close(); err != nil {
		panic(err)
	}
}

// wordOfBulk gives a Word document whose main part is packed bulk, with the
// size that it declares.
func wordOfBulk(b bulk, declared int) []byte {
	packed := b.packed()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	mustWrite(z, "[Content_Types].xml", []byte(contentTypes))
	mustWrite(z, "_rels/.rels", []byte(packageRels))
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: "word/document.xml", Method: zip.Deflate,
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(declared),
	})
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(packed); err != nil {
		panic(err)
	}
	mustClose(z)
	return buf.Bytes()
}

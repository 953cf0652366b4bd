package extract_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
)

func zeros(n int) []byte { return deflate(&zeroReader{n}) }

// deflate packs what r gives, as FlateDecode wants it. A []byte is read too.
func deflate(r any) []byte {
	var buf bytes.Buffer
	w, err := zlib.NewWriterLevel(&buf, flate.BestSpeed)
	if err != nil {
		panic(err)
	}
	copyAll(w, r)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

func rawDeflate(r io.Reader) []byte {
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestSpeed)
	if err != nil {
		panic(err)
	}
	copyAll(w, r)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

func copyAll(w io.Writer, r any) {
	src, ok := r.(io.Reader)
	if data, isBytes := r.([]byte); isBytes {
		src, ok = bytes.NewReader(data), true
	}
	if !ok {
		panic("nothing to read")
	}
	if _, err := io.Copy(w, src); err != nil {
		panic(err)
	}
}

// repeated gives a text over and over, n bytes in all.
type repeated struct {
	text []byte
	left int
	at   int
}

func repeatReader(text string, n int) io.Reader { return &repeated{text: []byte(text), left: n} }

// Read gives the next bytes.
func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && r.left > 0 {
		c := copy(p[n:min(len(p), n+r.left)], r.text[r.at:])
		n, r.left, r.at = n+c, r.left-c, (r.at+c)%len(r.text)
	}
	return n, nil
}

// wordOf gives a Word document with the given main part.
func wordOf(document io.Reader) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	mustWrite(z, "[Content_Types].xml", []byte(contentTypes))
	mustWrite(z, "_rels/.rels", []byte(packageRels))
	w, err := z.Create("word/document.xml")
	if err != nil {
		panic(err)
	}
	copyAll(w, document)
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

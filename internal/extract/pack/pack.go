// Package pack opens documents that are ZIP packages of XML parts (Office Open
// XML, OpenDocument) and walks their elements within [Limits]: nothing is
// unpacked to disk, and the sizes that the package declares bound the work.
package pack

import (
	"archive/zip"
	"errors"
	"io"
	"iter"
	"maps"
	"strings"

	"claimline/internal/sow"
)

// Limits bounds the work on one document. A zero field has the default that
// its comment names.
type Limits struct {
	Entries    int   // files in the package: 4,096
	EntryBytes int64 // unpacked bytes of one file: 64 MiB
	TotalBytes int64 // unpacked bytes of all files together: 128 MiB
	Ratio      int64 // unpacked to packed bytes of a part larger than 1 MiB: 100
	Depth      int   // nesting of XML elements: 256
	Tokens     int   // XML tokens of all parts together: 5 million
	TextBytes  int   // text of the document: 8 MiB
	Paragraphs int   // paragraphs and cells: 200,000
}

// WithDefaults fills the fields that are zero.
func (l Limits) WithDefaults() Limits {
	set(&l.Entries, 4096)
	set(&l.EntryBytes, 64<<20)
	set(&l.TotalBytes, 128<<20)
	set(&l.Ratio, 100)
	set(&l.Depth, 256)
	set(&l.Tokens, 5_000_000)
	set(&l.TextBytes, 8<<20)
	set(&l.Paragraphs, 200_000)
	return l
}

func set[T int | int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// Package is an opened package: its parts by lower-case name and the budget of
// work that all parts share.
type Package struct {
	lim      Limits
	parts    map[string]*zip.File
	prefixes map[string]string // of name spaces
	tokens   int               // XML tokens read so far
}

// Open reads the directory of a package and checks it against the limits,
// before anything is unpacked. prefixes names the name spaces of its XML.
func Open(r io.ReaderAt, size int64, lim Limits, prefixes map[string]string) (*Package, error) {
	z, err := zip.NewReader(r, size)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, Truncated(err, "The document ends too early: the directory of its package is missing.")
	}
	if err != nil {
		return nil, Corrupt(err, "The package of the document is damaged.")
	}
	lim = lim.WithDefaults()
	if len(z.File) > lim.Entries {
		return nil, Limit(sow.ReasonZipLimit, "The document holds %d files, more than %d.", len(z.File), lim.Entries)
	}
	pkg := &Package{lim: lim, prefixes: prefixes, parts: make(map[string]*zip.File, len(z.File))}
	var total uint64
	for _, f := range z.File {
		if f.UncompressedSize64 > uint64(max(lim.EntryBytes, 0)) {
			return nil, Limit(sow.ReasonZipLimit, "A part of the document unpacks to more than %d MB.", lim.EntryBytes>>20)
		}
		if total += f.UncompressedSize64; total > uint64(max(lim.TotalBytes, 0)) {
			return nil, Limit(sow.ReasonZipLimit, "The document unpacks to more than %d MB.", lim.TotalBytes>>20)
		}
		name := partName(f.Name)
		if _, twice := pkg.parts[name]; twice {
			continue // archive/zip and Word both take the first
		}
		pkg.parts[name] = f
	}
	return pkg, nil
}

// partName is the name by which parts are found: names differ neither by case
// nor by the kind of slash (ECMA-376 part 2, 6.2.2.3).
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// unpack opens a part for reading, or gives nil when the package has no such
// part.
func (p *Package) unpack(name string) (io.ReadCloser, error) {
	f := p.parts[partName(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, &sow.Failure{
			Code: sow.ReasonEncrypted, Message: "The package of the document is protected with a password.",
			Hint: "Send a copy without a password.",
		}
	}
	if f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/max(f.CompressedSize64, 1) > uint64(max(p.lim.Ratio, 1)) {
		return nil, Limit(sow.ReasonZipLimit, "The part %s unpacks to more than %d times its size.", f.Name, p.lim.Ratio)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, Corrupt(err, "The part %s of the document cannot be unpacked.", f.Name)
	}
	return rc, nil
}

// Read gives a part's root element to visit and reads the part to its end. A package without
// the part is no error.
func (p *Package) Read(name string, visit func(d *Decoder, el Element) error) error {
	rc, err := p.unpack(name)
	if rc == nil || err != nil {
		return err
	}
	defer rc.Close()
	d := newDecoder(io.LimitReader(rc, p.lim.EntryBytes), p)
	root, err := d.root()
	if err != nil {
		return partFailure(name, err)
	}
	if err := visit(d, root); err != nil {
		return partFailure(name, err)
	}
	if err := d.end(); err != nil {
		return partFailure(name, err)
	}
	return nil
}

// Bytes gives a part that is no XML, within the limits; nothing when the package
// has no such part.
func (p *Package) Bytes(name string) ([]byte, error) {
	rc, err := p.unpack(name)
	if rc == nil || err != nil {
		return nil, err
	}
	defer rc.Close()
	data, err := io.ReadAll(io.LimitReader(rc, p.lim.EntryBytes))
	if err != nil {
		return nil, partFailure(name, err)
	}
	return data, nil
}

// Has tells whether the package has a part.
func (p *Package) Has(name string) bool { return p.parts[partName(name)] != nil }

// Names gives the names of all parts in lower case, in no order.
func (p *Package) Names() iter.Seq[string] { return maps.Keys(p.parts) }

// PartName is the name by which parts are found.
func PartName(name string) string { return partName(name) }

package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"claimline/internal/sow"
)

// opc is an opened package (ECMA-376 part 2): its parts by lower-case name and
// the budget of work that all parts share.
type opc struct {
	lim    Limits
	parts  map[string]*zip.File
	types  contentTypes
	tokens int // XML tokens read so far
}

// openPackage checks what kind of file it is and that its directory keeps the
// limits, before anything is unpacked.
func openPackage(r io.ReaderAt, size int64, lim Limits) (*opc, error) {
	head := make([]byte, 8)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the start of the document: %w", err)
	}
	switch head = head[:n]; {
	case n == 0:
		return nil, &sow.Failure{Code: sow.ReasonEmpty, Message: "The file is empty.", Hint: "Copy it again from its source."}
	case bytes.Equal(head, oleMagic):
		return nil, oleFailure(r, size)
	case !bytes.HasPrefix(head, []byte("PK")):
		return nil, corrupt(nil, "The file is not a Word document: it is no ZIP package.")
	}
	z, err := zip.NewReader(r, size)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, truncated(err, "The Word document ends too early: the directory of its package is missing.")
	}
	if err != nil {
		return nil, corrupt(err, "The package of the Word document is damaged.")
	}
	return newPackage(z, lim)
}

func newPackage(z *zip.Reader, lim Limits) (*opc, error) {
	if len(z.File) > lim.Entries {
		return nil, limitFailure(sow.ReasonZipLimit, "The document holds %d files, more than %d.", len(z.File), lim.Entries)
	}
	pkg := &opc{lim: lim, parts: make(map[string]*zip.File, len(z.File))}
	var total uint64
	for _, f := range z.File {
		if f.UncompressedSize64 > uint64(lim.EntryBytes) {
			return nil, limitFailure(sow.ReasonZipLimit, "A part of the document unpacks to more than %d MB.", lim.EntryBytes>>20)
		}
		if total += f.UncompressedSize64; total > uint64(lim.TotalBytes) {
			return nil, limitFailure(sow.ReasonZipLimit, "The document unpacks to more than %d MB.", lim.TotalBytes>>20)
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

// open gives the XML of a part, or nil when the package has no such part.
func (p *opc) open(name string) (*decoder, io.Closer, error) {
	f := p.parts[partName(name)]
	if f == nil {
		return nil, nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, nil, &sow.Failure{
			Code: sow.ReasonEncrypted, Message: "The package of the document is protected with a password.",
			Hint: "Send a copy without a password.",
		}
	}
	if f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/max(f.CompressedSize64, 1) > uint64(p.lim.Ratio) {
		return nil, nil, limitFailure(sow.ReasonZipLimit, "The part %s unpacks to more than %d times its size.", f.Name, p.lim.Ratio)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, nil, corrupt(err, "The part %s of the document cannot be unpacked.", f.Name)
	}
	return newDecoder(io.LimitReader(rc, p.lim.EntryBytes), p), rc, nil
}

// read gives each child of a part's root element to visit. A package without
// the part is no error.
func (p *opc) read(name string, visit func(d *decoder, el element) error) error {
	d, rc, err := p.open(name)
	if d == nil || err != nil {
		return err
	}
	defer rc.Close()
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

// relation is a link of one part to another.
type relation struct {
	id, kind, target string // kind is the last segment of the type, in lower case
	external         bool
}

// relations gives the relations of a part, "" for those of the package.
func (p *opc) relations(part string) ([]relation, error) {
	dir, base := path.Split(part)
	var rels []relation
	err := p.read(dir+"_rels/"+base+".rels", func(d *decoder, _ element) error {
		return d.children(func(el element) error {
			if el.name != "rel:Relationship" {
				return nil
			}
			kind := el.attr("Type")
			rel := relation{
				id: el.attr("Id"), kind: strings.ToLower(kind[strings.LastIndex(kind, "/")+1:]),
				target: el.attr("Target"), external: el.attr("TargetMode") == "External",
			}
			if !rel.external {
				rel.target = resolve(dir, rel.target)
			}
			rels = append(rels, rel)
			return nil
		})
	})
	return rels, err
}

// resolve makes a target of a relation in folder dir a part name.
func resolve(dir, target string) string {
	target, _, _ = strings.Cut(strings.ReplaceAll(target, "\\", "/"), "#")
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// contentTypes is the list of part types of the package.
type contentTypes struct {
	part map[string]string // by part name
}

func (p *opc) readContentTypes() error {
	p.types.part = map[string]string{}
	return p.read("[Content_Types].xml", func(d *decoder, _ element) error {
		return d.children(func(el element) error {
			if el.name == "ct:Override" {
				p.types.part[partName(el.attr("PartName"))] = el.attr("ContentType")
			}
			return nil
		})
	})
}

// mainPart finds the document part: by the package's relations, else by its
// content type, else by its usual name.
func (p *opc) mainPart() (string, error) {
	if err := p.readContentTypes(); err != nil {
		return "", err
	}
	rels, err := p.relations("")
	if err != nil {
		return "", err
	}
	main := ""
	for _, rel := range rels {
		if rel.kind == "officedocument" && p.parts[partName(rel.target)] != nil {
			main = rel.target
			break
		}
	}
	for name, kind := range p.types.part {
		if main == "" && strings.Contains(kind, "wordprocessingml") && strings.HasSuffix(kind, ".main+xml") && p.parts[name] != nil {
			main = name
		}
	}
	if main == "" && p.parts["word/document.xml"] != nil {
		main = "word/document.xml"
	}
	if main == "" {
		return "", p.notWord()
	}
	kind := p.types.part[partName(main)]
	if strings.Contains(kind, "spreadsheetml") || strings.Contains(kind, "presentationml") || strings.Contains(kind, "visio") {
		return "", otherOffice()
	}
	return main, nil
}

func (p *opc) notWord() *sow.Failure {
	if p.parts["xl/workbook.xml"] != nil || p.parts["ppt/presentation.xml"] != nil {
		return otherOffice()
	}
	if len(p.types.part) == 0 && p.parts["[content_types].xml"] == nil {
		return &sow.Failure{
			Code: sow.ReasonTypeUnsupported, Message: "The file is a ZIP archive, not a Word document.",
			Hint: "Unpack it and send the document itself as .docx or PDF.",
		}
	}
	return corrupt(nil, "The Word document has no text part.")
}

func otherOffice() *sow.Failure {
	return &sow.Failure{
		Code: sow.ReasonTypeUnsupported, Message: "The file is an Office file, but not a Word document.",
		Hint: "Save it as PDF and send that file.",
	}
}

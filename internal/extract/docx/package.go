package docx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"claimline/internal/extract/pack"
	"claimline/internal/sow"
)

// opc is an opened package of Office Open XML (ECMA-376 part 2).
type opc struct {
	*pack.Package
	types contentTypes
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
		return nil, pack.Corrupt(nil, "The file is not a Word document: it is no ZIP package.")
	}
	p, err := pack.Open(r, size, lim, prefixes)
	if err != nil {
		return nil, err
	}
	return &opc{Package: p}, nil
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
	err := p.Read(dir+"_rels/"+base+".rels", func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			if el.Name != "rel:Relationship" {
				return nil
			}
			kind := el.Attr("Type")
			rel := relation{
				id: el.Attr("Id"), kind: strings.ToLower(kind[strings.LastIndex(kind, "/")+1:]),
				target: el.Attr("Target"), external: el.Attr("TargetMode") == "External",
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
	return p.Read("[Content_Types].xml", func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			if el.Name == "ct:Override" {
				p.types.part[pack.PartName(el.Attr("PartName"))] = el.Attr("ContentType")
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
	main := p.findMain(rels)
	if main == "" {
		return "", p.notWord()
	}
	kind := p.types.part[pack.PartName(main)]
	if strings.Contains(kind, "spreadsheetml") || strings.Contains(kind, "presentationml") || strings.Contains(kind, "visio") {
		return "", otherOffice()
	}
	return main, nil
}

func (p *opc) findMain(rels []relation) string {
	for _, rel := range rels {
		if rel.kind == "officedocument" && p.Has(rel.target) {
			return rel.target
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.types.part)) {
		kind := p.types.part[name]
		if strings.Contains(kind, "wordprocessingml") && strings.HasSuffix(kind, ".main+xml") && p.Has(name) {
			return name
		}
	}
	if p.Has("word/document.xml") {
		return "word/document.xml"
	}
	return ""
}

func (p *opc) notWord() *sow.Failure {
	if p.Has("xl/workbook.xml") || p.Has("ppt/presentation.xml") {
		return otherOffice()
	}
	if len(p.types.part) == 0 && !p.Has("[Content_Types].xml") {
		return &sow.Failure{
			Code: sow.ReasonTypeUnsupported, Message: "The file is a ZIP archive, not a Word document.",
			Hint: "Unpack it and send the document itself as .docx or PDF.",
		}
	}
	return pack.Corrupt(nil, "The Word document has no text part.")
}

func otherOffice() *sow.Failure {
	return &sow.Failure{
		Code: sow.ReasonTypeUnsupported, Message: "The file is an Office file, but not a Word document.",
		Hint: "Save it as PDF and send that file.",
	}
}

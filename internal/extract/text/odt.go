package text

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// odfNames gives the name spaces of OpenDocument 1.0 to 1.4 their usual prefix.
var odfNames = map[string]string{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      "table",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      "style",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                    "draw",
	"urn:oasis:names:tc:opendocument:xmlns:form:1.0":                       "form",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                       "meta",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                   "manifest",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":          "fo",
	"http://purl.org/dc/elements/1.1/":                                     "dc",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
	"urn:oasis:names:tc:opendocument:xmlns:of:1.2":                         "of",
	"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0":                  "number",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":             "svg",
}

// ReadODT reads an OpenDocument text (.odt, .ott): headings, lists with their
// numbers, tables, notes, comments, text boxes, headers and footers. Tracked
// deletions and hidden text are not read.
func ReadODT(r io.ReaderAt, size int64, lim Limits) (sow.Document, error) {
	lim = lim.WithDefaults()
	pkg, err := pack.Open(r, size, lim, odfNames)
	if err != nil {
		return sow.Document{}, err
	}
	if !pkg.Has("content.xml") {
		return sow.Document{}, pack.Corrupt(nil, "The OpenDocument file has no text part.")
	}
	o := &odt{pkg: pkg, w: writer{lim: lim}, styles: newODTStyles(), counters: map[string]*odtCounter{}}
	if err := o.readManifest(); err != nil {
		return sow.Document{}, err
	}
	for _, step := range []func() error{o.readStyles, o.readMeta, o.readContent} {
		if err := step(); err != nil {
			return sow.Document{}, err
		}
	}
	return o.document()
}

// odt reads one OpenDocument text.
type odt struct {
	pkg      *pack.Package
	w        writer
	styles   *odtStyles
	counters map[string]*odtCounter
	props    []sow.Property
	title    string
	margins  []flow.Para // headers and footers
	tally    odtTally
	boxes    int
	notes    int
	comments int
}

type odtTally struct {
	insertions, deletions, hidden, struck, embedded int
}

func (o *odt) document() (sow.Document, error) {
	var heads, feet []flow.Para
	seen := map[string]bool{}
	for _, p := range o.margins {
		key := string(p.Kind) + "\x00" + p.Text
		if seen[key] {
			continue
		}
		seen[key] = true
		if p.Kind == sow.Header {
			heads = append(heads, p)
		} else {
			feet = append(feet, p)
		}
	}
	title := ""
	for i := range o.w.paras {
		if o.w.paras[i].Title {
			title = strings.ReplaceAll(o.w.paras[i].Text, "\n", " ")
			break
		}
	}
	o.w.paras = append(append(heads, o.w.paras...), feet...)
	doc, err := o.w.document("odt")
	if err != nil {
		return doc, err
	}
	if title != "" {
		doc.Title = title
	}
	if doc.Title == "" {
		doc.Title = o.title
	}
	doc.Properties, doc.Warnings = o.props, o.warnings()
	return doc, nil
}

func (o *odt) warnings() []sow.Warning {
	var out []sow.Warning
	add := func(code sow.WarningCode, n int, format string, args ...any) {
		if n > 0 {
			out = append(out, sow.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
		}
	}
	t := o.tally
	add(sow.WarnTrackedChanges, t.insertions+t.deletions,
		"The document has %s and %s that nobody has accepted: insertions are read, deletions are not.",
		prose.Count(t.insertions, "tracked insertion"), prose.Count(t.deletions, "tracked deletion"))
	add(sow.WarnHiddenText, t.hidden, "The document has %s of hidden text, which is not read.", prose.Count(t.hidden, "passage"))
	add(sow.WarnStruckText, t.struck, "The document has %s struck through.", prose.Count(t.struck, "passage"))
	add(sow.WarnComments, o.comments, "The document has %s.", prose.Count(o.comments, "comment"))
	add(sow.WarnEmbedded, t.embedded, "The document embeds %s (charts, drawings or other files) whose text is not read.", prose.Count(t.embedded, "object"))
	return out
}

// readManifest looks for encryption, which OpenDocument declares by entry.
func (o *odt) readManifest() error {
	encrypted := false
	err := o.pkg.Read("META-INF/manifest.xml", func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(pack.Element) error {
			return d.Children(func(el pack.Element) error {
				encrypted = encrypted || el.Name == "manifest:encryption-data"
				return nil
			})
		})
	})
	if encrypted {
		return &sow.Failure{Code: sow.ReasonEncrypted, Message: "The OpenDocument file is protected with a password.", Hint: "Send a copy without a password."}
	}
	return tolerant(err)
}

// tolerant lets a damaged side part pass; limits still end the reading.
func tolerant(err error) error {
	if f, ok := errors.AsType[*sow.Failure](err); ok && (f.Code == sow.ReasonCorruptDOCX || f.Code == sow.ReasonTruncated) {
		return nil
	}
	return err
}

// readMeta reads the document's properties.
func (o *odt) readMeta() error {
	names := map[string]string{
		"dc:title": "Title", "dc:subject": "Subject", "dc:description": "Comments", "meta:initial-creator": "Author",
		"dc:creator": "Last modified by", "meta:creation-date": "Created", "dc:date": "Modified", "meta:keyword": "Keywords",
	}
	err := o.pkg.Read("meta.xml", func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(pack.Element) error {
			return d.Children(func(el pack.Element) error {
				name := names[el.Name]
				if el.Name == "meta:user-defined" {
					name = el.Attr("name")
				}
				if name == "" || len(o.props) >= 512 {
					return nil
				}
				value, err := d.Text()
				if value = prose.Clean(value); value != "" {
					o.props = append(o.props, sow.Property{Name: name, Value: value})
					if name == "Title" {
						o.title = value
					}
				}
				return err
			})
		})
	})
	return tolerant(err)
}

// readStyles reads styles.xml with the headers and footers of its pages.
func (o *odt) readStyles() error {
	err := o.pkg.Read("styles.xml", func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			switch el.Name {
			case "office:styles", "office:automatic-styles":
				return o.styles.read(d)
			case "office:master-styles":
				return d.Children(func(el pack.Element) error {
					if el.Name != "style:master-page" {
						return nil
					}
					return d.Children(func(el pack.Element) error { return o.margin(d, el) })
				})
			}
			return nil
		})
	})
	return tolerant(err)
}

// margin reads a header or footer that is displayed.
func (o *odt) margin(d *pack.Decoder, el pack.Element) error {
	kind := sow.Footer
	switch el.Name {
	case "style:header", "style:header-left", "style:header-first":
		kind = sow.Header
	case "style:footer", "style:footer-left", "style:footer-first":
	default:
		return nil
	}
	if el.Attr("display") == "false" {
		return nil
	}
	s := o.story(d, fmt.Sprintf("%s/%d", kind, len(o.margins)+1), kind)
	if err := s.blocks(); err != nil {
		return err
	}
	o.margins = append(o.margins, s.finish()...)
	return nil
}

func (o *odt) readContent() error {
	found := false
	err := o.pkg.Read("content.xml", func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			switch el.Name {
			case "office:automatic-styles":
				return o.styles.read(d)
			case "office:body":
				return d.Children(func(el pack.Element) error {
					if el.Name != "office:text" {
						return &sow.Failure{Code: sow.ReasonTypeUnsupported, Message: "The OpenDocument file is not a text document.", Hint: "Save it as PDF and send that file."}
					}
					found = true
					s := o.story(d, "body", "")
					err := s.blocks()
					o.w.paras = append(o.w.paras, s.finish()...)
					return err
				})
			}
			return nil
		})
	})
	if err == nil && !found {
		return pack.Corrupt(nil, "The OpenDocument file has no text.")
	}
	return err
}

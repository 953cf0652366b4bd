package docx

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// reader reads the parts of one document.
type reader struct {
	pkg     *opc
	lim     Limits
	main    string
	rels    []relation
	styles  *styles
	lists   *numbering
	counter *counter
	props   *properties
	notes   map[string][]flow.Para // by kind and id, "footnote/2"
	even    bool                   // settings: even pages have headers of their own

	tables     int // tables so far, for CellPos.Table
	boxes      int // text boxes so far
	graphics   int // charts and diagrams so far
	chunks     int // inserted documents so far
	paragraphs int
	textSize   int
	tally      tally
	shown      map[string]bool // header and footer relations that a section shows
	refs       []marginRef
}

// tally counts what the reader of the document has to be told about.
type tally struct {
	insertions, deletions, hidden, struck, comments, embedded, charts, disagree int

	pictures, large int // pictures, and how many may be pages of text
	active          bool
	broken          []string // side parts that could not be read
}

// marginRef is a reference of a section to a header or footer.
type marginRef struct {
	id, kind string // kind: header or footer
}

func (r *reader) document() (sow.Document, error) {
	if err := r.open(); err != nil {
		return sow.Document{}, err
	}
	body, err := r.story(r.main, "w:body", "body", "")
	if err != nil {
		return sow.Document{}, err
	}
	margins, err := r.margins()
	if err != nil {
		return sow.Document{}, err
	}
	blocks := flow.Blocks(body)
	doc := sow.Document{Format: "docx", Engine: "docx", Properties: r.props.list(), Title: r.title(blocks, body)}
	doc.Blocks = append(doc.Blocks, margins[sow.Header]...)
	doc.Blocks = append(doc.Blocks, blocks...)
	doc.Blocks = append(doc.Blocks, margins[sow.Footer]...)
	doc.Warnings = r.warnings()
	if len(doc.Blocks) == 0 || (r.tally.pictures > 0 && sparse(blocks)) {
		return sow.Document{}, noText()
	}
	return doc, nil
}

// sparse tells whether the body has too few words to be more than the title of
// its pictures: under 20 visible characters.
func sparse(blocks []sow.Block) bool {
	n := 0
	for i := range blocks {
		n += utf8.RuneCountInString(blocks[i].Text)
	}
	return n < 20
}

func noText() *sow.Failure {
	return &sow.Failure{
		Code: sow.ReasonNoText, Message: "The Word document holds no text, only pictures or nothing at all.",
		Hint: "If its pages are pictures of a scan, print it to PDF and send that file: PDF pages can be read by OCR.",
	}
}

// open reads all parts that the body refers to.
func (r *reader) open() error {
	var err error
	if r.main, err = r.pkg.mainPart(); err != nil {
		return err
	}
	if r.rels, err = r.pkg.relations(r.main); err != nil {
		return err
	}
	r.notes, r.shown = map[string][]flow.Para{}, map[string]bool{}
	for _, step := range []struct {
		part string
		read func() error
	}{
		{"styles", func() (err error) { r.styles, err = readStyles(r.pkg, r.target("styles")); return err }},
		{"numbering", func() (err error) { r.lists, err = readNumbering(r.pkg, r.target("numbering"), r.styles); return err }},
		{"settings", r.readSettings},
		{"properties", func() (err error) { r.props, err = readProperties(r.pkg, r.rels); return err }},
		{"footnotes", func() error { r.counter = newCounter(r.lists); return r.readNotes("footnote") }},
		{"endnotes", func() error { return r.readNotes("endnote") }},
		{"comments", func() error { return r.readNotes("comment") }},
	} {
		if err := r.side(step.part, step.read()); err != nil {
			return err
		}
	}
	for name := range r.pkg.Names() {
		r.tally.active = r.tally.active || path.Base(name) == "vbaproject.bin"
	}
	return nil
}

// side lets a damaged side part pass with a warning; limits and passwords
// still end the reading.
func (r *reader) side(part string, err error) error {
	if err == nil {
		return nil
	}
	f := sow.AsFailure(err)
	if f.Code != sow.ReasonCorruptDOCX && f.Code != sow.ReasonTruncated {
		return err
	}
	r.tally.broken = append(r.tally.broken, part)
	return nil
}

// target gives the part that the document relates to in this role.
func (r *reader) target(kind string) string {
	for _, rel := range r.rels {
		if rel.kind == kind && !rel.external {
			return rel.target
		}
	}
	usual := path.Join(path.Dir(r.main), kind+".xml")
	if len(r.rels) == 0 && r.pkg.Has(usual) {
		return usual // a package without relations
	}
	return ""
}

func (r *reader) readSettings() error {
	return r.pkg.Read(r.target("settings"), func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			if el.Name == "w:evenAndOddHeaders" {
				r.even = el.On()
			}
			return nil
		})
	})
}

// readNotes reads all notes of a kind. Separators are no notes.
func (r *reader) readNotes(kind string) error {
	as := sow.Footnote
	if kind == "comment" {
		as = sow.Comment
	}
	return r.pkg.Read(r.target(kind+"s"), func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			if t := el.Attr("type"); el.Name != "w:"+kind || (t != "" && t != "normal") {
				return nil
			}
			id := el.Attr("id")
			s := r.newStory(d, kind+"/"+id, as)
			if err := s.blocks(); err != nil {
				return err
			}
			r.notes[kind+"/"+id] = s.finish()
			return nil
		})
	})
}

// story reads the flow of text in one part.
func (r *reader) story(part, container, name string, as sow.BlockKind) ([]flow.Para, error) {
	var out []flow.Para
	found := false
	err := r.pkg.Read(part, func(d *pack.Decoder, root pack.Element) error {
		s := r.newStory(d, name, as)
		if container == "" {
			found = true
			err := s.blocks()
			out = s.finish()
			return err
		}
		if root.Name != "w:document" && root.Name != "w:glossaryDocument" {
			return pack.Corrupt(nil, "The main part of the document is not a Word text.")
		}
		return d.Children(func(el pack.Element) error {
			if el.Name != container {
				return nil
			}
			found = true
			err := s.blocks()
			out = s.finish()
			return err
		})
	})
	if err == nil && !found {
		return nil, pack.Corrupt(nil, "The Word document has no body.")
	}
	return out, err
}

// margins reads the headers and footers that are printed, each text once.
func (r *reader) margins() (map[sow.BlockKind][]sow.Block, error) {
	out := map[sow.BlockKind][]sow.Block{}
	seen := map[string]bool{}
	count := map[sow.BlockKind]int{}
	for _, ref := range r.refs {
		for _, rel := range r.rels {
			if rel.id != ref.id || rel.external || r.shown[rel.target] {
				continue
			}
			r.shown[rel.target] = true
			kind := sow.BlockKind(ref.kind)
			count[kind]++
			name := ref.kind + "/" + strconv.Itoa(count[kind])
			paras, err := r.story(rel.target, "", name, kind)
			if err = r.side(ref.kind+"s", err); err != nil {
				return nil, err
			}
			for _, b := range flow.Blocks(paras) {
				key := string(b.Kind) + "\x00" + b.Text
				if !seen[key] {
					seen[key] = true
					out[kind] = append(out[kind], b)
				}
			}
		}
	}
	return out, nil
}

// title is the title as printed: in the title's style, else the first heading
// near the top. Else it is that of the document's properties.
func (r *reader) title(blocks []sow.Block, body []flow.Para) string {
	for i := range body {
		if body[i].Title {
			return oneLine(body[i].Text)
		}
	}
	for i := range blocks[:min(len(blocks), titleReach)] {
		if blocks[i].Kind == sow.Heading {
			return oneLine(blocks[i].Text)
		}
	}
	return prose.Clean(r.props.title())
}

// titleReach is within how many blocks a heading can be the title.
const titleReach = 10

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

func (r *reader) warnings() []sow.Warning {
	var out []sow.Warning
	add := func(code sow.WarningCode, n int, format string, args ...any) {
		if n > 0 {
			out = append(out, sow.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
		}
	}
	t := r.tally
	add(sow.WarnTrackedChanges, t.insertions+t.deletions,
		"The document has %s and %s that nobody has accepted: insertions are read, deletions are not.",
		prose.Count(t.insertions, "tracked insertion"), prose.Count(t.deletions, "tracked deletion"))
	add(sow.WarnHiddenText, t.hidden, "The document has %s of hidden text, which is not read.", prose.Count(t.hidden, "passage"))
	add(sow.WarnStruckText, t.struck, "The document has %s struck through.", prose.Count(t.struck, "passage"))
	add(sow.WarnComments, t.comments, "The document has %s.", prose.Count(t.comments, "comment"))
	add(sow.WarnEmbedded, t.embedded, "The document embeds %s (charts, drawings or other files) whose text is not read.", prose.Count(t.embedded, "object"))
	add(sow.WarnEmbedded, t.charts, "The document shows %s; the words are read, the figures are not.", prose.Count(t.charts, "chart"))
	add(sow.WarnEmbedded, t.large, "The document shows %s; words in pictures are not read.", prose.Count(t.large, "large picture"))
	add(sow.WarnCheckboxes, t.disagree, "At %s the printed sign and the stored state disagree; the printed sign counts.", prose.Count(t.disagree, "tick box", "tick boxes"))
	if t.active {
		add(sow.WarnActiveContent, 1, "The document holds macros; they are never run.")
	}
	if len(t.broken) > 0 {
		add(sow.WarnTruncatedText, 1, "Damaged parts of the document are not read: %s.", strings.Join(t.broken, ", "))
	}
	return out
}

package docx

import (
	"path"
	"strconv"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// graphic reads the words of a chart or diagram, which stand in a part of their
// own: titles, names of series and categories, the texts of shapes. The figures
// of a chart are not read.
func (s *story) graphic(el pack.Element, p runProps) error {
	if p.vanish == on {
		s.r.tally.hidden++
		return nil
	}
	id, kind := el.Attr("id"), "chart"
	switch el.Name {
	case "cx:chart":
		kind = "chartex"
	case "dgm:relIds":
		id, kind = el.Attr("dm"), "diagramdata"
	}
	part := s.related(id, kind)
	if part == "" {
		s.r.tally.embedded++
		return nil
	}
	var words []string
	err := s.r.pkg.Read(part, func(d *pack.Decoder, _ pack.Element) error {
		g := graphic{r: s.r, d: d, seen: map[string]bool{}}
		err := d.Children(g.element)
		words = g.words
		return err
	})
	if err = s.r.side("charts", err); err != nil {
		return err
	}
	if kind != "diagramdata" {
		s.r.tally.charts++
	}
	s.r.graphics++
	at := "graphic/" + strconv.Itoa(s.r.graphics)
	for i, w := range words {
		b := sow.Block{Kind: sow.TextBox, Text: w, Loc: sow.Loc{Path: at + "/p" + strconv.Itoa(i+1)}}
		if s.kind != "" {
			b.Kind = s.kind
		}
		s.pending = append(s.pending, flow.Para{Block: b, Group: at})
	}
	return nil
}

// related gives the part that the main part relates to by this identifier and
// in this role. Headers, footers and notes have relations of their own.
func (s *story) related(id, kind string) string {
	if s.kind != "" && s.kind != sow.TextBox {
		return ""
	}
	for _, rel := range s.r.rels {
		if rel.id == id && rel.kind == kind && !rel.external && s.r.pkg.Has(rel.target) {
			return rel.target
		}
	}
	return ""
}

// graphic collects the words of a chart or diagram, each text once.
type graphic struct {
	r     *reader
	d     *pack.Decoder
	seen  map[string]bool
	words []string
}

func (g *graphic) element(el pack.Element) error {
	switch el.Name {
	case "a:p":
		var b strings.Builder
		if err := g.d.Children(func(el pack.Element) error { return g.run(el, &b) }); err != nil {
			return err
		}
		return g.add(b.String())
	case "c:strCache", "c:strLit", "c:multiLvlStrCache":
		return g.d.Children(g.point)
	case "c:numCache", "c:numLit":
		return nil
	}
	return g.d.Children(g.element)
}

// run reads the text of a run or field of a drawing.
func (g *graphic) run(el pack.Element, b *strings.Builder) error {
	switch el.Name {
	case "a:t":
		t, err := g.d.Text()
		b.WriteString(t)
		return err
	case "a:br":
		b.WriteByte(' ')
	}
	return g.d.Children(func(el pack.Element) error { return g.run(el, b) })
}

// point reads a name of a series or category.
func (g *graphic) point(el pack.Element) error {
	if el.Name != "c:v" {
		return g.d.Children(g.point)
	}
	t, err := g.d.Text()
	if err != nil {
		return err
	}
	return g.add(t)
}

func (g *graphic) add(words string) error {
	words = prose.Clean(words)
	if words == "" || g.seen[words] {
		return nil
	}
	g.seen[words] = true
	g.words = append(g.words, words)
	return g.r.spend(len(words))
}

// spend counts text against the limit of a document.
func (r *reader) spend(size int) error {
	if r.textSize += size; r.textSize > r.lim.TextBytes {
		return pack.Limit(sow.ReasonTooLarge, "The document has more than %d MB of text.", r.lim.TextBytes>>20)
	}
	return nil
}

// chunk reads a document that another program has put into this one (w:altChunk)
// and that Word takes in when it opens the file: a web page or plain text. It
// reads on behind the paragraph before.
func (s *story) chunk(el pack.Element) error {
	part := s.related(el.Attr("id"), "afchunk")
	var read func([]byte, text.Limits) (sow.Document, error)
	switch path.Ext(part) {
	case ".html", ".htm", ".xhtml":
		read = text.ReadHTML
	case ".txt":
		read = text.ReadPlain
	default:
		s.r.tally.embedded++
		return nil
	}
	data, err := s.r.pkg.Bytes(part)
	if err != nil {
		return s.r.side("inserted documents", err)
	}
	doc, err := read(data, s.r.lim)
	if err != nil && sow.AsFailure(err).Code == sow.ReasonNoText {
		return nil
	}
	if err != nil {
		return s.r.side("inserted documents", err)
	}
	return s.insert(doc.Blocks)
}

// insert puts the blocks of another document here.
func (s *story) insert(blocks []sow.Block) error {
	s.r.chunks++
	at := s.path + "/chunk" + strconv.Itoa(s.r.chunks)
	tables := s.r.tables
	for _, b := range blocks {
		if err := s.r.spend(len(b.Text)); err != nil {
			return err
		}
		if s.r.paragraphs++; s.r.paragraphs > s.r.lim.Paragraphs {
			return pack.Limit(sow.ReasonTooLarge, "The document has more than %d paragraphs.", s.r.lim.Paragraphs)
		}
		if b.Cell != nil {
			b.Cell.Table += tables
			s.r.tables = max(s.r.tables, b.Cell.Table)
		}
		b.Loc.Path = at + "/" + b.Loc.Path
		s.out = append(s.out, flow.Para{Block: b, Group: at, List: b.Kind == sow.ListItem, Styled: b.Kind == sow.Heading})
	}
	return nil
}

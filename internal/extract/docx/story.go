package docx

import (
	"fmt"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// story is one flow of text: the body, a header, a note, a text box.
type story struct {
	r       *reader
	d       *pack.Decoder
	kind    sow.BlockKind // what its paragraphs are; "" in the body
	path    string        // of the present container
	count   *int          // paragraphs of the present container
	out     []flow.Para   // in reading order
	pending []flow.Para   // notes and boxes of the present paragraph or table
	nested  int           // tables around the present paragraph
	carry   *carried      // text that goes on in the next paragraph
	fields  []field
	extent  int         // shorter side of the present drawing
	around  prose.Style // tracked insertion of a row or block, prompt of a control
	box     *control    // tick box control around the present paragraph
}

// carried is the text of a paragraph whose mark is deleted or that is a
// dropped capital: it reads on into the next paragraph.
type carried struct {
	text prose.Text
	tick *bool
}

func (r *reader) newStory(d *pack.Decoder, path string, kind sow.BlockKind) *story {
	return &story{r: r, d: d, kind: kind, path: path, count: new(int)}
}

// finish gives the paragraphs of the story.
func (s *story) finish() []flow.Para {
	s.flushCarry()
	s.flush()
	return s.out
}

// flush appends what waits for the end of the paragraph or table.
func (s *story) flush() {
	if s.nested == 0 {
		s.out = append(s.out, s.pending...)
		s.pending = nil
	}
}

// blocks reads the block elements of the present element.
func (s *story) blocks() error {
	return s.d.Children(s.block)
}

func (s *story) block(el pack.Element) error {
	switch el.Name {
	case "w:p":
		return s.paragraph()
	case "w:tbl":
		return s.table()
	case "w:sdt":
		return s.control(s.blocks)
	case "w:customXml", "w:smartTag":
		return s.blocks()
	case "w:ins", "w:moveTo":
		return s.inserted(s.blocks)
	case "w:del", "w:moveFrom":
		s.r.tally.deletions++
		return nil
	case "mc:AlternateContent":
		return s.alternate(s.blocks)
	case "w:altChunk":
		return s.chunk(el)
	case "w:subDoc":
		s.r.tally.embedded++
		return nil
	case "w:sectPr":
		return s.section()
	}
	return nil
}

// inserted reads a tracked insertion.
func (s *story) inserted(read func() error) error {
	s.r.tally.insertions++
	was := s.around
	s.around |= prose.Inserted
	err := read()
	s.around = was
	return err
}

// alternate reads one of the versions of a content: the first that gives text.
func (s *story) alternate(read func() error) error {
	done := false
	return s.d.Children(func(el pack.Element) error {
		if done || (el.Name != "mc:Choice" && el.Name != "mc:Fallback") {
			return nil
		}
		before := s.r.textSize
		embedded := s.r.tally.embedded
		if err := read(); err != nil {
			return err
		}
		done = s.r.textSize > before || s.r.tally.embedded > embedded
		return nil
	})
}

// section notes the headers and footers that a section prints: those of the
// first and of even pages only where the section and the settings ask for them.
func (s *story) section() error {
	var refs []struct {
		marginRef
		kind string
	}
	titlePage := false
	err := s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:headerReference", "w:footerReference":
			kind := strings.TrimSuffix(strings.TrimPrefix(el.Name, "w:"), "Reference")
			refs = append(refs, struct {
				marginRef
				kind string
			}{marginRef{id: el.Attr("id"), kind: kind}, el.Attr("type")})
		case "w:titlePg":
			titlePage = el.On()
		}
		return nil
	})
	for _, ref := range refs {
		if (ref.kind == "first" && !titlePage) || (ref.kind == "even" && !s.r.even) {
			continue
		}
		s.r.refs = append(s.r.refs, ref.marginRef)
	}
	return err
}

// emit adds a finished paragraph.
func (s *story) emit(p flow.Para) {
	p.Group = s.path
	s.out = append(s.out, p)
}

// next gives the path of the next paragraph of the container.
func (s *story) next() string {
	*s.count++
	return fmt.Sprintf("%s/p%d", s.path, *s.count)
}

// within reads a part of the story that has a container of its own.
func (s *story) within(path string, read func() error) ([]flow.Para, error) {
	outer := *s
	s.path, s.count, s.out = path, new(int), nil
	err := read()
	s.flushCarry()
	out := s.out
	s.path, s.count, s.out = outer.path, outer.count, outer.out
	return out, err
}

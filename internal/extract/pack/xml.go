package pack

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"claimline/internal/sow"
)

// Element is the start of an XML element. Its name has the prefix that the
// package of names gives its name space ("w:p"), whatever prefix the file uses.
type Element struct {
	Name  string
	Attrs []xml.Attr
}

// Attr gives the value of an attribute by its local name, "" when absent.
func (e Element) Attr(local string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// On reads an on/off property: present without a value means on (ECMA-376
// 17.17.4).
func (e Element) On() bool {
	switch e.Attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// Decoder walks the elements of one part and spends the package's budget.
type Decoder struct {
	xml   *xml.Decoder
	in    *guard
	pkg   *Package
	depth int
	names map[xml.Name]string
}

func newDecoder(r io.Reader, pkg *Package) *Decoder {
	in := &guard{limit: pkg.lim.TextBytes, r: bufio.NewReaderSize(decoded(r), 64<<10)}
	x := xml.NewDecoder(in)
	x.CharsetReader = charset.NewReaderLabel
	return &Decoder{xml: x, in: in, pkg: pkg, names: map[xml.Name]string{}}
}

// decoded turns UTF-16, which XML allows for any part, into UTF-8.
func decoded(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil || (!bytes.Equal(head, []byte{0xff, 0xfe}) && !bytes.Equal(head, []byte{0xfe, 0xff})) {
		return b
	}
	return &utf16Reader{r: transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())}
}

// utf16Reader drops the XML declaration, which names an encoding that the
// bytes no longer have.
type utf16Reader struct {
	r      io.Reader
	begun  bool
	buffer []byte
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	if !u.begun {
		u.begun = true
		head := make([]byte, 1024)
		n, err := io.ReadFull(u.r, head)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return 0, err
		}
		u.buffer = head[:n]
		if end := bytes.Index(u.buffer, []byte("?>")); bytes.HasPrefix(u.buffer, []byte("<?xml")) && end > 0 {
			u.buffer = u.buffer[end+2:]
		}
	}
	if len(u.buffer) > 0 {
		n := copy(p, u.buffer)
		u.buffer = u.buffer[n:]
		return n, nil
	}
	return u.r.Read(p)
}

// guard counts the bytes of a token, which the decoder holds whole in memory:
// none may be longer than the text of a document.
type guard struct {
	r     *bufio.Reader
	limit int
	used  int
}

func (g *guard) ReadByte() (byte, error) {
	if g.used++; g.used > g.limit {
		return 0, Limit(sow.ReasonTooLarge, "One piece of text in the document is larger than %d MB.", g.limit>>20)
	}
	return g.r.ReadByte()
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.used += n
	return n, err
}

// token gives the next token within the limits.
func (d *Decoder) token() (xml.Token, error) {
	d.in.used = 0
	if d.pkg.tokens++; d.pkg.tokens > d.pkg.lim.Tokens {
		return nil, Limit(sow.ReasonTooLarge, "The document has more than %d XML elements and texts.", d.pkg.lim.Tokens)
	}
	tok, err := d.xml.Token()
	if err != nil {
		return nil, err
	}
	switch t := tok.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > d.pkg.lim.Depth {
			return nil, Limit(sow.ReasonTooLarge, "The document nests its elements deeper than %d.", d.pkg.lim.Depth)
		}
	case xml.EndElement:
		d.depth--
	case xml.Directive:
		if bytes.HasPrefix(bytes.ToUpper(bytes.TrimSpace(t)), []byte("DOCTYPE")) {
			return nil, Corrupt(nil, "The document declares XML entities, which no Word document does.")
		}
	}
	return tok, nil
}

// root gives the first element of the part.
func (d *Decoder) root() (Element, error) {
	for {
		tok, err := d.token()
		if err != nil {
			return Element{}, err
		}
		if start, ok := tok.(xml.StartElement); ok {
			return d.element(start), nil
		}
	}
}

// end reads to the end of the part: XML that breaks off is a syntax error.
func (d *Decoder) end() error {
	for {
		_, err := d.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Children gives each child element of the present element to visit, which
// may read the child or leave it, and ends behind the present element.
func (d *Decoder) Children(visit func(Element) error) error {
	parent := d.depth
	for {
		tok, err := d.token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := visit(d.element(t)); err != nil {
				return err
			}
			if err := d.leave(parent); err != nil {
				return err
			}
		case xml.EndElement:
			if d.depth < parent {
				return nil
			}
		}
	}
}

// leave skips to the end of what is still open below depth.
func (d *Decoder) leave(depth int) error {
	for d.depth > depth {
		if _, err := d.token(); err != nil {
			return err
		}
	}
	return nil
}

// Text gives the character data of the present element and ends behind it.
func (d *Decoder) Text() (string, error) {
	parent := d.depth
	var out strings.Builder
	for {
		tok, err := d.token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			if d.depth == parent {
				out.Write(t)
			}
		case xml.EndElement:
			if d.depth < parent {
				return out.String(), nil
			}
		}
	}
}

func (d *Decoder) element(t xml.StartElement) Element {
	name, ok := d.names[t.Name]
	if !ok {
		prefix, known := d.pkg.prefixes[t.Name.Space]
		if !known && !strings.ContainsAny(t.Name.Space, ":/") {
			prefix = t.Name.Space // a prefix that the file does not declare
		}
		name = fmt.Sprintf("%s:%s", prefix, t.Name.Local)
		if len(d.names) < 1024 {
			d.names[t.Name] = name
		}
	}
	return Element{name, t.Attr}
}

// Mixed gives each child element of the present element to visit and returns
// the character data around them.
func (d *Decoder) Mixed(visit func(Element) error) (string, error) {
	var out strings.Builder
	err := d.Content(func(text string) error {
		out.WriteString(text)
		return nil
	}, visit)
	return out.String(), err
}

// Content gives the character data and the child elements of the present
// element in order, and ends behind it.
func (d *Decoder) Content(text func(string) error, visit func(Element) error) error {
	parent := d.depth
	for {
		tok, err := d.token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.CharData:
			err = text(string(t))
		case xml.StartElement:
			if err = visit(d.element(t)); err == nil {
				err = d.leave(parent)
			}
		case xml.EndElement:
			if d.depth < parent {
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

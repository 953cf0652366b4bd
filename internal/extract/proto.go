package extract

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"claimline/internal/extract/pdf"
	"claimline/internal/extract/wire"
	"claimline/internal/sow"
)

// The operations of a child.
const (
	opWarm = "warm" // load PDFium
	opRead = "read" // read a document
	opGray = "gray" // draw a page in grey, for OCR
	opPNG  = "png"  // draw a page for people
	opFind = "find" // find a quotation on a page
	opPart = "part" // read pages for another child
)

// request is one line to a child, followed by Size bytes of the document and
// Extra bytes of scans. A child that has just had the document, by its Digest,
// is not sent it again: Size is 0 then.
type request struct {
	ID     int64      `json:"id"`
	Op     string     `json:"op"`
	Name   string     `json:"name,omitempty"`
	Digest string     `json:"digest,omitempty"`
	Size   int64      `json:"size,omitempty"`
	Extra  int        `json:"extra,omitempty"`
	Page   int        `json:"page,omitempty"` // from 1
	DPI    float64    `json:"dpi,omitempty"`
	Quote  string     `json:"quote,omitempty"`
	Shared bool       `json:"shared,omitempty"` // another child may read some of the pages
	Place  int        `json:"place,omitempty"`  // of the document in the claims
	Engine string     `json:"engine,omitempty"`
	CPU    int        `json:"cpu,omitempty"` // seconds of processor time for this request
	Limits pdf.Limits `json:"limits"`

	extra  []byte             // the scans, as JSON
	help   func(func([]byte)) // has another child read pages and takes them; nil when there is none
	enough func()             // ends the help
	page   func([]byte)       // takes the pages of a part
}

// part is one line to a child that has asked for help, followed by Size bytes:
// a page that another child has read. One without a page is the last.
type part struct {
	ID   int64 `json:"id"`
	Size int   `json:"part"`
}

// frame is one line from a child. A reply is one head frame, any number of
// frames with blocks, and one end frame that says how many blocks there were; or one
// failure frame. What stops before the end frame is not a document.
type frame struct {
	ID      int64          `json:"id"`
	Head    *sow.Document  `json:"head,omitempty"`
	Pages   []pdf.PageInfo `json:"pages,omitempty"`
	Blocks  int            `json:"blocks,omitempty"` // that many blocks follow the line, in Bytes
	Boxes   []sow.Box      `json:"boxes,omitempty"`
	Share   bool           `json:"share,omitempty"`  // another child may read pages, see claims
	Second  bool           `json:"second,omitempty"` // PDFium has refused the file, the second engine tries
	Failure *sow.Failure   `json:"failure,omitempty"`
	Ends    bool           `json:"ends,omitempty"`  // the child ends after this failure
	Bytes   int            `json:"bytes,omitempty"` // that many bytes of blocks, an image or a part follow the line
	Width   int            `json:"width,omitempty"`
	Height  int            `json:"height,omitempty"`
	Stride  int            `json:"stride,omitempty"` // bytes of a row
	End     *int           `json:"end,omitempty"`    // number of blocks before
}

// reply is what a child answered to one request.
type reply struct {
	document sow.Document
	pages    []pdf.PageInfo
	data     []byte // an image
	boxes    []sow.Box
	head     bool // the head frame was there
	second   bool // the second engine was tried
	ends     bool // the child ends
	page     func([]byte)
	passed   int // bytes of pages or blocks

	width, height, stride int
}

// Limits of the protocol, from the parent's side: a child that breaks them is
// killed.
const (
	maxFrame   = 4 << 20  // bytes of one line
	maxBlocks  = 200_000  // blocks of a document
	blockBytes = 32 << 10 // bytes of blocks from which on they are sent
	maxReply   = 64 << 20 // bytes of one reply
	maxBinary  = 96 << 20 // bytes of an image
	maxExtra   = 64 << 20 // bytes of scans
	maxKept    = 48 << 20 // size of a document that a child keeps for the next request
)

// errProtocol says that a child did not keep to the protocol, or ended in the
// middle of a reply.
var errProtocol = errors.New("the reading process broke off")

// readReply reads the frames of the reply to request id. It calls share, once,
// when the child would like to have help, and page with each page of a part;
// both may be nil.
func readReply(r *bufio.Reader, id int64, share func(), page func([]byte)) (reply, error) {
	out := reply{page: page}
	total := 0
	for {
		line, err := readLine(r, maxFrame)
		if err != nil {
			return reply{second: out.second}, fmt.Errorf("%w: %w", errProtocol, err)
		}
		if total += len(line); total > maxReply {
			return reply{}, fmt.Errorf("%w: reply of more than %d bytes", errProtocol, maxReply)
		}
		var f frame
		if err := json.Unmarshal(line, &f); err != nil {
			return reply{}, fmt.Errorf("%w: %w", errProtocol, err)
		}
		if f.ID != id {
			return reply{}, fmt.Errorf("%w: answer to request %d instead of %d", errProtocol, f.ID, id)
		}
		if f.Failure != nil {
			return reply{ends: f.Ends}, f.Failure
		}
		if f.End != nil {
			if *f.End != len(out.document.Blocks) {
				return reply{}, fmt.Errorf("%w: %d blocks instead of %d", errProtocol, len(out.document.Blocks), *f.End)
			}
			return out, nil
		}
		if f.Share && share != nil {
			share()
			share = nil
			continue
		}
		if err := out.take(f, r); err != nil {
			return reply{}, fmt.Errorf("%w: %w", errProtocol, err)
		}
	}
}

// take adds what a frame brings, each kind in its place.
func (out *reply) take(f frame, r io.Reader) error {
	switch {
	case f.Second && !out.head:
		out.second = true
	case f.Boxes != nil && out.boxes == nil:
		out.boxes = f.Boxes
	case f.Head != nil && !out.head:
		out.head = true
		out.document, out.pages = *f.Head, f.Pages
		out.document.Blocks = nil
	case f.Blocks > 0 && out.head && len(out.document.Blocks)+f.Blocks <= maxBlocks:
		return out.takeBlocks(f, r)
	case f.Bytes > 0 && out.data == nil:
		return out.takeBytes(f, r)
	default:
		return errors.New("unexpected frame")
	}
	return nil
}

// takeBlocks takes the blocks that follow a frame.
func (out *reply) takeBlocks(f frame, r io.Reader) error {
	if out.passed += f.Bytes; f.Bytes <= 0 || out.passed > maxReply {
		return fmt.Errorf("%d bytes of blocks", f.Bytes)
	}
	data, err := readBytes(r, f.Bytes)
	if err != nil {
		return err
	}
	d := wire.NewDecoder(data)
	for range f.Blocks {
		out.document.Blocks = append(out.document.Blocks, decodeBlock(d))
		if d.Err() != nil {
			return d.Err()
		}
	}
	if d.More() {
		return wire.ErrDamaged
	}
	return nil
}

// takeBytes takes a page of a part or an image.
func (out *reply) takeBytes(f frame, r io.Reader) error {
	if out.page == nil && f.Bytes > maxBinary || out.page != nil && out.passed+f.Bytes > maxExtra {
		return fmt.Errorf("%d bytes behind a frame", f.Bytes)
	}
	data, err := readBytes(r, f.Bytes)
	if err != nil {
		return err
	}
	if out.page != nil {
		out.passed += len(data)
		out.page(data)
		return nil
	}
	out.data, out.width, out.height, out.stride = data, f.Width, f.Height, f.Stride
	return nil
}

// readBytes reads n bytes. What it keeps grows with what comes, not with what
// is announced.
func readBytes(r io.Reader, n int) ([]byte, error) {
	var buf bytes.Buffer
	if n <= 1<<20 {
		buf.Grow(n + bytes.MinRead) // without room for another read it would be copied at the end
	}
	if _, err := io.CopyN(&buf, r, int64(n)); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// readLine reads one line of at most limit bytes.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > limit {
			return nil, fmt.Errorf("line of more than %d bytes", limit)
		}
		if err == nil && line == nil {
			return bytes.TrimSuffix(part, []byte("\n")), nil
		}
		line = append(line, part...)
		if err == nil {
			return line[:len(line)-1], nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
}

// writeReply writes a document as frames.
func writeReply(w io.Writer, id int64, doc sow.Document, pages []pdf.PageInfo) error {
	blocks := doc.Blocks
	doc.Blocks = nil
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(frame{ID: id, Head: &doc, Pages: pages}); err != nil {
		return err
	}
	var e wire.Encoder
	from := 0
	for i := range blocks {
		encodeBlock(&e, &blocks[i])
		if i+1 < len(blocks) && len(e.Buf) < blockBytes {
			continue
		}
		if err := enc.Encode(frame{ID: id, Blocks: i + 1 - from, Bytes: len(e.Buf)}); err != nil {
			return err
		}
		if _, err := w.Write(e.Buf); err != nil {
			return err
		}
		from, e.Buf = i+1, e.Buf[:0]
	}
	n := len(blocks)
	return enc.Encode(frame{ID: id, End: &n})
}

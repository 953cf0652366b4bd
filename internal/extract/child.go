package extract

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"

	"claimline/internal/extract/pdf"
	"claimline/internal/sow"
)

// childArg is the first argument of a child, followed by the cache directory
// (or "" for none).
const childArg = "claimline-extract-child"

// exitCPU is the exit status of a child that used up its processor time.
const exitCPU = 99

// MainIfChild runs the reading process and ends the program, if the program
// was started as one. Otherwise it returns at once. Call it first in main.
func MainIfChild() {
	if len(os.Args) < 3 {
		return
	}
	switch os.Args[1] {
	case childArg:
		os.Exit(childMain(os.Args[2]))
	case warmArg:
		os.Exit(warmMain(os.Args[2]))
	}
}

// child serves requests on its standard input until that ends.
type child struct {
	ctx      context.Context
	cacheDir string
	in       *bufio.Reader
	out      *bufio.Writer
	engine   *pdf.Engine
	claims   *claims // mapped when the first document is shared

	kept       []byte // the last document
	keptDigest string
}

func childMain(cacheDir string) int {
	if err := limitChild(); err != nil {
		fmt.Fprintln(os.Stderr, "limit:", err)
		return 1
	}
	runtime.MemProfileRate = 0 // nobody asks a child for a profile of its memory
	widenPipes()
	c := &child{
		ctx: context.Background(), cacheDir: cacheDir,
		in: bufio.NewReaderSize(os.Stdin, 64<<10), out: bufio.NewWriterSize(os.Stdout, 64<<10),
	}
	for {
		err := c.serve()
		if errors.Is(err, io.EOF) {
			return 0
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, strconv.Quote(err.Error()))
			return 1
		}
	}
}

// receive reads the document of a request, or takes the one that was kept.
func (c *child) receive(req request) (payload, error) {
	if req.Size < 0 || req.Size > 1<<30 || req.Extra < 0 || req.Extra > maxExtra {
		return payload{}, fmt.Errorf("request of %d and %d bytes", req.Size, req.Extra)
	}
	p := payload{document: c.kept}
	if req.Size > 0 || req.Digest != c.keptDigest {
		p.document = make([]byte, req.Size)
		if _, err := io.ReadFull(c.in, p.document); err != nil {
			return payload{}, fmt.Errorf("read the document: %w", err)
		}
		c.kept, c.keptDigest = nil, ""
		if req.Size <= maxKept {
			c.kept, c.keptDigest = p.document, req.Digest
		}
	}
	if req.Extra > 0 {
		extra := make([]byte, req.Extra)
		if _, err := io.ReadFull(c.in, extra); err != nil {
			return payload{}, fmt.Errorf("read the scans: %w", err)
		}
		if err := json.Unmarshal(extra, &p.scans); err != nil {
			return payload{}, fmt.Errorf("decode the scans: %w", err)
		}
	}
	return p, nil
}

// payload is what comes with a request.
type payload struct {
	document []byte
	scans    []pdf.Scan
}

// serve answers one request. An error ends the child: its state is not
// trusted any more.
func (c *child) serve() error {
	line, err := readLine(c.in, 64<<10)
	if err != nil {
		return err
	}
	var req request
	if err := json.Unmarshal(line, &req); err != nil {
		return fmt.Errorf("decode the request: %w", err)
	}
	data, err := c.receive(req)
	if err != nil {
		return err
	}
	limitCPU(req.CPU)
	err = c.handle(req, data)
	if f, ok := errors.AsType[*sow.Failure](err); ok {
		ends := f.Cause != nil && fatal(f.Cause)
		if err := json.NewEncoder(c.out).Encode(frame{ID: req.ID, Failure: f, Ends: ends}); err != nil {
			return err
		}
		if !ends {
			err = nil
		}
	}
	if flushErr := c.out.Flush(); flushErr != nil {
		return flushErr
	}
	if err == nil && c.engine != nil {
		err = c.engine.Prepare()
	}
	return err
}

func fatal(err error) bool { return errors.Is(err, pdf.ErrTrap) || errors.Is(err, pdf.ErrMemory) }

func (c *child) handle(req request, data payload) error {
	switch req.Op {
	case opWarm:
		if err := c.loadEngine(); err != nil {
			return err
		}
		return c.end(req.ID)
	case opRead:
		doc, pages, err := c.read(req, data)
		if err != nil {
			return err
		}
		return writeReply(c.out, req.ID, doc, pages)
	case opPart:
		return c.part(req, data.document)
	case opGray:
		return c.gray(req, data.document)
	case opPNG:
		return c.png(req, data.document)
	case opFind:
		return c.find(req, data.document)
	}
	return fmt.Errorf("unknown request %q", req.Op)
}

func (c *child) end(id int64) error {
	n := 0
	return json.NewEncoder(c.out).Encode(frame{ID: id, End: &n})
}

func (c *child) loadEngine() error {
	if c.engine != nil {
		return nil
	}
	engine, err := pdf.NewEngine(c.ctx, filled(c.cacheDir))
	if err != nil {
		return err
	}
	c.engine = engine
	return engine.Prepare()
}

func (c *child) read(req request, data payload) (sow.Document, []pdf.PageInfo, error) {
	format, err := sniff(req.Name, data.document)
	if err != nil {
		return sow.Document{}, nil, err
	}
	if format == "pdf" {
		return c.readPDF(req, data)
	}
	doc, err := readOther(format, data.document)
	return doc, nil, err
}

func (c *child) readPDF(req request, data payload) (sow.Document, []pdf.PageInfo, error) {
	if req.Engine == Ledongthuc {
		return c.readSecond(req, data.document)
	}
	d, err := c.open(req, data.document)
	if f, ok := errors.AsType[*sow.Failure](err); ok && f.Code == sow.ReasonCorruptPDF && errors.Is(f.Cause, pdf.ErrFormat) {
		return c.secondOpinion(req, data.document, f)
	}
	if err != nil {
		return sow.Document{}, nil, err
	}
	res, err := c.readPages(req, d, data.scans)
	if err != nil {
		return sow.Document{}, nil, err
	}
	if err := d.Close(); err != nil {
		return sow.Document{}, nil, fmt.Errorf("close the document: %w", err)
	}
	return res.Document, res.Pages, nil
}

// secondCPU is the processor time in seconds that the second engine gets on a
// file that PDFium has refused: such files make it hang.
const secondCPU = 2

// secondOpinion has the second engine read what PDFium has refused. The parent
// is told before, so that it knows what a child that dies now has died of.
func (c *child) secondOpinion(req request, data []byte, refused *sow.Failure) (sow.Document, []pdf.PageInfo, error) {
	if err := json.NewEncoder(c.out).Encode(frame{ID: req.ID, Second: true}); err != nil {
		return sow.Document{}, nil, err
	}
	if err := c.out.Flush(); err != nil {
		return sow.Document{}, nil, err
	}
	limitCPU(secondCPU)
	doc, pages, err := c.readSecond(req, data)
	if err != nil || len(doc.Blocks) == 0 {
		return sow.Document{}, nil, refused
	}
	doc.Warnings = append(doc.Warnings, sow.Warning{
		Code: sow.WarnMixedEngines, Message: "The PDF is damaged and was read by the second engine. Check the text against the original.",
	})
	return doc, pages, nil
}

func (c *child) readSecond(req request, data []byte) (sow.Document, []pdf.PageInfo, error) {
	res, err := pdf.ReadSecond(data, req.Limits)
	if err != nil {
		return sow.Document{}, nil, failPDF(err)
	}
	return res.Document, res.Pages, nil
}

func (c *child) open(req request, data []byte) (*pdf.Document, error) {
	if err := c.loadEngine(); err != nil {
		return nil, err
	}
	d, err := c.engine.Open(data, req.Limits)
	if errors.Is(err, pdf.ErrFormat) && !completePDF(data) {
		return nil, failTruncated()
	}
	if err != nil {
		return nil, failPDF(err)
	}
	return d, nil
}

package web

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"slices"
	"strconv"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// pageView is one page of a PDF with the lines that conclusions rest on.
type pageView struct {
	Doc        sow.DocumentRecord
	Heading    string
	Page       int
	Last       int
	Prev, Next int // 0 none
	Lines      []pageLine
}

// pageLine is a quoted line and the conclusion that rests on it.
type pageLine struct {
	About string
	Quote string
}

// markedQuotes is how many lines of a page are looked for and marked.
const markedQuotes = 24

// pagePage shows a page of a document beside what was concluded from it.
func (s *site) pagePage(r *request) (reply, error) {
	view, err := s.pageOf(r)
	if err != nil {
		return reply{}, err
	}
	return s.render(r, "page", frame{Title: "Page " + strconv.Itoa(view.Page) + " of " + view.Heading, Section: "documents"}, view)
}

func (s *site) pageOf(r *request) (pageView, error) {
	id, err := r.id()
	if err != nil {
		return pageView{}, err
	}
	page, err := strconv.Atoi(r.PathValue("page"))
	if err != nil || page < 1 || s.cfg.Page == nil {
		return pageView{}, sow.ErrNotFound
	}
	doc, err := store.DocumentByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return pageView{}, err
	}
	record, err := store.AnalysisOf(r.Context(), s.cfg.DB, id)
	if err != nil {
		return pageView{}, err
	}
	a := record.Analysis
	if a.Document.Pages == nil || page > *a.Document.Pages {
		return pageView{}, sow.ErrNotFound
	}
	view := pageView{Doc: doc, Heading: orElse(a.Document.Title, doc.Name), Page: page, Last: *a.Document.Pages, Prev: page - 1, Lines: linesOn(a, page)}
	if page < view.Last {
		view.Next = page + 1
	}
	return view, nil
}

// pageImage draws a page and marks the quoted lines on it.
func (s *site) pageImage(r *request) (reply, error) {
	view, err := s.pageOf(r)
	if err != nil {
		return reply{}, err
	}
	content, err := s.cfg.Blobs.Get(r.Context(), view.Doc.SHA256)
	if err != nil {
		return reply{}, err
	}
	var quotes []string
	for _, l := range view.Lines {
		if len(quotes) < markedQuotes && !slices.Contains(quotes, l.Quote) {
			quotes = append(quotes, l.Quote)
		}
	}
	drawn, err := s.cfg.Page(r.Context(), view.Doc.SHA256, content, view.Page, quotes)
	if err != nil {
		return reply{}, err
	}
	marked, err := mark(drawn)
	if err != nil {
		return reply{}, err
	}
	return reply{status: 200, header: map[string]string{"Content-Type": "image/png"}, body: marked}, nil
}

// mark lays a marker's yellow over the boxes, as a pen would: dark stays dark.
func mark(p PageImage) ([]byte, error) {
	if len(p.Boxes) == 0 {
		return p.PNG, nil
	}
	src, err := png.Decode(bytes.NewReader(p.PNG))
	if err != nil {
		return nil, err
	}
	canvas := image.NewRGBA(src.Bounds())
	draw.Draw(canvas, canvas.Bounds(), src, src.Bounds().Min, draw.Src)
	for _, b := range p.Boxes {
		area := image.Rect(int(b.X*p.Scale)-2, int(b.Y*p.Scale)-1, int((b.X+b.Width)*p.Scale)+3, int((b.Y+b.Height)*p.Scale)+2)
		tint(canvas, area.Intersect(canvas.Bounds()))
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, canvas); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func tint(canvas *image.RGBA, area image.Rectangle) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			c := canvas.RGBAAt(x, y)
			if c.R > 200 && c.B < 150 {
				continue // marked already
			}
			canvas.SetRGBA(x, y, color.RGBA{R: c.R, G: c.G - c.G/10, B: c.B / 5 * 2, A: 255})
		}
	}
}

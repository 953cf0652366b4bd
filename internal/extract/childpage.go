package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
)

// gray answers with a page drawn in grey.
func (c *child) gray(req request, data []byte) error {
	d, err := c.open(req, data)
	if err != nil {
		return err
	}
	img, err := d.Gray(req.Page, req.DPI)
	if err != nil {
		return failPDF(err)
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("close the document: %w", err)
	}
	return c.image(frame{ID: req.ID, Bytes: len(img.Pix), Width: img.Rect.Dx(), Height: img.Rect.Dy(), Stride: img.Stride}, img.Pix)
}

// png answers with a page drawn for people.
func (c *child) png(req request, data []byte) error {
	d, err := c.open(req, data)
	if err != nil {
		return err
	}
	img, err := d.Colour(req.Page, req.DPI)
	if err != nil {
		return failPDF(err)
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("close the document: %w", err)
	}
	var buf bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&buf, img); err != nil {
		return fmt.Errorf("encode the page: %w", err)
	}
	return c.image(frame{ID: req.ID, Bytes: buf.Len(), Width: img.Rect.Dx(), Height: img.Rect.Dy()}, buf.Bytes())
}

// find answers with the places of a quotation.
func (c *child) find(req request, data []byte) error {
	d, err := c.open(req, data)
	if err != nil {
		return err
	}
	boxes, err := d.Locate(req.Page, req.Quote, req.Limits)
	if err != nil {
		return failPDF(err)
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("close the document: %w", err)
	}
	if len(boxes) > 0 {
		if err := json.NewEncoder(c.out).Encode(frame{ID: req.ID, Boxes: boxes}); err != nil {
			return err
		}
	}
	return c.end(req.ID)
}

// image writes a frame with the bytes of an image behind it.
func (c *child) image(f frame, pix []byte) error {
	if err := json.NewEncoder(c.out).Encode(f); err != nil {
		return err
	}
	if _, err := c.out.Write(pix); err != nil {
		return err
	}
	return c.end(f.ID)
}

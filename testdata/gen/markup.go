package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// doc is one statement of work as its source describes it.
type doc struct {
	meta   meta
	blocks []block
	notes  map[string][]run
}

// meta is the front matter of a source.
type meta struct {
	name, out, producer      string
	lang, title, font, paper string
	header, footer           string
	author, date             string
	password                 string
	base                     string // maker of the PDF below a scan or an encrypted file
	columns                  int
	dpi                      int
	skew                     float64 // degrees a scanned page is turned by
	numbered, toc            bool
}

type blockKind int

const (
	kindPara blockKind = iota
	kindHeading
	kindBullet
	kindNumber
	kindCheck
	kindTable
	kindBox
	kindSign
	kindHidden
	kindComment
	kindPageBreak
	kindRule
	kindQuote
)

// block is a paragraph-like part of a document. Which fields are set follows from kind.
type block struct {
	kind     blockKind
	level    int // headings from 1, list items from 0
	checked  bool
	title    bool   // a heading that is the title of the document
	number   string // printed before a heading or a list item
	list     int    // which numbered list an item belongs to, from 1
	runs     []run
	rows     [][]cell
	header   bool // the first row is a header row
	author   string
	blocks   []block
	comments []block
}

type cell []run

// parse reads a source file. name is used when the front matter has none.
func parse(name, src string) (*doc, error) {
	src = strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n")
	front, body, found := cutFront(src)
	if !found {
		return nil, errors.New("no front matter between --- lines")
	}
	m, err := parseMeta(front)
	if err != nil {
		return nil, err
	}
	if m.name == "" {
		m.name = name
	}
	d := &doc{meta: m, notes: map[string][]run{}}
	p := &parser{lines: strings.Split(spreadChanges(body), "\n"), notes: d.notes}
	d.blocks = attachComments(p.blocks())
	d.finish()
	return d, nil
}

func cutFront(src string) (front, body string, found bool) {
	src = strings.TrimLeft(src, "\n ")
	rest, ok := strings.CutPrefix(src, "---\n")
	if !ok {
		return "", "", false
	}
	front, body, found = strings.Cut(rest, "\n---\n")
	return front, body, found
}

// parseMeta reads "key: value" lines. Titles often hold a colon, so it is no YAML decoder.
func parseMeta(front string) (meta, error) {
	m := meta{lang: "en", columns: 1, dpi: 150, font: "sans", base: "libreoffice"}
	fields := map[string]*string{
		"name": &m.name, "out": &m.out, "producer": &m.producer, "lang": &m.lang, "title": &m.title,
		"font": &m.font, "header": &m.header, "footer": &m.footer, "password": &m.password,
		"base": &m.base, "paper": &m.paper, "author": &m.author, "date": &m.date,
	}
	for line := range strings.SplitSeq(front, "\n") {
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), scalar(value)
		if !ok || key == "" || strings.HasPrefix(key, "#") || value == "" {
			continue
		}
		var err error
		switch field, known := fields[key]; {
		case known:
			*field = value
		case key == "columns":
			m.columns, err = strconv.Atoi(value)
		case key == "dpi":
			m.dpi, err = strconv.Atoi(value)
		case key == "skew":
			m.skew, err = strconv.ParseFloat(value, 64)
		case key == "numbered":
			m.numbered = value == "true" || value == "yes"
		case key == "toc":
			m.toc = value == "true" || value == "yes"
		}
		if err != nil {
			return m, fmt.Errorf("front matter %s: %w", key, err)
		}
	}
	return m, m.check()
}

func (m *meta) check() error {
	switch m.out {
	case "docx", "pdf", "html", "odt", "txt", "md":
	default:
		return fmt.Errorf("front matter out: unknown format %q", m.out)
	}
	if _, err := time.Parse(time.DateOnly, m.date); m.date != "" && err != nil {
		return fmt.Errorf("front matter date: %w", err)
	}
	if m.producer == "" || m.producer == "native" {
		m.producer = map[string]string{"docx": "native", "pdf": "libreoffice"}[m.out]
	}
	return nil
}

// scalar strips quotes, or else a trailing comment.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || s == "|" || s == ">" {
		return ""
	}
	if q := s[0]; q == '"' || q == '\'' {
		if end := strings.LastIndexByte(s[1:], q); end >= 0 {
			return strings.NewReplacer(`\"`, `"`, `''`, `'`).Replace(s[1 : end+1])
		}
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

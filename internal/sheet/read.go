package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Limits bound what is read of a table that somebody sent. The zero value of a
// field means its default.
type Limits struct {
	Bytes   int64 // of the file; default 20 MiB
	Rows    int   // default 100,000
	Columns int   // default 200
}

// MaxBytes is the largest table that is read by default.
const MaxBytes = 20 << 20

// The kinds of trouble with a table; errors of Read wrap one of them.
var (
	ErrTooLarge = errors.New("the table is too large")
	ErrNoTable  = errors.New("the file is no table that can be read")
)

func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = MaxBytes
	}
	if l.Rows <= 0 {
		l.Rows = 100_000
	}
	if l.Columns <= 0 {
		l.Columns = 200
	}
	return l
}

// unzipped bounds the parts of a workbook after unpacking.
const unzipped = 256 << 20

// Row is a line of a table that is not empty.
type Row struct {
	Line  int // as a spreadsheet counts it: the first is 1, empty lines count, too
	Cells []string
}

// Read gives the lines of a CSV file or of the first sheet of an XLSX workbook,
// as text, without empty lines. The content decides which it is, not a name.
// Numbers of a workbook come raw: days are serial numbers, see [SerialDay].
func Read(data []byte, l Limits) ([]Row, error) {
	l = l.withDefaults()
	if int64(len(data)) > l.Bytes {
		return nil, fmt.Errorf("%w: %d bytes of at most %d", ErrTooLarge, len(data), l.Bytes)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return readXLSX(data, l)
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return nil, fmt.Errorf("%w: it is a workbook of the old kind (.xls) or protected by a password; save it as .xlsx or CSV without one", ErrNoTable)
	}
	return readCSV(data, l)
}

func readXLSX(data []byte, l Limits) ([]Row, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unzipped, UnzipXMLSizeLimit: unzipped, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: the workbook is damaged or cut off; export it again (%w)", ErrNoTable, err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoTable, err)
	}
	defer rows.Close()
	var out []Row
	for line := 1; rows.Next(); line++ {
		row, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNoTable, err)
		}
		if out, err = l.add(out, line, row); err != nil {
			return nil, err
		}
	}
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoTable, err)
	}
	return out, nil
}

func readCSV(data []byte, l Limits) ([]Row, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(text), -1, true
	if err := checkQuotes(text, r.Comma); err != nil {
		return nil, err
	}
	var out []Row
	for inside := 0; ; { // lines that end inside a cell, which are no lines of a spreadsheet
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNoTable, err)
		}
		at, _ := r.FieldPos(0)
		line := at - inside
		for _, cell := range row {
			inside += strings.Count(cell, "\n")
		}
		if out, err = l.add(out, line, row); err != nil {
			return nil, err
		}
	}
}

func (l Limits) add(out []Row, line int, row []string) ([]Row, error) {
	if len(row) > l.Columns {
		return nil, fmt.Errorf("%w: a line has %d columns of at most %d", ErrTooLarge, len(row), l.Columns)
	}
	empty := true
	for i, cell := range row {
		row[i] = strings.TrimSpace(printable(cell))
		empty = empty && row[i] == ""
	}
	if empty {
		return out, nil
	}
	if len(out) >= l.Rows {
		return nil, fmt.Errorf("%w: more than %d lines", ErrTooLarge, l.Rows)
	}
	return append(out, Row{line, row}), nil
}

// decode gives the text of a CSV file: UTF-8, UTF-16 as Excel saves "Unicode
// text", else the Windows code page of western Europe.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrNoTable, err)
		}
		return string(text), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", fmt.Errorf("%w: it is neither text nor an Excel workbook", ErrNoTable)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\uFEFF"), nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoTable, err)
	}
	return string(text), nil
}

// separator is the one of comma, semicolon and tab that the first line has most
// often outside quotation marks.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	count, quoted := map[rune]int{}, false
	for _, r := range line {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

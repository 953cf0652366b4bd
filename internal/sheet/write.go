package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// CSV writes a table as comma-separated values in UTF-8 with the mark that
// Excel needs to see it, and CR LF at the end of lines (RFC 4180).
func CSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, 0, len(t.Header))
	for _, name := range t.Header {
		record = append(record, Safe(name))
	}
	if err := out.Write(record); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for i, row := range t.Rows {
		record = record[:0]
		for _, v := range row {
			text := v.String()
			if v.number == nil {
				text = Safe(text)
			}
			record = append(record, text)
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("write row %d as CSV: %w", i+1, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// cellLimit is the longest text of a cell in Excel. The library cuts without a
// word; here the cut is marked.
const (
	cellLimit = 32767
	cutMark   = " [cut]"
)

// XLSX writes a table as an Excel workbook with one sheet: the line of names is
// bold and stays in view. Text is stored as text, so that nothing is computed.
func XLSX(w io.Writer, t Table) error {
	f := excelize.NewFile()
	defer f.Close()
	if t.Name != "" {
		if err := f.SetSheetName("Sheet1", t.Name); err != nil {
			return fmt.Errorf("name sheet %q: %w", t.Name, err)
		}
	}
	if err := fill(f, f.GetSheetName(0), t); err != nil {
		return err
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

func fill(f *excelize.File, name string, t Table) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	for i, width := range widths(t) {
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return fmt.Errorf("write XLSX: %w", err)
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	head := make([]any, len(t.Header))
	for i, h := range t.Header {
		head[i] = excelize.Cell{StyleID: bold, Value: fitting(h)}
	}
	if err := sw.SetRow("A1", head); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	for i, row := range t.Rows {
		if err := sw.SetRow(fmt.Sprintf("A%d", i+2), cells(row)); err != nil {
			return fmt.Errorf("write row %d as XLSX: %w", i+1, err)
		}
	}
	if err := sw.Flush(); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

func cells(row []Value) []any {
	out := make([]any, len(row))
	for i, v := range row {
		switch {
		case v.number != nil:
			out[i] = *v.number
		case v.text != "":
			out[i] = fitting(v.text)
		}
	}
	return out
}

// fitting is text without what XML cannot hold, at most as long as a cell. The
// limit counts UTF-16 units.
func fitting(text string) string {
	text = printable(text)
	units := 0
	for i, r := range text {
		n := 1
		if r > 0xFFFF {
			n = 2
		}
		if units += n; units > cellLimit {
			cut := i
			for range len(cutMark) {
				_, size := utf8.DecodeLastRuneInString(text[:cut])
				cut -= size
			}
			return text[:cut] + cutMark
		}
	}
	return text
}

// widths makes columns as wide as their longest cell among the first rows,
// within reason.
func widths(t Table) []float64 {
	out := make([]float64, len(t.Header))
	for i, h := range t.Header {
		out[i] = float64(utf8.RuneCountInString(h))
	}
	for _, row := range t.Rows[:min(len(t.Rows), 200)] {
		for i, v := range row[:min(len(row), len(out))] {
			out[i] = max(out[i], float64(utf8.RuneCountInString(v.String())))
		}
	}
	for i := range out {
		out[i] = min(max(out[i]+2, 8), 60)
	}
	return out
}

package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"claimline/internal/sheet"
)

// dangerous are the fourteen beginnings that some spreadsheet takes for a
// formula or strips on its way to one.
var dangerous = []string{"=", "+", "-", "@", "\t=", "\r=", "\n=", "\x00=", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", " =", "\u00A0="}

// harmless is text that must arrive as it is: negative numbers are no formulas.
var harmless = []string{"", "Contoso", "-12", "-12.50", "1200", "a=b", "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10", "Straße & Söhne <GmbH>", "line one\nline two", `he said "no"`, "2026-11-25"}

func TestCSVHoldsNoFormula(t *testing.T) {
	for _, start := range dangerous {
		got := csvCell(t, sheet.Text(start+"cmd|' /C calc'!A0"))
		if !strings.HasPrefix(got, "'") {
			t.Errorf("a cell that begins with %q is %q in CSV", start, got)
		}
	}
	for _, inner := range []string{"a;=1+1", "a; @SUM(A1)", "a|-1+cmd"} {
		if got := csvCell(t, sheet.Text(inner)); !strings.Contains(got, "'") {
			t.Errorf("%q is %q in CSV: behind another separator it is a formula", inner, got)
		}
	}
	for _, text := range harmless {
		if got := csvCell(t, sheet.Text(text)); got != text {
			t.Errorf("%q is %q in CSV", text, got)
		}
	}
}

func TestXLSXHoldsNoFormula(t *testing.T) {
	rows := [][]sheet.Value{}
	for _, start := range dangerous {
		rows = append(rows, []sheet.Value{sheet.Text(start + "cmd")})
	}
	for _, text := range harmless {
		rows = append(rows, []sheet.Value{sheet.Text(text)})
	}
	f := workbook(t, sheet.Table{Name: "Claims", Header: []string{"=name"}, Rows: rows})
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+2)
		formula, err := f.GetCellFormula("Claims", cell)
		kind, _ := f.GetCellType("Claims", cell)
		if err != nil || formula != "" || row[0].String() != "" && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%q is formula %q of type %v, %v", row[0], formula, kind, err)
		}
	}
	for i, text := range harmless {
		cell, _ := excelize.CoordinatesToCellName(1, len(dangerous)+i+2)
		if got, _ := f.GetCellValue("Claims", cell); got != text {
			t.Errorf("%q is %q in XLSX", text, got)
		}
	}
}

func TestNumbersStayNumbers(t *testing.T) {
	f := workbook(t, sheet.Table{Header: []string{"n"}, Rows: [][]sheet.Value{{sheet.Number(-1234.5)}, {sheet.Int(7)}}})
	if kind, _ := f.GetCellType("Sheet1", "A2"); kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
		t.Errorf("a number is stored as text (%v)", kind)
	}
	if got, _ := f.GetCellValue("Sheet1", "A2"); got != "-1234.5" {
		t.Errorf("A2 = %q, want -1234.5", got)
	}
	if got := csvCell(t, sheet.Number(-1234.5)); got != "-1234.5" {
		t.Errorf("CSV has %q", got)
	}
}

// A cell in Excel holds 32,767 UTF-16 units; more is marked as cut, and control
// characters that would make the file unreadable are left out.
func TestLongAndBrokenText(t *testing.T) {
	for name, text := range map[string]string{"letters": strings.Repeat("ä", 40000), "pairs": strings.Repeat("😀", 20000)} {
		f := workbook(t, sheet.Table{Header: []string{"n"}, Rows: [][]sheet.Value{{sheet.Text(text)}}})
		got, err := f.GetCellValue("Sheet1", "A2")
		if n := len(utf16.Encode([]rune(got))); err != nil || n > 32767 || n < 32700 || !strings.HasSuffix(got, "[cut]") {
			t.Errorf("%s: %d units, ends %q, %v", name, n, got[max(0, len(got)-8):], err)
		}
	}
	f := workbook(t, sheet.Table{Header: []string{"n"}, Rows: [][]sheet.Value{{sheet.Text("a\x00\x01\x1fb\uFFFEc")}}})
	if got, _ := f.GetCellValue("Sheet1", "A2"); got != "abc" {
		t.Errorf("control characters leave %q", got)
	}
}

func TestRead(t *testing.T) {
	want := [][]string{{"Claim ID", "Customer", "Status"}, {"CPOR-1", "Müller & Söhne", "Approved"}, {"CPOR-2", "a, b", "Rejected"}}
	text := "Claim ID,Customer,Status\r\nCPOR-1,Müller & Söhne,Approved\r\n,,\r\nCPOR-2,\"a, b\",Rejected\r\n"
	unicodeText := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(strings.ReplaceAll(strings.ReplaceAll(text, "\"a, b\"", "a; b"), ",", "\t"))) {
		unicodeText = append(unicodeText, byte(u), byte(u>>8))
	}
	var book bytes.Buffer
	table := sheet.Table{Name: "Export", Header: want[0]}
	for _, row := range want[1:] {
		table.Rows = append(table.Rows, []sheet.Value{sheet.Text(row[0]), sheet.Text(row[1]), sheet.Text(row[2])})
	}
	if err := sheet.XLSX(&book, table); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		data []byte
	}{
		{"comma", []byte(text)},
		{"mark", []byte("\uFEFF" + text)},
		{"semicolon", []byte(strings.ReplaceAll(strings.ReplaceAll(text, ",", ";"), "a; b", "a, b"))},
		{"windows-1252", bytes.ReplaceAll(bytes.ReplaceAll([]byte(text), []byte("ü"), []byte{0xfc}), []byte("ö"), []byte{0xf6})},
		{"utf-16 with tabs", unicodeText},
		{"workbook", book.Bytes()},
	} {
		rows, err := sheet.Read(tc.data, sheet.Limits{})
		var got [][]string
		for _, row := range rows {
			got = append(got, row.Cells)
		}
		if tc.name == "utf-16 with tabs" && len(got) == 3 {
			got[2][1] = strings.ReplaceAll(got[2][1], ";", ",")
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", tc.name, err, diff)
		}
	}
}

// Lines are counted as a spreadsheet shows them, so that a person finds them.
func TestReadCountsLinesAsASpreadsheet(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for cell, text := range map[string]string{"A2": "Claim ID", "A3": "CPOR-1", "A7": "CPOR-2"} {
		if err := book.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"csv":      []byte("\nClaim ID,Comment\nCPOR-1,\"a\nb\r\nc\"\n,,\n\n\nCPOR-2,\n"),
		"workbook": xlsx.Bytes(),
	} {
		rows, err := sheet.Read(data, sheet.Limits{})
		var lines []int
		for _, row := range rows {
			lines = append(lines, row.Line)
		}
		if diff := cmp.Diff([]int{2, 3, 7}, lines); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

func TestReadLimits(t *testing.T) {
	for _, tc := range []struct {
		name   string
		data   string
		limits sheet.Limits
		want   error
	}{
		{"bytes", "a,b\n1,2\n", sheet.Limits{Bytes: 4}, sheet.ErrTooLarge},
		{"rows", "a\n1\n2\n3\n", sheet.Limits{Rows: 2}, sheet.ErrTooLarge},
		{"columns", "a,b,c\n", sheet.Limits{Columns: 2}, sheet.ErrTooLarge},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00", sheet.Limits{}, sheet.ErrNoTable},
		{"old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", sheet.Limits{}, sheet.ErrNoTable},
		{"broken workbook", "PK\x03\x04 not really", sheet.Limits{}, sheet.ErrNoTable},
	} {
		if _, err := sheet.Read([]byte(tc.data), tc.limits); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
		}
	}
}

func TestSerialDay(t *testing.T) {
	for _, tc := range []struct {
		text, want string
		ok         bool
	}{{"46346", "2026-11-20", true}, {"46346.75", "2026-11-20", true}, {"12345", "", false}, {"6080811", "", false}, {"2026-11-20", "", false}} {
		if got, ok := sheet.SerialDay(tc.text); got != tc.want || ok != tc.ok {
			t.Errorf("SerialDay(%q) = %q, %v; want %q, %v", tc.text, got, ok, tc.want, tc.ok)
		}
	}
}

func workbook(t *testing.T, table sheet.Table) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.XLSX(&out, table); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// csvCell writes one value as CSV and reads it back.
func csvCell(t *testing.T, v sheet.Value) string {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.CSV(&out, sheet.Table{Header: []string{"n", "m"}, Rows: [][]sheet.Value{{v, sheet.Int(1)}}}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "\uFEFFn,m\r\n") {
		t.Fatalf("CSV begins %q", out.String()[:min(out.Len(), 20)])
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("read back %q: %v", out.String(), err)
	}
	return rows[1][0]
}

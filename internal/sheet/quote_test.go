package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"claimline/internal/sheet"
)

// A quotation mark that is not closed takes the rows below it into one cell;
// marks inside a cell and cells of several lines take nothing.
func TestQuoteThatSwallowsRows(t *testing.T) {
	const head = "Claim ID,Customer,Status\r\n"
	for _, tt := range []struct {
		name, rows string
		want       string // part of the error, "" for a table that is read
		lines      int
	}{
		{"never closed", "1,\"Contoso,Approved\r\n2,Fabrikam,Approved\r\n", "in line 2 of the file the quotation mark before \"Contoso,Approved\" is not closed", 0},
		{"never closed, in the last cell", "1,Contoso,Approved\r\n2,Fabrikam,\"Approved", "in line 3 ", 0},
		{"closed by the mark of another row", "1,\"Contoso,Approved\n2,\"Fabrikam, Inc\",Approved\n", "in line 2 ", 0},
		{"a name in marks of its own", "1,\"Contoso\" Ltd,Approved\n2,\"Fabrikam, Inc\",Approved\n", "in line 2 ", 0},
		{"below a cell of two lines", "1,\"Contoso\nLtd\",Approved\n2,\"Fabrikam,Approved\n", "in line 4 ", 0},
		{"long", "1,\"" + strings.Repeat("ä", 50) + ",Approved\n", strings.Repeat("ä", 30) + "…", 0},
		{"a cell of two lines", "1,\"Contoso\r\nLtd\",Approved\r\n2,Fabrikam,Approved\r\n", "", 3},
		{"doubled marks over two lines", "1,\"the \"\"new\"\"\nContoso\",Approved\n2,Fabrikam,Approved\n", "", 3},
		{"inches", "1,5\" pipes,Approved\n2,\"6\" pipes\",Approved\n", "", 3},
		{"nothing between marks", "1,\"\",\"\"\n2,\"\"\"\",Approved\n", "", 3},
	} {
		rows, err := sheet.Read([]byte(head+tt.rows), sheet.Limits{})
		if tt.want == "" && (err != nil || len(rows) != tt.lines) {
			t.Errorf("%s: %d lines of %d, %v", tt.name, len(rows), tt.lines, err)
		}
		if tt.want != "" && (!errors.Is(err, sheet.ErrNoTable) || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

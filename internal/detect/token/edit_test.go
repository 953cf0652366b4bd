package token

import "testing"

// TestOneEdit tells one edit from none and from two.
func TestOneEdit(t *testing.T) {
	for written, want := range map[string]bool{
		"sharepoint": false, "Sharepiont": true, "Sharpoint": true, "Sharepointt": true, "Sharepaint": true, "SHAREPIONT": true,
		"Sharepiontt": false, "Sharpiont": false, "harepoint": false, "Shraepiont": false, "Share": false, "Sharepoints": true,
	} {
		if got := OneEdit(written, "sharepoint"); got != want {
			t.Errorf("oneEdit(%q) = %v, want %v", written, got, want)
		}
	}
}

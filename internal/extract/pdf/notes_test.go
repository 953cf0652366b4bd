package pdf

import "testing"

// TestAddNotes checks that a page keeps its own words when flattening has
// spoilt them, and takes those of the annotations all the same.
func TestAddNotes(t *testing.T) {
	t.Parallel()
	v := view{right: 595, top: 842}
	field := []area{{left: 70, top: 242, right: 300, bottom: 222}} // 600 to 620 points from the top
	own := []string{"72 100 10 Name of the customer", "72 120 10 Date and place"}
	tests := []struct {
		name string
		flat []string
		want string
	}{
		{"flat text whole", append(own, "72 615 10 Contoso"), "NameofthecustomerDateandplaceContoso"},
		{"flat text spoilt", []string{"72 100 10 1DPH RI WKH FXVWRPHU", "72 120 10 'DWH DQG SODFH", "72 615 10 Contoso"}, "NameofthecustomerDateandplaceContoso"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := set(1, own...)
			p.addNotes(set(1, tt.flat...), field, v)
			got := ""
			for _, w := range p.words {
				got += w.text
			}
			if got != tt.want {
				t.Errorf("words %q, want %q", got, tt.want)
			}
		})
	}
}

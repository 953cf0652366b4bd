package eval

import "testing"

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Contoso Ltd.", "CONTOSO LTD", true},
		{"Ascenseurs Montclar, SAS", "Ascenseurs Montclar", true},
		{"Peumo Libre", "Peumo Libre S.A. de C.V.", true},
		{"Kontor Nord GmbH & Co. KG", "Kontor Nord", true},
		{"Acme GmbH", "Acme AG", false},
		{"Acme", "Acme Freight", false},
		{"Acme Group", "Acme", false},
		{"SE", "SAS", false},
	} {
		if SameName(c.a, c.b) != c.same || SameName(c.b, c.a) != c.same {
			t.Errorf("SameName(%q, %q) is not %v both ways", c.a, c.b, c.same)
		}
	}
}

package wire

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestRoundTrip writes values and reads them again.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int().Draw(t, "n")
		f := rapid.Float64().Draw(t, "f")
		s := rapid.String().Draw(t, "s")
		a, b := rapid.Bool().Draw(t, "a"), rapid.Bool().Draw(t, "b")
		maybe := rapid.SampledFrom([]*bool{nil, &a}).Draw(t, "maybe")
		var e Encoder
		e.Int(n)
		e.Floats(f, -f)
		e.String(s)
		e.Bools(a, b)
		e.Maybe(maybe)
		d := NewDecoder(e.Buf)
		var a2, b2 bool
		n2, f2, g2, s2 := d.Int(), d.Float(), d.Float(), d.String()
		d.Bools(&a2, &b2)
		m2 := d.Maybe()
		if n2 != n || math.Float64bits(f2) != math.Float64bits(f) || math.Float64bits(g2) != math.Float64bits(-f) || s2 != s || a2 != a || b2 != b {
			t.Fatalf("read %v %v %v %q %v %v", n2, f2, g2, s2, a2, b2)
		}
		if (m2 == nil) != (maybe == nil) || m2 != nil && *m2 != *maybe {
			t.Fatalf("read %v for %v", m2, maybe)
		}
		if d.More() || d.Err() != nil {
			t.Fatalf("something is left, or %v", d.Err())
		}
	})
}

// TestDamaged reads bytes that nobody wrote.
func TestDamaged(t *testing.T) {
	t.Parallel()
	var long Encoder
	long.Int(1000)
	for name, tt := range map[string]struct {
		data []byte
		read func(d *Decoder)
	}{
		"no number":        {nil, func(d *Decoder) { d.Int() }},
		"endless number":   {bytes.Repeat([]byte{0xFF}, 11), func(d *Decoder) { d.Int() }},
		"half a float":     {[]byte("1234"), func(d *Decoder) { d.Float() }},
		"text is too long": {long.Buf, func(d *Decoder) { _ = d.String() }},
		"count is too big": {append(long.Buf, 1, 2, 3), func(d *Decoder) { d.Count(2) }},
	} {
		d := NewDecoder(tt.data)
		tt.read(d)
		if err := d.Err(); !errors.Is(err, ErrDamaged) || d.More() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

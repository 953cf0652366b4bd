// Package wire is how the processes that read a document write what they send
// each other in bytes: numbers, texts and lists, one behind the other. It has no
// names and no types: both sides are one program.
package wire

import (
	"encoding/binary"
	"errors"
	"math"
)

// Encoder appends values to Buf. The zero value is ready for use.
type Encoder struct{ Buf []byte }

// Int writes a number, small ones in one byte.
func (e *Encoder) Int(v int) { e.Buf = binary.AppendVarint(e.Buf, int64(v)) }

// Floats writes numbers with every bit.
func (e *Encoder) Floats(values ...float64) {
	for _, v := range values {
		e.Buf = binary.LittleEndian.AppendUint64(e.Buf, math.Float64bits(v))
	}
}

// Bools writes up to 60 flags in one number.
func (e *Encoder) Bools(values ...bool) {
	bits := 0
	for i, v := range values {
		if v {
			bits |= 1 << i
		}
	}
	e.Int(bits)
}

// String writes a text.
func (e *Encoder) String(s string) {
	e.Int(len(s))
	e.Buf = append(e.Buf, s...)
}

// Maybe writes a flag that may be missing.
func (e *Encoder) Maybe(v *bool) {
	switch {
	case v == nil:
		e.Int(0)
	case *v:
		e.Int(1)
	default:
		e.Int(2)
	}
}

// ErrDamaged says that bytes are not what an [Encoder] wrote.
var ErrDamaged = errors.New("damaged message")

// Decoder reads what an [Encoder] wrote. After an error it gives zeros. Texts
// are parts of its data.
type Decoder struct {
	rest string
	err  error
}

// NewDecoder gives a decoder of data, which may come from anywhere.
func NewDecoder(data []byte) *Decoder { return &Decoder{rest: string(data)} }

// More reports whether there is something left to read.
func (d *Decoder) More() bool { return d.err == nil && d.rest != "" }

// Err is [ErrDamaged] after something that could not be read.
func (d *Decoder) Err() error { return d.err }

func (d *Decoder) fail() { d.rest, d.err = "", ErrDamaged }

// Int reads a number.
func (d *Decoder) Int() int {
	var v uint64
	for i := 0; i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		c := d.rest[i]
		v |= uint64(c&0x7F) << (7 * i)
		if c < 0x80 {
			d.rest = d.rest[i+1:]
			return int(int64(v>>1) ^ -int64(v&1))
		}
	}
	d.fail()
	return 0
}

// Count reads the number of things that follow, each of at least size bytes: a
// number that the data cannot hold is an error.
func (d *Decoder) Count(size int) int {
	n := d.Int()
	if n < 0 || n > len(d.rest)/size {
		d.fail()
		return 0
	}
	return n
}

// Float reads one of the numbers that [Encoder.Floats] wrote.
func (d *Decoder) Float() float64 {
	if len(d.rest) < 8 {
		d.fail()
		return 0
	}
	var v uint64
	for i := range 8 {
		v |= uint64(d.rest[i]) << (8 * i)
	}
	d.rest = d.rest[8:]
	return math.Float64frombits(v)
}

// Bools reads flags.
func (d *Decoder) Bools(values ...*bool) {
	bits := d.Int()
	for i, v := range values {
		*v = bits&(1<<i) != 0
	}
}

// String reads a text.
func (d *Decoder) String() string {
	n := d.Count(1)
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

// Maybe reads a flag that may be missing.
func (d *Decoder) Maybe() *bool {
	switch d.Int() {
	case 0:
		return nil
	case 1:
		return new(true)
	}
	return new(false)
}

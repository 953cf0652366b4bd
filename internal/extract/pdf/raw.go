package pdf

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tetratelabs/wazero/api"
)

// lib calls the functions of one PDFium instance. The first call that fails
// makes all later ones give zero, so that code between two checks of err runs
// out by itself.
type lib struct {
	ctx     context.Context
	mod     api.Module
	fns     map[string]function
	stack   [12]uint64
	scratch uint64 // 256 bytes in the guest for values returned by pointer
	buf     uint64 // guest buffer for text
	bufSize uint64
	runes   []rune // of the page before, for the next
	often   often
	err     error
}

func newLib(ctx context.Context, i *instance) *lib {
	l := &lib{ctx: ctx, mod: i.mod, fns: i.functions}
	l.often = often{
		looseBox: l.function("FPDFText_GetLooseCharBox"), origin: l.function("FPDFText_GetCharOrigin"),
		textObject: l.function("FPDFText_GetTextObject"), fontSize: l.function("FPDFText_GetFontSize"),
		angle: l.function("FPDFText_GetCharAngle"), matrix: l.function("FPDFText_GetMatrix"), font: l.function("FPDFTextObj_GetFont"),
		object: l.function("FPDFPage_GetObject"), kind: l.function("FPDFPageObj_GetType"),
	}
	l.scratch = l.call("malloc", 256)
	if l.err == nil && l.scratch == 0 {
		l.err = ErrMemory
	}
	return l
}

// call calls an exported function and gives its result as it lies on the
// WebAssembly stack.
func (l *lib) call(name string, args ...uint64) uint64 {
	return l.run(l.function(name), args...)
}

// function is an exported function.
type function struct {
	name string
	api.Function
}

// often are the functions that are called for each word or each object of a
// page, so that they are looked up once.
type often struct {
	looseBox, origin, textObject, fontSize, angle, matrix, font function
	object, kind                                                function
}

func (l *lib) function(name string) function {
	f, ok := l.fns[name]
	if !ok {
		f = function{name, l.mod.ExportedFunction(name)}
		if f.Function == nil && l.err == nil {
			l.err = fmt.Errorf("PDFium has no function %s", name)
		}
		l.fns[name] = f
	}
	return f
}

func (l *lib) run(f function, args ...uint64) uint64 {
	if l.err != nil {
		return 0
	}
	n := copy(l.stack[:], args)
	if err := f.CallWithStack(l.ctx, l.stack[:max(n, 1)]); err != nil {
		l.err = l.trapped(f.name, err)
		return 0
	}
	return l.stack[0]
}

// runInt is run for functions that give a 32-bit number.
func (l *lib) runInt(f function, args ...uint64) int { return int(api.DecodeI32(l.run(f, args...))) }

// trapped tells a lack of memory from other traps by how far the memory grew.
func (l *lib) trapped(name string, err error) error {
	if uint64(l.mod.Memory().Size()) > memoryPages<<16*3/4 {
		return fmt.Errorf("%s: %w: %w", name, ErrMemory, err)
	}
	return fmt.Errorf("%s: %w: %w", name, ErrTrap, err)
}

func (l *lib) int(name string, args ...uint64) int { return int(api.DecodeI32(l.call(name, args...))) }

func (l *lib) f32(name string, args ...uint64) float64 {
	return float64(api.DecodeF32(l.call(name, args...)))
}

// bytes gives a view of n bytes of guest memory, valid until the next call.
func (l *lib) bytes(at, n uint64) []byte {
	if l.err != nil {
		return make([]byte, n)
	}
	b, ok := l.mod.Memory().Read(api.DecodeU32(at), api.DecodeU32(n))
	if !ok {
		l.err = fmt.Errorf("%w: read outside the memory", ErrTrap)
		return make([]byte, n)
	}
	return b
}

// floats32 reads n 32-bit floats from the scratch area.
func (l *lib) floats32(n int) (out [6]float64) {
	b := l.bytes(l.scratch, size(4*n))
	for i := range n {
		out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])))
	}
	return out
}

// floats64 reads n 64-bit floats from the scratch area.
func (l *lib) floats64(n int) (out [6]float64) {
	b := l.bytes(l.scratch, size(8*n))
	for i := range n {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return out
}

// uint32At reads a value that a function stored in the scratch area.
func (l *lib) uint32At(offset uint64) uint32 {
	return binary.LittleEndian.Uint32(l.bytes(l.scratch+offset, 4))
}

// room makes the text buffer at least n bytes large and gives its address.
func (l *lib) room(n uint64) uint64 {
	if n <= l.bufSize {
		return l.buf
	}
	if l.buf != 0 {
		l.call("free", l.buf)
	}
	l.bufSize = max(n, 16<<10)
	l.buf = l.call("malloc", l.bufSize)
	if l.err == nil && l.buf == 0 {
		l.err = ErrMemory
	}
	return l.buf
}

// maxString is the longest string that PDFium is asked for, in bytes.
const maxString = 1 << 20

// utf16String gives the text that a function writes as UTF-16 when it is
// called with a buffer and its size behind args: titles, values, names.
func (l *lib) utf16String(name string, args ...uint64) string {
	n, at := l.stringAt(name, args)
	if n < 4 {
		return ""
	}
	return decodeUTF16(l.bytes(at, n))
}

// stringAt calls a function that writes a string and gives its size and place;
// size 0 when it is too long.
func (l *lib) stringAt(name string, args []uint64) (n, at uint64) {
	at = l.room(1)
	n = uint64(api.DecodeU32(l.call(name, append(slices.Clip(args), at, l.bufSize)...)))
	if n > maxString {
		return 0, at
	}
	if n > l.bufSize {
		at = l.room(n)
		l.call(name, append(slices.Clip(args), at, n)...)
	}
	return n, at
}

// byteString is utf16String for functions that write UTF-8 or ASCII.
func (l *lib) byteString(name string, args ...uint64) string {
	n, at := l.stringAt(name, args)
	if n < 2 {
		return ""
	}
	return string(l.bytes(at, n-1))
}

// decodeUTF16 decodes little-endian UTF-16 up to a zero.
func decodeUTF16(b []byte) string { return string(runesUTF16(b)) }

func runesUTF16(b []byte) []rune {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		u := binary.LittleEndian.Uint16(b[i:])
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return utf16.Decode(units)
}

func i32(v int) uint64 { return api.EncodeI32(int32(v)) } //nolint:gosec // counts and indices that PDFium gave, far below 2^31

// size is a number of bytes as the guest takes it.
func size(n int) uint64 { return uint64(max(0, n)) }

// appendPage adds the text of a page, in which zeros are characters without a
// code.
func appendPage(out []rune, b []byte) []rune {
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(binary.LittleEndian.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i+3 < len(b) {
				second = rune(binary.LittleEndian.Uint16(b[i+2:]))
			}
			if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
				i += 2
			}
		}
		out = append(out, r)
	}
	return out
}

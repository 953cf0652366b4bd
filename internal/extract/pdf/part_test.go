package pdf

import (
	"reflect"
	"testing"
)

// fill sets every field of a value to something that is not zero, and every
// one to something else.
func fill(t *testing.T, v reflect.Value, next *int) {
	t.Helper()
	*next++
	switch v.Kind() { //nolint:exhaustive // pages hold no other kinds; a new one fails the test
	case reflect.Struct:
		for _, f := range v.Fields() {
			fill(t, reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem(), next)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i), next)
		}
	case reflect.Int:
		v.SetInt(int64(*next))
	case reflect.Float64:
		v.SetFloat(float64(*next) + 0.1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("wörd")
	default:
		t.Fatalf("no value for %s", v.Type())
	}
}

// TestPart sends pages through their code and back: no field may be missing in
// it, whatever is added to a page.
func TestPart(t *testing.T) {
	t.Parallel()
	full, next := page{}, 0
	fill(t, reflect.ValueOf(&full).Elem(), &next)
	full.number = 2
	empty := page{number: 3}
	var e encoder
	e.page(&full)
	e.page(&empty)
	got := decodePart(e.buf)
	if len(got) != 2 || !reflect.DeepEqual(*got[2], full) || !reflect.DeepEqual(*got[3], empty) {
		t.Errorf("pages changed on the way: %+v", got)
	}
	for i := 1; i < len(e.buf)-20; i += 7 {
		if pages := decodePart(e.buf[:i]); len(pages) == 2 {
			t.Fatalf("a part cut at byte %d counts as whole", i)
		}
	}
}

// TestPartly takes pages from the part where it has them, and asks for it once.
func TestPartly(t *testing.T) {
	t.Parallel()
	var e encoder
	e.page(&page{number: 3, width: 7})
	own := func(n int, _ Limits) (*page, error) { return &page{number: n, width: 1}, nil }
	asked := 0
	next := partly(own, 3, func() []byte { asked++; return e.buf })
	for n, want := range map[int]float64{1: 1, 2: 1, 3: 7, 4: 1} {
		if p, err := next(n, Limits{}); err != nil || p.width != want {
			t.Errorf("page %d: %+v, %v", n, p, err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times for the part", asked)
	}
}

func FuzzDecodePart(f *testing.F) {
	var e encoder
	e.page(&page{number: 1, words: []word{{text: "a"}}, rules: []rule{{at: 1}}, dots: []rect{{1, 2, 3, 4}}})
	f.Add(e.buf)
	f.Fuzz(func(t *testing.T, data []byte) {
		var again encoder
		for _, p := range decodePart(data) {
			again.page(p)
		}
		if len(again.buf) > 64*len(data)+1024 {
			t.Errorf("%d bytes became %d", len(data), len(again.buf))
		}
	})
}

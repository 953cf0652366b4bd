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
		for field, f := range v.Fields() {
			if field.Name == "laid" || field.Name == "info" || field.Name == "joint" {
				continue // what is found later, from the other fields
			}
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
	for _, want := range []page{full, {number: 3}} {
		var e encoder
		e.page(&want)
		if got := decodePart(e.Buf); got == nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("a page changed on the way: %+v", got)
		}
		for i := range len(e.Buf) {
			if decodePart(e.Buf[:i]) != nil {
				t.Fatalf("a page cut at byte %d counts as whole", i)
			}
		}
	}
}

// FuzzDecodePart decodes what another process could send.
func FuzzDecodePart(f *testing.F) {
	var e encoder
	e.page(&page{number: 1, words: []word{{text: "a"}}, rules: []rule{{at: 1}}, dots: []rect{{1, 2, 3, 4}}})
	f.Add(e.Buf)
	f.Fuzz(func(t *testing.T, data []byte) {
		p := decodePart(data)
		if p == nil {
			return
		}
		var again encoder
		if again.page(p); len(again.Buf) > 64*len(data)+1024 {
			t.Errorf("%d bytes became %d", len(data), len(again.Buf))
		}
	})
}

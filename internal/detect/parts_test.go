package detect

import (
	"reflect"
	"runtime"
	"testing"
)

// TestPartsChangeNothing reads a document in one part and in several: what is
// found must be the same, and the buffers of one reading must serve the next.
func TestPartsChangeNothing(t *testing.T) {
	d, long, short := packDetector(t), benchDocument(4*partBytes), benchDocument(2000)
	long.Language = "" // which is found out over the parts
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want, wantShort := d.Detect(long), d.Detect(short)
	for _, processors := range []int{2, 3} {
		runtime.GOMAXPROCS(processors)
		for range 2 {
			if got := d.Detect(long); !reflect.DeepEqual(got, want) {
				t.Errorf("read by %d processors a document differs", processors)
			}
			if got := d.Detect(short); !reflect.DeepEqual(got, wantShort) {
				t.Errorf("read by %d processors a short document differs", processors)
			}
		}
	}
}

// TestPanicOfAPart checks that a panic in a part reaches the caller.
func TestPanicOfAPart(t *testing.T) {
	r := &reading{parts: make([]part, 3)}
	defer func() {
		if why := recover(); why != "broken" {
			t.Errorf("recovered %v, want the panic of the part", why)
		}
	}()
	r.eachPart(func(p *part) {
		if p == &r.parts[2] {
			panic("broken")
		}
	})
	t.Error("no panic reached the caller")
}

package detect

import (
	"reflect"
	"runtime"
	"testing"
)

// TestPartsChangeNothing reads a document in one part and in several: what is
// found must be the same, and the buffers of one reading must serve the next.
func TestPartsChangeNothing(t *testing.T) {
	d, long, short := packDetector(t), benchDocument(200_000), benchDocument(2000)
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

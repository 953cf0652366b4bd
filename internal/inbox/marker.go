package inbox

import (
	"cmp"
	"path"
	"strings"
)

// A done marker is an empty file NAME.done that a script writes after NAME, for
// programs that write slowly, pause, or come back to what they wrote. It is
// asked for only when the operator says so: people forget it.

// seeMarkers takes the markers out of a scan and remembers them.
func (in *Inbox) seeMarkers(res *scanResult) {
	if in.cfg.Marker == "" {
		return
	}
	in.markers = map[string]string{}
	files := res.files[:0]
	for _, file := range res.files {
		if !strings.HasSuffix(strings.ToLower(file.path), in.cfg.Marker) {
			files = append(files, file)
			continue
		}
		in.markers[file.path[:len(file.path)-len(in.cfg.Marker)]] = file.path
		res.ignored["*"+in.cfg.Marker]++
	}
	res.files = files
}

// marked reports whether nothing more is to be waited for. What lies in failed
// was marked when it came.
func (in *Inbox) marked(t *track) bool {
	return in.cfg.Marker == "" || t.origin != "" || in.markers[t.path] != ""
}

func (in *Inbox) unmarked(t *track) Verdict {
	return Verdict{Kind: Waiting, Why: "waits for " + Readable(path.Base(t.path)) + in.cfg.Marker + ", which says that nothing more is written to it"}
}

// dropMarker removes the marker of a file that has found its place, unless
// another file of that name has come meanwhile: then it is that one's.
func (in *Inbox) dropMarker(e *entry) {
	if source := string(e.Source); in.cfg.Marker != "" && !in.folder.exists(source) {
		_ = in.folder.root.Remove(cmp.Or(in.markers[source], source+in.cfg.Marker)) // a marker that is gone or stays does no harm
	}
}

package inbox

import (
	"cmp"
	"slices"
)

// Report is what [Inbox.ScanOnce] found.
type Report struct {
	Files   []FileVerdict  `json:"files"`
	Ignored map[string]int `json:"ignored"` // by pattern
}

// FileVerdict is the verdict of one file.
type FileVerdict struct {
	Path string `json:"path"` // readable
	Size int64  `json:"size"`
	Verdict
}

// preview judges every file as if it had settled, in one look.
func (in *Inbox) preview() (Report, error) {
	in.turn.Lock()
	defer in.turn.Unlock()
	f, err := openFolder(in.cfg.Dir, in.cfg.Hooks, false)
	if err != nil {
		return Report{}, err
	}
	defer f.close()
	res, err := f.scan(".")
	if err != nil {
		return Report{}, err
	}
	look := &Inbox{cfg: in.cfg, folder: f, tracks: map[string]*track{}}
	look.cfg.Stability = 0
	now := in.cfg.Elapsed()
	look.seeLocks(res.locks, now)
	look.seeMarkers(&res)
	report := Report{Ignored: res.ignored}
	for _, file := range res.files {
		t := &track{found: file, sig: signatureOf(file.info), count: observations, since: now}
		look.judge(t, now)
		report.Files = append(report.Files, t.report())
	}
	report.sort()
	return report, res.trouble
}

func (t *track) report() FileVerdict {
	return FileVerdict{Path: Readable(t.path), Size: t.sig.Size, Verdict: t.verdict}
}

func (r *Report) sort() {
	slices.SortFunc(r.Files, func(a, b FileVerdict) int { return cmp.Compare(a.Path, b.Path) })
}

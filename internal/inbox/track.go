package inbox

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"claimline/internal/sow"
)

// observations is how often a file must have looked the same.
const observations = 3

// lockLife is how long a lock file is believed; older ones were left behind.
const lockLife = 24 * time.Hour

// track is what is known of one file that lies in the inbox (or of one in
// failed that has changed).
type track struct {
	found
	sig       signature
	mode      uint32        // type bits: a file that turns into a link starts anew
	count     int           // equal observations
	since     time.Duration // of the first of them
	firstSeen time.Time
	firstAt   time.Duration
	attempts  int    // tries before
	origin    string // path in the inbox when the file lies in failed, else ""
	seen      bool   // in the present scan

	verdict Verdict
	judged  bool          // verdict holds for sig
	next    time.Duration // not before, after a passing fault
	backoff time.Duration
}

// inboxPath is the path under which the file was dropped.
func (t *track) inboxPath() string { return cmp.Or(t.origin, t.path) }

// VerdictKind says what the inbox does with a file.
type VerdictKind string

// Kinds of verdicts.
const (
	Settling VerdictKind = "settling" // still being watched
	Waiting  VerdictKind = "waiting"  // stays where it is until something changes
	Ready    VerdictKind = "ready"    // taken as soon as there is room
	Taken    VerdictKind = "taken"    // claimed in this round
	Refused  VerdictKind = "refused"  // moved to failed with a reason
)

// Verdict is what the inbox does with a file and why, in words for a person.
type Verdict struct {
	Kind VerdictKind    `json:"kind"`
	Code sow.ReasonCode `json:"code,omitempty"`
	Why  string         `json:"why"`

	failure *sow.Failure
}

// Sentence says the verdict as a sentence.
func (v Verdict) Sentence() string {
	if first := v.Why[:min(1, len(v.Why))]; first == strings.ToUpper(first) {
		return v.Why
	}
	return "The file " + strings.TrimSuffix(v.Why, ".") + "."
}

// observe compares a scan with what is known. Files that are gone are
// forgotten.
func (in *Inbox) observe(files []found, now time.Duration) {
	for _, t := range in.tracks {
		t.seen = t.origin != ""
	}
	for _, file := range files {
		t, known := in.tracks[file.path]
		if !known {
			t = in.newTrack(file, now)
			in.tracks[file.path] = t
		}
		t.observed(file, now)
	}
	for p, t := range in.tracks {
		if !t.seen {
			delete(in.tracks, p)
		}
	}
}

func (in *Inbox) newTrack(file found, now time.Duration) *track {
	return &track{found: file, firstSeen: in.cfg.Now(), firstAt: now}
}

// remember gives a file that was moved out of failed its earlier tries. The
// reasons that stayed behind are found while the file settles.
func (in *Inbox) remember(t *track) {
	o, ok := in.moved[t.sig.Inode]
	if t.origin != "" || !ok || o.size != t.sig.Size || t.sig.Inode == 0 {
		return
	}
	t.attempts, t.firstSeen = o.attempts, o.firstSeen
	delete(in.moved, t.sig.Inode)
}

func (t *track) observed(file found, now time.Duration) {
	sig, mode := signatureOf(file.info), uint32(file.info.Mode().Type())
	t.found, t.seen = file, true
	if sig == t.sig && mode == t.mode && t.count > 0 {
		t.count++
		return
	}
	t.sig, t.mode, t.count, t.since = sig, mode, 1, now
	t.judged, t.next, t.backoff = false, 0, 0
}

// settled reports whether the file has looked the same often and long enough.
func (t *track) settled(now, stability time.Duration) bool {
	return t.count >= observations && now-t.since >= stability
}

// judgeAll gives every file its verdict and lists those to take, longest
// waiting first. It looks into no more files than can be taken soon.
func (in *Inbox) judgeAll(now time.Duration) {
	in.ready, in.more = in.ready[:0], false
	order := slices.SortedFunc(maps.Values(in.tracks), func(a, b *track) int {
		return cmp.Or(cmp.Compare(a.firstAt, b.firstAt), cmp.Compare(a.path, b.path))
	})
	for _, t := range order {
		if len(in.ready) >= 2*in.cfg.Open && !t.judged && t.settled(now, in.cfg.Stability) && now >= t.next {
			t.verdict, in.more = Verdict{Kind: Ready, Why: "waits for its turn"}, true
			continue
		}
		in.judge(t, now)
		if in.collect != nil {
			in.collect[t.path] = t.report()
		}
		if t.judged && (t.verdict.Kind == Ready || t.verdict.Kind == Refused) {
			in.ready = append(in.ready, t)
		}
	}
}

func (in *Inbox) judge(t *track, now time.Duration) {
	switch {
	case !t.settled(now, in.cfg.Stability):
		t.verdict = Verdict{Kind: Settling, Why: "is being watched until it no longer changes"}
		return
	case now < t.next:
		return // the verdict of the fault holds
	}
	if lock := in.lockOf(t, now); lock != "" {
		t.verdict, t.judged = Verdict{Kind: Waiting, Why: "is open in Word or another program; close it there (" + Readable(lock) + ")"}, false
		return
	}
	if !in.marked(t) {
		t.verdict, t.judged = in.unmarked(t), false
		return
	}
	unfinished := t.judged && (t.verdict.Code == sow.ReasonEmpty || t.verdict.Code == sow.ReasonTruncated)
	if t.judged && !unfinished {
		return
	}
	if !unfinished || now-t.since >= in.cfg.Patience {
		t.verdict = in.inspect(t, now)
	}
	// A file that waits for anything else than its own end is looked at again.
	t.judged = t.verdict.Kind != Waiting || t.verdict.Code == sow.ReasonEmpty || t.verdict.Code == sow.ReasonTruncated
	if t.origin != "" && t.verdict.Kind != Ready {
		t.verdict = Verdict{Kind: Waiting, Code: t.verdict.Code, Why: t.verdict.Why} // it has failed already
	}
}

// lockOf gives the lock file that shows that a program has the file open.
func (in *Inbox) lockOf(t *track, now time.Duration) string {
	if len(in.locks) == 0 {
		return ""
	}
	for _, name := range lockNames(path.Base(t.path)) {
		since, ok := in.locks[path.Join(path.Dir(t.path), name)]
		if ok && now-since < lockLife {
			return name
		}
	}
	return ""
}

// seeLocks keeps since when each lock file has been there by our own clock.
func (in *Inbox) seeLocks(paths []string, now time.Duration) {
	locks := make(map[string]time.Duration, len(paths))
	for _, p := range paths {
		locks[p] = now
		if since, known := in.locks[p]; known {
			locks[p] = since
		}
	}
	in.locks = locks
}

// delay makes a file wait after a passing fault, longer each time up to
// maxBackoff.
func (t *track) delay(now time.Duration, f *sow.Failure) {
	t.backoff = nextBackoff(t.backoff)
	t.next = now + t.backoff
	t.verdict, t.judged = Verdict{Kind: Waiting, Code: f.Code, Why: f.Message + " " + f.Hint}, false
}

const (
	minBackoff = time.Second
	maxBackoff = 5 * time.Minute
)

func nextBackoff(d time.Duration) time.Duration { return min(max(2*d, minBackoff), maxBackoff) }

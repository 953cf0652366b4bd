// Package inbox takes documents out of a folder that people drop them into and
// lays the answer beside each one. It reads half of no file, loses none and
// takes none twice, also when the program is killed at any moment, when
// several programs serve one folder, and when the folder is a share without
// file events.
//
// Looking at the folder again and again is the truth; events only shorten the
// wait. A file is taken once it has stayed the same for a while by our own
// clock and its content has an end. It is claimed by a rename into .work,
// handed to Config.Submit, and moved to processed, failed or duplicates, which
// never overwrites anything. The package does not read documents: what is in
// them is decided behind Config.Submit.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"

	"claimline/internal/sow"
)

// Config is what an [Inbox] works with. Dir, Now, Submit and Answers are
// needed; the zero value of another field means its default.
type Config struct {
	Dir       string        // the folder that people drop documents into
	Stability time.Duration // how long a file must not change before it is taken; default 10 s
	Poll      time.Duration // how often the folder is looked at; default 2 s
	Patience  time.Duration // how long an empty or unfinished file is waited for; default 10 min
	MaxBytes  int64         // larger files are refused; default 100 MiB
	Batch     int           // files taken in one round; default 32
	Open      int           // files taken and not yet answered; default 100
	NoEvents  bool          // do not use file events
	Folders   FolderMap     // what folder names say
	Marker    string        // ending of the file that must lie beside a document, such as ".done"; "" asks for none
	Version   string        // of the program, for reason files
	Home      Home          // the database behind Submit, which the folder remembers; without an ID nothing is remembered

	Now func() time.Time // the clock of the stamps
	// Elapsed is a clock that nobody sets, from any start. Default: Now, which
	// carries a monotonic reading when it is time.Now.
	Elapsed func() time.Duration
	// Submit makes contents durable and then, in one transaction, adds the
	// documents and their jobs; it gives their receipts in the same order. It is
	// called again with the same Arrival.ID after a crash or an unclear error and
	// must then give the first outcome. After an error each is handed over alone:
	// then an error that wraps [ErrChanged] puts the file back; a [sow.Failure]
	// refuses it (STORE_FULL puts it back for later); any other is tried again.
	Submit func(context.Context, []Arrival) ([]Receipt, error)
	// Answers gives the answers that are ready for documents of earlier
	// receipts; a document that is still in work is missing from the map.
	Answers func(context.Context, []int64) (map[int64]Answer, error)
	// Record keeps the ledger rows of files in one transaction: new, their next
	// states, or their final ones. A final row stays as it is; [sow.ErrConflict]
	// tells that there was one, with the others written. Nil keeps none.
	Record func(context.Context, ...sow.InboxFile) error
	// Unfinished lists the ledger rows without a final state whose Worker is
	// the given one. Nil means none.
	Unfinished func(ctx context.Context, worker string) ([]sow.InboxFile, error)
	// Changed lists the finished files of the given Worker whose document was
	// decided anew after they were answered and after the given time. Nil means
	// that pages are rewritten by [Inbox.Finish] alone.
	Changed func(ctx context.Context, worker string, since time.Time) ([]Change, error)
	Logger  *slog.Logger
	Hooks   Hooks
}

// Change is a finished file whose document has a newer decision.
type Change struct {
	File sow.InboxFile
	At   time.Time // of the decision
}

// ErrChanged says that the content was not the one that had been announced.
var ErrChanged = errors.New("content changed while it was read")

// Hooks let a test stop or disturb the inbox at named moments; all may be nil.
type Hooks struct {
	Reached func(point string)          // a step was passed, see the Point constants
	Fault   func(op, path string) error // an operation is about to run; an error replaces it
}

// The points that [Hooks].Reached names, in the order of a file's way.
const (
	PointMeta     = "meta-written"
	PointRenamed  = "after-rename"
	PointHashed   = "after-hash"
	PointCommit   = "after-commit"
	PointMove     = "before-move"
	PointMoved    = "after-move"
	PointAnswered = "after-answer"
	PointRecorded = "after-record"
)

// Arrival is a claimed file on its way to the document store.
type Arrival struct {
	ID           string // ULID; the same again when the hand-over is repeated
	Worker       string // identity of the folder, for the ledger row
	Name         string // file name, raw bytes
	Path         string // readable path in the inbox; new content under an old one is a revision
	Size         int64
	SHA256       string
	Content      io.ReadSeeker // stands at its start
	Owner        string        // account manager, from the folder; "" unknown
	CustomerHint string        // from the folder; "" unknown
	FirstSeen    time.Time
	ClaimedAt    time.Time
	Attempts     int // 1 the first time
}

// Outcome says what became of an [Arrival].
type Outcome string

// Outcomes of handing a file over.
const (
	Accepted  Outcome = "accepted"  // a new document, or a failed one that is tried again
	Duplicate Outcome = "duplicate" // these bytes are a document already
)

// Receipt is the answer to an [Arrival].
type Receipt struct {
	Outcome    Outcome
	DocumentID int64
	First      string // of a duplicate: how people find the first one, such as its name, day and claim
	Link       string // of a duplicate: address of the first document's page; may be ""
}

// Answer is what a person finds for a document. Either Failure or Page is set.
type Answer struct {
	Page    []byte       // the recommendation, a self-contained HTML page
	Failure *sow.Failure // why there is none
	Notice  *sow.Failure // beside a page: something a person should look at, such as a probable duplicate
}

// Inbox serves one folder. Its methods may be called at the same time.
type Inbox struct {
	cfg       Config
	turn      sync.Mutex // held for a round, so that two never overlap
	folder    *folder
	lock      *lock
	tracks    map[string]*track
	locks     map[string]time.Duration // lock files, with when they were first seen
	markers   map[string]string        // done markers by the path of their document
	failed    map[string]*failedFile
	moved     map[uint64]origin // files that left failed, by inode
	held      map[string]*entry // claimed and not finished, by ULID
	ready     []*track
	asked     int64 // document that was asked for last
	delivered int   // answers of the last round
	renewals  renewals
	more      bool // files that have settled and were not looked into yet
	breaker   breaker
	alone     map[string]int // reason files without their file, with how often they were seen
	reasons   sync.Mutex     // held while a name for a file with a reason is chosen
	kick      chan struct{}
	gather    time.Duration // how long a call of Kick waits for more
	dirty     atomic.Bool   // a file event came
	urgent    atomic.Bool   // Renew was called: newer answers are asked for now
	watcher   *fsnotify.Watcher

	failedNext time.Duration // when failed is looked at next
	resumed    bool
	resumedAt  time.Duration
	scannedAt  time.Duration // when the last scan ended
	rest       time.Duration // until the next one at least
	counts     map[sow.InboxState]int
	view       Status // what is known of the last scan
	published  time.Duration
	savedAt    time.Duration
	savedText  string
	collect    map[string]FileVerdict // while ScanOnce runs
	status     atomic.Pointer[Status]
}

// New gives an Inbox for the folder. It touches nothing; see [Inbox.Check].
func New(cfg Config) (*Inbox, error) {
	switch {
	case cfg.Dir == "":
		return nil, errors.New("inbox: no folder is given")
	case cfg.Now == nil || cfg.Submit == nil || cfg.Answers == nil:
		return nil, fmt.Errorf("inbox %s: clock, submit and answers are needed", cfg.Dir)
	}
	if err := cfg.Folders.Check(); err != nil {
		return nil, err
	}
	in := &Inbox{
		cfg: cfg.withDefaults(), kick: make(chan struct{}, 1),
		tracks: map[string]*track{}, failed: map[string]*failedFile{}, moved: map[uint64]origin{}, held: map[string]*entry{},
		counts: map[sow.InboxState]int{},
	}
	in.status.Store(&Status{Dir: cfg.Dir})
	return in, nil
}

func (c Config) withDefaults() Config {
	c.Stability = orDefault(c.Stability, 10*time.Second)
	c.Poll = orDefault(c.Poll, 2*time.Second)
	c.Patience = orDefault(c.Patience, 10*time.Minute)
	c.MaxBytes = orDefault(c.MaxBytes, 100<<20)
	c.Batch = orDefault(c.Batch, 32)
	c.Open = orDefault(c.Open, 100)
	if c.Elapsed == nil {
		start := c.Now()
		c.Elapsed = func() time.Duration { return c.Now().Sub(start) }
	}
	if c.Record == nil {
		c.Record = func(context.Context, ...sow.InboxFile) error { return nil }
	}
	if c.Unfinished == nil {
		c.Unfinished = func(context.Context, string) ([]sow.InboxFile, error) { return nil, nil }
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

func orDefault[T int | int64 | time.Duration](v, fallback T) T {
	if v <= 0 {
		return fallback
	}
	return v
}

// Renew is [Inbox.Kick] after a document was decided anew: its answer is
// rewritten within a second.
func (in *Inbox) Renew() {
	in.urgent.Store(true)
	in.Kick()
}

// Kick asks for a round now: an answer is there, or somebody handed something
// over and watches. It never waits, and many calls give few rounds.
func (in *Inbox) Kick() {
	select {
	case in.kick <- struct{}{}:
	default: // one is asked for already
	}
}

func (in *Inbox) reached(point string) {
	if in.cfg.Hooks.Reached != nil {
		in.cfg.Hooks.Reached(point)
	}
}

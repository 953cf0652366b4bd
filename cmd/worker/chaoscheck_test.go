package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"claimline/internal/blobstore"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// finishTime is what the last workers get for everything that is left.
const finishTime = 3 * time.Minute

// finish lets one worker a folder end all work, and stops it in order.
func (s *scene) finish(folders []string) {
	if s.dsn != "" {
		s.freeJobs()
	}
	var last []*workerProcess
	for _, dir := range folders {
		w := s.start(dir, "", 0)
		if !w.ready() {
			<-w.done
			s.t.Fatalf("the last worker does not start: %v\n%s", w.err, s.tail())
		}
		last = append(last, w)
	}
	for end := time.Now().Add(finishTime); ; {
		s.drop.heal()
		left := s.drop.lying()
		if len(left) == 0 && len(s.drop.halves) == 0 {
			time.Sleep(time.Second) // a healed file leaves failed only after it has settled
			if left = s.drop.lying(); len(left) == 0 && s.healed() {
				break
			}
		}
		if time.Now().After(end) {
			s.t.Errorf("still at work after %s: %q, %d halves\n%s", finishTime, left, len(s.drop.halves), s.tail())
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	for _, w := range last {
		w.kill(syscall.SIGTERM)
		<-w.done
		if w.err != nil {
			s.t.Errorf("the last worker ended with %v\n%s", w.err, s.tail())
		}
	}
}

// healed reports whether completed files have left failed.
func (s *scene) healed() bool {
	for _, dir := range s.drop.inboxes {
		left, err := filepath.Glob(filepath.Join(dir, "failed", "*", "heal-*.docx"))
		if err != nil || len(left) > 0 {
			return false
		}
	}
	return true
}

// freeJobs does at once what the queue does five minutes after a worker was
// killed: it gives the jobs of dead workers to others.
func (s *scene) freeJobs() {
	db, err := openDatabase(s.t.Context(), config{Database: s.dsn}, false, slog.New(slog.DiscardHandler))
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.close()
	if _, err := db.pool.Exec(s.t.Context(), "UPDATE river_job SET state = 'available', scheduled_at = now() WHERE state = 'running'"); err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) tail() string {
	text, err := os.ReadFile(s.logs.Name())
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-6000):])
}

// check compares the folders, the database and the document store with the
// ledger of what was dropped.
func (s *scene) check(folders []string) {
	t := s.t
	found, beside := s.gather(folders)
	answered, failed := 0, 0
	for hash, n := range s.drop.copies {
		places := found[hash]
		if len(places) != n {
			t.Errorf("%d copies of %s, want %d: %q", len(places), hash[:8], n, places)
		}
		switch s.drop.fates[hash] {
		case toAnswer:
			answered++
			if got := count(places, "/processed/"); got != 1 {
				t.Errorf("%s lies %d times in processed, want once: %q", hash[:8], got, places)
			}
			if got := count(places, "/duplicates/"); got != n-1 {
				t.Errorf("%s lies %d times in duplicates, want %d: %q", hash[:8], got, n-1, places)
			}
		case toFailed:
			failed += n
			if got := count(places, "/failed/"); got != n {
				t.Errorf("%s lies %d times in failed, want %d: %q", hash[:8], got, n, places)
			}
		case destroyed:
		}
		delete(found, hash)
	}
	for hash, places := range found {
		t.Errorf("nobody dropped %s: %q", hash[:8], places)
	}
	for p, has := range beside {
		if !has {
			t.Errorf("nothing lies beside %s", p)
		}
	}
	s.checkDatabase(answered)
	t.Logf("%d files dropped (%d contents to answer, %d files to refuse); workers killed: %v", s.drop.total(), answered, failed, s.kills)
}

func count(places []string, part string) int {
	n := 0
	for _, p := range places {
		if strings.Contains(p, part) {
			n++
		}
	}
	return n
}

// gather lists the documents below the folders by hash, and whether the answer
// or the reason of each lies beside it.
func (s *scene) gather(folders []string) (found map[string][]string, beside map[string]bool) {
	found, beside = map[string][]string{}, map[string]bool{}
	for _, dir := range folders {
		err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			name := e.Name()
			if strings.HasSuffix(name, ".recommendation.html") || strings.HasSuffix(name, ".reason.json") || strings.HasSuffix(name, ".reason.txt") ||
				strings.Contains(p, "/.work/") && name != "file" {
				return nil
			}
			content, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			found[hashOf(content)] = append(found[hashOf(content)], p)
			suffix := ".reason.txt"
			if strings.Contains(p, "/processed/") {
				suffix = ".recommendation.html"
			}
			_, err = os.Stat(p + suffix)
			beside[p] = err == nil
			return nil
		})
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return found, beside
}

// checkDatabase counts what must be there once.
func (s *scene) checkDatabase(answered int) {
	t, ctx := s.t, s.t.Context()
	db, err := openDatabase(ctx, config{Database: s.dsn, Data: filepath.Join(s.dir, "data")}, true, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.close()
	for _, c := range []struct {
		what, query string
		want        int
	}{
		{"documents", "SELECT count(*) FROM document WHERE status = 'analysed'", answered},
		{"documents of any kind", "SELECT count(*) FROM document", answered},
		{"analyses", "SELECT count(*) FROM analysis", answered},
		{"arrivals noted twice", "SELECT count(*) FROM (SELECT document_id FROM document_event WHERE kind = 'received' GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"analyses noted twice", "SELECT count(*) FROM (SELECT document_id FROM document_event WHERE kind = 'analysed' GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"claims opened twice", "SELECT count(*) FROM (SELECT claim_id FROM claim_event WHERE step = 1 GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"claims of one key", "SELECT count(*) FROM (SELECT 1 FROM claim GROUP BY customer_key, workload, association, programme_year, partner_id, attempt HAVING count(*) > 1) x", 0},
		{"inbox rows without an end", "SELECT count(*) FROM inbox_file WHERE finished_at IS NULL", 0},
		{"inbox rows marked lost", "SELECT count(*) FROM inbox_file WHERE state = 'lost'", 0},
		{"jobs not done", "SELECT count(*) FROM river_job WHERE kind = 'analyze_document' AND state <> 'completed'", 0},
	} {
		var got int
		if err := db.pool.QueryRow(ctx, c.query).Scan(&got); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if got != c.want {
			t.Errorf("%d %s, want %d", got, c.what, c.want)
		}
	}
	if _, err := store.VerifyAudit(ctx, db.pool); err != nil {
		t.Errorf("audit chain: %v", err)
	}
	s.checkDocuments(ctx, db)
}

// checkDocuments reads every stored original: it must be one of the dropped
// contents, whole.
func (s *scene) checkDocuments(ctx context.Context, db *database) {
	blobs, err := blobstore.Open(ctx, filepath.Join(s.dir, "data", "documents"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer blobs.Close()
	known, err := store.Contents(ctx, db.pool)
	if err != nil {
		s.t.Fatal(err)
	}
	swept, err := blobs.Sweep(ctx, known, true)
	if err != nil || len(swept.Missing) > 0 || len(swept.Damaged) > 0 {
		s.t.Errorf("document store: missing %q, damaged %q, %v", swept.Missing, swept.Damaged, err)
	}
	for hash := range known {
		content, err := blobs.Get(ctx, hash)
		if errors.Is(err, sow.ErrNotFound) {
			continue // counted as missing
		}
		if err != nil || s.drop.fates[hashOf(content)] != toAnswer {
			s.t.Errorf("stored document %s is none that was dropped whole (%d bytes): %v", hash[:8], len(bytes.TrimSpace(content)), err)
		}
	}
}

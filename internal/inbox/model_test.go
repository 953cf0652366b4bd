package inbox

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"claimline/internal/sow"
)

// model is what people did to the folder: how many copies of each content must
// exist somewhere, whatever the program does with them.
type model struct {
	*world
	rt     *rapid.T
	in     *Inbox
	copies map[string]int
	next   int
	full   bool
}

func (m *model) start() {
	kill := rapid.SampledFrom(append([]string{"", "", ""}, points...)).Draw(m.rt, "kill")
	nth := rapid.IntRange(1, 4).Draw(m.rt, "nth")
	m.in = m.inbox(func(c *Config) {
		if kill != "" {
			killAt(kill, nth)(c)
		}
		c.Hooks.Fault = func(op, _ string) error {
			if m.full && op == "write" {
				return syscall.ENOSPC
			}
			return nil
		}
	})
}

// pass lets time pass; a killed program is replaced by the next one.
func (m *model) pass(d time.Duration) {
	for end := m.now + d; m.now < end; {
		if m.runUntilKilled(m.in, end-m.now) {
			m.start()
		}
	}
}

func (m *model) name() string {
	dir := rapid.SampledFrom([]string{"", "Contoso/", "Miller/Fabrikam/"}).Draw(m.rt, "folder")
	return dir + rapid.SampledFrom([]string{"SOW.pdf", "a.pdf", "b.pdf"}).Draw(m.rt, "name")
}

// drop puts content at a path as a copying program or an editor does.
func (m *model) drop(p string, content []byte) {
	if old, err := os.ReadFile(m.path(p)); err == nil {
		m.copies[string(old)]--
	}
	m.copies[string(content)]++
	if rapid.Bool().Draw(m.rt, "renamed into place") {
		m.write(".new", content)
		m.write(p, nil) // makes the folders
		if err := os.Rename(m.path(".new"), m.path(p)); err != nil {
			m.rt.Fatal(err)
		}
		return
	}
	m.write(p, content)
}

func (m *model) fresh() []byte {
	m.next++
	return pdf(fmt.Sprint("content ", m.next))
}

// lying lists the documents that lie in a folder now.
func (m *model) lying(dirs ...string) []string {
	var list []string
	for _, dir := range dirs {
		for _, f := range m.files(dir) {
			first, _, _ := strings.Cut(f, "/")
			if ignoredBy(path.Base(f)) == "" && (dir != "." || !reserved(first)) {
				list = append(list, f)
			}
		}
	}
	return list
}

func (m *model) act() {
	switch rapid.SampledFrom([]string{"drop", "drop", "drop", "half", "complete", "again", "remove", "retry", "fault", "pass", "pass", "restart"}).Draw(m.rt, "act") {
	case "drop":
		m.drop(m.name(), m.fresh())
	case "half":
		whole := m.fresh()
		m.drop(m.name(), whole[:len(whole)/2])
	case "complete":
		m.complete()
	case "again":
		if all := slices.Sorted(maps.Keys(m.copies)); len(all) > 0 {
			m.drop(m.name(), []byte(rapid.SampledFrom(all).Draw(m.rt, "content")))
		}
	case "remove":
		if there := m.lying("."); len(there) > 0 {
			p := rapid.SampledFrom(there).Draw(m.rt, "removed")
			m.copies[m.read(p)]--
			if err := os.Remove(m.path(p)); err != nil {
				m.rt.Fatal(err)
			}
		}
	case "retry":
		if failed := m.lying(failedDir); len(failed) > 0 {
			if _, err := m.in.Retry(rapid.SampledFrom(failed).Draw(m.rt, "retried")); err != nil {
				m.rt.Fatal(err)
			}
		}
	case "fault":
		m.mu.Lock()
		m.submitErr = rapid.SampledFrom([]error{nil, nil, errors.New("connection refused"), &sow.Failure{Code: sow.ReasonStoreFull}}).Draw(m.rt, "submit")
		m.recordErr = rapid.SampledFrom([]error{nil, nil, errors.New("connection refused")}).Draw(m.rt, "record")
		m.silent = rapid.Bool().Draw(m.rt, "silent")
		m.full = rapid.Bool().Draw(m.rt, "full")
		m.mu.Unlock()
	case "pass":
		m.pass(time.Duration(rapid.IntRange(1, 30).Draw(m.rt, "seconds")) * time.Second)
	case "restart":
		m.in.stop()
		m.start()
	}
}

// complete appends the missing half to a file that has one, in the inbox or in
// failed.
func (m *model) complete() {
	for _, p := range m.lying(".", failedDir) {
		half := []byte(m.read(p))
		if !bytes.HasPrefix(half, []byte("%PDF")) || bytes.Contains(half, []byte("%%EOF")) {
			continue
		}
		for n := range m.next {
			if whole := pdf(fmt.Sprint("content ", n+1)); bytes.HasPrefix(whole, half) && len(half) == len(whole)/2 {
				f, err := os.OpenFile(m.path(p), os.O_APPEND|os.O_WRONLY, 0)
				if err != nil {
					m.rt.Fatal(err)
				}
				_, err = f.Write(whole[len(half):])
				if err := errorsOf(err, f.Close()); err != nil {
					m.rt.Fatal(err)
				}
				m.copies[string(half)]--
				m.copies[string(whole)]++
				return
			}
		}
	}
}

// settle ends all faults and gives everything its time.
func (m *model) settle() {
	m.submitErr, m.recordErr, m.silent, m.full = nil, nil, false, false
	m.in.stop()
	m.in = m.inbox()
	m.pass(6 * time.Minute)
	for range 3 {
		m.now += 5 * time.Minute
		m.pass(20 * time.Second)
	}
}

func (m *model) check() {
	there := map[string]int{}
	err := filepath.WalkDir(m.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(p)
		if bytes.HasPrefix(content, []byte("%PDF")) {
			there[string(content)]++
		}
		return err
	})
	if err != nil {
		m.rt.Fatal(err)
	}
	for content, n := range m.copies {
		if there[content] != n {
			m.rt.Errorf("%d copies of %q, want %d", there[content], content, n)
		}
		if n > 0 && strings.Contains(content, "%%EOF") && m.docs[digest(content)] == 0 {
			m.rt.Errorf("%q was never handed over", content)
		}
	}
	for id, content := range m.contents {
		if !bytes.Contains(content, []byte("%%EOF")) {
			m.rt.Errorf("document %d is cut: %q", id, content)
		}
	}
	m.checkPlaces()
}

func (m *model) checkPlaces() {
	if left := m.lying("."); len(left) != 0 {
		m.rt.Errorf("left in the inbox: %q; %+v", left, m.in.Status())
	}
	if left := m.claims(); len(left) != 0 {
		m.rt.Errorf("left in .work: %q; %+v", left, m.in.Status())
	}
	for dir, suffix := range map[string]string{processedDir: pageSuffix, failedDir: reasonJSONSuffix, duplicateDir: reasonJSONSuffix} {
		for _, p := range m.lying(dir) {
			if !m.exists(besidePath(p, suffix)) {
				m.rt.Errorf("%s has no %s beside it", p, suffix)
			}
		}
		for _, p := range m.files(dir) {
			if doc, ok := strings.CutSuffix(p, suffix); ok && !m.exists(doc) {
				m.rt.Errorf("%s is alone", p)
			}
		}
	}
	for id, row := range m.ledger {
		if row.FinishedAt == nil || row.State == sow.InboxLost {
			m.rt.Errorf("row %s = %+v", id, row)
		}
	}
}

func digest(content string) string {
	h := sha256.New()
	h.Write([]byte(content))
	return fmt.Sprintf("%x", h.Sum(nil))
}

// TestModel lets people, faults and kills do what they like to a folder. At
// the end no content is missing or doubled, none was read in half, and each
// file lies in a final folder with its answer or reason.
func TestModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		defer func() { _ = os.RemoveAll(w.dir) }()
		m := &model{world: w, rt: rt, copies: map[string]int{}}
		m.start()
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			m.act()
		}
		m.settle()
		m.check()
		m.in.stop()
	})
}

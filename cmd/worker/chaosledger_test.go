package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// fate is where a dropped content has to end.
type fate string

const (
	toAnswer  fate = "answer" // one copy in processed with its page, the others in duplicates
	toFailed  fate = "failed" // every copy in failed with its reason
	destroyed fate = "gone"   // completed later: no copy stays
)

// dropper puts documents into inboxes the way people and programs do, and
// keeps the ledger of what must come out.
type dropper struct {
	t       *testing.T
	inboxes []string
	rnd     *rand.Rand
	pdf     []byte
	docx    []byte
	slow    sync.WaitGroup

	mu     sync.Mutex
	n      int
	copies map[string]int // by SHA-256
	fates  map[string]fate
	texts  []([]byte) // for exact duplicates
	halves map[string][]byte
}

func newDropper(t *testing.T, seed uint64, inboxes ...string) *dropper {
	t.Helper()
	read := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join("..", "..", "testdata", "sows", name))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	return &dropper{
		t: t, inboxes: inboxes, rnd: rand.New(rand.NewPCG(seed, 1)), copies: map[string]int{}, fates: map[string]fate{}, halves: map[string][]byte{},
		pdf: read("managed-services/sow.pdf"), docx: read("change-order/sow.docx"),
	}
}

// note enters a content into the ledger before it is dropped.
func (d *dropper) note(content []byte, f fate) {
	d.mu.Lock()
	defer d.mu.Unlock()
	key := hashOf(content)
	d.copies[key]++
	d.fates[key] = f
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// drop puts one document into one of the inboxes.
func (d *dropper) drop() {
	d.n++
	dir := d.inboxes[d.rnd.IntN(len(d.inboxes))]
	name := fmt.Sprintf("%s%04d", []string{"", "Miller/", "Miller/Contoso/"}[d.rnd.IntN(3)], d.n)
	if d.rnd.IntN(5) == 0 {
		name = "SOW" // many files of one name
	}
	text := d.text()
	switch k := d.rnd.IntN(20); {
	case k < 11:
		d.texts = append(d.texts, text)
		d.place(dir, name+".txt", text, toAnswer)
	case k < 13 && len(d.texts) > 0:
		d.place(dir, name+"-copy.txt", d.texts[d.rnd.IntN(len(d.texts))], toAnswer)
	case k < 15:
		d.place(dir, name+".docx", d.word(), toAnswer)
	case k < 17:
		d.slowly(dir, name+"-slow.pdf", append(bytes.Clone(d.pdf), fmt.Appendf(nil, "%% copy %d\n", d.n)...))
	case k < 18:
		half := d.word()
		d.place(dir, name+"-half.docx", half[:len(half)/2], toFailed)
	case k < 19:
		d.healing(dir, fmt.Sprintf("heal-%04d.docx", d.n))
	default:
		d.place(dir, name+".mp4", fmt.Appendf(nil, "film %d", d.n), toFailed)
	}
}

func (d *dropper) text() []byte {
	return fmt.Appendf(nil, `STATEMENT OF WORK No. %[1]d

Customer: Contoso %[1]d Ltd.
Partner: Northwind Consulting Ltd.
Effective date: 1 October 2026
Agreement: Enterprise Agreement

1. Scope of services
The partner will deploy Microsoft Defender for Endpoint and configure Microsoft Intune for %[1]d users.

2. Out of scope
Azure Virtual Desktop is not part of this work.
`, d.n)
}

// word is the sample document with a comment of its own at the end of the
// archive.
func (d *dropper) word() []byte {
	comment := fmt.Sprintf("copy %d", d.n)
	out := bytes.Clone(d.docx)
	binary.LittleEndian.PutUint16(out[len(out)-2:], uint16(len(comment)))
	return append(out, comment...)
}

// place writes a file beside its name and renames it, or writes it at once.
func (d *dropper) place(dir, name string, content []byte, f fate) {
	d.note(content, f)
	p := d.free(dir, name)
	temp := filepath.Join(filepath.Dir(p), "."+filepath.Base(p)+".part")
	if d.rnd.IntN(2) == 0 {
		temp = p
	}
	err := os.WriteFile(temp, content, 0o666)
	if err == nil && temp != p {
		err = os.Rename(temp, p)
	}
	if err != nil {
		d.t.Errorf("drop %s: %v", name, err)
	}
}

// free gives a path that no file has: the harness itself overwrites nothing.
// Taken names are left to the inbox by waiting for it.
func (d *dropper) free(dir, name string) string {
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		d.t.Fatal(err)
	}
	for i := 2; ; i++ {
		if _, err := os.Lstat(p); errors.Is(err, fs.ErrNotExist) {
			return p
		}
		ext := filepath.Ext(name)
		p = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), i, ext))
	}
}

// slowly writes a PDF in pieces, with pauses longer than the time to settle and
// an old time of change, as a copy over a slow line does.
func (d *dropper) slowly(dir, name string, content []byte) {
	d.note(content, toAnswer)
	p := d.free(dir, name)
	file, err := os.Create(p)
	if err != nil {
		d.t.Error(err)
		return
	}
	pause := time.Duration(d.rnd.IntN(900)) * time.Millisecond
	d.slow.Go(func() {
		defer file.Close()
		old := time.Now().Add(-72 * time.Hour)
		const pieces = 3
		for i := range pieces {
			if _, err := file.Write(content[i*len(content)/pieces : (i+1)*len(content)/pieces]); err != nil {
				d.t.Errorf("write slowly: %v", err)
			}
			_ = os.Chtimes(p, old, old) // the file may be elsewhere by now
			if i < pieces-1 {
				time.Sleep(pause)
			}
		}
	})
}

// healing drops half a document now; complete brings the rest later, wherever
// the file is by then.
func (d *dropper) healing(dir, name string) {
	whole := d.word()
	d.place(dir, name, whole[:len(whole)/2], toFailed)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.halves[filepath.Join(dir, name)] = whole
}

// heal completes the halves that lie in failed.
func (d *dropper) heal() {
	for p, whole := range d.halves {
		dir, name := filepath.Split(p)
		failed, err := filepath.Glob(filepath.Join(dir, "failed", "*", name))
		if err != nil || len(failed) == 0 {
			continue
		}
		half := whole[:len(whole)/2]
		d.mu.Lock()
		d.copies[hashOf(half)]--
		d.fates[hashOf(half)] = destroyed
		d.mu.Unlock()
		d.note(whole, toAnswer)
		if err := appendTo(failed[0], whole[len(half):]); err != nil {
			d.t.Errorf("complete %s: %v", failed[0], err)
		}
		delete(d.halves, p)
	}
}

func appendTo(p string, rest []byte) error {
	f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(rest)
	return errors.Join(err, f.Close())
}

// lying lists the documents that still lie in the inboxes.
func (d *dropper) lying() []string {
	var list []string
	for _, dir := range d.inboxes {
		_ = filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil //nolint:nilerr // it moves while we look
			}
			rel, _ := filepath.Rel(dir, p)
			first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			if e.IsDir() {
				if first == "processed" || first == "failed" || first == "duplicates" || first == ".work" {
					return filepath.SkipDir
				}
				return nil
			}
			list = append(list, p)
			return nil
		})
		claims, _ := filepath.Glob(filepath.Join(dir, ".work", "*", "meta.json"))
		list = append(list, claims...)
	}
	return list
}

// total is the number of files that were dropped and not completed since.
func (d *dropper) total() int {
	n := 0
	for _, c := range d.copies {
		n += c
	}
	return n
}

package extract

import (
	"fmt"
	"os"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// claims says which pages of the documents that two children read together are
// still to be read. It is a piece of memory that the parent and all children
// see, so that a page is taken in no time, with a place for each of these
// documents. A child that spoils it changes only who reads a page: what is not
// sent is read by the child that answers.
type claims struct {
	memory []byte
	file   *os.File // through which children see the memory; nil in children
	free   []int    // places that no document has; the parent's, under the lock of its pool
}

// maxClaim is more pages than a document may have.
const maxClaim = 1 << 20

// claimsFile is the number under which children find the file of the claims.
const claimsFile = 3

const (
	claimSize  = 64   // bytes of a place, so that no two share a line of the cache
	claimBytes = 4096 // of all places
)

// newClaims makes the memory for the parent.
func newClaims() (*claims, error) {
	fd, err := unix.MemfdCreate("claims", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("make memory for page numbers: %w", err)
	}
	file := os.NewFile(uintptr(fd), "claims")
	if err := file.Truncate(claimBytes); err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("make memory for page numbers: %w", err)
	}
	c, err := mapClaims(fd)
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	c.file = file
	for place := range c.places() {
		c.free = append(c.free, place)
	}
	return c, nil
}

// mapClaims maps the memory of a file.
func mapClaims(fd int) (*claims, error) {
	memory, err := unix.Mmap(fd, 0, claimBytes, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("map the memory of page numbers: %w", err)
	}
	return &claims{memory: memory}, nil
}

func (c *claims) close() {
	_ = unix.Munmap(c.memory)
	_ = c.file.Close()
}

// places is the number of documents that there is room for.
func (c *claims) places() int { return len(c.memory) / claimSize }

// claim is the place of one document: the numbers of the first and the last
// page that nobody has taken, in one word.
type claim struct{ word *atomic.Uint64 }

func (c *claims) at(place int) claim {
	return claim{(*atomic.Uint64)(unsafe.Pointer(&c.memory[place*claimSize]))} //nolint:gosec // the memory is aligned to pages and a place to its size
}

// set gives out the pages from 1 to a number.
func (c claim) set(pages int) { c.word.Store(packClaim(1, uint32(pages))) } //nolint:gosec // pages are below 2^31

// stop gives out no page any more.
func (c claim) stop() { c.word.Store(packClaim(1, 0)) }

// front takes the first page that is left; 0 when there is none.
func (c claim) front() int {
	for {
		old := c.word.Load()
		first, last := uint32(old), uint32(old>>32) //nolint:gosec // the halves of the word
		if first > last || last > maxClaim {
			return 0
		}
		if c.word.CompareAndSwap(old, packClaim(first+1, last)) {
			return int(first)
		}
	}
}

// back takes the last page that is left; 0 when there is none.
func (c claim) back() int {
	for {
		old := c.word.Load()
		first, last := uint32(old), uint32(old>>32) //nolint:gosec // the halves of the word
		if first > last || last > maxClaim {
			return 0
		}
		if c.word.CompareAndSwap(old, packClaim(first, last-1)) {
			return int(last)
		}
	}
}

func packClaim(first, last uint32) uint64 { return uint64(first) | uint64(last)<<32 }

package pdf

import (
	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/sys/unix"
)

// reserved is guest memory in an address range that is reserved whole and
// filled by the kernel on first touch. Growing it copies nothing, and freeing
// it gives everything back at once.
type reserved struct{ all []byte }

// allocate reserves the maximum of a guest memory.
func allocate(_, limit uint64) experimental.LinearMemory {
	limit = min(limit, memoryPages<<16)
	all, err := unix.Mmap(-1, 0, int(limit), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
	if err != nil {
		return &reserved{}
	}
	inHugePages(all)
	return &reserved{all: all}
}

// Reallocate gives the first size bytes; nil when that is more than reserved.
func (r *reserved) Reallocate(size uint64) []byte {
	if size > uint64(len(r.all)) {
		return nil
	}
	return r.all[:size]
}

// Free gives the address range back.
func (r *reserved) Free() {
	if r.all != nil {
		_ = unix.Munmap(r.all)
		r.all = nil
	}
}

package pdf

import "golang.org/x/sys/unix"

// inHugePages asks the kernel for large pages, which saves the processor 4 % of
// its time. A kernel that does not have them goes on with small ones.
func inHugePages(memory []byte) { _ = unix.Madvise(memory, unix.MADV_HUGEPAGE) }

// giveBack gives memory back to the kernel, which has zeros for what is used of
// it again; false when it does not.
func giveBack(memory []byte) bool {
	return len(memory) == 0 || unix.Madvise(memory, unix.MADV_DONTNEED) == nil
}

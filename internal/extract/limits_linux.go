package extract

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"syscall"

	"golang.org/x/sys/unix"
)

// Limits of a child. Address space counts on top of what the program has
// mapped when it starts (Go reserves more than 1 GB that it never touches).
const (
	addressSpace = 1 << 30
	openFiles    = 64
	goMemory     = 384 << 20 // the Go part collects harder from here on
	goGrowth     = 400       // per cent that the Go heap may grow between collections; what lives is small
)

// limitChild takes away from this process what reading a document does not
// need: writing files, much memory, many open files, core dumps.
func limitChild() error {
	mapped, err := mappedBytes()
	if err != nil {
		return err
	}
	limits := []struct {
		resource int
		value    uint64
	}{
		{unix.RLIMIT_AS, mapped + addressSpace},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_NOFILE, openFiles},
		{unix.RLIMIT_CORE, 0},
	}
	for _, l := range limits {
		if err := unix.Setrlimit(l.resource, &unix.Rlimit{Cur: l.value, Max: l.value}); err != nil {
			return fmt.Errorf("set limit %d: %w", l.resource, err)
		}
	}
	debug.SetMemoryLimit(goMemory)
	debug.SetGCPercent(goGrowth)
	used := make(chan os.Signal, 1)
	signal.Notify(used, syscall.SIGXCPU)
	go func() {
		<-used
		os.Exit(exitCPU)
	}()
	return nil
}

// widenPipes has the kernel keep more of what is on the way from and to the
// parent, so that most documents are sent in one go. Without it they take longer.
func widenPipes() {
	const size = 512 << 10
	for _, fd := range []uintptr{0, 1} {
		_, _ = unix.FcntlInt(fd, unix.F_SETPIPE_SZ, size)
	}
}

// mappedBytes is the address space that this process has now.
func mappedBytes() (uint64, error) {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, fmt.Errorf("read the size of the process: %w", err)
	}
	var pages uint64
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		return 0, fmt.Errorf("read the size of the process: %w", err)
	}
	return pages * uint64(os.Getpagesize()), nil //nolint:gosec // a page size is positive
}

// limitCPU gives the process that many more seconds of processor time. When
// they are used up the kernel sends SIGXCPU every second.
func limitCPU(seconds int) {
	var used unix.Rusage
	if seconds <= 0 || unix.Getrusage(unix.RUSAGE_SELF, &used) != nil {
		return
	}
	until := uint64(used.Utime.Sec+used.Stime.Sec) + 1 + uint64(seconds) //nolint:gosec // times are positive
	_ = unix.Setrlimit(unix.RLIMIT_CPU, &unix.Rlimit{Cur: until, Max: unix.RLIM_INFINITY})
}

// contain puts a child into a process group of its own that dies with the
// program.
func contain(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// killGroup kills a child with all it may have started.
func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}

//go:build linux

package pglocal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimline/internal/pglocal"
)

// BenchmarkIdle prints the memory of an idle private cluster in its production
// settings: the proportional share of all its processes.
func BenchmarkIdle(b *testing.B) {
	s, err := pglocal.Start(b.Context(), b.TempDir(), pglocal.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Stop() }()
	for b.Loop() {
		kib, processes := 0, 0
		stats, err := filepath.Glob("/proc/[0-9]*/stat")
		if err != nil {
			b.Fatal(err)
		}
		for _, stat := range stats {
			pid := filepath.Base(filepath.Dir(stat))
			if n := sharedKiB(stat, pid, s.PID()); n > 0 {
				kib += n
				processes++
			}
		}
		b.ReportMetric(float64(kib)/1024, "MiB")
		b.ReportMetric(float64(processes), "processes")
	}
}

// sharedKiB is the memory of a process that belongs to the server, or 0.
func sharedKiB(stat, pid string, server int) int {
	text, err := os.ReadFile(stat)
	if err != nil {
		return 0 // it has ended
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if pid != strconv.Itoa(server) && (len(fields) < 2 || fields[1] != strconv.Itoa(server)) {
		return 0
	}
	rollup, err := os.ReadFile(fmt.Sprintf("/proc/%s/smaps_rollup", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(rollup)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "Pss:" {
			n, err := strconv.Atoi(f[1])
			if err == nil {
				return n
			}
		}
	}
	return 0
}

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/spf13/pflag"

	"claimline/internal/extract"
	"claimline/internal/inbox"
	"claimline/internal/pipeline"
)

// A process of this test binary is a worker when chaosRole is set: the real
// one, with a hook that kills it.
const (
	chaosRole  = "CLAIMLINE_CHAOS_WORKER" // "own" or "load" with a private database, "shared" with DATABASE_URL
	chaosPoint = "CLAIMLINE_CHAOS_POINT"  // the point that kills it
	chaosNth   = "CLAIMLINE_CHAOS_NTH"    // when it is passed this often
)

func TestMain(m *testing.M) {
	extract.MainIfChild()
	if role := os.Getenv(chaosRole); role != "" {
		os.Exit(chaosWorker(role))
	}
	os.Exit(m.Run())
}

func chaosWorker(role string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := serveChaos(ctx, role); err != nil {
		fmt.Fprintf(os.Stderr, "worker: %v\n", err)
		return 1
	}
	return 0
}

func serveChaos(ctx context.Context, role string) error {
	own := role != "shared"
	c, err := loadConfig(pflag.NewFlagSet("worker", pflag.ContinueOnError), os.Getenv)
	if err != nil {
		return err
	}
	s, err := openServices(ctx, c, own, logger(os.Stderr))
	defer s.close()
	if err != nil {
		return err
	}
	kill := killHook()
	pipelineConfig := s.pipelineConfig(own)
	pipelineConfig.Hooks.Reached = kill
	if s.pipeline, err = pipeline.New(pipelineConfig); err != nil {
		return err
	}
	inboxConfig := s.inboxConfig()
	inboxConfig.Hooks.Reached = kill
	if s.inbox, err = inbox.New(inboxConfig); err != nil {
		return err
	}
	if role == "load" {
		var measuring sync.WaitGroup
		defer measuring.Wait()
		measuring.Go(func() { s.measureSelf(ctx) })
	}
	return s.serve(ctx, func(string) { fmt.Println("ready") })
}

// killHook ends the process without a word when its point has been passed
// often enough.
func killHook() func(string) {
	point := os.Getenv(chaosPoint)
	nth, _ := strconv.ParseInt(os.Getenv(chaosNth), 10, 64)
	var left atomic.Int64
	left.Store(nth)
	return func(passed string) {
		if passed == point && left.Add(-1) == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}
}

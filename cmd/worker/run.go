package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"
)

func runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Serve the inbox, the jobs and the page until stopped",
		Long: `Serve the inbox, the jobs and the page until stopped (Ctrl-C). Without DATABASE_URL a
private PostgreSQL is started in the data folder. A second start after a crash goes on
where the first one was: nothing is lost and nothing happens twice.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := loadConfig(cmd.Flags(), environment)
			if err != nil {
				return err
			}
			log := logger(cmd.ErrOrStderr())
			s, err := openServices(cmd.Context(), c, true, log)
			defer s.close()
			if err != nil {
				return err
			}
			return s.serve(cmd.Context(), func(address string) {
				fmt.Fprintf(cmd.OutOrStdout(), "Claimline serves %s; the page is at http://%s\n", c.Inbox, address)
			})
		},
	}
}

func logger(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

// stopTime is what running jobs and open pages get to end in.
const stopTime = 30 * time.Second

// heapGrowth is how much the heap grows, in per cent of what lives in it, before it is
// collected. The rule pack lives in it and, while thousands of files wait, what is known
// of each: grown by as much again they took more than 100 MiB beside those of an idle
// worker. GOGC in the environment goes before.
const heapGrowth = 80

// bindHeap sets how much the heap grows.
func bindHeap() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// serve runs everything until ctx ends or a part fails for good. Ready is
// called once with the page's address.
func (s *services) serve(ctx context.Context, ready func(address string)) error {
	bindHeap()
	if err := os.MkdirAll(s.config.Inbox, 0o755); err != nil { //nolint:gosec // other people drop files into it
		return fmt.Errorf("make the inbox: %w", err)
	}
	if err := s.inbox.Check(); err != nil {
		return fmt.Errorf("the inbox cannot be served:\n%w", err)
	}
	pages, err := s.handler()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.config.Listen)
	if err != nil {
		return fmt.Errorf("the page cannot be served at %s (is another worker running? choose another address with --listen): %w", s.config.Listen, err)
	}
	if err := s.reader.Warm(ctx); err != nil {
		return fmt.Errorf("start the readers: %w", err)
	}
	if err := s.pipeline.Start(ctx); err != nil {
		return err
	}
	return s.serveParts(ctx, listener, pages, ready)
}

func (s *services) serveParts(ctx context.Context, listener net.Listener, pages http.Handler, ready func(string)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	server := &http.Server{Handler: pages, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	var parts sync.WaitGroup
	part := func(name string, f func() error) {
		parts.Go(func() {
			if err := f(); err != nil && !errors.Is(err, http.ErrServerClosed) {
				cancel(fmt.Errorf("%s: %w", name, err))
			}
		})
	}
	part("page", func() error { return server.Serve(listener) })
	part("inbox", func() error { return s.inbox.Run(ctx) })
	part("rules", func() error { s.watchRules(ctx); return nil })
	part("audit", func() error { s.keepHeads(ctx); return nil })
	ready(listener.Addr().String())
	<-ctx.Done()
	stopping, end := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer end()
	_ = server.Shutdown(stopping)
	parts.Wait()
	if err := s.pipeline.Stop(stopping); err != nil {
		return err
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

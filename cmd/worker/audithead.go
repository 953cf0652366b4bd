package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// headEvery is how often the worker looks whether the day's head is written.
const headEvery = 10 * time.Minute

// keepHeads writes the end of the audit chain into a file of the audit folder
// every day until ctx ends. Who can rewrite the database cannot rewrite a copy
// that lies somewhere else.
func (s *services) keepHeads(ctx context.Context) {
	if s.config.AuditHead == "" {
		return
	}
	tick := time.NewTicker(headEvery)
	defer tick.Stop()
	for {
		if err := writeHead(ctx, s.db.pool, s.config.AuditHead, time.Now().In(s.zone())); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "the head of the audit chain was not written", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// writeHead writes the head of a day unless it is there. The file appears whole
// or not at all, and is never written again.
func writeHead(ctx context.Context, db store.DB, dir string, at time.Time) error {
	path := filepath.Join(dir, "audit-"+at.Format(time.DateOnly)+".head")
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) { //nolint:gosec // the folder of the settings
		return err
	}
	head, err := store.AuditHead(ctx, db)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil { //nolint:gosec // the folder of the settings
		return fmt.Errorf("make the folder of audit heads: %w", err)
	}
	text := fmt.Sprintf("%d %s %s\n", head.ID, head.Hash, at.UTC().Format(time.RFC3339))
	temporary := path + ".part"
	if err := os.WriteFile(temporary, []byte(text), 0o440); err != nil { //nolint:gosec // a copy for others to read
		return fmt.Errorf("write audit head: %w", err)
	}
	if err := os.Rename(temporary, path); err != nil { //nolint:gosec // the folder of the settings
		return fmt.Errorf("write audit head: %w", err)
	}
	return nil
}

// readHeads reads heads from files, and from every .head file of folders.
func readHeads(paths []string) ([]sow.AuditHead, error) {
	var heads []sow.AuditHead
	for _, path := range paths {
		files := []string{path}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			if files, err = filepath.Glob(filepath.Join(path, "*.head")); err != nil || len(files) == 0 {
				return nil, fmt.Errorf("--head: no .head file in %s", path)
			}
		}
		for _, file := range files {
			text, err := os.ReadFile(file) //nolint:gosec // named by the person who checks
			if err != nil {
				return nil, fmt.Errorf("--head: %w", err)
			}
			more, err := parseHeads(text)
			if err != nil {
				return nil, fmt.Errorf("--head %s: %w", file, err)
			}
			heads = append(heads, more...)
		}
	}
	return heads, nil
}

func parseHeads(text []byte) ([]sow.AuditHead, error) {
	var heads []sow.AuditHead
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var h sow.AuditHead
		if n, err := fmt.Sscan(lines.Text(), &h.ID, &h.Hash); n != 2 || err != nil || len(h.Hash) != 64 {
			return nil, fmt.Errorf("%q is no head; it is a number and a hash", lines.Text())
		}
		if h.ID > 0 { // an empty chain proves nothing
			heads = append(heads, h)
		}
	}
	return heads, nil
}

func auditCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "audit", Short: "Check the record of what was done"}
	var heads []string
	verify := &cobra.Command{
		Use: "verify", Short: "Recompute the chain of the audit log and name the first entry that was tampered with",
		Long: `Recompute the chain of the audit log and name the first entry that was tampered with.
A head that the worker wrote on an earlier day (--audit-head) and that was kept somewhere
else shows what somebody with all rights in the database could hide.`,
		Example: "  worker audit verify\n  worker audit verify --head /mnt/vault/claimline",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			known, err := readHeads(heads)
			if err != nil {
				return err
			}
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				head, err := store.VerifyAudit(ctx, db.pool, known...)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%d entries, the chain is whole; head %s\n", head.ID, head.Hash)
				if len(known) > 0 {
					fmt.Fprintf(cmd.OutOrStdout(), "it agrees with %d heads that were kept elsewhere\n", len(known))
				}
				return nil
			})
		},
	}
	verify.Flags().StringArrayVar(&heads, "head", nil, "file with a head that was kept elsewhere, or a folder of them")
	cmd.AddCommand(verify)
	return cmd
}

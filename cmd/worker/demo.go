package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/inbox"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// demo shows the whole way on sample documents.
type demo struct {
	samples string
	dir     string
	exit    bool
	keep    bool
}

func demoCommand() *cobra.Command {
	var d demo
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show everything on sample documents in a folder of its own",
		Long: `Start a worker on a fresh demo folder with a private PostgreSQL, drop the sample
statements of work into its inbox and print what became of each. The page stays up until
Ctrl-C. A demo that was killed is no obstacle to the next one.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return d.run(cmd) },
	}
	cmd.Flags().StringVar(&d.samples, "samples", "testdata/sows", "folder with sample documents")
	cmd.Flags().StringVar(&d.dir, "dir", "demo", "folder of the demo; it is made anew")
	cmd.Flags().BoolVar(&d.exit, "exit", false, "end after the table")
	cmd.Flags().BoolVar(&d.keep, "keep", false, "go on with the folder of the last demo")
	return cmd
}

func (d demo) run(cmd *cobra.Command) error {
	c, err := d.config(cmd)
	if err != nil {
		return err
	}
	samples, err := sampleFiles(d.samples)
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	began := time.Now()
	logFile, err := os.Create(filepath.Join(d.dir, "worker.log"))
	if err != nil {
		return fmt.Errorf("open the demo's log: %w", err)
	}
	defer logFile.Close()
	fmt.Fprintf(out, "starting a worker with its own PostgreSQL in %s ...\n", d.dir)
	s, err := openServices(cmd.Context(), c, true, logger(logFile))
	defer s.close()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(cmd.Context())
	defer cancel()
	address := make(chan string, 1)
	served := make(chan error, 1)
	go func() { served <- s.serve(ctx, func(a string) { address <- a }) }()
	select {
	case a := <-address:
		fmt.Fprintf(out, "ready after %.1f s; dropping %d statements of work into %s\n", time.Since(began).Seconds(), len(samples), c.Inbox)
		err = d.show(ctx, out, s, samples, "http://"+a)
	case err = <-served:
		return err
	}
	if err == nil && !d.exit {
		fmt.Fprintln(out, "Drop a file of your own into the inbox, or stop with Ctrl-C.")
		return <-served
	}
	cancel()
	return errors.Join(err, <-served)
}

// config points a worker at the demo folder, which is made anew.
func (d demo) config(cmd *cobra.Command) (config, error) {
	if !d.keep {
		if err := removeDemo(d.dir); err != nil {
			return config{}, err
		}
	}
	if err := os.MkdirAll(d.dir, 0o755); err != nil { //nolint:gosec // the database's own user must pass through
		return config{}, fmt.Errorf("make the demo folder: %w", err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, demoMark), []byte("made by \"worker demo\"; may be removed\n"), 0o600); err != nil {
		return config{}, fmt.Errorf("mark the demo folder: %w", err)
	}
	values := filepath.Join(d.dir, "values.yaml")
	if err := os.WriteFile(values, []byte(demoValues), 0o600); err != nil {
		return config{}, fmt.Errorf("write the demo's rates: %w", err)
	}
	own := map[string]string{
		"CLAIMLINE_VALUES": values,
		"CLAIMLINE_INBOX":  filepath.Join(d.dir, "inbox"), "CLAIMLINE_DATA": filepath.Join(d.dir, "data"),
		"CLAIMLINE_STABILITY": "1s", "CLAIMLINE_POLL": "250ms", "CLAIMLINE_PATIENCE": "5s", "CLAIMLINE_PARTNER_ID": "6080811",
	}
	return loadConfig(cmd.Flags(), func(name string) string {
		if v, ok := own[name]; ok {
			return v
		}
		if name == "DATABASE_URL" {
			return ""
		}
		return environment(name)
	})
}

const demoMark = ".claimline-demo"

// removeDemo removes the folder of an earlier demo, and nothing else.
func removeDemo(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, demoMark)); err != nil {
		return fmt.Errorf("%s is no demo folder; choose another one with --dir", dir)
	}
	if err := stopLeftover(filepath.Join(dir, "data", "postgres")); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove the last demo: %w", err)
	}
	return nil
}

// stopLeftover takes over the database of a demo that was killed and stops it,
// so that its folder can go.
func stopLeftover(dir string) error {
	if _, err := os.Stat(dir); err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return endCluster(ctx, dir)
}

func sampleFiles(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && strings.HasPrefix(e.Name(), "sow.") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no sample documents in %s; run the demo from the project's folder or name one with --samples", dir)
	}
	return files, nil
}

// show drops the samples, follows their way and prints the table.
func (d demo) show(ctx context.Context, out io.Writer, s *services, samples []string, page string) error {
	for _, path := range samples {
		if err := drop(path, s.config.Inbox); err != nil {
			return err
		}
	}
	began := time.Now()
	docs, err := s.settled(ctx, len(samples), func(done int) {
		fmt.Fprintf(out, "\r%d of %d documents have an answer", done, len(samples))
	})
	fmt.Fprintln(out)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%.1f s from drop to the last answer\n\n", time.Since(began).Seconds())
	refused, err := store.InboxFiles(ctx, s.db.pool, sow.InboxFailed, len(samples))
	if err != nil {
		return err
	}
	if err := printDocuments(out, docs, refused); err != nil {
		return err
	}
	moved := 0
	if !d.keep {
		if moved, err = s.stages(ctx); err != nil {
			return err
		}
	}
	claims, _, err := store.Claims(ctx, s.db.pool, store.ClaimFilter{Limit: store.MaxLimit})
	if err != nil {
		return err
	}
	if moved > 0 {
		fmt.Fprintf(out, "\n%d claims were carried on by Ada, Ben and Cleo Demo, who are invented like the rates: one claim stands in each stage.\n", moved)
	}
	fmt.Fprintf(out, "\n%d claims are open. The answers lie in %s\nThe page: %s\n", len(claims), filepath.Join(s.config.Inbox, "processed"), page)
	return nil
}

// drop copies a sample into the inbox under the name of its case, as a person
// saves a file.
func drop(path, inbox string) error {
	data, err := os.ReadFile(path) //nolint:gosec // a sample of the project
	if err != nil {
		return fmt.Errorf("read sample: %w", err)
	}
	name := filepath.Base(filepath.Dir(path)) + filepath.Ext(path)
	if err := os.WriteFile(filepath.Join(inbox, name), data, 0o644); err != nil { //nolint:gosec // a file that anybody may read
		return fmt.Errorf("drop sample: %w", err)
	}
	return nil
}

// settled waits until n documents have an answer or a reason in the folder.
func (s *services) settled(ctx context.Context, n int, progress func(done int)) ([]sow.DocumentRecord, error) {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	last := -1
	for {
		counts, err := store.InboxCounts(ctx, s.db.pool)
		if err != nil {
			return nil, err
		}
		done := 0
		for state, k := range counts {
			if state.Finished() {
				done += k
			}
		}
		if done != last {
			progress(done)
			last = done
		}
		if done >= n {
			docs, _, err := store.Documents(ctx, s.db.pool, store.DocumentFilter{Limit: store.MaxLimit})
			slices.Reverse(docs)
			return docs, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-tick.C:
		}
	}
}

// printDocuments prints one line a document, and below them one for each file
// that has no analysis, with the reason.
func printDocuments(out io.Writer, docs []sow.DocumentRecord, refused []sow.InboxFile) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "DOCUMENT\tCUSTOMER\tWORKLOADS\tPAL\tDPOR\tCPOR\tCLAIMS\tNEXT DEADLINE")
	for _, d := range docs {
		if d.Status == sow.DocumentAnalysed {
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\n", d.Name, unknown(cut(d.Customer, 28)), cut(strings.Join(d.Workloads, " "), 44),
				brief(d.PAL), brief(d.DPOR), brief(d.CPOR), d.Claims, nextDue(d))
		}
	}
	for _, d := range docs {
		if d.Status != sow.DocumentAnalysed {
			fmt.Fprintf(t, "%s\t%s\n", d.Name, whyNot(d))
		}
	}
	for _, f := range refused {
		if f.DocumentID == 0 {
			fmt.Fprintf(t, "%s\t%s: %s\n", inbox.Readable(f.Path), f.ReasonCode, inbox.Reason(f.ReasonCode).Message)
		}
	}
	return t.Flush()
}

// whyNot says why a document has no analysis.
func whyNot(d sow.DocumentRecord) string {
	if d.Failure == nil {
		return string(d.Status)
	}
	return fmt.Sprintf("%s: %s", d.Failure.Code, d.Failure.Message)
}

func nextDue(d sow.DocumentRecord) string {
	if d.NextDue == nil {
		return "-"
	}
	return d.NextDue.Add(-time.Second).Format(time.DateOnly) + " " + d.NextCode
}

func brief(s sow.MethodStrength) string {
	if s == sow.NotApplicable {
		return "-"
	}
	return string(s)
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

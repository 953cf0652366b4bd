package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/analyze"
	"claimline/internal/backfill"
	"claimline/internal/extract"
	"claimline/internal/ruleset"
	"claimline/internal/sheet"
	"claimline/internal/sow"
)

// backfillFlags are the settings of "worker backfill".
type backfillFlags struct {
	format, output string
	open, as       string
	today          string
	jobs           int
}

func backfillCommand() *cobra.Command {
	var f backfillFlags
	cmd := &cobra.Command{
		Use:   "backfill DIR",
		Short: "List what could still be claimed from statements of work signed before",
		Long: `Read years of statements of work and list what could still be claimed today: customer,
workload, association, how many months the signature still counts as proof (12 months),
the expected value, and what the proof lacks. Nothing is stored and no database is
needed, until --open: then the documents of the chosen rows go through the pipeline like
files of the inbox, and the chosen claims belong to the person named by --as. A document
opens all of its claims; the ones that were not chosen have no owner yet.`,
		Example: "  worker backfill archive/\n  worker backfill archive/ --format xlsx -o backfill.xlsx\n  worker backfill archive/ --open 1,3,7-9 --as \"Anna Berg\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return runBackfill(cmd, args[0], f)
		},
	}
	cmd.Flags().StringVar(&f.format, "format", "table", "table, csv or xlsx")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to this file instead of the terminal")
	cmd.Flags().StringVar(&f.open, "open", "", "open the claims of these rows: 1,3,7-9, or all")
	cmd.Flags().StringVar(&f.as, "as", "", "name of the person who opens them")
	cmd.Flags().StringVar(&f.today, "today", "", "day that the months count from, YYYY-MM-DD (default: today)")
	cmd.Flags().IntVar(&f.jobs, "jobs", 2, "documents read at the same time")
	return cmd
}

func (f *backfillFlags) check() error {
	switch {
	case !slices.Contains([]string{"table", "csv", "xlsx"}, f.format):
		return fmt.Errorf("--format %q is not known; use table, csv or xlsx", f.format)
	case f.format == "xlsx" && f.output == "":
		return errors.New("--format xlsx needs a file: -o NAME.xlsx")
	case f.open != "" && strings.TrimSpace(f.as) == "":
		return errors.New("--as: a named person opens claims")
	case f.jobs < 1 || f.jobs > 64:
		return fmt.Errorf("--jobs: %d is not from 1 to 64", f.jobs)
	}
	return nil
}

func runBackfill(cmd *cobra.Command, dir string, f backfillFlags) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err != nil {
		return err
	}
	today := sow.DayOf(time.Now())
	if f.today != "" {
		if today, err = sow.ParseDay(f.today); err != nil {
			return fmt.Errorf("--today: %w", err)
		}
	}
	a, err := newArchive(c, dir, today, f.jobs)
	if err != nil {
		return err
	}
	defer a.close()
	sources, err := a.read(cmd.Context(), progressBar(cmd.ErrOrStderr()))
	if err != nil {
		return err
	}
	result := backfill.List(sources, today)
	if f.open != "" {
		return openRows(cmd, c, a, result, f)
	}
	return writeBackfill(cmd.OutOrStdout(), result, a.name, f)
}

func writeBackfill(stdout io.Writer, r backfill.Result, name func(string) string, f backfillFlags) error {
	var out bytes.Buffer
	var err error
	switch f.format {
	case "csv":
		err = sheet.CSV(&out, r.Table(name))
	case "xlsx":
		err = sheet.XLSX(&out, r.Table(name))
	default:
		err = r.Text(&out, name)
	}
	if err != nil {
		return err
	}
	if f.output == "" {
		_, err = stdout.Write(out.Bytes())
		return err
	}
	if err := os.WriteFile(f.output, out.Bytes(), 0o644); err != nil { //nolint:gosec // a list for other people
		return fmt.Errorf("write the list: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%s\n%s\n", f.output, r.Summary())
	return err
}

// archive is a folder of documents that are read without a database.
type archive struct {
	dir      string
	files    []string // relative, in order
	today    sow.Day
	jobs     int
	ocr      extract.OCRMode
	analyzer *analyze.Analyzer
	reader   *extract.Reader
}

func newArchive(c config, dir string, today sow.Day, jobs int) (*archive, error) {
	files, err := documentsIn(dir)
	if err != nil {
		return nil, err
	}
	pack, err := ruleset.Load(packFS(c.Rules))
	if err != nil {
		return nil, c.packMistakes(err)
	}
	analyzer, err := analyze.New(pack)
	if err != nil {
		return nil, err
	}
	return &archive{dir: dir, files: files, today: today, jobs: jobs, ocr: extract.OCRMode(c.OCR), analyzer: analyzer, reader: extract.New(extract.Config{Children: jobs})}, nil
}

func (a *archive) close() { _ = a.reader.Close() }

// name is the name of a workload, without the pack's remarks in brackets.
func (a *archive) name(id string) string {
	name, _ := nameOf(a.analyzer.Pack(), id)
	short, _, _ := strings.Cut(name, " (")
	return short
}

// archiveEndings are what a folder is searched for; everything else in it is
// not a document.
var archiveEndings = []string{".pdf", ".docx", ".docm", ".dotx", ".odt", ".html", ".htm", ".md", ".txt", ".doc", ".rtf"}

func documentsIn(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		ignored := strings.HasPrefix(name, ".") && path != dir || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, ".sow.md") || strings.HasPrefix(strings.ToLower(name), "readme")
		if d.IsDir() && ignored {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() && !ignored && slices.Contains(archiveEndings, strings.ToLower(filepath.Ext(name))) {
			rel, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			files = append(files, rel)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list folder %s: %w", dir, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no documents in %s; readable are %s", dir, strings.Join(archiveEndings[:9], " "))
	}
	return files, nil
}

// read analyses all documents, some at a time. The same bytes under another name
// are read once.
func (a *archive) read(ctx context.Context, progress func(done, total int)) ([]backfill.Source, error) {
	sources := make([]backfill.Source, len(a.files))
	next, done := make(chan int), make(chan int)
	var workers sync.WaitGroup
	for range min(a.jobs, len(a.files)) {
		workers.Go(func() {
			for i := range next {
				sources[i] = a.one(ctx, a.files[i])
				done <- i
			}
		})
	}
	go func() {
		defer close(next)
		for i := range a.files {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { workers.Wait(); close(done) }()
	n := 0
	for range done {
		n++
		progress(n, len(a.files))
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("stopped after %d of %d documents", n, len(a.files))
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(sources, func(s backfill.Source) bool {
		sha := s.Analysis.Document.SHA256
		again := sha != "" && seen[sha]
		seen[sha] = true
		return again
	}), nil
}

func (a *archive) one(ctx context.Context, file string) backfill.Source {
	doc := sow.Document{Name: filepath.Base(file), Format: strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), ".")}
	data, err := a.content(file)
	if err == nil {
		sum := sha256.Sum256(data)
		sha, name := hex.EncodeToString(sum[:]), doc.Name
		var read sow.Document
		read, err = a.reader.Read(ctx, file, bytes.NewReader(data), int64(len(data)), extract.Options{OCR: a.ocr})
		if err == nil {
			doc = read
		}
		doc.Name, doc.SHA256 = name, sha
	}
	if err != nil {
		return backfill.Source{Path: file, Analysis: a.analyzer.Failed(doc, sow.AsFailure(err))}
	}
	return backfill.Source{Path: file, Analysis: a.analyzer.Analyze(doc, analyze.Options{Today: a.today})}
}

// archiveLimit is the largest document that is read.
const archiveLimit = 100 << 20

func (a *archive) content(file string) ([]byte, error) {
	f, err := os.Open(filepath.Join(a.dir, file)) //nolint:gosec // a file of the folder that the person named
	if err != nil {
		return nil, &sow.Failure{Code: sow.ReasonPermissionRead, Message: "The file cannot be opened.", Hint: "Check that you may read it.", Cause: err}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, archiveLimit+1))
	if err != nil {
		return nil, &sow.Failure{Code: sow.ReasonPermissionRead, Message: "The file could not be read to its end.", Hint: "Check the disk.", Cause: err}
	}
	if len(data) > archiveLimit {
		return nil, &sow.Failure{Code: sow.ReasonTooLarge, Message: "The file is larger than 100 MiB.", Hint: "Save it with smaller pictures."}
	}
	return data, nil
}

// progressBar shows progress on a terminal and is silent elsewhere.
func progressBar(w io.Writer) func(done, total int) {
	f, ok := w.(*os.File)
	if !ok {
		return func(int, int) {}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(int, int) {}
	}
	return func(done, total int) {
		fmt.Fprintf(w, "\rread %d of %d documents", done, total)
		if done == total {
			fmt.Fprint(w, "\r                                  \r")
		}
	}
}

// openRows opens the claims of the chosen rows.
func openRows(cmd *cobra.Command, c config, a *archive, r backfill.Result, f backfillFlags) error {
	rows, err := r.Choose(f.open)
	if err != nil {
		return fmt.Errorf("--open: %w", err)
	}
	s, err := openServices(cmd.Context(), c, false, slog.New(slog.DiscardHandler))
	defer s.close()
	if err != nil {
		return err
	}
	return s.openBackfill(cmd.Context(), cmd.OutOrStdout(), a, rows, strings.TrimSpace(f.as))
}

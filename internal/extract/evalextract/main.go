// Command evalextract measures the reading of documents on a folder of files
// against pdftotext (PDF) and pandoc (Word) in the same run: recall and
// precision of words, overlap of five-word sequences, failures by code, time
// and memory. Neither reference is the truth; where they differ the reference
// may be the wrong one.
//
//	go run ./internal/extract/evalextract DIR
package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

func main() {
	extract.MainIfChild()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "usage: evalextract DIR")
		return 1
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	files, err := find(args[0])
	if err != nil || len(files) == 0 {
		fmt.Fprintf(stderr, "evalextract: no .pdf or .docx in %s: %v\n", args[0], err)
		return 1
	}
	r := extract.New(extract.Config{})
	defer func() { _ = r.Close() }()
	if err := r.Warm(ctx); err != nil {
		fmt.Fprintln(stderr, "evalextract:", err)
		return 1
	}
	for _, format := range []string{".pdf", ".docx"} {
		var sum summary
		for _, file := range files {
			if ctx.Err() != nil {
				return 1
			}
			if strings.EqualFold(filepath.Ext(file), format) {
				sum.add(measure(ctx, r, file, stderr))
			}
		}
		sum.print(stdout, strings.TrimPrefix(format, "."))
	}
	fmt.Fprintf(stdout, "memory of this process: %d MB\n", residentMB())
	return 0
}

func find(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if ext := strings.ToLower(filepath.Ext(path)); err == nil && d.Type().IsRegular() && (ext == ".pdf" || ext == ".docx") {
			files = append(files, path)
		}
		return err
	})
	slices.Sort(files)
	return files, err
}

// result is what one file gave.
type result struct {
	code             sow.ReasonCode // "" when it was read
	ours, theirs     []string
	time, timeThere  time.Duration
	pages            int
	referenceMissing bool
}

func measure(ctx context.Context, r *extract.Reader, file string, stderr io.Writer) result {
	var out result
	in, err := os.Open(filepath.Clean(file)) //nolint:gosec // it reads the files that its user names
	if err != nil {
		return result{code: sow.ReasonPermissionRead}
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return result{code: sow.ReasonPermissionRead}
	}
	start := time.Now() //nolint:forbidigo // a command that measures
	doc, err := r.Read(ctx, file, in, info.Size(), extract.Options{OCR: extract.OCROff})
	out.time, out.pages = time.Since(start), max(1, doc.Pages)
	if err != nil {
		out.code = sow.AsFailure(err).Code
		if out.code == sow.ReasonInternal {
			fmt.Fprintf(stderr, "%s: %v\n", file, err)
		}
	}
	for _, b := range doc.Blocks {
		if b.Kind != sow.Comment {
			out.ours = append(out.ours, words(b.Number+" "+b.Text)...)
		}
	}
	start = time.Now() //nolint:forbidigo // a command that measures
	text, err := reference(ctx, file)
	out.timeThere, out.referenceMissing = time.Since(start), err != nil
	out.theirs = words(text)
	return out
}

// reference gives the text that the reference program reads.
func reference(ctx context.Context, file string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "pdftotext", file, "-") //nolint:gosec // it reads the files that its user names
	if strings.EqualFold(filepath.Ext(file), ".docx") {
		cmd = exec.CommandContext(ctx, "pandoc", "-f", "docx", "-t", "plain", "--wrap=none", file) //nolint:gosec // as above
	}
	out, err := cmd.Output()
	return string(out), err
}

func residentMB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kb int
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kb); n == 1 {
			return kb >> 10
		}
	}
	return 0
}

// Command evalextract measures the reading of documents on a folder of files
// against pdftotext (PDF) and pandoc (Word) in the same run: recall and
// precision of words, overlap of five-word sequences, failures by code, time
// and memory. Neither reference is the truth; where they differ the reference
// may be the wrong one.
//
//	go run ./internal/extract/evalextract [-cold] [-worst N] DIR
//
// Where NAME-PRODUCER.txt beside NAME-PRODUCER.pdf holds the text that was
// typed, both readers are scored against it too (columns.sh makes such files).
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

func main() {
	extract.MainIfChild()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("evalextract", flag.ContinueOnError)
	flags.SetOutput(stderr)
	worst := flags.Int("worst", 0, "list that many files with the most words lost or added, and the words")
	cold := flags.Bool("cold", false, "read each file in a process of its own, as the reference programs do")
	if flags.Parse(args) != nil || flags.NArg() != 1 {
		fmt.Fprintln(stderr, "usage: evalextract [-cold] [-worst N] DIR")
		return 1
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	files, err := find(flags.Arg(0))
	if err != nil || len(files) == 0 {
		fmt.Fprintf(stderr, "evalextract: no .pdf or .docx in %s: %v\n", flags.Arg(0), err)
		return 1
	}
	config := extract.Config{}
	if *cold {
		config.Documents = 1
	}
	r := extract.New(config)
	defer func() { _ = r.Close() }()
	ref, err := newReference()
	if err != nil {
		fmt.Fprintln(stderr, "evalextract:", err)
		return 1
	}
	defer ref.close()
	e := &evaluation{reader: r, reference: ref, stderr: stderr}
	if err := warm(ctx, r, *cold); err != nil {
		fmt.Fprintln(stderr, "evalextract:", err)
		return 1
	}
	for _, format := range []string{".pdf", ".docx"} {
		sum := summary{cold: *cold, typed: map[string]*typedScore{}}
		for _, file := range files {
			if ctx.Err() != nil {
				return 1
			}
			if strings.EqualFold(filepath.Ext(file), format) {
				sum.add(e.measure(ctx, file))
			}
		}
		sum.print(stdout, strings.TrimPrefix(format, "."))
		sum.printWorst(stdout, *worst)
	}
	fmt.Fprintf(stdout, "memory of this process: %d MB\n", residentMB())
	return 0
}

// warm readies a reader; a cold one only gets its compiled code.
func warm(ctx context.Context, r *extract.Reader, cold bool) error {
	if !cold {
		return r.Warm(ctx)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return fmt.Errorf("find the cache: %w", err)
	}
	return extract.WarmCache(ctx, filepath.Join(dir, "claimline", "pdfium"))
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
	file             string
	code             sow.ReasonCode // "" when it was read
	ours, theirs     []string
	time, timeThere  time.Duration
	cpu, cpuThere    time.Duration // of processes that have ended: ours only where each file has its own
	pages            int
	referenceMissing bool
	typed            []string // what was typed, where a text file beside it says so
}

// evaluation reads files with our reader and with the reference program.
type evaluation struct {
	reader    *extract.Reader
	reference *reference
	stderr    io.Writer
}

// measure reads one file both ways, ours without OCR.
func (e *evaluation) measure(ctx context.Context, file string) result {
	out := result{file: file, code: sow.ReasonPermissionRead}
	in, err := os.Open(filepath.Clean(file))
	if err != nil {
		return out
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return out
	}
	out.code = ""
	start, cpu := time.Now(), processorTime() //nolint:forbidigo // a command that measures
	doc, err := e.reader.Read(ctx, file, in, info.Size(), extract.Options{OCR: extract.OCROff})
	out.time, out.cpu, out.pages = time.Since(start), processorTime()-cpu, max(1, doc.Pages)
	if err != nil {
		out.code = sow.AsFailure(err).Code
		if out.code == sow.ReasonInternal {
			fmt.Fprintf(e.stderr, "%s: %v\n", file, err)
		}
	}
	start, cpu = time.Now(), processorTime() //nolint:forbidigo // a command that measures
	text, err := e.reference.text(ctx, file)
	out.timeThere, out.cpuThere, out.referenceMissing = time.Since(start), processorTime()-cpu, err != nil
	out.ours = compared(doc)
	out.theirs = words(joinBroken(text, out.ours))
	if typed, err := os.ReadFile(strings.TrimSuffix(file, filepath.Ext(file)) + ".txt"); err == nil {
		out.typed = words(string(typed))
	}
	return out
}

// compared gives the words of the blocks that the reference reads too: no
// comments, and of Word documents no headers, footers and text boxes.
func compared(doc sow.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		switch {
		case b.Kind == sow.Comment:
		case doc.Format == "docx" && (b.Kind == sow.Header || b.Kind == sow.Footer || b.Kind == sow.TextBox):
		default:
			out = append(out, words(b.Number+" "+b.Text)...)
		}
	}
	return out
}

// processorTime is what this process and its children that have ended used.
func processorTime() time.Duration {
	var sum time.Duration
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var used unix.Rusage
		if unix.Getrusage(who, &used) == nil {
			sum += time.Duration(used.Utime.Nano() + used.Stime.Nano())
		}
	}
	return sum
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

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
	ref, err := newReference()
	if err != nil {
		fmt.Fprintln(stderr, "evalextract:", err)
		return 1
	}
	defer ref.close()
	for _, format := range []string{".pdf", ".docx"} {
		sum, err := measureAll(ctx, files, format, *cold, ref, stderr)
		if err != nil {
			fmt.Fprintln(stderr, "evalextract:", err)
			return 1
		}
		sum.print(stdout, strings.TrimPrefix(format, "."))
		sum.printWorst(stdout, *worst)
	}
	fmt.Fprintf(stdout, "memory of this process: %d MB\n", residentMB())
	return 0
}

// measureAll reads the files of one format with a reader of its own, so that
// the processor time of its children is known once they have ended.
func measureAll(ctx context.Context, files []string, format string, cold bool, ref *reference, stderr io.Writer) (summary, error) {
	sum := summary{typed: map[string]*typedScore{}}
	files = slices.DeleteFunc(slices.Clone(files), func(f string) bool { return !strings.EqualFold(filepath.Ext(f), format) })
	if len(files) == 0 {
		return sum, nil
	}
	config := extract.Config{}
	if cold {
		config.Documents = 1
	}
	before := usedBy(unix.RUSAGE_CHILDREN)
	r := extract.New(config)
	defer func() { _ = r.Close() }()
	if err := warm(ctx, r, cold); err != nil {
		return sum, err
	}
	e := &evaluation{reader: r, reference: ref, stderr: stderr}
	for _, file := range files {
		if ctx.Err() != nil {
			return sum, ctx.Err()
		}
		sum.add(e.measure(ctx, file))
	}
	if err := r.Close(); err != nil {
		return sum, err
	}
	sum.cpu += usedBy(unix.RUSAGE_CHILDREN) - before - sum.cpuThere
	return sum, nil
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
	cpu, cpuThere    time.Duration // of this process while it reads ours, of the reference program
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
	start, cpu := time.Now(), usedBy(unix.RUSAGE_SELF) //nolint:forbidigo // a command that measures
	doc, err := e.reader.Read(ctx, file, in, info.Size(), extract.Options{OCR: extract.OCROff})
	out.time, out.cpu, out.pages = time.Since(start), usedBy(unix.RUSAGE_SELF)-cpu, max(1, doc.Pages)
	if err != nil {
		out.code = sow.AsFailure(err).Code
		if out.code == sow.ReasonInternal {
			fmt.Fprintf(e.stderr, "%s: %v\n", file, err)
		}
	}
	there := usedBy(unix.RUSAGE_CHILDREN)
	start = time.Now() //nolint:forbidigo // a command that measures
	text, err := e.reference.text(ctx, file)
	out.timeThere, out.cpuThere, out.referenceMissing = time.Since(start), usedBy(unix.RUSAGE_CHILDREN)-there, err != nil
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

// usedBy gives the processor time of this process or of its children that have
// ended.
func usedBy(who int) time.Duration {
	var used unix.Rusage
	if unix.Getrusage(who, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
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

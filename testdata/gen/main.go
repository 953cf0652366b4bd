// Command gen renders sample statements of work from their sources (*.sow.md) into the formats that partners send:
// DOCX, PDF, HTML, ODT, plain text and Markdown. DOCX, HTML, text and scans are written here, byte for byte the same
// for the same source; PDF, ODT and the files of other editors are made by the programs that make them in real life.
//
//	go run ./testdata/gen [-o DIR] [-missing] FILE.sow.md|DIR...
//
// Each document is written beside its source, or into DIR, as <name>.<out>. A directory stands for every source below it.
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
	"strings"
)

const suffix = ".sow.md"

func main() { os.Exit(generate(os.Args[1:], os.Stdout, os.Stderr)) }

func generate(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dir := flags.String("o", "", "directory for the documents (default: beside their sources)")
	missing := flags.Bool("missing", false, "render only documents that do not exist yet")
	if err := flags.Parse(args); err != nil {
		return 1
	}
	files, err := sources(flags.Args())
	if err != nil {
		fmt.Fprintln(stderr, "gen:", err)
		return 1
	}
	var jobs []*job
	code := 0
	for _, file := range files {
		j, err := newJob(file, *dir)
		if err != nil {
			fmt.Fprintln(stderr, "gen:", err)
			code = 1
			continue
		}
		if _, err := os.Stat(j.dest); err == nil && *missing {
			continue
		}
		jobs = append(jobs, j)
	}
	if err := render(ctx, jobs); err != nil {
		fmt.Fprintln(stderr, "gen:", err)
		return 1
	}
	for _, j := range jobs {
		if j.err != nil {
			fmt.Fprintf(stderr, "gen: %s: %v\n", j.source, j.err)
			code = 1
			continue
		}
		fmt.Fprintln(stdout, j.dest)
	}
	return code
}

// sources lists the source files that the arguments name.
func sources(args []string) ([]string, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("no source given: name a *%s file or a directory", suffix)
	}
	var files []string
	for _, arg := range args {
		root := strings.TrimSuffix(filepath.ToSlash(arg), "/...")
		info, err := os.Stat(root)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, root)
			continue
		}
		err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && strings.HasSuffix(path, suffix) {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no *%s file in %s", suffix, strings.Join(args, " "))
	}
	return files, nil
}

func newJob(file, dir string) (*job, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	d, err := parse(strings.TrimSuffix(filepath.Base(file), suffix), string(src))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if dir == "" {
		dir = filepath.Dir(file)
	}
	return &job{doc: d, source: file, dest: filepath.Join(dir, d.meta.name+"."+d.meta.out)}, nil
}

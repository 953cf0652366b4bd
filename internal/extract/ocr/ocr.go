// Package ocr reads the image of a page with the tesseract program, one
// process a page with a deadline, and measures on the image what tesseract
// does not tell: how heavy the strokes of a word are and where lines are
// drawn.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"claimline/internal/extract/pdf"
)

// Install is the command that installs what this package needs.
const Install = "apt install tesseract-ocr tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa"

// ErrMissing says that the program or all of its language files are not
// installed.
var ErrMissing = errors.New("tesseract is not installed")

// Program is an installed tesseract.
type Program struct {
	path      string
	languages []string // tesseract's codes
}

// codes maps ISO 639-1 to tesseract's language files.
var codes = map[string]string{
	"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "pl": "pol", "nl": "nld", "it": "ita", "pt": "por", "ja": "jpn",
}

// Find looks for the program and its languages. It fails with [ErrMissing].
func Find(ctx context.Context, name string) (*Program, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMissing, err)
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, "--list-langs").Output() //nolint:gosec // the operator's program
	if err != nil {
		return nil, fmt.Errorf("%w: list its languages: %w", ErrMissing, err)
	}
	p := &Program{path: path}
	for i, line := range strings.Split(string(out), "\n") {
		if i > 0 && strings.TrimSpace(line) != "" {
			p.languages = append(p.languages, strings.TrimSpace(line))
		}
	}
	if p.choose(nil) == "" {
		return nil, fmt.Errorf("%w: no language files", ErrMissing)
	}
	return p, nil
}

// choose gives the language argument: those asked for that are installed, else
// English, German, French and Spanish as far as they are.
func (p *Program) choose(iso []string) string {
	var want []string
	for _, l := range iso {
		if c := codes[l]; slices.Contains(p.languages, c) && !slices.Contains(want, c) {
			want = append(want, c)
		}
	}
	if len(want) == 0 {
		for _, c := range []string{"eng", "deu", "fra", "spa"} {
			if slices.Contains(p.languages, c) {
				want = append(want, c)
			}
		}
	}
	return strings.Join(want, "+")
}

// Limits of one tesseract process.
const (
	cpuSeconds = 30
	memory     = 2 << 30
)

// Read reads the image of a page. The languages are ISO 639-1 codes; none
// means the usual four. The deadline is the context's. The image is changed.
func (p *Program) Read(ctx context.Context, img *image.Gray, dpi float64, languages []string) (pdf.Scan, error) {
	img, drawn := prepare(img, dpi)
	tsv, err := p.run(ctx, img, dpi, p.choose(languages))
	if err != nil {
		return pdf.Scan{}, err
	}
	scan := parseTSV(tsv)
	scan.DPI, scan.Rules = dpi, drawn
	weigh(img, &scan)
	return scan, nil
}

func (p *Program) run(ctx context.Context, img *image.Gray, dpi float64, languages string) (string, error) {
	cmd := exec.CommandContext(ctx, p.path, "stdin", "stdout", "-l", languages, //nolint:gosec // the operator's program
		"--dpi", strconv.Itoa(int(dpi)), "--psm", "3", "-c", "tessedit_create_tsv=1")
	cmd.Env = []string{"OMP_THREAD_LIMIT=1", "PATH=/usr/bin:/bin", "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 2 * time.Second
	cmd.Stdin = pgm(img)
	var out, complaint limited
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("start tesseract: %w", err)
	}
	limit(cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", fmt.Errorf("run tesseract: %w: %.200s", err, complaint.String())
	}
	return out.String(), nil
}

// limit bounds the memory and processor time of a process and keeps it from
// writing files.
func limit(pid int) {
	for resource, value := range map[int]uint64{unix.RLIMIT_AS: memory, unix.RLIMIT_CPU: cpuSeconds, unix.RLIMIT_FSIZE: 0, unix.RLIMIT_CORE: 0} {
		_ = unix.Prlimit(pid, resource, &unix.Rlimit{Cur: value, Max: value}, nil)
	}
}

// pgm gives an image in the simplest format that tesseract reads.
func pgm(img *image.Gray) *bytes.Buffer {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	buf := bytes.NewBuffer(make([]byte, 0, w*h+32))
	fmt.Fprintf(buf, "P5\n%d %d\n255\n", w, h)
	for y := range h {
		buf.Write(img.Pix[y*img.Stride : y*img.Stride+w])
	}
	return buf
}

// limited keeps at most 8 MB of output.
type limited struct{ bytes.Buffer }

// Write drops what is too much.
func (l *limited) Write(p []byte) (int, error) {
	if room := 8<<20 - l.Len(); room > 0 {
		l.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

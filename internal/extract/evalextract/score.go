package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claimline/internal/sow"
)

// words cuts a text into its words: letters and digits in lower case after
// NFKC, with the marks on them; characters of scripts that are written without
// spaces, or whose spaces readers place differently, one by one.
func words(text string) []string {
	var out []string
	var cur []rune
	flush := func() {
		if len(cur) > 0 {
			out = append(out, string(cur))
			cur = cur[:0]
		}
	}
	for _, r := range strings.ToLower(norm.NFKC.String(text)) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai):
			flush()
			out = append(out, string(r))
		case r == 0xAD: // a soft hyphen is no end of a word
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && len(cur) > 0:
			cur = append(cur, r)
		default:
			flush()
		}
	}
	flush()
	return out
}

var broken = regexp.MustCompile(`(\p{L}+)[-\x{2010}]\r?\n\s*(\p{L}+)`)

// joinBroken joins the words that the reference leaves broken at the end of a
// line, where we read them as one word.
func joinBroken(text string, ours []string) string {
	known := map[string]bool{}
	for _, w := range ours {
		known[w] = true
	}
	return broken.ReplaceAllStringFunc(text, func(m string) string {
		parts := broken.FindStringSubmatch(m)
		if whole := words(parts[1] + parts[2]); len(whole) == 1 && known[whole[0]] {
			return parts[1] + parts[2]
		}
		return m
	})
}

// shared counts what two lists have in common, as multisets.
func shared(a, b []string) int {
	left := map[string]int{}
	for _, w := range a {
		left[w]++
	}
	n := 0
	for _, w := range b {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return n
}

// minus gives the words of a that b lacks, as multisets.
func minus(a, b []string) []string {
	left := map[string]int{}
	for _, w := range b {
		left[w]++
	}
	var out []string
	for _, w := range a {
		if left[w]--; left[w] < 0 {
			out = append(out, w)
		}
	}
	return out
}

// shingles gives the sequences of five words.
func shingles(w []string) []string {
	var out []string
	for i := 0; i+5 <= len(w); i++ {
		out = append(out, strings.Join(w[i:i+5], " "))
	}
	return out
}

// overlap is the share of the five-word sequences of want that got has too.
func overlap(got, want []string) float64 {
	w := shingles(want)
	return float64(shared(shingles(got), w)) / float64(max(1, len(w)))
}

// summary adds up the results of one format.
type summary struct {
	files, scored, low, pages  int
	codes                      map[sow.ReasonCode]int
	recall, precision, overlap float64
	ours, theirs               time.Duration
	cpu, cpuThere              time.Duration // ours with the start of the children and the files that were refused
	slowest                    time.Duration
	each                       []score
	typed                      map[string]*typedScore // by producer
}

// score is how one file compares with the reference.
type score struct {
	file              string
	recall, precision float64
	lost, added       []string
}

// leastWords is how many words the reference must give for a file to be
// scored.
const leastWords = 20

func (s *summary) add(r result) {
	if s.codes == nil {
		s.codes = map[sow.ReasonCode]int{}
	}
	s.files++
	s.codes[r.code]++
	s.slowest = max(s.slowest, r.time)
	if r.code == "" {
		s.pages += r.pages
		s.ours, s.theirs = s.ours+r.time, s.theirs+r.timeThere
	}
	s.cpu, s.cpuThere = s.cpu+r.cpu, s.cpuThere+r.cpuThere
	if r.referenceMissing || len(r.theirs) < leastWords {
		return
	}
	s.scored++
	s.addTyped(r)
	common := float64(shared(r.ours, r.theirs))
	recall := common / float64(len(r.theirs))
	if recall < 0.8 {
		s.low++
	}
	precision := common / float64(max(1, len(r.ours)))
	s.recall += recall
	s.precision += precision
	s.each = append(s.each, score{r.file, recall, precision, minus(r.theirs, r.ours), minus(r.ours, r.theirs)})
	s.overlap += overlap(r.ours, r.theirs)
}

func (s *summary) print(w io.Writer, format string) {
	if s.files == 0 {
		return
	}
	n := float64(max(1, s.scored))
	perPage := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(max(1, s.pages)) }
	fmt.Fprintf(w, "%s: %d files, %d scored\n", format, s.files, s.scored)
	fmt.Fprintf(w, "  word recall %.3f, precision %.3f, five-word overlap %.3f, files below 0.8: %d\n", s.recall/n, s.precision/n, s.overlap/n, s.low)
	fmt.Fprintf(w, "  ms a page %.2f, reference program %.2f, ratio %.2f; slowest file %v\n",
		perPage(s.ours), perPage(s.theirs), perPage(s.ours)/max(0.001, perPage(s.theirs)), s.slowest.Round(time.Millisecond))
	fmt.Fprintf(w, "  ms of processor time a page %.2f, reference program %.2f, ratio %.2f\n",
		perPage(s.cpu), perPage(s.cpuThere), perPage(s.cpu)/max(0.001, perPage(s.cpuThere)))
	for _, code := range slices.Sorted(maps.Keys(s.codes)) {
		name := string(code)
		if name == "" {
			name = "read"
		}
		fmt.Fprintf(w, "  %s: %d\n", name, s.codes[code])
	}
	for _, producer := range slices.Sorted(maps.Keys(s.typed)) {
		t := s.typed[producer]
		n := float64(t.files)
		fmt.Fprintf(w, "  %d files of %s against the typed text: word recall %.3f, five-word overlap %.3f; reference program %.3f, %.3f\n",
			t.files, producer, t.ours.recall/n, t.ours.overlap/n, t.theirs.recall/n, t.theirs.overlap/n)
	}
}

// printWorst lists the files that differ most from the reference, with the
// first of the words that they lack and that they have too much.
func (s *summary) printWorst(w io.Writer, n int) {
	const shown = 25 // words of a file
	slices.SortFunc(s.each, func(a, b score) int {
		return cmp.Compare(a.recall+a.precision, b.recall+b.precision)
	})
	for _, e := range s.each[:min(n, len(s.each))] {
		fmt.Fprintf(w, "  %.3f %.3f %s\n    lost %d: %.*q\n    added %d: %.*q\n", e.recall, e.precision, e.file,
			len(e.lost), 20, e.lost[:min(shown, len(e.lost))], len(e.added), 20, e.added[:min(shown, len(e.added))])
	}
}

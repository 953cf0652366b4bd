package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claimline/internal/sow"
)

// words cuts a text into its words: letters and digits in lower case, Chinese
// and Japanese characters one by one.
func words(text string) []string {
	var out []string
	var cur []rune
	flush := func() {
		if len(cur) > 0 {
			out = append(out, string(cur))
			cur = cur[:0]
		}
	}
	for _, r := range norm.NFKC.String(strings.ToLower(text)) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			flush()
			out = append(out, string(r))
		case unicode.IsLetter(r), unicode.IsDigit(r):
			cur = append(cur, r)
		default:
			flush()
		}
	}
	flush()
	return out
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

// shingles gives the sequences of five words.
func shingles(w []string) []string {
	var out []string
	for i := 0; i+5 <= len(w); i++ {
		out = append(out, strings.Join(w[i:i+5], " "))
	}
	return out
}

// summary adds up the results of one format.
type summary struct {
	files, scored, low, pages  int
	codes                      map[sow.ReasonCode]int
	recall, precision, overlap float64
	ours, theirs               time.Duration
	slowest                    time.Duration
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
	if r.referenceMissing || len(r.theirs) < leastWords {
		return
	}
	s.scored++
	common := float64(shared(r.ours, r.theirs))
	recall := common / float64(len(r.theirs))
	if recall < 0.8 {
		s.low++
	}
	s.recall += recall
	if len(r.ours) > 0 {
		s.precision += common / float64(len(r.ours))
	}
	if want := shingles(r.theirs); len(want) > 0 {
		s.overlap += float64(shared(shingles(r.ours), want)) / float64(len(want))
	}
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
	for _, code := range slices.Sorted(maps.Keys(s.codes)) {
		name := string(code)
		if name == "" {
			name = "read"
		}
		fmt.Fprintf(w, "  %s: %d\n", name, s.codes[code])
	}
}

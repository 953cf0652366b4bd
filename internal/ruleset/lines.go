package ruleset

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// marked is a hit in a line test: [words](id) or [words](id polarity).
var marked = regexp.MustCompile(`\[([^\]]+)\]\(([a-z0-9.-]+)(?: ([a-z_]+))?\)`)

// parseLine splits a line test into headings, plain text and expected hits.
// "A > B > text" is the text below heading B below heading A.
func parseLine(source string) (headings []string, text string, want []LineMention) {
	parts := strings.Split(source, " > ")
	headings, source = parts[:len(parts)-1], parts[len(parts)-1]
	var out strings.Builder
	last := 0
	for _, m := range marked.FindAllStringSubmatchIndex(source, -1) {
		out.WriteString(source[last:m[0]])
		hit := LineMention{Start: out.Len(), ID: source[m[4]:m[5]], Polarity: sow.InScope}
		out.WriteString(source[m[2]:m[3]])
		hit.End = out.Len()
		if m[6] >= 0 {
			hit.Polarity = sow.Polarity(source[m[6]:m[7]])
		}
		want = append(want, hit)
		last = m[1]
	}
	out.WriteString(source[last:])
	return headings, out.String(), want
}

// LineReport is the result of the line tests.
type LineReport struct {
	Run      int
	Failures LoadErrors
	Todo     []string // known gaps, and those among them that work by now
}

// TestLines runs the lexicon's line tests through a detector. A marked hit
// must be found with its polarity, and nothing else may be found.
func (p *Pack) TestLines(detect LineDetector) LineReport {
	var r LineReport
	for _, l := range p.lines {
		headings, text, want := parseLine(l.source)
		got := detect(headings, text, l.language)
		slices.SortFunc(got, func(a, b LineMention) int { return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.ID, b.ID)) })
		ok := slices.Equal(got, want)
		if l.todo {
			state := "still open"
			if ok {
				state = "works by now: move it to lines"
			}
			r.Todo = append(r.Todo, fmt.Sprintf("%s:%d: %s: %s", l.file, l.at.Line, state, l.source))
			continue
		}
		r.Run++
		if !ok {
			r.Failures.add(l.file, l.at, "E605", "%q: found %s, expected %s", text, mentionsText(text, got), mentionsText(text, want))
		}
	}
	return r
}

func mentionsText(text string, list []LineMention) string {
	if len(list) == 0 {
		return "nothing"
	}
	parts := make([]string, len(list))
	for i, m := range list {
		words := ""
		if m.Start >= 0 && m.Start <= m.End && m.End <= len(text) {
			words = text[m.Start:m.End]
		}
		parts[i] = fmt.Sprintf("[%s](%s %s)", words, m.ID, m.Polarity)
	}
	return strings.Join(parts, ", ")
}

package pdf

import (
	"strings"
)

// joint says what becomes of a hyphen at the end of a line.
type joint int

const (
	unknown joint = iota // by the letter that follows
	soft                 // it goes: "deploy-ment"
	hard                 // it stays: "end-user"
)

// settleHyphens decides about hyphens at line ends by how the document writes
// the word elsewhere: "Share-" and "Point" are one word where it says
// "SharePoint", and "end-" and "user" keep the hyphen where it says "end-user".
func settleHyphens(pages []*page) {
	known := map[string]bool{}
	for _, p := range pages {
		for i, w := range p.words {
			if !w.hyphen && (i == 0 || !brokenWord(p.words[i-1])) {
				known[strings.ToLower(strings.Trim(w.text, ".,;:()\"'“”"))] = true
			}
		}
	}
	style := hyphenation(pages, known)
	for _, p := range pages {
		for i := range p.words[:max(0, len(p.words)-1)] {
			w := &p.words[i]
			if !brokenWord(*w) {
				continue
			}
			if w.joint = evidence(*w, p.words[i+1], known); w.joint == unknown {
				w.joint = style.joint(*w)
			}
		}
	}
}

// evidence tells what becomes of a hyphen by how the document writes the word
// elsewhere.
func evidence(w, next word, known map[string]bool) joint {
	head := strings.ToLower(strings.TrimLeft(strings.TrimRight(w.text, "-‐"), "(\"'“"))
	rest := strings.ToLower(strings.TrimRight(next.text, ".,;:)\"'”"))
	switch {
	case known[head+"-"+rest]:
		return hard
	case known[head+rest]:
		return soft
	}
	return unknown
}

// hyphenator is how a document came to its hyphens at line ends.
type hyphenator int

const (
	mixed  hyphenator = iota // its own and those of its author look alike
	marked                   // its own are U+2010, those of its author are "-"
	none                     // all are those of its author
)

// hyphenation finds out how a document breaks words. Hyphens that few lines end
// with and of which none is known to break a word are those of its author.
func hyphenation(pages []*page, known map[string]bool) hyphenator {
	lines, broken := 0, 0
	splits := false
	for _, p := range pages {
		for i, w := range p.words {
			if w.newLine {
				lines++
			}
			if i+1 >= len(p.words) || !p.words[i+1].newLine && !w.hyphen || !brokenWord(w) {
				continue
			}
			if strings.HasSuffix(w.text, "‐") {
				return marked
			}
			broken++
			splits = splits || evidence(w, p.words[i+1], known) == soft
		}
	}
	if !splits && broken*50 < lines {
		return none
	}
	return mixed
}

// joint tells what becomes of a hyphen of which there is no evidence.
func (h hyphenator) joint(w word) joint {
	switch own := strings.HasSuffix(w.text, "‐"); {
	case h == marked && own:
		return soft
	case h == marked, h == none:
		return hard
	}
	return unknown
}

func brokenWord(w word) bool { return w.hyphen || endsWithHyphen(w.text) }

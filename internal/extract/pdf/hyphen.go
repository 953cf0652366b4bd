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

// findBroken gives the words that end with a hyphen a place for what becomes of
// it, which shows only when all pages are there.
func (p *page) findBroken() {
	for i := range p.words {
		if w := &p.words[i]; brokenWord(w) {
			w.joint = new(joint)
		}
	}
}

// settleHyphens decides about hyphens at line ends by how the document writes
// the word elsewhere: "Share-" and "Point" are one word where it says
// "SharePoint", and "end-" and "user" keep the hyphen where it says "end-user".
func settleHyphens(pages []*page) {
	known := wanted(pages)
	if len(known) == 0 {
		return
	}
	for _, p := range pages {
		broken := false
		for i := range p.words {
			w := &p.words[i]
			after := broken
			if broken = brokenWord(w); w.hyphen || after {
				continue
			}
			key := plainWord(w.text)
			if _, asked := known[key]; asked {
				known[key] = true
			}
		}
	}
	style := hyphenation(pages, known)
	for _, p := range pages {
		for i := range p.words[:max(0, len(p.words)-1)] {
			w := &p.words[i]
			if !brokenWord(w) {
				continue
			}
			if *w.joint = evidence(w, &p.words[i+1], known); *w.joint == unknown {
				*w.joint = style.joint(w)
			}
		}
	}
}

// wanted gives the spellings that would tell what becomes of the hyphens at
// line ends. Only these are looked for in the document.
func wanted(pages []*page) map[string]bool {
	out := map[string]bool{}
	for _, p := range pages {
		for i := range p.words[:max(0, len(p.words)-1)] {
			if brokenWord(&p.words[i]) {
				whole, apart := spellings(&p.words[i], &p.words[i+1])
				out[whole], out[apart] = false, false
			}
		}
	}
	return out
}

// plainWord is a word in small letters without the marks around it.
func plainWord(s string) string {
	if s != "" && isASCIILetter(s[0]) && isASCIILetter(s[len(s)-1]) {
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.Trim(s, ".,;:()\"'“”"))
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// spellings gives a broken word as one and with its hyphen.
func spellings(w, next *word) (whole, apart string) {
	head := strings.ToLower(strings.TrimLeft(strings.TrimRight(w.text, "-‐"), "(\"'“"))
	rest := strings.ToLower(strings.TrimRight(next.text, ".,;:)\"'”"))
	return head + rest, head + "-" + rest
}

// evidence tells what becomes of a hyphen by how the document writes the word
// elsewhere.
func evidence(w, next *word, known map[string]bool) joint {
	whole, apart := spellings(w, next)
	switch {
	case known[apart]:
		return hard
	case known[whole]:
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
		for i := range p.words {
			w := &p.words[i]
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
			splits = splits || evidence(w, &p.words[i+1], known) == soft
		}
	}
	if !splits && broken*50 < lines {
		return none
	}
	return mixed
}

// joint tells what becomes of a hyphen of which there is no evidence.
func (h hyphenator) joint(w *word) joint {
	switch own := strings.HasSuffix(w.text, "‐"); {
	case h == marked && own:
		return soft
	case h == marked, h == none:
		return hard
	}
	return unknown
}

func brokenWord(w *word) bool { return w.hyphen || endsWithHyphen(w.text) }

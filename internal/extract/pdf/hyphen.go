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
	for _, p := range pages {
		for i := range p.words[:max(0, len(p.words)-1)] {
			w := &p.words[i]
			if !brokenWord(*w) {
				continue
			}
			head := strings.ToLower(strings.TrimLeft(strings.TrimRight(w.text, "-‐"), "(\"'“"))
			rest := strings.ToLower(strings.TrimRight(p.words[i+1].text, ".,;:)\"'”"))
			switch {
			case known[head+"-"+rest]:
				w.joint = hard
			case known[head+rest]:
				w.joint = soft
			}
		}
	}
}

func brokenWord(w word) bool { return w.hyphen || endsWithHyphen(w.text) }

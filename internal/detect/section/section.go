package section

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// open is a heading that governs the blocks being read.
type open struct {
	block  int
	level  int
	class  *sow.SectionClass
	pseudo bool
	list   bool // introduces the list below it and ends with it
	seen   bool // a list item of it has come
	item   bool // a numbered item in bold that heads what stands below it
}

// PlaceSections gives every block the class of its innermost heading.
func (r *Reading) PlaceSections() {
	var stack []open
	lastIntro := -1
	for i := range r.Doc.Blocks {
		b, info := &r.Doc.Blocks[i], &r.Blocks[i]
		stack = r.closeLists(stack, i)
		switch {
		case b.Kind == sow.Heading:
			stack = pop(stack, headingLevel(b))
			r.inherit(info, stack)
			stack = append(stack, open{block: i, level: headingLevel(b), class: r.headingClass(i)})
			lastIntro = -1
		case b.Kind == sow.Paragraph && r.isPseudo(i), r.headsItems(i):
			stack = r.openPseudo(stack, i)
			r.inherit(info, stack[:len(stack)-1])
			info.Pseudo = true
			lastIntro = r.introAt(i)
		default:
			r.inherit(info, stack)
			r.readRunIn(i)
			lastIntro = r.linkIntro(i, lastIntro)
		}
	}
}

// headingClass gives the class of heading i. The title of the document has
// none, and a heading of one plain word within the scope ("Collaboration") is
// the name of a part of the work, whatever it may mean elsewhere.
func (r *Reading) headingClass(i int) *sow.SectionClass {
	if r.IsTitle(i) {
		return nil
	}
	class, words := r.classified(i, 0)
	if r.customerHeading(i) && (class == nil || class.Polarity == sow.InScope) {
		class = lexicon.DutiesIn(r.Blocks[i].Lang)
	}
	class = r.workHeading(i, r.spokenClass(i, class))
	if above := r.Blocks[i].Class; above != nil && r.below(i) {
		return r.classBelow(i, above, class, words)
	}
	return class
}

// classBelow gives the class of a heading that stands below another.
func (r *Reading) classBelow(i int, above, class *sow.SectionClass, words int) *sow.SectionClass {
	switch {
	case above.Polarity == sow.Future && r.ordered(i):
		return r.Blocks[i].Lang.OfScope() // a road map tells what is ordered of it
	case class == nil:
		return nil
	case class.Polarity == sow.InScope && lexicon.Withholds(above), above.Class == "scope" && r.partOfScope(i, class, words):
		return nil
	}
	return class
}

// workHeading corrects the class of a heading that speaks of work although its
// words make another class elsewhere: "Interfaces to be built" are built, and
// "Governance of Teams" names a product, not how the project is run.
func (r *Reading) workHeading(i int, class *sow.SectionClass) *sow.SectionClass {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if class == nil || lang == nil {
		return class
	}
	switch {
	case class.Class == "future":
		return r.stagesHeading(i, class)
	case (class.Class == "integration" || class.Class == "background") && len(tokens) > 1 && r.Says(i, list.HeadingWork) && !r.Says(i, list.HeadBeside):
		return nil
	case slices.Contains(passing, class.Class) && class.Class != "licence" && class.Class != "background" && r.namesWorkload(i):
		return nil
	}
	return class
}

// stagesHeading corrects the class of a heading that speaks of what comes later, where
// that is the next stage of the work.
func (r *Reading) stagesHeading(i int, class *sow.SectionClass) *sow.SectionClass {
	switch {
	case r.stageOfWork(i):
		return nil
	case r.afterFirst(i):
		return r.Blocks[i].Lang.OfScope()
	}
	return class
}

// namesWorkload tells whether a heading names a workload by more than generic
// wording.
func (r *Reading) namesWorkload(i int) bool {
	for _, h := range r.HitsOf(i, phrase.Name) {
		for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[i].Lang) {
			n := &r.Lex.Names[p.Ref]
			if n.Kind != lexicon.Foreign && n.Kind != lexicon.Capability && r.Lex.Entries[n.Entry].Kind == sow.CanonicalWorkload {
				return true
			}
		}
	}
	return false
}

// partOfScope tells whether a heading within the scope names a part of it
// although its words make another class elsewhere: a stage, or one plain word.
func (r *Reading) partOfScope(i int, class *sow.SectionClass, words int) bool {
	return class.Class == "future" && r.stage(i) || slices.Contains(passing, class.Class) && (words <= 1 || r.labelled(i))
}

// labelled tells whether a heading begins with the number of a part of the
// work: "WP1 – Ground rules", "Lot 2: Cooperation".
func (r *Reading) labelled(i int) bool {
	tokens, lang, text := r.TokensOf(i), r.Blocks[i].Lang, r.Doc.Blocks[i].Text
	if len(tokens) < 3 || lang == nil {
		return false
	}
	first := text[tokens[0].Start:tokens[0].End]
	if phrase.Opens(tokens, lang.Words[list.Rows]) {
		return tokens[1].Flags&token.Number != 0 || len(text[tokens[1].Start:tokens[1].End]) == 1
	}
	return len(first) <= MaxCode+1 && first != strings.TrimRight(first, "0123456789") && first[0] > '9'
}

// stageOfWork tells whether a heading is the number of a stage and a word of
// work: "Phase 2 - Build".
func (r *Reading) stageOfWork(i int) bool {
	tokens := r.TokensOf(i)
	if len(tokens) < 3 || tokens[1].Flags&token.Number == 0 {
		return false
	}
	return r.WorksIn(i, token.Span{From: 2, To: int32(len(tokens))})
}

// afterFirst tells whether a heading says what the partner does after what the one
// before it, in the same words, says is done first: "What we tidy up first", "What
// we build next".
func (r *Reading) afterFirst(i int) bool {
	tokens, lang := r.TokensOf(i), r.Blocks[i].Lang
	all := token.Span{From: 0, To: int32(len(tokens))}
	if len(tokens) < 3 || !r.WorksIn(i, all) || !r.DoesItself(i, all) || r.Says(i, list.HeadPossible) {
		return false
	}
	for j := i - 1; j >= 0; j-- {
		if b := &r.Doc.Blocks[j]; b.Kind == sow.Heading && b.Level <= r.Doc.Blocks[i].Level {
			first := r.TokensOf(j)
			return len(first) > 2 && first[0].ID == tokens[0].ID && tokens[0].ID != 0 && phrase.Within(first, lang.Words[list.HeadFirst])
		}
	}
	return false
}

// stage tells whether a heading continues a count that its siblings began in
// the scope ("Phase 1 - Ingest", "Phase 2 - Model"): it is the next part of the
// work, not a later order.
func (r *Reading) stage(i int) bool {
	tokens := r.TokensOf(i)
	for j := i - 1; j > r.Blocks[i].Classed && len(tokens) > 2; j-- {
		b := &r.Doc.Blocks[j]
		if b.Kind != sow.Heading || b.Level != r.Doc.Blocks[i].Level {
			continue
		}
		first := r.TokensOf(j)
		return len(first) > 2 && first[0].ID == tokens[0].ID && tokens[0].ID != 0 && r.Blocks[j].Class == r.Blocks[i].Class
	}
	return false
}

// passing are the classes that one word in a heading within the scope does not
// make.
var passing = []string{"tool", "licence", "boilerplate", "background", "plan", "commercial", "legal"}

// below tells whether heading i stands deeper than the heading that gives it
// its class.
func (r *Reading) below(i int) bool {
	return r.Doc.Blocks[i].Level > r.Doc.Blocks[r.Blocks[i].Classed].Level
}

func headingLevel(b *sow.Block) int {
	if n := strings.Count(strings.Trim(b.Number, ". )"), "."); b.Number != "" && n+1 > b.Level {
		return n + 1
	}
	return max(b.Level, 1)
}

// pop closes the headings at or below a level, and pseudo headings with them.
func pop(stack []open, level int) []open {
	for len(stack) > 0 && (stack[len(stack)-1].pseudo || stack[len(stack)-1].level >= level) {
		stack = stack[:len(stack)-1]
	}
	return stack
}

// closeLists ends the intro of a list after its last item, and what a numbered
// item in bold heads at the next one that begins in bold.
func (r *Reading) closeLists(stack []open, i int) []open {
	if len(stack) > 0 && stack[len(stack)-1].item && r.Doc.Blocks[i].Kind == sow.ListItem && isBoldStart(&r.Doc.Blocks[i]) {
		return stack[:len(stack)-1]
	}
	if len(stack) == 0 || !stack[len(stack)-1].list {
		return stack
	}
	top := &stack[len(stack)-1]
	switch k := r.Doc.Blocks[i].Kind; {
	case k == sow.ListItem || k == sow.Cell:
		top.seen = true
	case top.seen && k == sow.Paragraph:
		return stack[:len(stack)-1]
	}
	return stack
}

func (r *Reading) inherit(info *page.Block, stack []open) {
	for _, s := range slices.Backward(stack) {
		if info.Heading < 0 {
			info.Heading = s.block
		}
		if s.class != nil {
			info.Class, info.Classed = s.class, s.block
			return
		}
	}
}

// introAt says whether block i introduces a list.
func (r *Reading) introAt(i int) int {
	if strings.HasSuffix(strings.TrimSpace(r.Doc.Blocks[i].Text), ":") {
		return i
	}
	return -1
}

// linkIntro gives a list item the paragraph that introduces it, and says which
// paragraph introduces what comes next.
func (r *Reading) linkIntro(i, last int) int {
	b := &r.Doc.Blocks[i]
	switch b.Kind {
	case sow.Heading, sow.Cell, sow.TextBox, sow.FormField:
		return -1
	case sow.ListItem:
		if last >= 0 && (b.Intro == "" || strings.Contains(r.Doc.Blocks[last].Text, strings.TrimSpace(b.Intro))) {
			r.Blocks[i].Intro = last
		}
		return last
	case sow.Paragraph:
		return r.introAt(i)
	case sow.Header, sow.Footer, sow.Comment, sow.Footnote:
		return last
	}
	return -1
}

// MaxCode is the number of characters of a code.
const MaxCode = 3

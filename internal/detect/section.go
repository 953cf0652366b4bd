package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// maxPseudo is the longest paragraph, in bytes, that can be a heading.
const maxPseudo = 90

// open is a heading that governs the blocks being read.
type open struct {
	block  int
	level  int
	class  *sow.SectionClass
	pseudo bool
	list   bool // introduces the list below it and ends with it
	seen   bool // a list item of it has come
}

// placeSections gives every block the class of its innermost heading.
func (r *reading) placeSections() {
	var stack []open
	lastIntro := -1
	for i := range r.doc.Blocks {
		b, info := &r.doc.Blocks[i], &r.blocks[i]
		stack = r.closeLists(stack, i)
		switch {
		case b.Kind == sow.Heading:
			stack = pop(stack, headingLevel(b))
			r.inherit(info, stack)
			stack = append(stack, open{block: i, level: headingLevel(b), class: r.headingClass(i)})
			lastIntro = -1
		case b.Kind == sow.Paragraph && r.isPseudo(i):
			stack = r.openPseudo(stack, i)
			r.inherit(info, stack[:len(stack)-1])
			info.pseudo = true
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
func (r *reading) headingClass(i int) *sow.SectionClass {
	if r.isTitle(i) {
		return nil
	}
	class, words := r.classified(i, 0)
	if r.customerHeading(i) && (class == nil || class.Polarity == sow.InScope) {
		class = r.d.duties(r.blocks[i].lang)
	}
	above := r.blocks[i].class
	if above != nil && class != nil && class.Polarity == sow.InScope && withholds(above) && r.below(i) {
		return nil
	}
	if class == nil || above == nil || above.Class != "scope" || !r.below(i) {
		return class
	}
	switch class.Class {
	case "tool", "licence", "boilerplate", "background", "plan", "commercial", "legal":
		if words <= 1 {
			return nil
		}
	}
	return class
}

// below tells whether heading i stands deeper than the heading that gives it
// its class.
func (r *reading) below(i int) bool {
	return r.doc.Blocks[i].Level > r.doc.Blocks[r.blocks[i].classed].Level
}

// withholds tells whether a class sets aside all that stands in it, whatever
// the headings within it say.
func withholds(c *sow.SectionClass) bool {
	return c.Polarity == sow.Excluded || c.Polarity == sow.Optional || c.Polarity == sow.Future
}

// isTitle tells whether a heading is the title of the document.
func (r *reading) isTitle(i int) bool {
	text := foldText(r.doc.Blocks[i].Text)
	return i < openingRows && (text == foldText(r.doc.Title) || r.doc.Blocks[i].Level <= 1 && r.onlyOne(i))
}

// onlyOne tells whether a heading is alone on its level while others stand
// below it, as titles do.
func (r *reading) onlyOne(i int) bool {
	deeper := 0
	for j := range r.doc.Blocks {
		b := &r.doc.Blocks[j]
		if b.Kind != sow.Heading || j == i {
			continue
		}
		if b.Level <= r.doc.Blocks[i].Level {
			return false
		}
		deeper++
	}
	return deeper > 1
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

// closeLists ends the intro of a list after its last item.
func (r *reading) closeLists(stack []open, i int) []open {
	if len(stack) == 0 || !stack[len(stack)-1].list {
		return stack
	}
	top := &stack[len(stack)-1]
	switch k := r.doc.Blocks[i].Kind; {
	case k == sow.ListItem || k == sow.Cell:
		top.seen = true
	case top.seen && k == sow.Paragraph:
		return stack[:len(stack)-1]
	}
	return stack
}

func (r *reading) inherit(info *blockInfo, stack []open) {
	for _, s := range slices.Backward(stack) {
		if info.heading < 0 {
			info.heading = s.block
		}
		if s.class != nil {
			info.class, info.classed = s.class, s.block
			return
		}
	}
}

// isPseudo tells whether a paragraph is a heading in all but its style.
func (r *reading) isPseudo(i int) bool {
	b := &r.doc.Blocks[i]
	text := strings.TrimSpace(b.Text)
	if text == "" || len(text) > maxPseudo || len(r.tokensOf(i)) == 0 || isTOC(text) {
		return false
	}
	if isBold(b) {
		return !strings.HasSuffix(text, ".") || r.classify(i, 0) != nil
	}
	if strings.HasSuffix(text, ":") {
		class := r.classify(i, 0)
		return class != nil && !aside(class)
	}
	return !strings.ContainsAny(text[len(text)-1:], ".,;!") && len(r.tokensOf(i)) <= 8 && r.classify(i, 0) != nil && !strings.ContainsAny(text, ":;")
}

// isTOC tells whether a line belongs to a table of contents: it ends with a
// leader or tab and a page number.
func isTOC(text string) bool {
	cut := strings.TrimRight(text, "0123456789")
	return cut != text && (strings.HasSuffix(cut, "\t") || strings.HasSuffix(strings.TrimRight(cut, " "), "…") || strings.HasSuffix(strings.TrimRight(cut, " "), "..."))
}

// aside tells whether a class says where in a document one is rather than what
// is delivered: an intro of a list is not read that way.
func aside(class *sow.SectionClass) bool {
	switch class.Class {
	case "tool", "boilerplate", "legal", "plan", "commercial", "comparison":
		return true
	}
	return false
}

func isBold(b *sow.Block) bool {
	n := 0
	for _, m := range b.Marks {
		if m.Kind == sow.Bold {
			n += m.End - m.Start
		}
	}
	return n > 0 && n >= len(strings.TrimSpace(b.Text))-2
}

func (r *reading) openPseudo(stack []open, i int) []open {
	for len(stack) > 0 && stack[len(stack)-1].pseudo {
		stack = stack[:len(stack)-1]
	}
	list := strings.HasSuffix(strings.TrimSpace(r.doc.Blocks[i].Text), ":") && !isBold(&r.doc.Blocks[i])
	return append(stack, open{block: i, level: 99, class: r.classify(i, 0), pseudo: true, list: list})
}

// introAt says whether block i introduces a list.
func (r *reading) introAt(i int) int {
	if strings.HasSuffix(strings.TrimSpace(r.doc.Blocks[i].Text), ":") {
		return i
	}
	return -1
}

// linkIntro gives a list item the paragraph that introduces it, and says which
// paragraph introduces what comes next.
func (r *reading) linkIntro(i, last int) int {
	b := &r.doc.Blocks[i]
	switch b.Kind {
	case sow.ListItem:
		if last >= 0 && (b.Intro == "" || strings.Contains(r.doc.Blocks[last].Text, strings.TrimSpace(b.Intro))) {
			r.blocks[i].intro = last
		}
		return last
	case sow.Paragraph:
		return r.introAt(i)
	case sow.Header, sow.Footer, sow.Comment, sow.Footnote:
		return last
	}
	return -1
}

// readRunIn finds a heading at the start of a block: "Out of scope: X, Y",
// "Exclusions. We do not …" with the first words in bold.
func (r *reading) readRunIn(i int) {
	b, info := &r.doc.Blocks[i], &r.blocks[i]
	if b.Kind == sow.Header || b.Kind == sow.Footer {
		return
	}
	tokens := r.tokensOf(i)
	end := runInEnd(b, tokens)
	if end == 0 || end >= len(tokens) {
		return
	}
	class := r.classify(i, end)
	if class != nil && class.Polarity == sow.InScope && info.class != nil && info.class.Polarity != sow.InScope {
		return // "Packages: …" within an exclusion stays excluded
	}
	if class != nil && (!aside(class) || isBoldStart(b)) {
		info.class, info.classed, info.runIn = class, i, int32(end)
	}
}

func isBoldStart(b *sow.Block) bool {
	for _, m := range b.Marks {
		if m.Kind == sow.Bold && m.Start <= 1 {
			return true
		}
	}
	return false
}

// runInEnd counts the tokens of a possible heading within a block: up to a
// colon or dash among its first words, or the bold words at its start.
func runInEnd(b *sow.Block, tokens []token) int {
	for _, m := range b.Marks {
		if m.Kind == sow.Bold && m.Start <= 1 && m.End < len(b.Text) && m.End <= maxPseudo {
			n := 0
			for n < len(tokens) && int(tokens[n].start) < m.End {
				n++
			}
			return n
		}
	}
	for n := range min(len(tokens), 10) {
		if n > 0 && (tokens[n].flags&afterDash != 0 || b.Text[tokens[n].start] == ':') {
			return n
		}
	}
	return 0
}

// classify gives the class of the heading text of block i, or of its first n
// tokens. A heading that announces what is in and what is out has none.
func (r *reading) classify(i, n int) *sow.SectionClass {
	class, _ := r.classified(i, n)
	return class
}

// classified gives the class and the number of words that say so.
func (r *reading) classified(i, n int) (*sow.SectionClass, int) {
	tokens := r.tokensOf(i)
	if n > 0 {
		tokens = tokens[:n]
	}
	if len(tokens) > 24 {
		return nil, 0
	}
	return r.classOf(tokens, r.nameTokens(i, len(tokens)), r.blocks[i].lang)
}

// nameTokens counts, in the first n tokens of a block, those of product names.
func (r *reading) nameTokens(i, n int) int {
	count := 0
	for _, h := range r.hitsOf(i, layerName) {
		if int(h.to) <= n {
			count += int(h.to - h.from)
		}
	}
	return count
}

// classOf finds the class of a run of heading words, in its own language first.
func (r *reading) classOf(tokens []token, names int, lang *language) (*sow.SectionClass, int) {
	if lang != nil {
		if c, n := lang.classOf(tokens, names); c != nil {
			return c, n
		}
	}
	for _, l := range r.d.order {
		if l != lang {
			if c, n := l.classOf(tokens, names); c != nil {
				return c, n
			}
		}
	}
	return nil, 0
}

// classOf takes the class whose phrases cover most of the heading's own words;
// of those that cover enough, the one that stands first in the file. It gives
// the number of own words that its longest phrase has.
func (l *language) classOf(tokens []token, names int) (*sow.SectionClass, int) {
	found := l.phrasesIn(tokens)
	if len(found) == 0 {
		return nil, 0
	}
	total := max(l.ownWords(tokens)-names, 1)
	var best *sow.SectionClass
	longest, covered := 0, 0
	for n, f := range found {
		p := &l.sections[f.phrase]
		if n == 0 || p.order != l.sections[found[n-1].phrase].order {
			if best != nil {
				break // classes stand in order: the first that fits wins
			}
			longest, covered = 0, 0
		}
		words := l.ownWords(tokens[f.at : f.at+len(p.ids)])
		if words == 0 && !p.contains && p.anchor == anywhere && len(p.ids) < len(tokens) {
			continue // nothing but small words: they must be the whole heading
		}
		words = max(words, 1)
		if !p.contains && p.anchor == anywhere {
			covered += words
		}
		longest = max(longest, words)
		if p.fits(f.at, len(tokens), words, covered, total) {
			best = p.class
		}
	}
	if best == nil {
		return nil, 0
	}
	return best, longest
}

// foundPhrase is a phrase of a heading and the token at which it first stands.
type foundPhrase struct {
	phrase int32
	at     int
}

// phrasesIn gives the heading phrases in tokens, in the order of the file.
func (l *language) phrasesIn(tokens []token) []foundPhrase {
	var found []foundPhrase
	for at := range tokens {
		for _, i := range l.bySpan[tokens[at].id] {
			if startsWith(tokens[at:], l.sections[i].ids) && !slices.ContainsFunc(found, func(f foundPhrase) bool { return f.phrase == i }) {
				found = append(found, foundPhrase{i, at})
			}
		}
	}
	slices.SortFunc(found, func(a, b foundPhrase) int { return int(a.phrase - b.phrase) })
	return found
}

// maxAnchored is the number of further words that a heading with an anchored
// phrase may have ("About Fabrikam Cloud Partners").
const maxAnchored = 4

// fits tells whether a phrase found at token at of n says what a heading is:
// words are its own, covered those of all phrases of its class so far.
func (p sectionPhrase) fits(at, n, words, covered, total int) bool {
	switch {
	case p.anchor == atStart:
		return at <= p.prefix(n) && at+len(p.ids) < n && total <= maxAnchored+words
	case p.anchor == atEnd:
		return at+len(p.ids) == n && at > 0 && total <= maxAnchored+words
	case p.contains:
		return true
	case aside(p.class):
		return 3*covered >= 2*total
	}
	return 2*covered >= total
}

// prefix is the number of tokens that may stand before a phrase that opens a
// heading: a number, "Annex 3:".
func (p sectionPhrase) prefix(n int) int { return min(4, n/2) }

// ownWords counts the words that are neither numbers, marks nor small words.
func (l *language) ownWords(tokens []token) (n int) {
	for _, t := range tokens {
		if t.flags&(isPunct|number) != 0 || l.stop.has(t.id) {
			continue
		}
		if t.end-t.start == 1 && len(tokens) > 1 || l.parts.has(t.id) {
			continue // "A Scope", "Annex 3: Scope"
		}
		n++
	}
	return n
}

package detect

import (
	"slices"

	"claimline/internal/sow"
)

// Weights of a mention that nothing speaks against, by where it stands. Their
// sum decides in aggregate.
const (
	weightNeutral = 0.7  // a section whose heading says nothing about scope
	weightAside   = 0.35 // the same in a document that has sections of scope
	weightVerb    = 0.5  // a word of work governs it: the nearest one, within a few words
	weightNear    = 0.2  // a word of work stands somewhere in the sentence
	weightHeading = 0.5  // it has a heading of its own
	weightItem    = 0.2  // it opens a line item
	weightAnswer  = 1.3  // a table or box says yes
	weightGeneric = 0.6  // factor for generic wording
)

// judge gives every mention its polarity and weight.
func (r *reading) judge() {
	r.neutral = weightNeutral
	if slices.ContainsFunc(r.blocks, func(b blockInfo) bool { return b.class != nil && b.class.Class == "scope" }) {
		r.neutral = weightAside
	}
	r.early = slices.IndexFunc(r.blocks, func(b blockInfo) bool { return b.class != nil && closes(b.class.Class) })
	for i := range r.mentions {
		r.judgeOne(&r.mentions[i])
	}
	for i := range r.vendors {
		r.judgeOne(&r.vendors[i])
	}
}

// closes tells whether a class of section stands after what is delivered in
// the order of most documents.
func closes(class string) bool {
	switch class {
	case "excluded", "prerequisite", "commercial", "legal", "optional", "future":
		return true
	}
	return false
}

func (r *reading) judgeOne(m *mention) {
	info := &r.blocks[m.block]
	m.verbs = r.verbsOf(m)
	m.verb = r.governing(m)
	m.section = sectionName(info)
	m.polarity, m.cue = r.polarity(m)
	if m.name.kind == legacy && m.polarity == sow.InScope {
		m.polarity, m.cue = sow.Source, "legacy.product"
	}
	m.weight = r.weight(m)
	if m.name.kind == capability {
		m.weight *= weightGeneric
	}
}

func sectionName(info *blockInfo) string {
	if info.class == nil {
		return ""
	}
	return info.class.Class
}

// polarity works from what speaks most plainly to what speaks least: marks on
// the words, answers in the row, cues in the sentence, heads of column and
// row, the line that introduces the list, the heading.
func (r *reading) polarity(m *mention) (sow.Polarity, string) {
	b, info := &r.doc.Blocks[m.block], &r.blocks[m.block]
	switch b.Kind {
	case sow.Header, sow.Footer, sow.Comment:
		return sow.Boilerplate, "block." + string(b.Kind)
	}
	if r.struck(m) {
		return sow.Excluded, "mark.struck"
	}
	if b.Checked != nil && !*b.Checked {
		return sow.Optional, "box.unticked"
	}
	if info.row.polarity != "" && info.row.polarity != sow.InScope {
		return info.row.polarity, info.row.cue
	}
	if p, id := r.sentenceCue(m); p != "" {
		return p, id
	}
	if r.aboutPerson(m.block) {
		return sow.Boilerplate, "person"
	}
	if info.row.polarity != "" {
		return info.row.polarity, info.row.cue
	}
	if b.Checked != nil {
		return sow.InScope, "box.ticked"
	}
	if r.onlyTool(m) {
		return sow.Tool, "tool.default"
	}
	if r.ownedElsewhere(m) {
		return sow.Integration, "owned.elsewhere"
	}
	if p := r.customerDoes(m); p != "" {
		return p, "party.customer"
	}
	if p := r.columnPolarity(info); p != "" {
		return p, "table.column"
	}
	if info.rowClass != nil {
		return info.rowClass.Polarity, "table.row." + info.rowClass.Class
	}
	if p, id := r.introCue(m); p != "" {
		return p, id
	}
	if r.asks(m) {
		return sow.Background, "question"
	}
	if r.leavesFor(m) {
		return sow.Source, "target.other"
	}
	if info.class != nil {
		if info.class.Class == "additional" && r.kindOfDoc == sow.KindChangeOrder {
			return sow.InScope, "scope.additional"
		}
		if r.kindOfDoc == sow.KindStaffAug && info.class.Class == "boilerplate" {
			return sow.InScope, "staff.profile"
		}
		if info.class.Polarity == sow.Integration && !r.peer(m) && m.verb != "" {
			return sow.InScope, ""
		}
		if r.operated(m, info) {
			return sow.InScope, "managed.environment"
		}
		if info.class.Polarity == sow.Tool && !r.carrier(m) {
			return sow.InScope, ""
		}
		return info.class.Polarity, ""
	}
	return sow.InScope, ""
}

// operated tells whether a mention stands in the list of an environment that a
// managed service takes over: there it is no background.
func (r *reading) operated(m *mention, info *blockInfo) bool {
	k := r.doc.Blocks[m.block].Kind
	return r.kindOfDoc == sow.KindManaged && info.class.Class == "background" && (k == sow.Cell || k == sow.ListItem)
}

// asks tells whether the sentence of a mention is a question.
func (r *reading) asks(m *mention) bool {
	b := &r.doc.Blocks[m.block]
	if m.sentence.to == 0 || b.Kind == sow.Heading || r.kindOfDoc == sow.KindLicensing || r.kindOfDoc == sow.KindAssessment {
		return false
	}
	return b.Text[r.tokensOf(m.block)[m.sentence.to-1].start] == '?'
}

// leavesFor tells whether the sentence moves something from the product to
// another vendor's.
func (r *reading) leavesFor(m *mention) bool {
	if !r.saysVerb(m.block, m.sentence, sow.Migration) {
		return false
	}
	lang := r.blocks[m.block].lang
	if lang == nil {
		return false
	}
	tokens := r.tokensOf(m.block)
	for i := range r.vendors {
		v := &r.vendors[i]
		if v.block != m.block || v.from < m.to || v.to > m.sentence.to || v.from == 0 {
			continue
		}
		for _, ids := range lang.words["towards"] {
			if n := int32(len(ids)); v.from >= n && startsWith(tokens[v.from-n:], ids) {
				return true
			}
		}
	}
	return false
}

// onlyTool tells whether a product that builders work with is named as such:
// not in a heading, nor at the start of an item, nor as the very object of a
// word of work.
func (r *reading) onlyTool(m *mention) bool {
	if m.name.kind == foreign || !r.d.lex.Entries[m.name.entry].Tooling || r.standing() {
		return false
	}
	b := &r.doc.Blocks[m.block]
	if b.Kind == sow.Heading || r.blocks[m.block].pseudo || r.blocks[m.block].runIn > m.from || m.from <= 1 {
		return false
	}
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.to <= m.from && h.from >= m.sentence.from && r.distance(m.block, span{h.to, m.from}) <= 1 {
			return false
		}
	}
	return !r.saysVerb(m.block, m.sentence, sow.Migration)
}

// carrier tells whether the product of a mention can carry a project.
func (r *reading) carrier(m *mention) bool {
	return m.name.kind != foreign && r.d.lex.Entries[m.name.entry].Carrier
}

// columnPolarity gives what the head of a cell's column says. A head that
// reads as the goal does not lift a section that is set aside.
func (r *reading) columnPolarity(info *blockInfo) sow.Polarity {
	if info.column == nil {
		return ""
	}
	p := info.column.Polarity
	if p == sow.InScope && info.class != nil && info.class.Polarity != sow.InScope && info.class.Polarity != sow.Background {
		return ""
	}
	return p
}

func (r *reading) struck(m *mention) bool {
	from, to := r.bytes(m)
	for _, mark := range r.doc.Blocks[m.block].Marks {
		if mark.Kind == sow.Struck && mark.Start < to && mark.End > from {
			return true
		}
	}
	return false
}

// bytes gives the byte offsets of a mention in its block's text.
func (r *reading) bytes(m *mention) (from, to int) {
	tokens := r.tokensOf(m.block)
	return int(tokens[m.from].start), int(tokens[m.to-1].end)
}

// weight says how much a mention that counts adds to its workload.
func (r *reading) weight(m *mention) float64 {
	if m.polarity != sow.InScope {
		return 0
	}
	b, info := &r.doc.Blocks[m.block], &r.blocks[m.block]
	if m.cue == "managed.environment" {
		return enoughOnce
	}
	if m.cue == "scope.additional" {
		return strongOnce
	}
	if m.cue == "reference" || m.cue == "table.answer" || m.cue == "box.ticked" || m.cue == "scope.in" {
		return weightAnswer
	}
	w := r.neutral
	if m.cue == "staff.profile" {
		w = weightNeutral - weightItem // with a word of work, or a second line, it counts
	}
	if m.block < r.early || r.kindOfDoc == sow.KindManaged {
		w = weightNeutral
	}
	if info.class != nil && m.cue != "staff.profile" {
		w = info.class.Weight
	}
	if info.column != nil && info.column.Polarity == sow.InScope {
		w = max(w, 1)
	}
	switch {
	case m.verb != "" && m.verb != sow.Support:
		w += weightVerb
	case len(m.verbs) > 0:
		w += weightNear
	}
	if b.Kind == sow.Heading || info.pseudo || info.runIn > m.from {
		w += weightHeading
	}
	if (b.Kind == sow.ListItem || b.Kind == sow.Cell) && m.from <= 2 {
		w += weightItem
		if info.class == nil && (!r.peer(m) || r.standing()) {
			w += weightItem
		}
	}
	return w
}

// verbsOf gives the kinds of work named in the sentence of a mention, in the
// order in which they stand there.
func (r *reading) verbsOf(m *mention) (out []sow.Activity) {
	info := &r.blocks[m.block]
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from < m.sentence.from || h.to > m.sentence.to || h.from >= m.from && h.to <= m.to {
			continue
		}
		for p := range r.phrasesOf(h, layerVerb, info.lang) {
			out = appendNew(out, r.d.verbs[p.ref].activity)
		}
	}
	if info.intro >= 0 {
		for _, h := range r.hitsOf(info.intro, layerVerb) {
			for p := range r.phrasesOf(h, layerVerb, r.blocks[info.intro].lang) {
				out = appendNew(out, r.d.verbs[p.ref].activity)
			}
		}
	}
	return out
}

func appendNew[T comparable](list []T, v T) []T {
	for _, have := range list {
		if have == v {
			return list
		}
	}
	return append(list, v)
}

// governs is the distance in words within which a word of work is taken to
// speak of a product.
const governs = 7

// governing gives the kind of work of the nearest word of work in the sentence
// of a mention; what stands before it counts as nearer. Failing that, the line
// that introduces its list, and a heading of its own part of the scope.
func (r *reading) governing(m *mention) (best sow.Activity) {
	info := &r.blocks[m.block]
	nearest := int32(governs + 1)
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from < m.sentence.from || h.to > m.sentence.to || h.from < m.to && h.to > m.from {
			continue
		}
		d := int32(0)
		if h.to <= m.from {
			d = r.distance(m.block, span{h.to, m.from})
		} else {
			d = r.distance(m.block, span{m.to, h.from}) + 2
		}
		if d >= nearest {
			continue
		}
		for p := range r.phrasesOf(h, layerVerb, info.lang) {
			best, nearest = r.d.verbs[p.ref].activity, d
			break
		}
	}
	if best == "" && info.intro >= 0 {
		best = r.lastVerb(info.intro)
	}
	return best
}

// lastVerb gives the kind of work that the last word of work of a block names.
func (r *reading) lastVerb(block int) (a sow.Activity) {
	for _, h := range r.hitsOf(block, layerVerb) {
		for p := range r.phrasesOf(h, layerVerb, r.blocks[block].lang) {
			a = r.d.verbs[p.ref].activity
			break
		}
	}
	return a
}

// introCue reads the line that introduces a list as if it went on in the item.
func (r *reading) introCue(m *mention) (sow.Polarity, string) {
	info := &r.blocks[m.block]
	if info.intro < 0 {
		return "", ""
	}
	tokens := r.tokensOf(info.intro)
	from := lastSentence(tokens, r.doc.Blocks[info.intro].Text)
	best := sow.Polarity("")
	id := ""
	for _, h := range r.hitsOf(info.intro, layerCue) {
		if int(h.from) < from {
			continue
		}
		for c := range r.cuesOf(h, r.blocks[info.intro].lang) {
			switch {
			case c.kind == breakWord:
				best, id = "", ""
			case c.kind == pseudoCue, c.Weak, c.Flips, !introduced(c.Sets):
			case c.With == "" || r.saysVerb(info.intro, span{int32(from), int32(len(tokens))}, c.With):
				best, id = c.Sets, c.ID
			}
		}
	}
	return best, id
}

// introduced tells whether the line above a list can say this of its items.
func introduced(p sow.Polarity) bool {
	switch p {
	case sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite, sow.Background, sow.Licence, sow.InScope, sow.Tool:
		return true
	}
	return false
}

func lastSentence(tokens []token, text string) int {
	for k := len(tokens) - 2; k > 0; k-- {
		if text[tokens[k].start] == '.' && tokens[k+1].start > tokens[k].end {
			return k + 1
		}
	}
	return 0
}

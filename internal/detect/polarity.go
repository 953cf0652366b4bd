package detect

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

// opinion is one reason to read a mention in a certain sense. It gives "" when
// it has nothing to say.
type opinion func(r *senseReading, m *mention) (sow.Polarity, string)

// opinions stand from what speaks most plainly to what speaks least: marks on
// the words, refusals in the row, cues in the sentence, who does it, heads of
// column and row, the line that introduces the list, the heading.
var opinions = []opinion{
	(*senseReading).blockSays, (*senseReading).rowRefuses, (*senseReading).sentenceCue, (*senseReading).deniedBeside, (*senseReading).personSays, (*senseReading).pastSays, (*senseReading).rowAgrees,
	(*senseReading).usageSays, (*senseReading).asideSays, (*senseReading).headsSay, (*senseReading).itemSays, (*senseReading).topicRefused, (*senseReading).introCue, (*senseReading).moveSays, (*senseReading).sectionSays,
}

// polarity asks the opinions in turn.
func (r *senseReading) polarity(m *mention) (sow.Polarity, string) {
	for _, says := range opinions {
		if p, id := says(r, m); p != "" {
			if told, why := r.toldScope(m, p, id); told != "" {
				return told, why
			}
			if r.workedOn(m, p, id) {
				return sow.InScope, "taken.up"
			}
			return p, id
		}
	}
	return sow.InScope, ""
}

// toldOnly are the senses of a product that a clause can have before the next
// one does something with it: "X was postponed twice; now it is built".
var toldOnly = []sow.Polarity{sow.Background, sow.Licence, sow.Future}

// workedOn tells whether a product that a clause only tells of, or gives to
// others, is worked on after all.
func (r *senseReading) workedOn(m *mention, p sow.Polarity, id string) bool {
	lang := r.Blocks[m.block].Lang
	switch {
	case lang == nil:
		return false
	case slices.Contains(toldOnly, p) && r.takenUp(m, lang):
		return true
	case p == sow.Background || p == sow.Integration || strings.HasPrefix(id, "neg.crew") || strings.HasPrefix(id, "neg.hands"):
		return r.Doc.Blocks[m.block].Kind == sow.Paragraph && id != pastWork && r.byUs(m, lang)
	}
	return false
}

// blockSays reads running headers, struck words and boxes left open.
func (r *senseReading) blockSays(m *mention) (sow.Polarity, string) {
	b := &r.Doc.Blocks[m.block]
	switch {
	case b.Kind == sow.Header, b.Kind == sow.Footer, b.Kind == sow.Comment:
		return sow.Boilerplate, "block." + string(b.Kind)
	case r.struck(m):
		return sow.Excluded, "mark.struck"
	case b.Checked != nil && !*b.Checked:
		return sow.Optional, "box.unticked"
	}
	return "", ""
}

func (r *senseReading) rowRefuses(m *mention) (sow.Polarity, string) {
	if at := r.Blocks[m.block].Row; at.Polarity != sow.InScope {
		return at.Polarity, at.Cue
	}
	return "", ""
}

func (r *senseReading) personSays(m *mention) (sow.Polarity, string) {
	if r.aboutPerson(m.block) && !r.assigned(m.block) && !r.delivers(m) {
		return sow.Boilerplate, "person"
	}
	return "", ""
}

func (r *senseReading) rowAgrees(m *mention) (sow.Polarity, string) {
	if at := r.Blocks[m.block].Row; at.Polarity != "" && !r.standsAside(m) {
		return at.Polarity, at.Cue
	}
	if r.Doc.Blocks[m.block].Checked != nil && !r.standsAside(m) {
		return sow.InScope, "box.ticked"
	}
	return "", ""
}

// standsAside tells whether the section of a mention lists what is there, held
// or needed, or its column what another than the partner provides: a tick in it
// says that it is, not that it is delivered.
func (r *senseReading) standsAside(m *mention) bool {
	info := &r.Blocks[m.block]
	if info.Column != nil && info.Column.Polarity == sow.Prerequisite {
		return true
	}
	return info.Class != nil && slices.Contains(thereAlready, info.Class.Polarity)
}

// thereAlready are the senses of sections that list what is there or held.
var thereAlready = []sow.Polarity{sow.Licence, sow.Background, sow.Boilerplate, sow.Competitor}

// usageSays reads who uses or does something, and for what.
func (r *senseReading) usageSays(m *mention) (sow.Polarity, string) {
	if r.onlyTool(m) {
		return sow.Tool, "tool.default"
	}
	if r.ownedElsewhere(m) {
		return sow.Integration, "owned.elsewhere"
	}
	if p := r.customerDoes(m); p != "" && !r.ownWork(m, r.ownClause(m)) { // "the client sees to it that …, before we move to X"
		return p, "party.customer"
	}
	if p := r.othersDo(m); p != "" {
		return p, "party.other"
	}
	return "", ""
}

func (r *senseReading) headsSay(m *mention) (sow.Polarity, string) {
	info := &r.Blocks[m.block]
	if info.RowClass != nil && (info.RowClass.Polarity == sow.Optional || info.RowClass.Polarity == sow.Future) {
		return info.RowClass.Polarity, "table.row." + info.RowClass.Class
	}
	if p := r.columnPolarity(info); p != "" && (p != sow.Tool || r.carrier(m)) {
		return p, "table.column"
	}
	if info.RowClass != nil {
		return info.RowClass.Polarity, "table.row." + info.RowClass.Class
	}
	return "", ""
}

func (r *senseReading) moveSays(m *mention) (sow.Polarity, string) {
	if r.asks(m) {
		return r.replied(m)
	}
	if r.headingAsks(m) {
		return r.answeredBelow(m)
	}
	if r.leavesFor(m) {
		return sow.Source, "target.other"
	}
	return "", ""
}

// sectionSays reads the class of the section, which some kinds of document
// turn round: additions are the work of a change order, profiles that of
// staffing, the environment that of a managed service.
func (r *senseReading) sectionSays(m *mention) (sow.Polarity, string) {
	info := &r.Blocks[m.block]
	class := info.Class
	if class == nil {
		return "", ""
	}
	if cue := r.turnsRound(m, class); cue != "" {
		return sow.InScope, cue
	}
	switch {
	case class.Polarity != sow.InScope && r.lifts(m, class.Polarity):
		return sow.InScope, "own.work"
	case r.operated(m, info):
		return sow.InScope, "managed.environment"
	case class.Polarity == sow.Integration && !r.peer(m) && m.verb != "":
		return sow.InScope, ""
	case class.Polarity == sow.Tool && !r.carrier(m):
		return sow.InScope, ""
	}
	return class.Polarity, ""
}

// turnsRound gives the cue by which the kind of document makes a section one of
// scope, "" when it does not.
func (r *senseReading) turnsRound(m *mention, class *sow.SectionClass) string {
	switch {
	case class.Class == "additional" && r.KindOfDoc == sow.KindChangeOrder:
		return "scope.additional"
	case class.Class == "questions" && (r.KindOfDoc == sow.KindAssessment || r.KindOfDoc == sow.KindLicensing):
		return "scope.questions" // what is to be answered is the work
	case (class.Class == "boilerplate" || class.Class == "questions") && r.delivers(m):
		return "scope.person"
	case class.Class == "boilerplate" && r.KindOfDoc == sow.KindStaffAug:
		return "staff.profile"
	}
	return ""
}

// operated tells whether a mention stands in the list of an environment that a
// managed service takes over: there it is no background.
func (r *senseReading) operated(m *mention, info *page.Block) bool {
	k := r.Doc.Blocks[m.block].Kind
	return r.KindOfDoc == sow.KindManaged && info.Class.Class == "background" && (k == sow.Cell || k == sow.ListItem)
}

// asks tells whether the sentence of a mention is a question.
func (r *senseReading) asks(m *mention) bool {
	b := &r.Doc.Blocks[m.block]
	if m.sentence.To <= m.to || b.Kind == sow.Heading || r.KindOfDoc == sow.KindLicensing || r.KindOfDoc == sow.KindAssessment {
		return false
	}
	if r.examined(m) || r.leadsBlock(m) {
		return false // what is examined, and the topic of an item, is put as a question
	}
	tokens := r.TokensOf(m.block)
	for _, t := range tokens[m.to : m.sentence.To-1] {
		if t.Flags&token.IsPunct != 0 && strings.ContainsAny(b.Text[t.Start:t.End], "(«“„\"") {
			return false // somebody else's question
		}
	}
	return b.Text[tokens[m.sentence.To-1].Start] == '?'
}

// replied reads the answer that follows a question.
func (r *senseReading) replied(m *mention) (sow.Polarity, string) {
	tokens, text := r.TokensOf(m.block), r.Doc.Blocks[m.block].Text
	if k := m.sentence.To; int(k) < len(tokens) {
		if v, ok := r.Lex.Value(text[tokens[k].Start:tokens[k].End]); ok && v.Answer == "yes" {
			return sow.InScope, "table.answer"
		}
	}
	return sow.Background, "question"
}

// leavesFor tells whether the sentence moves something from the product to
// another vendor's.
func (r *senseReading) leavesFor(m *mention) bool {
	if !r.SaysVerb(m.block, m.sentence, sow.Migration) {
		return false
	}
	lang := r.Blocks[m.block].Lang
	if lang == nil {
		return false
	}
	tokens := r.TokensOf(m.block)
	return slices.ContainsFunc(inBlock(r.vendors, m.block), func(v mention) bool {
		return v.from >= m.to && v.to <= m.sentence.To && v.from != 0 && phrase.EndsIn(tokens[:v.from], lang.Words[list.Towards])
	})
}

// onlyTool tells whether a product that builders work with is named as such:
// not in a heading, nor at the start of an item, nor as the very object of a
// word of work.
func (r *senseReading) onlyTool(m *mention) bool {
	if m.name.Kind == lexicon.Foreign || !r.Lex.Entries[m.name.Entry].Tooling || r.Standing() {
		return false
	}
	b := &r.Doc.Blocks[m.block]
	if b.Kind == sow.Heading || r.Blocks[m.block].Pseudo || r.Blocks[m.block].RunIn > m.from || m.from <= 1 {
		return false
	}
	if lang := r.Blocks[m.block].Lang; r.builtIn(m) || lang != nil && r.vendorIn(m) && phrase.Within(r.TokensOf(m.block)[m.to:m.sentence.To], lang.Words[list.MeansInstead]) {
		return false
	}
	return !r.SaysVerb(m.block, m.sentence, sow.Migration)
}

// carrier tells whether the product of a mention can carry a project.
func (r *senseReading) carrier(m *mention) bool {
	return m.name.Kind != lexicon.Foreign && r.Lex.Entries[m.name.Entry].Carrier
}

// builtIn tells whether a word of work has a tool of builders as its object,
// or as the place where something of its own is built: not the code, the
// tickets or the plan of the project.
func (r *senseReading) builtIn(m *mention) bool {
	lang, tokens := r.Blocks[m.block].Lang, r.TokensOf(m.block)
	for _, h := range r.HitsOf(m.block, phrase.Verb) {
		if h.To > m.from || h.From < m.sentence.From {
			continue
		}
		d := r.distance(m.block, token.Span{From: h.To, To: m.from})
		if d <= 1 {
			return true
		}
		builds := m.verb == sow.Deployment || m.verb == sow.CustomDevelopment
		if builds && d <= governs && lang != nil && !phrase.Within(tokens[h.From:m.from], lang.Words[list.Tooling]) && phrase.Opens(tokens[m.from-1:], lang.Words[list.Inside]) {
			return true
		}
	}
	return false
}

// examined tells whether a mention stands below a heading that says what is
// examined or advised on.
func (r *senseReading) examined(m *mention) bool {
	info := &r.Blocks[m.block]
	return info.Classed >= 0 && info.Class.Polarity == sow.InScope && r.lastVerb(info.Classed) == sow.Assessment
}

package sense

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/table"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// opinion is one reason to read a mention in a certain sense. It gives "" when
// it has nothing to say.
type opinion func(r *Reading, m *mention.Mention) (sow.Polarity, string)

// opinions stand from what speaks most plainly to what speaks least: marks on
// the words, refusals in the row, cues in the sentence, who does it, heads of
// column and row, the line that introduces the list, the heading.
var opinions = []opinion{
	(*Reading).blockSays, (*Reading).rowRefuses, (*Reading).sentenceCue, (*Reading).deniedBeside, (*Reading).personSays, (*Reading).pastSays, (*Reading).rowAgrees,
	(*Reading).usageSays, (*Reading).asideSays, (*Reading).headsSay, (*Reading).itemSays, (*Reading).topicRefused, (*Reading).introCue, (*Reading).moveSays, (*Reading).sectionSays,
}

// polarity asks the opinions in turn.
func (r *Reading) polarity(m *mention.Mention) (sow.Polarity, string) {
	for _, says := range opinions {
		if p, id := says(r, m); p != "" {
			if told, why := r.toldScope(m, p, id); told != "" {
				return told, why
			}
			if r.workedOn(m, p, id) {
				return sow.InScope, "taken.up"
			}
			if slices.Contains(proposed, id) && r.agreedNext(m) {
				return sow.InScope, agreedCue
			}
			return p, id
		}
	}
	return sow.InScope, ""
}

// proposed are the cues of what people in a meeting say of a product before it is
// agreed: they tell of it or would have it.
var proposed = []string{personCue, pastWork, "opt.might"}

// toldOnly are the senses of a product that a clause can have before the next
// one does something with it: "X was postponed twice; now it is built".
var toldOnly = []sow.Polarity{sow.Background, sow.Licence, sow.Future}

// workedOn tells whether a product that a clause only tells of, or gives to
// others, is worked on after all.
func (r *Reading) workedOn(m *mention.Mention, p sow.Polarity, id string) bool {
	lang := r.Blocks[m.Block].Lang
	switch {
	case lang == nil:
		return false
	case slices.Contains(toldOnly, p) && r.takenUp(m), p == sow.Integration && r.partnerMakes(m, lang):
		return true
	case p == sow.Background || p == sow.Integration || strings.HasPrefix(id, "neg.crew") || strings.HasPrefix(id, "neg.hands"):
		return r.Doc.Blocks[m.Block].Kind == sow.Paragraph && id != pastWork && r.byUs(m, lang)
	}
	return false
}

// partnerMakes tells whether a relative clause says that the partner makes the
// place that was named: "in the client's X, which is created by the supplier".
func (r *Reading) partnerMakes(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	for k := m.To; k < min(m.Sentence.To, m.To+agentReach); k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.AgentBy]) && r.agentAt(m, k, lang) == page.Partners {
			return r.relativeIn(m.Block, token.Span{From: m.To, To: k}, lang) && r.VerbWithin(m.Block, token.Span{From: m.To, To: k})
		}
	}
	return false
}

// OpenBox is the cue of a box that is left open.
const OpenBox = "box.unticked"

// blockSays reads running headers, struck words and boxes left open.
func (r *Reading) blockSays(m *mention.Mention) (sow.Polarity, string) {
	b := &r.Doc.Blocks[m.Block]
	switch {
	case b.Kind == sow.Header, b.Kind == sow.Footer, b.Kind == sow.Comment:
		return sow.Boilerplate, "block." + string(b.Kind)
	case r.struck(m):
		return sow.Excluded, "mark.struck"
	case b.Checked != nil && !*b.Checked:
		return sow.Optional, OpenBox
	}
	return "", ""
}

func (r *Reading) rowRefuses(m *mention.Mention) (sow.Polarity, string) {
	if at := r.Blocks[m.Block].Row; at.Polarity != sow.InScope {
		return at.Polarity, at.Cue
	}
	return "", ""
}

// personCue is the cue of a block that tells of a person.
const personCue = "person"

func (r *Reading) personSays(m *mention.Mention) (sow.Polarity, string) {
	if r.aboutPerson(m.Block) && !r.assigned(m.Block) && !r.delivers(m) && !r.resolves(m.Block, m.Sentence) {
		return sow.Boilerplate, personCue
	}
	return "", ""
}

func (r *Reading) rowAgrees(m *mention.Mention) (sow.Polarity, string) {
	if at := r.Blocks[m.Block].Row; at.Polarity != "" && (at.Cue == table.Marked || !r.standsAside(m)) {
		return at.Polarity, at.Cue
	}
	if r.Doc.Blocks[m.Block].Checked != nil && !r.standsAside(m) {
		return sow.InScope, "box.ticked"
	}
	return "", ""
}

// standsAside tells whether the section of a mention lists what is there, held
// or needed, or its column what another than the partner provides: a tick in it
// says that it is, not that it is delivered.
func (r *Reading) standsAside(m *mention.Mention) bool {
	info := &r.Blocks[m.Block]
	if info.Column != nil && info.Column.Polarity == sow.Prerequisite {
		return true
	}
	return info.Class != nil && slices.Contains(thereAlready, info.Class.Polarity)
}

// thereAlready are the senses of sections that list what is there or held.
var thereAlready = []sow.Polarity{sow.Licence, sow.Background, sow.Boilerplate, sow.Competitor}

// usageSays reads who uses or does something, and for what.
func (r *Reading) usageSays(m *mention.Mention) (sow.Polarity, string) {
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

func (r *Reading) headsSay(m *mention.Mention) (sow.Polarity, string) {
	info := &r.Blocks[m.Block]
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

func (r *Reading) moveSays(m *mention.Mention) (sow.Polarity, string) {
	if r.asks(m) {
		return r.replied(m)
	}
	if r.headingAsks(m) {
		return r.answeredBelow(m)
	}
	if r.leavesFor(m) || r.remadeFor(m) {
		return sow.Source, "target.other"
	}
	return "", ""
}

// sectionSays reads the class of the section, which some kinds of document
// turn round: additions are the work of a change order, profiles that of
// staffing, the environment that of a managed service.
func (r *Reading) sectionSays(m *mention.Mention) (sow.Polarity, string) {
	info := &r.Blocks[m.Block]
	class := info.Class
	if r.belowEarlier(m) {
		return sow.Background, "order.before"
	}
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
	case class.Polarity == sow.Integration && !r.peer(m) && m.Verb != "":
		return sow.InScope, ""
	case class.Polarity == sow.Tool && !r.carrier(m):
		return sow.InScope, ""
	}
	return class.Polarity, ""
}

// turnsRound gives the cue by which the kind of document makes a section one of
// scope, "" when it does not.
func (r *Reading) turnsRound(m *mention.Mention, class *sow.SectionClass) string {
	switch {
	case class.Class == "additional" && r.KindOfDoc == sow.KindChangeOrder:
		return "scope.additional"
	case class.Class == "questions" && (r.KindOfDoc == sow.KindAssessment || r.KindOfDoc == sow.KindLicensing):
		return "scope.questions" // what is to be answered is the work
	case (class.Class == "boilerplate" || class.Class == "questions") && r.delivers(m):
		return "scope.person"
	case class.Class == "boilerplate" && r.KindOfDoc == sow.KindStaffAug && !r.toldOfPerson(m):
		return "staff.profile"
	}
	return ""
}

// operated tells whether a mention stands in the list of an environment that a
// managed service takes over: there it is no background.
func (r *Reading) operated(m *mention.Mention, info *page.Block) bool {
	k := r.Doc.Blocks[m.Block].Kind
	return r.KindOfDoc == sow.KindManaged && info.Class.Class == "background" && (k == sow.Cell || k == sow.ListItem)
}

// asks tells whether the sentence of a mention is a question.
func (r *Reading) asks(m *mention.Mention) bool {
	b := &r.Doc.Blocks[m.Block]
	if m.Sentence.To <= m.To || b.Kind == sow.Heading || r.KindOfDoc == sow.KindLicensing || r.KindOfDoc == sow.KindAssessment {
		return false
	}
	if r.examined(m) || r.leadsBlock(m) {
		return false // what is examined, and the topic of an item, is put as a question
	}
	tokens := r.TokensOf(m.Block)
	for _, t := range tokens[m.To : m.Sentence.To-1] {
		if t.Flags&token.IsPunct != 0 && strings.ContainsAny(b.Text[t.Start:t.End], "(«“„\"") {
			return false // somebody else's question
		}
	}
	return b.Text[tokens[m.Sentence.To-1].Start] == '?'
}

// replied reads the answer that follows a question.
func (r *Reading) replied(m *mention.Mention) (sow.Polarity, string) {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	if k := m.Sentence.To; int(k) < len(tokens) {
		if v, ok := r.Lex.Value(text[tokens[k].Start:tokens[k].End]); ok && v.Answer == "yes" {
			return sow.InScope, "table.answer"
		}
	}
	return sow.Background, "question"
}

// nowWords is how many words before another vendor's product say of it that it
// is the one in use.
const nowWords = 3

// leavesFor tells whether the sentence moves something from the product to
// another vendor's.
func (r *Reading) leavesFor(m *mention.Mention) bool {
	if !r.SaysVerb(m.Block, m.Sentence, sow.Migration) {
		return false
	}
	lang := r.Blocks[m.Block].Lang
	if lang == nil {
		return false
	}
	tokens := r.TokensOf(m.Block)
	return slices.ContainsFunc(mention.InBlock(r.Vendors, m.Block), func(v mention.Mention) bool {
		return v.From >= m.To && v.To <= m.Sentence.To && v.From != 0 && phrase.EndsIn(tokens[:v.From], lang.Words[list.Towards]) &&
			!r.SaysIn(m.Block, token.Span{From: max(0, v.From-nowWords), To: v.From}, list.HeadNow) // "today in Jenkins" is where it comes from
	})
}

// onlyTool tells whether a product that builders work with is named as such:
// not in a heading, nor at the start of an item, nor as the very object of a
// word of work.
func (r *Reading) onlyTool(m *mention.Mention) bool {
	if m.Name.Kind == lexicon.Foreign || !r.Lex.Entries[m.Name.Entry].Tooling || r.Standing() {
		return false
	}
	b := &r.Doc.Blocks[m.Block]
	if b.Kind == sow.Heading || r.Blocks[m.Block].Pseudo || r.Blocks[m.Block].RunIn > m.From || m.From <= 1 {
		return false
	}
	if lang := r.Blocks[m.Block].Lang; r.builtIn(m) || lang != nil && r.VendorIn(m) && r.SaysIn(m.Block, token.Span{From: m.To, To: m.Sentence.To}, list.MeansInstead) {
		return false
	}
	return !r.SaysVerb(m.Block, m.Sentence, sow.Migration)
}

// carrier tells whether the product of a mention can carry a project.
func (r *Reading) carrier(m *mention.Mention) bool {
	return m.Name.Kind != lexicon.Foreign && r.Lex.Entries[m.Name.Entry].Carrier
}

// builtIn tells whether a word of work has a tool of builders as its object,
// or as the place where something of its own is built: not the code, the
// tickets or the plan of the project.
func (r *Reading) builtIn(m *mention.Mention) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.To > m.From || h.From < m.Sentence.From {
			continue
		}
		d := r.distance(m.Block, token.Span{From: h.To, To: m.From})
		if d <= 1 {
			return true
		}
		builds := m.Verb == sow.Deployment || m.Verb == sow.CustomDevelopment
		if builds && d <= governs && lang != nil && !r.SaysIn(m.Block, token.Span{From: h.From, To: m.From}, list.Tooling) && phrase.Within(tokens[m.From-1:m.To], lang.Words[list.Inside]) {
			return true // "in Azure DevOps", also where the name says in it: "the delivery pipelines in Azure DevOps"
		}
	}
	return false
}

// examined tells whether a mention stands below a heading that says what is
// examined or advised on.
func (r *Reading) examined(m *mention.Mention) bool {
	info := &r.Blocks[m.Block]
	return info.Classed >= 0 && info.Class.Polarity == sow.InScope && r.lastVerb(info.Classed) == sow.Assessment
}

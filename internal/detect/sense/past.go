package sense

import (
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

// pastReach is the number of words from a verb in a past tense to the product.
const pastReach = 12

// pastWork is the reason of a mention that a sentence in a past tense speaks of.
const pastWork = "past.work"

// pastSays reads what was: a former job of somebody ("before joining us she ran
// X"), and work that somebody did with the product in a past tense ("your IT
// switched on X"). A contract says what will be done; what was done is told.
func (r *Reading) pastSays(m *mention.Mention) (sow.Polarity, string) {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || r.KindOfDoc == sow.KindStaffAug || r.takenUp(m) || r.Blocks[m.Block].Row.Cue == table.Ordered {
		return "", ""
	}
	if rest := (token.Span{From: m.To, To: m.Sentence.To}); r.SaysIn(m.Block, rest, list.TakesNow) && r.SaysSelf(m.Block, rest) && r.VerbWithin(m.Block, rest) {
		return "", "" // "was dropped in 2023, and now we bring it back"
	}
	if r.career(m) {
		return sow.Boilerplate, "past.job"
	}
	if class := r.Blocks[m.Block].Class; class != nil && class.Polarity == sow.Excluded {
		return "", "" // the heading says more
	}
	if r.toldOf(m, lang) {
		return sow.Background, pastWork
	}
	return "", ""
}

// toldOf tells whether a sentence tells of a mention what was done with it.
func (r *Reading) toldOf(m *mention.Mention, lang *lexicon.Language) bool {
	return r.pastBefore(m, lang) || r.pastAfter(m, lang) || r.agoBefore(m) || r.wasSubject(m, lang) || r.toldAfter(m, lang) || r.finished(m)
}

// career tells whether the sentence of a mention speaks of a former job, and
// promises nothing beside it.
func (r *Reading) career(m *mention.Mention) bool {
	c := r.clause(m)
	return r.SaysIn(m.Block, m.Sentence, list.PastCareer) && !r.SaysIn(m.Block, c, list.Promise)
}

// toldOfPerson tells whether a mention is of what a person placed did before.
func (r *Reading) toldOfPerson(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	return lang != nil && (r.career(m) || r.pastBefore(m, lang))
}

// pastBefore tells whether a verb in a past tense stands before a mention in
// its clause and governs it.
func (r *Reading) pastBefore(m *mention.Mention, lang *lexicon.Language) bool {
	clause, words := r.clause(m), int32(0)
	for k := m.From - 1; k >= clause.From; k-- {
		if k+1 < m.From {
			words += r.distance(m.Block, token.Span{From: k + 1, To: k + 2})
		}
		if words > pastReach {
			return false
		}
		if !r.pastAt(m.Block, token.Span{From: k, To: clause.To}, m, lang) {
			continue
		}
		return !r.broken(m, token.Span{From: k + 1, To: m.From}) && !r.notTold(m, token.Span{From: clause.From, To: k}, lang) && (!r.newVerb(m, token.Span{From: k + 1, To: m.From}) || r.samePast(m, token.Span{From: k + 1, To: m.From}, lang))
	}
	return false
}

// agoBefore tells whether a clause without the partner works on a product
// "two years ago", by a verb whose past is no other form than its present.
func (r *Reading) agoBefore(m *mention.Mention) bool {
	c := r.clause(m)
	return r.SaysIn(m.Block, c, list.PastAgo) && r.VerbWithin(m.Block, token.Span{From: c.From, To: m.From}) && !r.partnerSays(m, token.Span{From: c.From, To: m.From})
}

// notTold tells whether the words before a verb in a past tense say when or
// whether something else is done, or that it is the partner who has done what
// is then accepted: "once we have moved the mailboxes", "the supplier has set up".
func (r *Reading) notTold(m *mention.Mention, before token.Span, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(m.Block)[before.From:before.To], r.Doc.Blocks[m.Block].Text
	if phrase.Within(tokens, lang.Words[list.PastWhen]) || r.SaysAny(tokens, r.WordsOf(list.PartyPartner)) || token.Named(&r.Partner, text, tokens) {
		return true
	}
	class := r.Blocks[m.Block].Class
	if class != nil && (class.Class == "plan" || class.Class == "commercial") {
		return true // milestones are told as if they were reached
	}
	return r.SaysAny(tokens, r.WordsOf(list.PartySelf)) && r.SaysIn(m.Block, m.Sentence, list.Promise)
}

// pastAt tells whether the verb at the start of a span is in a past tense: a
// form of its own, or an auxiliary with a participle near it.
func (r *Reading) pastAt(block int, s token.Span, m *mention.Mention, lang *lexicon.Language) bool {
	tokens, text, k := r.TokensOf(block), r.Doc.Blocks[block].Text, s.From
	if !lang.MayPast(tokens[k]) {
		return false
	}
	word := strings.ToLower(text[tokens[k].Start:tokens[k].End])
	orders := phrase.Opens(tokens[k:s.To], lang.Words[list.PartyOrders]) && (r.KindOfDoc != sow.KindChangeOrder || !lang.PastAux[word]) // a change tells of the order before it
	if orders || r.goesOnNow(m) {
		return false // "has commissioned the introduction of X", "and continues to do so"
	}
	if phrase.Opens(tokens[k:s.To], lang.Words[list.PastPlain]) {
		return true
	}
	if lang.Past[word] && r.Finite(block, k, lang) || r.anyPast(block, k, lang) {
		return true
	}
	if !lang.PastAux[word] || phrase.Opens(tokens[k+1:s.To], lang.Words[list.PastTo]) {
		return false // "has to deploy"
	}
	return r.participleIn(block, token.Span{From: k + 1, To: min(s.To, k+1+page.PerfectReach)}, lang) ||
		len(lang.Suffixes) > 0 && r.participleIn(block, token.Span{From: m.To, To: min(s.To, m.To+2*page.PerfectReach)}, lang)
}

// goesOnNow tells whether the sentence of a mention says that something that
// began goes on. It is asked for each word of the sentence.
func (r *Reading) goesOnNow(m *mention.Mention) bool {
	if m.GoesOn == page.NotAsked {
		m.GoesOn = page.ReplyOf(r.SaysIn(m.Block, m.Sentence, list.PastOn))
	}
	return m.GoesOn == page.Yes
}

// participleIn tells whether a word of work that is no infinitive with "zu"
// lies within a span.
func (r *Reading) participleIn(block int, s token.Span, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	if s.From < s.To && r.SaysIn(block, s, list.PastParticiple) {
		return true
	}
	for _, h := range r.HitsOf(block, phrase.Verb) {
		if h.From < s.From || h.To > s.To || tokens[h.From].Flags&token.InitialCap != 0 {
			continue
		}
		if len(lang.Suffixes) == 0 || !strings.Contains(token.Fold(text[tokens[h.From].Start:tokens[h.To-1].End]), "zu") {
			return true
		}
	}
	return r.anyParticiple(block, s, lang)
}

// pastAfter tells whether a relative clause on a mention, or a German clause in
// which it stands, ends in a past tense: "the X report that an intern made",
// "der bei einem Versicherer X eingeführt hat".
func (r *Reading) pastAfter(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	if r.SaysIn(m.Block, token.Span{From: r.clause(m).From, To: m.From}, list.PastWhen) || r.Blocks[m.Block].SectionName() == "plan" {
		return false // milestones are told as if they were reached
	}
	opened := false
	for k := m.To; k < min(m.Sentence.To, m.To+pastReach); k++ {
		if tokens[k].Flags&token.IsPunct != 0 {
			if text[tokens[k].Start] != ',' || !r.opensRelative(m.Block, k+1, lang) {
				return false
			}
			opened = true
			continue
		}
		if r.opensOther(tokens[k:], lang) {
			return false
		}
		opened = opened || k < m.To+clauseReach && r.opensRelative(m.Block, k, lang)
		switch german := len(lang.Suffixes) > 0; {
		case german && lang.PastAux[text[tokens[k].Start:tokens[k].End]]:
			return r.participleIn(m.Block, token.Span{From: max(m.To, k-2), To: k}, lang)
		case !german && opened && r.toldAt(m, k, lang):
			return !r.newVerb(m, token.Span{From: m.To, To: k})
		}
	}
	return false
}

// toldAt tells whether token k of a relative clause is its verb in a past tense.
func (r *Reading) toldAt(m *mention.Mention, k int32, lang *lexicon.Language) bool {
	return r.pastAt(m.Block, token.Span{From: k, To: m.Sentence.To}, m, lang) || r.pastForm(m.Block, k, lang)
}

// pastForm tells whether token k of a block is a verb in a past tense and no
// participle of a passive: "that we made for them", not "that is made for them".
func (r *Reading) pastForm(block int, k int32, lang *lexicon.Language) bool {
	t := r.TokensOf(block)
	word := strings.ToLower(r.Doc.Blocks[block].Text[t[k].Start:t[k].End])
	return lang.Past[word] && k > 0 && r.SubjectAt(block, k-1, lang) && !phrase.Opens(t[k-1:], lang.Words[list.Relative])
}

// takenUp tells whether the clause or sentence after that of a mention takes
// the product up by a pronoun and does something with it: "last year you bought
// X; this year we get it working".
func (r *Reading) takenUp(m *mention.Mention) bool {
	start := r.afterClause(m)
	if start < 0 {
		return false
	}
	end := r.Sentence(m.Block, phrase.Hit{From: start, To: start + 1}).To
	for _, h := range r.HitsOf(m.Block, phrase.Name) {
		if h.From >= start && h.To <= end {
			return false
		}
	}
	next := token.Span{From: start, To: end}
	if !r.SaysIn(m.Block, token.Span{From: start, To: end}, list.TakesUp) {
		return false
	}
	self, now := r.SaysSelf(m.Block, next), r.SaysIn(m.Block, token.Span{From: start, To: end}, list.TakesNow)
	return self && now || (self || now) && r.VerbWithin(m.Block, next)
}

// delivers tells whether somebody works on the product for the customer, in a
// clause that is not told: "Dev Patel will build your platform on X".
func (r *Reading) delivers(m *mention.Mention) bool {
	lang, c := r.Blocks[m.Block].Lang, r.clause(m)
	if lang == nil || !r.SaysIn(m.Block, c, list.PromiseYou) {
		return false
	}
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From >= c.From && h.To <= m.From && r.builds(m.Block, h.From) && !r.WasDone(m.Block, h) {
			return true
		}
	}
	return false
}

// byUs tells whether the partner is named after the product as the one who
// works on it: "your existing X is rebuilt by us", "once we have moved it".
func (r *Reading) byUs(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.Block), r.clause(m)
	after := tokens[m.To:max(m.To, c.To)]
	if phrase.Within(after, lang.Words[list.PromiseBy]) && r.VerbWithin(m.Block, token.Span{From: m.To, To: max(m.To, c.To)}) {
		return true
	}
	for k := m.To; k < c.To; k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.PastWhen]) {
			return r.SaysSelf(m.Block, token.Span{From: k, To: c.To}) && r.VerbWithin(m.Block, token.Span{From: k, To: c.To})
		}
	}
	return false
}

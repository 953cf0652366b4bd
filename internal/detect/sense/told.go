package sense

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Reaches, in words, of what tells of a product in a past tense.
const (
	wasReach    = 5 // from the product to the auxiliary that it is the subject of
	adverbReach = 2 // words like "also" between a subject and its verb
)

// wasSubject tells whether a mention is the subject of a clause in a past
// tense: "licences of X were acquired", "X wurde geprüft", "X a été chiffré".
func (r *Reading) wasSubject(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	if r.SaysIn(m.Block, token.Span{From: r.clause(m).From, To: m.From}, list.PastWhen) || r.VerbWithin(m.Block, token.Span{From: m.Sentence.From, To: m.From}) && len(lang.Suffixes) == 0 {
		return false
	}
	for k := m.To; k < m.Sentence.To && r.distance(m.Block, token.Span{From: m.To, To: k}) <= wasReach; k++ {
		if n := phrase.Opening(tokens[k:], lang.Words[list.PastWas]); n > 0 {
			rest := tokens[k+n : min(m.Sentence.To, k+n+wasReach)]
			return len(rest) > 1 && !phrase.Within(rest, lang.Words[list.PastDecides]) && !r.SaysIn(m.Block, token.Span{From: k, To: m.Sentence.To}, list.PastOn)
		}
		if tokens[k].Flags&token.IsPunct != 0 || r.opensRelative(m.Block, k, lang) || phrase.Opens(tokens[k:], lang.Words[list.PastWhen]) {
			return false
		}
	}
	return false
}

// pastEnding tells whether a word of a block ends as verbs in a past tense do
// in a language: "recommended", "preguntó".
func (r *Reading) pastEnding(block int, k int32, lang *lexicon.Language) bool {
	t := r.TokensOf(block)[k]
	if t.Flags&(token.IsPunct|token.InitialCap|token.Number) != 0 || t.End-t.Start < 5 || lang.Stop.Has(t.ID) {
		return false
	}
	word := r.Doc.Blocks[block].Text[t.Start:t.End]
	return endsWith(word, lang.PastEnds) && !endsWith(word, lang.NoPast)
}

// samePast tells whether the words of work that open another piece of work in a
// gap stand in the same past tense: "a équipé la salle et monté le portail".
func (r *Reading) samePast(m *mention.Mention, gap token.Span, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From <= gap.From || h.To > gap.To {
			continue
		}
		word := text[tokens[h.From].Start:tokens[h.From].End]
		if !endsWith(word, lang.PartEnds) && !endsWith(word, lang.PastEnds) && !lang.Past[strings.ToLower(word)] {
			return false
		}
	}
	return true
}

func endsWith(word string, ends []string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(word, e) })
}

// opensOther tells whether words open a clause of another matter: of when, or
// of what something holds.
func (r *Reading) opensOther(tokens []token.Token, lang *lexicon.Language) bool {
	return phrase.Opens(tokens, lang.Words[list.PastWhen]) || phrase.Opens(tokens, lang.Words[list.RelativeWhat])
}

// anyParticiple tells whether a participle of any verb, not only of work,
// stands at the start of a span: "a demandé", "has made".
func (r *Reading) anyParticiple(block int, s token.Span, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	if s.From < s.To && len(lang.Suffixes) == 0 && lang.Past[text[tokens[s.From].Start:tokens[s.From].End]] {
		return true
	}
	for k := s.From; len(lang.PartEnds) > 0 && k < min(s.To, s.From+adverbReach); k++ {
		if t := tokens[k]; t.Flags&(token.InitialCap|token.IsPunct) == 0 && !lang.Stop.Has(t.ID) && t.End-t.Start > 3 && endsWith(text[t.Start:t.End], lang.PartEnds) {
			return true
		}
	}
	return false
}

// anyPast tells whether any verb in a past tense, not only one of work, stands
// at token k of a block with its subject before it.
func (r *Reading) anyPast(block int, k int32, lang *lexicon.Language) bool {
	if k == 0 || !r.pastEnding(block, k, lang) {
		return false
	}
	tokens, at := r.TokensOf(block), r.beforeAdverbs(block, k, lang)
	opening := tokens[r.Sentence(block, phrase.Hit{From: k, To: k + 1}).From:k]
	if phrase.Opens(tokens[at:], lang.Words[list.PastPronoun]) || phrase.Opens(opening, lang.Words[list.PastPronoun]) && token.UntilPunct(opening) == len(opening) && r.firstVerb(block, k, lang) {
		return true
	}
	switch {
	case len(lang.Suffixes) > 0:
		return tokens[at].Flags&token.InitialCap != 0 && at > 0 && !phrase.Opens(tokens[at:], lang.Words[list.ArticlesAny])
	case lang.Words[list.PastObject].Empty():
		return true // the form is no participle
	}
	next := k + 1
	return int(next) < len(tokens) && r.SubjectAt(block, at, lang) &&
		(phrase.Inside(r.HitsOf(block, phrase.Name), next) || phrase.Opens(tokens[next:], lang.Words[list.PastObject]))
}

// beforeAdverbs gives the token before token k of a block, without words like
// "also".
func (r *Reading) beforeAdverbs(block int, k int32, lang *lexicon.Language) int32 {
	at := k - 1
	for n := 0; n < adverbReach && at > 0 && phrase.Opens(r.TokensOf(block)[at:], lang.Words[list.PastAdverb]); n++ {
		at--
	}
	return at
}

// firstVerb tells whether no word of work stands before token k of a block in
// its sentence, and no article right before it: "I build a shared library".
func (r *Reading) firstVerb(block int, k int32, lang *lexicon.Language) bool {
	return !phrase.Opens(r.TokensOf(block)[k-1:], lang.Words[list.PastDet]) && !r.VerbWithin(block, token.Span{From: r.Sentence(block, phrase.Hit{From: k, To: k + 1}).From, To: k})
}

// toldScope reads a cue that says what is in scope in a past tense: an earlier
// order had added X.
func (r *Reading) toldScope(m *mention.Mention, p sow.Polarity, id string) (sow.Polarity, string) {
	if lang := r.Blocks[m.Block].Lang; p == sow.InScope && id == "scope.cover" && lang != nil && r.pastBefore(m, lang) {
		return sow.Background, pastWork
	}
	return "", ""
}

// toldAfter tells whether an item that opens with a product and a colon goes on
// to tell what somebody did: "X: Greg has made a report".
func (r *Reading) toldAfter(m *mention.Mention, lang *lexicon.Language) bool {
	text, tokens := r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block)
	if !r.leadsBlock(m) || int(m.To) >= len(tokens) || text[tokens[m.To].Start] != ':' || r.partnerSays(m, m.Sentence) {
		return false
	}
	for k := m.To + 2; k < min(m.Sentence.To, m.To+8) && tokens[k].Flags&token.IsPunct == 0; k++ {
		if r.anyPast(m.Block, k, lang) || r.pastAt(m.Block, token.Span{From: k, To: m.Sentence.To}, m, lang) && r.SubjectAt(m.Block, k-1, lang) {
			return true
		}
	}
	return false
}

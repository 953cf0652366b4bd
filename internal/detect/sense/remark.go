package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// speaksBeside tells whether a cue after a product that is delivered speaks of its
// licence or of something else beside the work on it.
func (r *Reading) speaksBeside(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	if class := r.Blocks[m.Block].Class; h.From <= m.To || class == nil || class.Class != "scope" {
		return false
	}
	if c.Sets == sow.Licence && c.Weak && r.licenceBeside(m, h) {
		return true
	}
	return (c.Sets == sow.Background || c.Sets == sow.Licence && c.Weak) && r.remarkBeside(m, h)
}

// licenceBeside tells whether a word like "licence" opens a remark, behind a mark,
// on who holds that of a product that is delivered: "X (licence: client)", "X,
// licences already bought".
func (r *Reading) licenceBeside(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || !r.isMark(m.Block, h.From-1, ",(;") {
		return false
	}
	tokens := r.TokensOf(m.Block)
	if int(h.To) < len(tokens) && r.isMark(m.Block, h.To, ":") {
		return true
	}
	to := h.To
	for to < m.Sentence.To && tokens[to].Flags&token.IsPunct == 0 {
		to++
	}
	return r.SaysIn(m.Block, token.Span{From: h.To, To: to}, list.LicenceHeld)
}

// remarkBeside tells whether what is there already, by a cue after a product that
// is delivered, is something beside it: "X, licences already bought".
func (r *Reading) remarkBeside(m *mention.Mention, h phrase.Hit) bool {
	for k := h.From - 1; k >= m.To; k-- {
		if r.isMark(m.Block, k, ",(;") {
			return phrase.Opens(r.TokensOf(m.Block)[k+1:h.From], r.WordsOf(list.HeadApart))
		}
	}
	return false
}

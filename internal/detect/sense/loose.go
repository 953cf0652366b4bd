package sense

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// looseNo tells whether a mention stands below a heading that reads as one of what
// is left out by a negative in what it says of its topic: "Machines that do not
// travel", "People without a mailbox". A sentence about the partner's own work
// counts more there.
func (r *Reading) looseNo(m *mention.Mention) bool {
	info := &r.Blocks[m.Block]
	if info.Classed < 0 || info.Classed == m.Block || info.Lang == nil || r.Doc.Blocks[info.Classed].Kind != sow.Heading {
		return false
	}
	head := r.TokensOf(info.Classed)
	if len(head) < 3 || r.SaysAny(head, r.WordsOf(list.PartySelf)) || r.SaysAny(head, r.WordsOf(list.PartyPartner)) || phrase.Within(head, info.Lang.Words[list.HeadingTight]) {
		return false
	}
	return phrase.Within(head[1:], info.Lang.Words[list.HeadingLoose])
}

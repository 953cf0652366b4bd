package page

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// readRoles learns that a document calls its partner by a word that elsewhere
// names somebody else: "Valombre SAS (the Integrator)", "Integrator: Valombre".
func (r *Reading) readRoles() {
	roles := r.WordsOf(list.PartyRole)
	if roles.Empty() {
		return
	}
	for i := range min(aliasRows, len(r.Blocks)) {
		tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
		for k := range tokens {
			if phrase.Opens(tokens[k:], roles) && definesRole(text, tokens, k) {
				r.Partner.Add(token.Fold(text[tokens[k].Start:tokens[k].End]))
			}
		}
	}
}

// definesRole tells whether the word at token k stands alone between brackets or
// quotation marks, but for its article, or as the label of what follows.
func definesRole(text string, tokens []token.Token, k int) bool {
	t := tokens[k]
	if t.Flags&token.InitialCap == 0 {
		return false
	}
	before, after := text[:t.Start], strings.TrimLeft(text[t.End:], " \u00a0*")
	if len(after) > 1 && after[0] == ':' && (k <= 1 || strings.HasSuffix(strings.TrimRight(before, " "), "\n")) {
		return true
	}
	at := strings.LastIndexAny(before, "(\"“„«")
	return at >= 0 && len(before)-at <= maxRoleLead && strings.IndexAny(after, ")\"”“»") == 0
}

// maxRoleLead is the length in bytes of a mark that opens, a blank and an
// article before a role.
const maxRoleLead = 8

package sense

import (
	"cmp"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/table"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// answerReach is the number of words between a product and the mark before
// what was decided on it: "Entra ID Governance set-up: selected, 8 days".
const answerReach = 6

// itemSays reads what an item says of itself: what was decided on it after a
// colon or dash, or whose it is before one.
func (r *Reading) itemSays(m *mention.Mention) (sow.Polarity, string) {
	if p := cmp.Or(r.decided(m), r.labelled(m), r.bracketed(m)); p != "" {
		return p, "table.answer"
	}
	if r.Doc.Blocks[m.Block].Kind == sow.ListItem {
		return r.listOwner(m)
	}
	return "", ""
}

// decided reads an answer after a product and a mark.
func (r *Reading) decided(m *mention.Mention) sow.Polarity {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := m.To; k < min(int32(len(tokens)), m.To+2*answerReach); k++ {
		from := k
		switch {
		case text[tokens[k].Start] == ':':
			from = k + 1
		case text[tokens[k].Start] == '.' && k+1 < int32(len(tokens)) && tokens[k+1].Flags&token.AfterDash == 0, phrase.Inside(r.HitsOf(m.Block, phrase.Name), k):
			return ""
		case tokens[k].Flags&token.AfterDash == 0 || !strings.HasSuffix(text[:tokens[k].Start], " "):
			continue
		}
		to := from
		for to < int32(len(tokens)) && tokens[to].Flags&token.IsPunct == 0 && to < from+answerReach {
			to++
		}
		switch {
		case to == from, r.distance(m.Block, token.Span{From: m.To, To: from}) > answerReach, r.besideTopic(m, from):
		case r.isScopeLabel(m.Block, from, to): // "X: in scope: none"
		case r.shortAnswer(m.Block, from, to):
			return r.answerOf(text, tokens[from:to])
		default:
			return r.wordsAnswer(text, tokens[from:to])
		}
	}
	return ""
}

// listOwner reads a list whose items begin with who does them, one of them the
// partner: "Us: …", "You: …", "Contoso: …".
func (r *Reading) listOwner(m *mention.Mention) (sow.Polarity, string) {
	who, labelled := r.labelOf(m.Block)
	if !labelled || who == page.Partners {
		return "", ""
	}
	for _, step := range []int{-1, 1} {
		for j := m.Block + step; j >= 0 && j < len(r.Blocks) && r.Doc.Blocks[j].Kind == sow.ListItem; j += step {
			if other, ok := r.labelOf(j); ok && other == page.Partners {
				if who == page.Customers {
					return sow.Prerequisite, "list.owner"
				}
				return sow.Excluded, "list.owner"
			}
		}
	}
	return "", ""
}

// labelOf tells whom a short label before the colon of an item names.
func (r *Reading) labelOf(i int) (page.Owner, bool) {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	names := r.HitsOf(i, phrase.Name)
	for k := 1; k < min(len(tokens), table.MaxHead+1); k++ {
		if text[tokens[k].Start] != ':' {
			continue
		}
		if len(names) > 0 && names[0].From < int32(k) {
			return page.Nobodys, false
		}
		return r.HeadOwner(text[:tokens[k].Start]), true
	}
	return page.Nobodys, false
}

// wordsAnswer reads a few words as an answer: all of them, or those before
// "and".
func (r *Reading) wordsAnswer(text string, tokens []token.Token) sow.Polarity {
	and := r.Lex.And
	for n := len(tokens); n > 0; n-- {
		if n < len(tokens) && !r.IsOr(tokens[n]) && (tokens[n].ID != and || and == 0) && text[tokens[n].Start:tokens[n].End] != "und" {
			continue
		}
		words := text[tokens[0].Start:tokens[n-1].End]
		if len(words) <= 3 {
			break
		}
		v, ok := r.Lex.Value(words)
		switch {
		case !ok:
		case v.Answer == "yes":
			return sow.InScope
		case v.Answer == "no":
			return sow.Optional
		case lexicon.Refuses(v.Polarity):
			return v.Polarity
		}
	}
	return ""
}

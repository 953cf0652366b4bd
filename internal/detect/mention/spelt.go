package mention

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// spelt checks the capitals of a hit. Text in capitals throughout is taken as
// any spelling.
func (r *Reading) spelt(i int, h phrase.Hit, n *lexicon.Name) bool {
	tokens := r.TokensOf(i)[h.From:h.To]
	if n.Capital && !r.capitals(i, h) || !n.Apart.Empty() && r.besideAny(i, h, n.Apart) {
		return false
	}
	if n.Exact == "" {
		return true
	}
	text := r.Doc.Blocks[i].Text
	if sameLetters(text[tokens[0].Start:tokens[len(tokens)-1].End], n.Exact) {
		return true
	}
	return r.shouts(i) && strings.ToUpper(n.Exact) != n.Exact
}

// capitals tells whether a name written apart has the capitals of one: the first word
// of a sentence, which has one anyway, must go on with another ("One drive at the rear").
func (r *Reading) capitals(i int, h phrase.Hit) bool {
	tokens := r.TokensOf(i)
	if r.Sentence(i, h).From == h.From && tokens[h.To-1].Flags&token.InitialCap == 0 {
		return false
	}
	return tokens[h.From].Flags&token.InitialCap != 0
}

// besideAny tells whether one of some words stands in the sentence of a hit.
func (r *Reading) besideAny(i int, h phrase.Hit, words *phrase.List) bool {
	s, tokens := r.Sentence(i, h), r.TokensOf(i)
	return r.SaysAny(tokens[s.From:h.From], words) || r.SaysAny(tokens[h.To:s.To], words)
}

// shouts tells whether a block is written in capitals throughout.
func (r *Reading) shouts(i int) bool {
	text := r.Doc.Blocks[i].Text
	if strings.IndexFunc(text, func(c rune) bool { return c >= 'a' && c <= 'z' }) >= 0 {
		return false
	}
	return strings.ToUpper(text) == text && strings.ToLower(text) != text && len(r.TokensOf(i)) > 1
}

// sameLetters compares letters and digits with their case and skips all else.
func sameLetters(text, exact string) bool {
	return text == exact || letters(text) == letters(exact)
}

func letters(s string) string {
	keep := func(r rune) rune {
		if token.WordRune(r) {
			return r
		}
		return -1
	}
	return strings.Map(keep, s)
}

// never tells whether a hit lies within a wording that is no product.
func (r *Reading) never(i int, h phrase.Hit) bool {
	for _, n := range r.HitsOf(i, phrase.Never) {
		if n.From <= h.From && n.To >= h.To && n.To-n.From > h.To-h.From && !r.compounds(i, n) {
			return true
		}
	}
	return r.namesFirm(i, h)
}

// compounds tells whether a hyphen joins a wording to the word behind it: "des
// Teams-Mandanten" is no team's.
func (r *Reading) compounds(i int, h phrase.Hit) bool {
	rest := r.Doc.Blocks[i].Text[r.TokensOf(i)[h.To-1].End:]
	return len(rest) > 1 && rest[0] == '-' && token.WordByte(rest[1])
}

// namesFirm tells whether a word is part of a firm's name: its legal form comes
// next ("Redwing Foundry LLC").
func (r *Reading) namesFirm(i int, h phrase.Hit) bool {
	rest := r.TokensOf(i)[h.To:]
	if len(rest) > 1 && r.Doc.Blocks[i].Text[rest[0].Start] == ',' {
		rest = rest[1:]
	}
	return phrase.Opens(rest, r.WordsOf(list.FirmForms)) && rest[0].Flags&token.InitialCap != 0
}

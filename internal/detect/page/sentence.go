package page

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Sentence gives the bounds of the sentence around a hit. In cells and list
// items a line break ends a sentence too.
func (r *Reading) Sentence(i int, h phrase.Hit) token.Span {
	tokens := r.TokensOf(i)
	from, to := h.From, h.To
	for from > 0 && tokens[from-1].Flags&token.Closing == 0 {
		from--
	}
	for int(to) < len(tokens) && tokens[to-1].Flags&token.Closing == 0 {
		to++
	}
	return token.Span{From: from, To: to}
}

// markSentences marks the last token of each sentence of block i.
func (r *Reading) markSentences(i int) {
	tokens := r.TokensOf(i)
	for k := range tokens {
		if k+1 < len(tokens) && tokens[k].Flags&token.IsPunct == 0 && tokens[k+1].Flags&token.AfterBreak == 0 {
			continue // most words are told at a glance
		}
		if r.endsSentence(i, tokens, k) {
			tokens[k].Flags |= token.Closing
		}
	}
}

// endsSentence tells whether token k is the last of its sentence.
func (r *Reading) endsSentence(i int, tokens []token.Token, k int) bool {
	if k+1 >= len(tokens) {
		return true
	}
	b, next := &r.Doc.Blocks[i], tokens[k+1]
	if next.Flags&token.AfterBreak != 0 && (b.Kind == sow.Cell || b.Kind == sow.ListItem || b.Kind == sow.TextBox) && next.Flags&token.InitialCap != 0 {
		return true
	}
	t := tokens[k]
	if t.Flags&token.IsPunct == 0 {
		return false
	}
	switch b.Text[t.Start] {
	case '!', '?':
		return true
	case '.':
		return next.Start > t.End && !r.abbreviation(i, tokens, k) && next.Flags&token.InitialCap != 0
	}
	return strings.HasPrefix(b.Text[t.Start:], "•")
}

// abbreviation tells whether the full stop at token k belongs to a short form
// ("z. B.", "No. 4", "incl.") or makes an ordinal ("31. Oktober").
func (r *Reading) abbreviation(i int, tokens []token.Token, k int) bool {
	if k == 0 {
		return true
	}
	prev, lang := tokens[k-1], r.Blocks[i].Lang
	switch {
	case prev.Flags&token.IsPunct != 0:
		return false
	case prev.Flags&token.Number != 0:
		return lang != nil && prev.End-prev.Start <= 2 && k+1 < len(tokens) && lang.Counted.Has(tokens[k+1].ID)
	case prev.End-prev.Start == 1:
		return lang == nil || !namesLetter(tokens[:k-1], lang)
	}
	return lang != nil && prev.ID != 0 && lang.Abbrev.Has(prev.ID)
}

// namesLetter tells whether a single letter behind some tokens is one that a
// sentence names: "Schedule C", "letters a, d and g". Others shorten a word.
func namesLetter(before []token.Token, lang *lexicon.Language) bool {
	n := len(before)
	switch {
	case n == 0:
		return false
	case lang.Parts.Has(before[n-1].ID), phrase.Opens(before[n-1:], lang.Words[list.Rows]):
		return true
	}
	return n > 1 && before[n-2].End-before[n-2].Start == 1 && before[n-2].Flags&token.IsPunct == 0 && phrase.Opens(before[n-1:], lang.Words[list.And])
}

// LastSentence gives the token at which the last sentence of a text begins.
func LastSentence(tokens []token.Token, text string) int {
	for k := len(tokens) - 2; k > 0; k-- {
		if text[tokens[k].Start] == '.' && tokens[k+1].Start > tokens[k].End {
			return k + 1
		}
	}
	return 0
}

// SaysAny tells whether a phrase of a list stands among tokens.
func (r *Reading) SaysAny(tokens []token.Token, words *phrase.List) bool {
	return phrase.Within(tokens, words)
}

package section

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Classify gives the class of the heading text of block i. A heading that
// announces what is in and what is out has none.
func (r *Reading) Classify(i int) *sow.SectionClass {
	class, _ := r.classified(i, 0)
	return class
}

// classified gives the class of block i, or of its first n tokens, and the
// number of words that say so. Of a line before a list the last sentence counts:
// "Nothing is installed. The review covers:".
func (r *Reading) classified(i, n int) (*sow.SectionClass, int) {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	switch {
	case n > 0:
		tokens = tokens[:n]
	case strings.HasSuffix(text, ":"):
		tokens = tokens[page.LastSentence(tokens, text):]
	}
	tokens = unquoted(text, tokens)
	if len(tokens) > 24 {
		return nil, 0
	}
	return r.ClassOf(tokens, r.nameTokens(i, len(tokens)), r.Blocks[i].Lang)
}

// unquoted drops what a heading quotes: the words of somebody else. A heading
// that begins with a quotation is taken whole.
func unquoted(text string, tokens []token.Token) []token.Token {
	for k, t := range tokens {
		if k > 0 && t.Flags&token.IsPunct != 0 && strings.ContainsAny(text[t.Start:t.End], "„“«\"") {
			return tokens[:k]
		}
	}
	return tokens
}

// nameTokens counts, in the first n tokens of a block, the words of product
// names: no numbers or marks, which a heading's own words do not count either.
func (r *Reading) nameTokens(i, n int) int {
	count := 0
	for _, h := range r.HitsOf(i, phrase.Name) {
		for k := h.From; k < h.To && int(h.To) <= n; k++ {
			if r.TokensOf(i)[k].Flags&(token.IsPunct|token.Number) == 0 {
				count++
			}
		}
	}
	return count
}

// ClassOf finds the class of a run of heading words, in its own language first.
func (r *Reading) ClassOf(tokens []token.Token, names int, lang *lexicon.Language) (*sow.SectionClass, int) {
	may := r.Lex.HeadingMarks.In(tokens)
	if lang != nil && may&lang.Bit != 0 {
		if c, n := lang.ClassOf(tokens, names); c != nil {
			return c, n
		}
	}
	for _, l := range r.Lex.Order {
		if l != lang && may&l.Bit != 0 {
			if c, n := l.ClassOf(tokens, names); c != nil && (lang == nil || n >= l.OwnWords(tokens)-names) {
				return c, n // of another language only a heading that says nothing else
			}
		}
	}
	return nil, 0
}

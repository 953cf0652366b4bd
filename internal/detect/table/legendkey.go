package table

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/section"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// codeBehind gives what the word before a code in brackets says of the lines that
// bear it: "the options (O) may be called off by October".
func (r *Reading) codeBehind(i, k int) sow.Polarity {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	if k < 2 || !bracketed(text, int(tokens[k].Start), int(tokens[k].End)) {
		return ""
	}
	if v, ok := r.Lex.Value(text[tokens[k-2].Start:tokens[k-2].End]); ok && !keeps(v.Polarity) {
		return v.Polarity
	}
	return ""
}

// isWithout tells whether a sentence speaks of the lines without a code: "lines
// without T are offers".
func (r *Reading) isWithout(i int, s token.Span, k int) bool {
	tokens := r.TokensOf(i)[s.From:k]
	n := len(tokens)
	for n > 0 && tokens[n-1].Flags&token.IsPunct != 0 {
		n--
	}
	return n > 0 && phrase.Opens(tokens[n-1:n], r.WordsOf(list.Without))
}

// insteadOf gives what lines with a code are when those without it are p.
func insteadOf(p sow.Polarity) sow.Polarity {
	if keeps(p) {
		return ""
	}
	return sow.InScope
}

// holdsCode tells whether a token of block i reads as a code.
func (r *Reading) holdsCode(i int, code string, codes []string) bool {
	for k := range r.TokensOf(i) {
		if r.codeAt(i, k, codes) == code {
			return true
		}
	}
	return false
}

// codeAt gives the code that token k of a block may be: with the brackets around it
// where the codes have one with them, as "(X)" beside "X".
func (r *Reading) codeAt(i, k int, codes []string) string {
	t, text := r.TokensOf(i)[k], r.Doc.Blocks[i].Text
	if bracketed(text, int(t.Start), int(t.End)) && slices.Contains(codes, text[t.Start-1:t.End+1]) {
		return text[t.Start-1 : t.End+1]
	}
	return text[t.Start:t.End]
}

// bracketed tells whether a part of a text stands in brackets.
func bracketed(text string, from, to int) bool {
	return from > 0 && from <= to && strings.HasSuffix(text[:from], "(") && strings.HasPrefix(text[to:], ")")
}

// inKey gives what stands behind a code in a line that explains several codes of
// its column one after another, up to the next: "C continues; N new; F for later".
func (r *Reading) inKey(i int, code string, codes []string) (s token.Span, ok bool) {
	tokens := r.TokensOf(i)
	s.From, s.To = -1, int32(len(tokens))
	seen := 0 // codes, one bit each
	for k, t := range tokens {
		if t.End-t.Start > utf8.UTFMax*section.MaxCode {
			continue
		}
		word := r.codeAt(i, k, codes)
		at := slices.Index(codes, word)
		switch {
		case !r.beginsPart(i, k):
			continue
		case at >= 0:
			seen |= 1 << at
		case !r.explainsOther(i, k):
			continue
		}
		if s.From >= 0 {
			s.To = min(s.To, int32(k))
		} else if word == code {
			s.From = int32(k)
		}
	}
	if s.From >= 0 { // what the next sentence says is no part of it
		s.To = min(s.To, r.Sentence(i, phrase.Hit{From: s.From, To: s.From + 1}).To)
	}
	n := bits.OnesCount(uint(seen))
	return s, s.From >= 0 && n > 1 && n >= len(codes)-1
}

// explainsOther tells whether token k is a code of another column, which its line
// explains: "V = answers for it".
func (r *Reading) explainsOther(i, k int) bool {
	t, text := r.TokensOf(i)[k], r.Doc.Blocks[i].Text
	return t.Flags&token.InitialCap != 0 && t.End-t.Start <= section.MaxCode && strings.HasPrefix(strings.TrimLeft(text[t.End:], " "), "=")
}

// answers reads the explanation of a code as the answer of a cell that it could be:
// "B: dropped", "F – later, without commitment".
func (r *Reading) answers(i int, s token.Span) sow.Polarity {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	from := s.From + 1
	for from < s.To && tokens[from].Flags&token.IsPunct != 0 {
		from++
	}
	for to := s.To; to > from; to-- {
		if v, ok := r.Lex.Value(text[tokens[from].Start:tokens[to-1].End]); ok && v.Polarity != "" {
			return v.Polarity
		}
	}
	return ""
}

// beginsPart tells whether token k of a line begins a part of it: a mark, "and" or
// nothing stands before it.
func (r *Reading) beginsPart(i, k int) bool {
	tokens, lang := r.TokensOf(i), r.Blocks[i].Lang
	return k == 0 || tokens[k-1].Flags&token.IsPunct != 0 || r.IsOr(tokens[k-1]) || lang != nil && phrase.Opens(tokens[k-1:k], lang.Words[list.And])
}

// setOff tells whether a code stands in quotes, or before a sign that explains it.
func setOff(text string, from, to int) bool {
	if bracketed(text, from, to) {
		from, to = from-1, to+1
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:from], " \u00a0\u202f")) // « R »
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[to:], " "))
	return strings.ContainsRune("\"“„«‘'", before) || strings.ContainsRune("=:–—", after)
}

// labelsCode tells whether a word like "marked" stands before a code, or the mark
// that parts the codes of a key: "Codes: F furnished; N not furnished".
func (r *Reading) labelsCode(i, k int) bool {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	if k == 0 {
		return false
	}
	words := r.WordsOf(list.CodeLabel)
	if phrase.Opens(tokens[k-1:k], words) {
		return true
	}
	return strings.ContainsAny(text[tokens[k-1].Start:tokens[k-1].End], ":;") && phrase.Opens(tokens, words)
}

// upToNextCode ends the explanation of a code where that of the next begins.
func (r *Reading) upToNextCode(i int, s token.Span) token.Span {
	b, tokens := &r.Doc.Blocks[i], r.TokensOf(i)
	for k := s.From + 1; k < s.To; k++ {
		t := tokens[k]
		if t.End-t.Start <= 3 && t.Flags&token.InitialCap != 0 && (setOff(b.Text, int(t.Start), int(t.End)) || r.labelsCode(i, int(k))) {
			return token.Span{From: s.From, To: k}
		}
	}
	return s
}

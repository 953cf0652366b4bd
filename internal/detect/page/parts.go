package page

import (
	"runtime"
	"sync"

	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// part is a run of blocks whose words are cut and matched by one processor. The
// parts of a document are joined in order, so that nothing tells how many there
// were.
type part struct {
	z        token.Tokenizer
	from, to int // blocks
	tokens   []token.Token
	hits     [phrase.Layers][]phrase.Hit
}

// partBytes is the length of the text from which it pays to give a processor a
// part of its own.
const partBytes = 50_000

// divide makes as many parts of a document as pay, each of about as much text.
func (r *Reading) divide() {
	size := 0
	for i := range r.Doc.Blocks {
		size += len(r.Doc.Blocks[i].Text)
	}
	n := max(1, min(size/partBytes, runtime.GOMAXPROCS(0)))
	if r.parts = r.parts[:cap(r.parts)]; len(r.parts) < n {
		r.parts = append(r.parts, make([]part, n-len(r.parts))...)
	}
	r.parts = r.parts[:n]
	r.parts[0].tokens, r.parts[0].hits = r.Tokens, r.Hits // mostly the only part: nothing is copied
	block, seen := 0, 0
	for k := range r.parts {
		p := &r.parts[k]
		p.z, p.from, p.tokens = token.Tokenizer{Words: r.Lex.Trie.Words}, block, p.tokens[:0]
		for l := range p.hits {
			p.hits[l] = p.hits[l][:0]
		}
		for block < len(r.Doc.Blocks) && (k == n-1 || seen < (k+1)*size/n) {
			seen += len(r.Doc.Blocks[block].Text)
			block++
		}
		p.to = block
	}
}

// eachPart does some work on all parts side by side. A panic in one of them is
// one of the caller's, once all have ended.
func (r *Reading) eachPart(work func(p *part)) {
	failed := make([]any, len(r.parts))
	var wg sync.WaitGroup
	for k := 1; k < len(r.parts); k++ {
		wg.Go(func() {
			defer func() { failed[k] = recover() }()
			work(&r.parts[k])
		})
	}
	func() {
		defer wg.Wait()
		work(&r.parts[0])
	}()
	for _, why := range failed {
		if why != nil {
			panic(why)
		}
	}
}

// cutPart cuts the blocks of a part into tokens.
func (r *Reading) cutPart(p *part) {
	for i := p.from; i < p.to; i++ {
		from := int32(len(p.tokens))
		p.tokens = p.z.Tokens(r.Doc.Blocks[i].Text, p.tokens)
		r.Blocks[i] = Block{Classed: -1, Heading: -1, Intro: -1, tokens: token.Span{From: from, To: int32(len(p.tokens))}}
	}
}

// joinTokens puts the tokens of all parts one after the other.
func (r *Reading) joinTokens() {
	for k := range r.parts {
		p := &r.parts[k]
		if k == 0 {
			r.Tokens, p.tokens = p.tokens, nil
			continue
		}
		by := int32(len(r.Tokens))
		for i := p.from; i < p.to; i++ {
			r.Blocks[i].tokens.From += by
			r.Blocks[i].tokens.To += by
		}
		r.Tokens = append(r.Tokens, p.tokens...)
	}
}

// matchPart finds all phrases in the blocks of a part.
func (r *Reading) matchPart(p *part) {
	for i := p.from; i < p.to; i++ {
		info, tokens, text := &r.Blocks[i], r.TokensOf(i), r.Doc.Blocks[i].Text
		r.Lex.Correct(text, tokens)
		info.Lang = r.languageOf(&r.Doc.Blocks[i], tokens)
		var in phrase.Langs
		if info.Lang != nil {
			in, info.lists = info.Lang.Bit, info.Lang.Marks.In(tokens)
		}
		var from [phrase.Layers]int
		for l := range p.hits {
			from[l] = len(p.hits[l])
		}
		r.Lex.Trie.Scan(tokens, in, &p.hits)
		p.hits[phrase.Verb] = r.realVerbs(info.Lang, text, tokens, p.hits[phrase.Verb], from[phrase.Verb])
		if info.Lang != nil && info.Lang.MaySplit(&info.lists) {
			p.hits[phrase.Verb] = r.splitHits(info.Lang, text, tokens, p.hits[phrase.Verb], from[phrase.Verb])
		}
		p.hits[phrase.Name] = r.Lex.Trie.Settle(tokens, phrase.Name, in, p.hits[phrase.Name], from[phrase.Name])
		p.hits[phrase.Cue] = r.Lex.Trie.Settle(tokens, phrase.Cue, in, p.hits[phrase.Cue], from[phrase.Cue])
		p.hits[phrase.Cue] = realCues(text, tokens, p.hits[phrase.Cue], from[phrase.Cue])
		for l := range p.hits {
			info.Hits[l] = token.Span{From: int32(from[l]), To: int32(len(p.hits[l]))}
		}
		r.markSentences(i)
	}
}

// joinHits puts the phrases that all parts hold one after the other.
func (r *Reading) joinHits() {
	for k := range r.parts {
		p := &r.parts[k]
		if k == 0 {
			r.Hits, p.hits = p.hits, [phrase.Layers][]phrase.Hit{}
			continue
		}
		for l := range p.hits {
			by := int32(len(r.Hits[l]))
			for i := p.from; i < p.to; i++ {
				r.Blocks[i].Hits[l].From += by
				r.Blocks[i].Hits[l].To += by
			}
			r.Hits[l] = append(r.Hits[l], p.hits[l]...)
		}
	}
}

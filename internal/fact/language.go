package fact

import "slices"

// everywhere are the topics whose phrases count in documents of any language:
// parts of names, and names of agreements.
var everywhere = map[topic]bool{
	partyForm: true, partyBody: true, partyLike: true, publicBody: true, licVendor: true, clauseWords: true,
}

// small are the topics whose words are frequent in running text and tell its
// language.
var small = map[topic]bool{partySmall: true, partyArticle: true, partyAnd: true, negation: true, partyFor: true, dateFrom: true, partyDefines: true}

// chooseLanguages finds the language of the document and of the blocks that
// are written in another one, and drops the hits of other languages.
func (rd *reading) chooseLanguages() {
	if len(rd.r.languages) < 2 {
		return
	}
	total := make([]int, len(rd.r.languages)+1)
	blocks, own := map[int][]int{}, map[int][]int{}
	length := map[int]int{}
	for i := range rd.lines {
		l := &rd.lines[i]
		count := blocks[l.block]
		if count == nil {
			count = make([]int, len(total))
			blocks[l.block], own[l.block] = count, make([]int, len(total))
		}
		length[l.block] += len(l.ws)
		for _, h := range l.hits {
			if small[h.topic] && !l.ws[h.from].capital {
				count[h.lang] += h.to - h.from
				total[h.lang] += 3 * (h.to - h.from)
			}
		}
		for _, h := range slices.Concat(l.hits, l.labelHits, l.colHits) {
			if !everywhere[h.topic] && h.topic < firstNamed {
				total[h.lang] += h.to - h.from // a form without sentences
				own[l.block][h.lang]++
			}
		}
	}
	main := top(total)
	for n, code := range rd.r.languages {
		if code == rd.doc.Language {
			main = uint8(n + 1)
		}
	}
	rd.language, rd.foreignBlocks = main, map[int]uint8{}
	for block, count := range blocks {
		switch long, named := top(count), top(own[block]); {
		case length[block] >= 12 && count[long] >= 5 && count[long] > 2*count[main]:
			rd.foreignBlocks[block] = long
		case own[block][main] == 0 && own[block][named] > 0: // "Kunde: X" in an English form
			rd.foreignBlocks[block] = named
		}
	}
	for i := range rd.lines {
		l := &rd.lines[i]
		lang := rd.languageOf(l.block)
		l.hits, l.labelHits, l.colHits = rd.keep(l.hits, lang), rd.keep(l.labelHits, lang), rd.keep(l.colHits, lang)
	}
}

// languageOf gives the number of the language of a block, 0 when the pack has
// one language only.
func (rd *reading) languageOf(block int) uint8 {
	if lang, ok := rd.foreignBlocks[block]; ok {
		return lang
	}
	return rd.language
}

func top(count []int) uint8 {
	best := 1
	for n := range count {
		if n > 0 && count[n] > count[best] {
			best = n
		}
	}
	return uint8(best)
}

// keep gives the hits of one language and those that count everywhere.
func (rd *reading) keep(hits []hit, lang uint8) []hit {
	out := hits[:0:0]
	for _, h := range hits {
		named := rd.r.named[h.topic]
		if h.lang == lang || everywhere[h.topic] || h.topic >= firstNamed && (named.kind == isAgreement || named.kind == isDollar) {
			out = append(out, h)
		}
	}
	return out
}

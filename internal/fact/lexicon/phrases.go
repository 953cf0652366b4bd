package lexicon

import (
	"fmt"
	"slices"

	"claimline/internal/fact/topic"
)

// Hit is a phrase found in words [from:to) of a line.
type Hit struct {
	Topic    topic.Topic
	Language uint8 // number of the language, from 1
	Tells    Tells // of the language
	order    int32 // place of the phrase in the pack: of equally long hits the earlier comes first
	From, To int
}

// phrase is one compiled wording.
type phrase struct {
	topic topic.Topic
	lang  uint8
	tells Tells
	order int32
	atoms []atom
}

// phrases finds all wordings of the pack in one pass over a line. It never
// changes after it is built.
type phrases struct {
	words   map[string]phraseWord  // by first and second words
	prefix  map[[3]byte][]*opening // by the key of a first word with *
	seconds int32                  // how many second words have a number
	size    int32
}

// phraseWord is a word with which phrases begin, or that is the second one in
// some.
type phraseWord struct {
	opening *opening
	second  int32 // its number among the second words, 0 for none
}

// prefixKey gives the first three bytes of a beginning, or all two of them.
func prefixKey(text string) (key [3]byte) {
	copy(key[:], text)
	return key
}

// opening holds the phrases with one first word, by what follows it.
type opening struct {
	text string   // of a first word with *, its beginning
	one  []Hit    // of the phrases that are this word alone
	next []second // phrases by their second word
	some uint64   // the numbers of these words, less all but the last bits
	rest []phrase // the second word ends in *, or is a gap
}

// second holds the phrases of an opening with one second word.
type second struct {
	number int32
	list   []phrase
}

func newPhrases() *phrases {
	return &phrases{words: map[string]phraseWord{}, prefix: map[[3]byte][]*opening{}}
}

func (p *phrases) add(lang string, number uint8, t topic.Topic, tells Tells, list []string) error {
	for _, text := range list {
		atoms := compile(text)
		if len(atoms) == 0 || atoms[0].gap || atoms[len(atoms)-1].gap || atoms[0].prefix && len(atoms[0].text) < 2 {
			return fmt.Errorf("compile fact words %s: the phrase %q has no word to begin or end with", lang, text)
		}
		p.size++
		order := p.size
		if atoms[0].prefix { // behind those with the whole word
			order += 1 << 30
		}
		p.openingOf(atoms[0]).add(phrase{t, number, tells, order, atoms}, p.numberSecond(atoms))
	}
	return nil
}

// openingOf gives the opening with the first word a, which may be new.
func (p *phrases) openingOf(a atom) *opening {
	if !a.prefix {
		w := p.words[a.text]
		if w.opening == nil {
			w.opening = &opening{}
			p.words[a.text] = w
		}
		return w.opening
	}
	key := prefixKey(a.text)
	for _, o := range p.prefix[key] {
		if o.text == a.text {
			return o
		}
	}
	o := &opening{text: a.text}
	p.prefix[key] = append(p.prefix[key], o)
	return o
}

// numberSecond gives the number of the second word of a phrase, 0 where it has
// none that is a whole word.
func (p *phrases) numberSecond(atoms []atom) int32 {
	if len(atoms) < 2 || atoms[1].gap || atoms[1].prefix {
		return 0
	}
	w := p.words[atoms[1].text]
	if w.second == 0 {
		p.seconds++
		w.second = p.seconds
		p.words[atoms[1].text] = w
	}
	return w.second
}

func (o *opening) add(ph phrase, number int32) {
	if len(ph.atoms) == 1 {
		if h := ph.hit(0, 1); !slices.ContainsFunc(o.one, func(other Hit) bool { return other.Topic == h.Topic && other.Language == h.Language }) {
			o.one = append(o.one, h)
		}
		return
	}
	list := &o.rest
	if number > 0 {
		list = o.behind(number)
	}
	if !hasPhrase(*list, ph) {
		*list = append(*list, ph)
	}
}

// behind gives the place of the phrases whose second word has the number.
func (o *opening) behind(number int32) *[]phrase {
	at, found := o.find(number)
	if !found {
		o.next = slices.Insert(o.next, at, second{number: number})
		o.some |= 1 << (number & 63)
	}
	return &o.next[at].list
}

func (o *opening) find(number int32) (at int, found bool) {
	low, high := 0, len(o.next)
	for low < high {
		if mid := int(uint(low+high) >> 1); o.next[mid].number < number {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, low < len(o.next) && o.next[low].number == number
}

func hasPhrase(list []phrase, ph phrase) bool {
	return slices.ContainsFunc(list, func(o phrase) bool {
		return o.topic == ph.topic && o.lang == ph.lang && slices.Equal(o.atoms, ph.atoms)
	})
}

// Find gives the hits in ws by their first word, longer ones first.
func (x *Lexicon) Find(ws []Word) []Hit {
	return x.phrases.appendHits(nil, ws)
}

// AppendHits appends the hits in ws to out, as Find gives them.
func (x *Lexicon) AppendHits(out []Hit, ws []Word) []Hit {
	return x.phrases.appendHits(out, ws)
}

// appendHits appends the hits in ws to out.
func (p *phrases) appendHits(out []Hit, ws []Word) []Hit {
	if len(ws) > 0 {
		p.know(ws[0].Term)
	}
	for i := range ws {
		if i+1 < len(ws) {
			p.know(ws[i+1].Term)
		}
		b := ws[i].begins
		if b == nil {
			continue
		}
		if i+1 < len(ws) && b.goOn(ws[i+1].Term) {
			out = b.longer(out, ws, i)
		}
		for k := range b.one { // all are shorter than those above
			h := b.one[k]
			h.From, h.To = i, i+1
			out = append(out, h)
		}
	}
	return out
}

// know notes which phrases may begin with a word, where that is not known yet.
func (p *phrases) know(t *Term) {
	if !t.sought {
		p.seek(t)
	}
}

// goOn tells whether one of the phrases may go on with the next word: mostly none
// does.
func (b *begins) goOn(next *Term) bool {
	return b.rest || next.second > 0 && b.some&(1<<(next.second&63)) != 0
}

// longer appends the hits of phrases of more than word i, the longest first.
func (b *begins) longer(out []Hit, ws []Word, i int) []Hit {
	first := len(out)
	for _, o := range b.opens {
		out = o.hitsAt(out, ws, i, ws[i+1].Term)
	}
	if len(out)-first > 1 {
		sortHits(out[first:])
	}
	return out
}

// sortHits puts the hits at one word in order: longer ones first. There are
// few, so each is put in its place.
func sortHits(hits []Hit) {
	for i := 1; i < len(hits); i++ {
		for k := i; k > 0 && (hits[k].To > hits[k-1].To || hits[k].To == hits[k-1].To && hits[k].order < hits[k-1].order); k-- {
			hits[k], hits[k-1] = hits[k-1], hits[k]
		}
	}
}

// hitsAt appends the hits of the longer phrases of the opening at word at,
// before the word next.
func (o *opening) hitsAt(out []Hit, ws []Word, at int, next *Term) []Hit {
	if n := next.second; n > 0 && o.some&(1<<(n&63)) != 0 && ws[at+1].Glued {
		if k, ok := o.find(n); ok {
			out = matching(out, o.next[k].list, ws, at, 2)
		}
	}
	if len(o.rest) == 0 {
		return out
	}
	return matching(out, o.rest, ws, at, 1)
}

// matching appends the hits of phrases of which the first known words are those
// at word at.
func matching(out []Hit, list []phrase, ws []Word, at, known int) []Hit {
	next := ""
	if at+known < len(ws) {
		next = ws[at+known].Text
	}
	for i := range list {
		atoms := list[i].atoms
		if known < len(atoms) && atoms[known].differs(next) { // most do
			continue
		}
		if end := matchesBehind(atoms, known, ws, at+known); end > 0 {
			out = append(out, list[i].hit(at, end-at))
		}
	}
	return out
}

func (ph *phrase) hit(at, n int) Hit { return Hit{ph.topic, ph.lang, ph.tells, ph.order, at, at + n} }

// TopicsOf gives the topics of hits.
func TopicsOf(hits []Hit) (s topic.Set) {
	for i := range hits {
		s.Add(hits[i].Topic)
	}
	return s
}

// Uncovered tells whether there is a hit of topic t that is no part of a hit of
// the topics over: the "VAT" of "plus VAT".
func Uncovered(hits []Hit, t topic.Topic, over ...topic.Topic) bool {
	for _, h := range hits {
		if h.Topic != t {
			continue
		}
		free := true
		for _, o := range hits {
			if slices.Contains(over, o.Topic) && o.From <= h.From && h.To <= o.To {
				free = false
			}
		}
		if free {
			return true
		}
	}
	return false
}

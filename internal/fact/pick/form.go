package pick

import (
	"strconv"

	"claimline/internal/fact/page"
	"claimline/internal/sow"
)

// forms are the numbers of what is said of blocks rather than with words.
type forms struct {
	doc         [2]int32         // the kind of the document, and its language
	parts       [parts + 1]int32 // where in the document
	alone, edge int32
	kinds       map[sow.BlockKind]int32
}

// parts is in how many parts a document is cut to tell where a value stands.
const parts = 8

// form says what kind of block a value stands in, and where, and the words before
// it.
func (s *Spots) form(l *page.Line) {
	s.stand(l)
	s.all(inPrevious, s.previous(l.Block))
}

// standing is what is said of many blocks alike, for some facts in a row.
type standing struct {
	fact, facts int
	kind        sow.BlockKind
	part        int
	alone, edge bool
}

// standingWeights gives what stand adds for a line, one after the other, which is
// found once for all that stand alike.
func (s *Spots) standingWeights(l *page.Line) []added {
	doc := s.pg.Doc
	key := standing{s.facts[0], len(s.facts), doc.Blocks[l.Block].Kind, parts * l.Block / len(doc.Blocks), l.Alone, l.Edge}
	if key != s.standWhat {
		s.start()
		s.standWhat, s.standLast = key, append(s.standLast[:0], s.note(s.noted[:0], func() { s.stand(l) })...)
	}
	return s.standLast
}

// stand says what kind of block a value stands in, and where.
func (s *Spots) stand(l *page.Line) {
	doc, f := s.pg.Doc, s.formNumbers()
	kind, known := f.kinds[doc.Blocks[l.Block].Kind]
	if !known {
		kind = s.t.Word(string(doc.Blocks[l.Block].Kind))
		f.kinds[doc.Blocks[l.Block].Kind] = kind
	}
	s.say(inForm, kind, 0)
	s.say(inForm, f.doc[0], 0)
	s.say(inForm, f.doc[1], 0)
	s.say(inForm, f.parts[parts*l.Block/len(doc.Blocks)], 0)
	if l.Alone {
		s.say(inForm, f.alone, 0)
	}
	if l.Edge {
		s.say(inForm, f.edge, 0)
	}
}

// formNumbers gives what is said of blocks, numbered once for the document.
func (s *Spots) formNumbers() *forms {
	f := &s.forms
	if f.kinds != nil {
		return f
	}
	f.kinds = map[sow.BlockKind]int32{}
	f.doc = [2]int32{s.t.Word(string(s.kind)), s.t.Word("language-" + s.pg.Doc.Language)}
	for i := range f.parts {
		f.parts[i] = s.t.Word("part-" + strconv.Itoa(i))
	}
	f.alone, f.edge = s.t.Word("alone"), s.t.Word("edge")
	return f
}

// formKey is a block with a value, by number from 1, for some facts in a row.
type formKey struct {
	fact, facts int
	block       int
	alone       bool
}

// formWeights gives what the kind of block that a line stands in adds, one
// after the other, which is found once for all values there. Its sum would not do:
// weights that are added in another order may differ in the last digit.
func (s *Spots) formWeights(l *page.Line) []added {
	key := formKey{s.facts[0], len(s.facts), l.Block + 1, l.Alone}
	if key != s.formWhat {
		s.formWhat, s.formLast = key, append(s.formLast[:0], s.standingWeights(l)...)
		s.start()
		s.formLast = append(s.formLast, s.note(s.noted[:0], func() { s.all(inPrevious, s.previous(l.Block)) })...)
	}
	return s.formLast
}

// added is a weight that was added for a fact.
type added struct {
	fact   int
	weight float64
}

// note appends to out what some words add.
func (s *Spots) note(out []added, say func()) []added {
	s.noting, s.noted = true, out
	say()
	s.noting = false
	return s.noted
}

// replay says again what was noted.
func (s *Spots) replay(adds []added) {
	for _, a := range adds {
		s.said[a.fact] += a.weight
	}
}

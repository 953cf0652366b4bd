package detect

import (
	"fmt"
	"strings"

	"claimline/internal/sow"
)

// language is a compiled sow.Context.
type language struct {
	code     string
	bit      langs
	stop     map[int32]bool
	sections []sectionPhrase
	columns  []columnPhrase
	values   map[string]cellValue // by folded text
	words    map[string][][]int32
	parts    map[int32]bool // names of parts of a document: annex, schedule
	abbrev   map[int32]bool // words after which a full stop ends no sentence
}

type sectionPhrase struct {
	class    *sow.SectionClass
	order    int // of the class in its file: the earlier one wins
	ids      []int32
	contains bool
	anchor   anchor
}

// anchor says where in a heading a phrase must stand.
type anchor uint8

const (
	anywhere anchor = iota
	atStart
	atEnd
)

type columnPhrase struct {
	class *sow.ColumnClass
	ids   []int32
}

type cellValue struct {
	answer   string
	polarity sow.Polarity
}

func (d *Detector) language(code string) *language {
	l, ok := d.contexts[code]
	if !ok {
		l = &language{code: code, bit: 1 << len(d.order), stop: map[int32]bool{}, values: map[string]cellValue{},
			words: map[string][][]int32{}, abbrev: map[int32]bool{}, parts: map[int32]bool{}}
		d.contexts[code], d.order = l, append(d.order, l)
	}
	return l
}

func (d *Detector) addContext(c sow.Context) error {
	if c.Language == "" {
		return fmt.Errorf("compile context: a file has no language")
	}
	l := d.language(c.Language)
	for _, w := range c.Stop {
		for _, id := range d.ids(w) {
			l.stop[id] = true
		}
	}
	d.addSections(l, c)
	d.addColumns(l, c)
	for _, list := range c.Cues {
		if err := checkCue(c.Language, list); err != nil {
			return err
		}
		d.addCue(l, list)
	}
	for _, text := range c.Pseudo {
		d.addCuePhrase(text, cue{kind: pseudoCue, lang: l})
	}
	for _, text := range c.Breaks {
		d.addCuePhrase(text, cue{kind: breakWord, lang: l})
	}
	for _, list := range c.Verbs {
		d.verbs = append(d.verbs, verb{list.Activity})
		for _, text := range list.Say {
			d.trie.add(d.ids(text), phrase{layerVerb, l.bit, int32(len(d.verbs) - 1)})
		}
	}
	for key, list := range c.Words {
		for _, text := range list {
			l.words[key] = append(l.words[key], d.ids(text))
		}
	}
	for _, list := range []string{"parts", "party.customer", "party.partner"} {
		for _, text := range c.Words[list] {
			if ids := d.ids(text); len(ids) == 1 {
				l.parts[ids[0]] = true
			}
		}
	}
	for _, text := range c.Words["abbreviations"] {
		for _, id := range d.ids(strings.TrimSuffix(text, ".")) {
			l.abbrev[id] = true
		}
	}
	return nil
}

func checkCue(lang string, c sow.Cue) error {
	switch c.Direction {
	case "forward", "backward", "both":
	default:
		return fmt.Errorf("compile context %s: cue %q has direction %q; use forward, backward or both", lang, c.ID, c.Direction)
	}
	if c.ID == "" || c.Sets == "" || len(c.Say) == 0 {
		return fmt.Errorf("compile context %s: cue %q lacks an id, a polarity or its phrases", lang, c.ID)
	}
	return nil
}

// duties gives the class of sections that say what the customer does.
func (d *Detector) duties(l *language) *sow.SectionClass {
	if l == nil {
		return nil
	}
	for _, p := range l.sections {
		if p.class.Polarity == sow.Prerequisite {
			return p.class
		}
	}
	return nil
}

func (d *Detector) addSections(l *language, c sow.Context) {
	for i := range c.Sections {
		class := &c.Sections[i]
		for _, text := range class.Headings {
			p := sectionPhrase{class: class, order: i}
			switch {
			case strings.HasSuffix(text, " *"):
				p.anchor = atStart
			case strings.HasPrefix(text, "* "):
				p.anchor = atEnd
			}
			p.ids = d.ids(strings.Trim(text, "* "))
			l.sections = append(l.sections, p)
		}
		for _, text := range class.Contains {
			l.sections = append(l.sections, sectionPhrase{class: class, order: i, ids: d.ids(text), contains: true})
		}
	}
}

func (d *Detector) addColumns(l *language, c sow.Context) {
	for i := range c.Columns {
		for _, text := range c.Columns[i].Heads {
			l.columns = append(l.columns, columnPhrase{&c.Columns[i], d.ids(text)})
		}
	}
	for _, v := range c.Values {
		for _, text := range v.Say {
			l.values[foldText(text)] = cellValue{v.Answer, v.Polarity}
		}
	}
}

func (d *Detector) addCue(l *language, c sow.Cue) {
	compiled := cue{Cue: c, lang: l}
	for _, text := range c.Unless {
		compiled.unless = append(compiled.unless, d.ids(text))
	}
	for _, text := range c.Until {
		compiled.until = append(compiled.until, d.ids(text))
	}
	for _, text := range c.Before {
		compiled.before = append(compiled.before, d.ids(text))
	}
	for _, text := range c.Say {
		d.addCuePhrase(text, compiled)
	}
}

func (d *Detector) addCuePhrase(text string, c cue) {
	d.cues = append(d.cues, c)
	d.trie.add(d.ids(text), phrase{layerCue, c.lang.bit, int32(len(d.cues) - 1)})
}

// foldText folds a short text word by word: "Nicht  enthalten." and "nicht
// enthalten" are one.
func foldText(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = fold(w)
	}
	return strings.Trim(strings.Join(words, " "), " .,:;()[]")
}

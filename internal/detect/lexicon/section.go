package lexicon

import (
	"strings"

	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

func (x *Lexicon) addSections(l *Language, c sow.Context) {
	for i := range c.Sections {
		class := &c.Sections[i]
		if len(class.Headings)+len(class.Contains) > 0 {
			l.addClass(class)
		}
		for _, text := range class.Headings {
			p := SectionPhrase{Class: class, order: i}
			switch {
			case strings.HasSuffix(text, " *"):
				p.anchor = atStart
			case strings.HasPrefix(text, "* "):
				p.anchor = atEnd
			}
			p.IDs = x.ids(strings.Trim(text, "* "))
			l.addSection(p)
		}
		for _, text := range class.Contains {
			l.addSection(SectionPhrase{Class: class, order: i, IDs: x.ids(text), contains: true})
		}
	}
}

func (l *Language) addSection(p SectionPhrase) {
	l.Sections = append(l.Sections, p)
	l.Headings.Add(p.IDs, l.Stop)
}

// addClass notes the first class of sections with a name, and the first of
// those that say what the customer does.
func (l *Language) addClass(class *sow.SectionClass) {
	if l.classes[class.Class] == nil {
		l.classes[class.Class] = class
	}
	if l.duties == nil && class.Polarity == sow.Prerequisite {
		l.duties = class
	}
}

func (x *Lexicon) addColumns(l *Language, c sow.Context) {
	for i := range c.Columns {
		for _, text := range c.Columns[i].Heads {
			if ids := x.ids(text); len(ids) > 0 {
				l.ColumnRuns.Add(ids, l.Stop)
				l.Columns = append(l.Columns, ColumnPhrase{&c.Columns[i], ids})
			}
		}
	}
	for _, v := range c.Values {
		for _, text := range v.Say {
			l.values[token.FoldText(text)] = Value{v.Answer, v.Polarity}
		}
	}
}

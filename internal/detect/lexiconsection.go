package detect

import (
	"strings"

	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

func (x *lexicon) addSections(l *language, c sow.Context) {
	for i := range c.Sections {
		class := &c.Sections[i]
		if len(class.Headings)+len(class.Contains) > 0 {
			l.addClass(class)
		}
		for _, text := range class.Headings {
			p := sectionPhrase{class: class, order: i}
			switch {
			case strings.HasSuffix(text, " *"):
				p.anchor = atStart
			case strings.HasPrefix(text, "* "):
				p.anchor = atEnd
			}
			p.ids = x.ids(strings.Trim(text, "* "))
			l.addSection(p)
		}
		for _, text := range class.Contains {
			l.addSection(sectionPhrase{class: class, order: i, ids: x.ids(text), contains: true})
		}
	}
}

func (l *language) addSection(p sectionPhrase) {
	l.sections = append(l.sections, p)
	l.headings.Add(p.ids)
}

// addClass notes the first class of sections with a name, and the first of
// those that say what the customer does.
func (l *language) addClass(class *sow.SectionClass) {
	if l.classes[class.Class] == nil {
		l.classes[class.Class] = class
	}
	if l.duties == nil && class.Polarity == sow.Prerequisite {
		l.duties = class
	}
}

func (x *lexicon) addColumns(l *language, c sow.Context) {
	for i := range c.Columns {
		for _, text := range c.Columns[i].Heads {
			if ids := x.ids(text); len(ids) > 0 {
				l.columnRuns.Add(ids)
				l.columns = append(l.columns, columnPhrase{&c.Columns[i], ids})
			}
		}
	}
	for _, v := range c.Values {
		for _, text := range v.Say {
			l.values[token.FoldText(text)] = cellValue{v.Answer, v.Polarity}
		}
	}
}

package party

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// attentions are the words behind a company that lead to the person whom a letter
// is to reach there, folded.
var attentions = [][]string{
	{"attention"},
	{"attn"},
	{"att"},
	{"fao"},
	{"f", "a", "o"},
	{"for", "the", "attention"},
	{"c", "o"},
	{"care", "of"},
	{"z", "hd"},
	{"z", "h"},
	{"z", "hdn"},
	{"zu", "handen"},
	{"zu", "haenden"},
	{"zuhanden"},
	{"zhd"},
	{"a", "l", "attention"},
	{"a", "la", "atencion"},
}

// attended tells whether a person stands from word i of a line on, whom what is
// sent to the company before it is to reach.
func attended(l *page.Line, i int) bool {
	return i < len(l.Words) && slices.ContainsFunc(attentions, func(words []string) bool {
		return i+len(words) <= len(l.Words) && slices.EqualFunc(l.Words[i:i+len(words)], words, func(w lexicon.Word, s string) bool { return w.Text == s })
	})
}

// isAttended tells whether a company in a line is the one whom somebody writes to:
// the person behind it or in the next line is to be reached there.
func (rd *Sides) isAttended(l *page.Line, org page.Name, i int) bool {
	if org.To < len(l.Words) {
		return l.Breaks(org.To) && attended(l, org.To)
	}
	return i+1 < len(rd.Lines) && rd.Lines[i+1].Table == 0 && !rd.Lines[i+1].Edge && attended(&rd.Lines[i+1], 0)
}

// readAttended reads whom the document goes to: "Acme Ltd, attention Jane Doe".
func (rd *Sides) readAttended(l *page.Line, n int) {
	if l.Table > 0 || l.Edge || l.Label != "" || articleOfAddress(l) > 0 {
		return
	}
	org, ok := names.From(l, 0)
	if ok && org.From == 0 && company(l, org) && rd.isAttended(l, org, n) && !names.Product(l, org) {
		rd.noteRole(l, org, !rd.IsOrder, byAddress)
	}
}

// leadsToPerson tells whether the hit of a word of direction is one that leads to
// a person: "Acme Ltd, attention Jane Doe".
func leadsToPerson(l *page.Line, h lexicon.Hit) bool {
	return h.Topic == topic.PartyTo && attended(l, h.From)
}

package extract

import (
	"testing"

	"pgregory.net/rapid"

	"claimline/internal/sow"
)

func TestFinish(t *testing.T) {
	t.Parallel()
	heading := func(text string) sow.Block { return sow.Block{Kind: sow.Heading, Level: 1, Text: text} }
	para := func(text string) sow.Block { return sow.Block{Kind: sow.Paragraph, Text: text} }
	body := para("The partner will deploy Teams for all of the users.")
	tests := []struct {
		name   string
		blocks []sow.Block
		draft  bool
		warn   sow.WarningCode
	}{
		{"signed", []sow.Block{heading("Scope of work"), body, heading("Signatures"), para("For Contoso: Ann Lee, 4 May 2026")}, false, ""},
		{"signed in figures", []sow.Block{body, heading("Unterschriften"), para("München, 04.05.2026")}, false, ""},
		{"not signed", []sow.Block{heading("Scope of work"), body, heading("Signatures"), para("Name: ________ Date: ________")}, true, sow.WarnUnsigned},
		{"date elsewhere", []sow.Block{para("Effective 4 May 2026"), heading("Signatures"), para("Name:")}, true, sow.WarnUnsigned},
		{"lines without a heading", []sow.Block{body, body, body, body, para("By: ______"), para("Date: ______")}, true, sow.WarnUnsigned},
		{"no place for signatures", []sow.Block{body}, false, ""},
		{"placeholder", []sow.Block{body, para("The customer is <<customer name>>.")}, true, sow.WarnPlaceholders},
		{"bracketed placeholder", []sow.Block{para("Start: [insert date]")}, true, sow.WarnPlaceholders},
		{"date pattern", []sow.Block{para("Start: MM/DD/YYYY")}, true, sow.WarnPlaceholders},
		{"reference in brackets", []sow.Block{para("See [1] and [Annex B].")}, false, ""},
		{"marked as a draft", []sow.Block{{Kind: sow.Header, Text: "DRAFT – confidential"}, body}, true, ""},
		{"the word draft in the text", []sow.Block{body, body, body, body, body, para("We write a draft of the policy.")}, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := sow.Document{Blocks: tt.blocks}
			finish(&doc)
			if doc.Draft != tt.draft {
				t.Errorf("draft = %v, want %v (%v)", doc.Draft, tt.draft, doc.Warnings)
			}
			if tt.warn != "" && (len(doc.Warnings) == 0 || doc.Warnings[0].Code != tt.warn) {
				t.Errorf("warnings = %v, want %s", doc.Warnings, tt.warn)
			}
			if tt.warn == "" && len(doc.Warnings) > 0 {
				t.Errorf("warnings = %v, want none", doc.Warnings)
			}
		})
	}
}

func TestFinishLanguage(t *testing.T) {
	t.Parallel()
	doc := sow.Document{Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Statement of work"},
		{Kind: sow.Paragraph, Text: "The partner will deploy Teams for all of the users and the guests of the group."},
		{Kind: sow.Paragraph, Text: "Die Leistung wird durch den Partner bis zum Ende des Jahres für alle Standorte erbracht."},
		{Kind: sow.Paragraph, Text: "The price is fixed for the term of this agreement and is not adjusted by an index."},
	}}
	finish(&doc)
	if doc.Language != "en" || doc.Blocks[2].Language != "de" || doc.Blocks[1].Language != "" {
		t.Errorf("languages = %q, %q, %q", doc.Language, doc.Blocks[1].Language, doc.Blocks[2].Language)
	}
	if doc.Title != "Statement of work" {
		t.Errorf("title = %q", doc.Title)
	}
}

// TestMayHold keeps the quick look at a text true to the expression.
func TestMayHold(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"<<name>>", "[____]", "[  ]", "[…]", "[insert date]", "[Kunde]", "<Customer name>", "MM/DD/YYYY", "dd/mm/yyyy", "YYYY-MM-DD",
		"TT.MM.JJJJ", "JJ/MM/AAAA", "DD/MM/AAAA", "tbd", "(TBD)", "XX.XXX", "xx,xxx EUR", "DD.MM.YYYY",
	} {
		if !placeholder.MatchString(text) || !mayHold("Wert: "+text) {
			t.Errorf("%q: expression %v, quick look %v", text, placeholder.MatchString(text), mayHold("Wert: "+text))
		}
	}
	if text := "The partner will deploy Teams for all of the users by 4 May 2026."; mayHold(text) {
		t.Errorf("%q needs no closer look", text)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ A-Za-z]{0,4}([\[<]{0,2}(TBD|tBd|XX.XXX|xX,xxX|yyYY-mm-DD|dd/MM/aAAa|insert [a-z]{0,9}|_{1,3}| {1,3})[\]>]{0,2}){0,2}[ A-Za-z]{0,4}`).Draw(t, "text")
		if placeholder.MatchString(text) && !mayHold(text) {
			t.Fatalf("the quick look misses the placeholder of %q", text)
		}
	})
}

package detect

import (
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// weighed reads pieces of text below "Services" with weights for the words
// "erect" and "ponder".
func weighed(t *testing.T, blocks int, texts ...string) sow.Detection {
	t.Helper()
	lex, contexts := loadPack(t)
	d, err := New(lex, contexts)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Weigh(sow.Weights{Traits: map[string]float64{"words": 1, "rules": 2, "unsaid": -1}, Blocks: blocks, Words: []sow.WordWeight{
		{Place: "sentence", Word: "erected", Weight: 2.5},
		{Place: "sentence", Word: "pondered", Weight: -1.5},
		{Place: "sentence", Word: "mulled", Weight: -2.3},
		{Place: "heading", Word: "scope", Weight: 0.1},
		{Place: "pair", Word: "much", Next: "pondered", Weight: -1.5},
		{Place: "opening", Word: "shunned", Weight: -4},
	}})
	if err != nil {
		t.Fatal(err)
	}
	doc := sow.Document{Language: "en", Title: "Statement of Work"}
	doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 1, Text: "Statement of Work"})
	for _, text := range texts {
		b := sow.Block{Kind: sow.Paragraph, Text: text}
		if head, ok := strings.CutPrefix(text, "# "); ok {
			b = sow.Block{Kind: sow.Heading, Level: 2, Text: head}
		}
		if struck, ok := strings.CutPrefix(text, "~"); ok {
			b.Text, b.Marks = struck, []sow.Mark{{Kind: sow.Struck, End: len(struck)}}
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return d.Detect(doc)
}

func TestWordsChangeWhatTheRulesSay(t *testing.T) {
	tests := []struct {
		name   string
		blocks int
		texts  []string
		id     string
		want   sow.Polarity
		cue    string
	}{
		{"against the default", 0, []string{"# Matters", "We deploy Microsoft Sentinel, long pondered, for the bank."}, "sentinel", sow.Supporting, "words.against: pondered"},
		{"not against a heading of scope", 0, []string{"# Scope of work", "We deploy Microsoft Sentinel, long pondered, for the bank."}, "sentinel", sow.InScope, ""},
		{"two of them are", 0, []string{"# Scope of work", "We deploy Microsoft Sentinel, much pondered, for the bank."}, "sentinel", sow.Supporting, "words.against: pondered"},
		{"not by a little below a heading of scope", 0, []string{"# Scope of work", "We deploy Microsoft Sentinel, mulled over, for the bank."}, "sentinel", sow.InScope, ""},
		{"for what is only told", 0, []string{"# Background", "Microsoft Sentinel erected as agreed."}, "sentinel", sow.InScope, "words.for: erected"},
		{"not for what is struck out", 0, []string{"# Scope of work", "~Microsoft Sentinel erected as agreed."}, "sentinel", sow.Excluded, "mark.struck"},
		{"not in a short document", 9, []string{"# Matters", "We deploy Microsoft Sentinel, long pondered, for the bank."}, "sentinel", sow.InScope, ""},
		{"by the word that opens the sentence", 0, []string{"# Matters", "Shunned so far, Microsoft Sentinel we deploy for the bank."}, "sentinel", sow.Supporting, "words.against: shunned"},
		{"not by one behind a word without weight", 0, []string{"# Matters", "We deploy Microsoft Sentinel, long shunned, for the bank."}, "sentinel", sow.InScope, ""},
		{"without a word that weighs", 0, []string{"# Matters", "We deploy Microsoft Sentinel for the bank."}, "sentinel", sow.InScope, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := weighed(t, tt.blocks, tt.texts...)
			is, why := readAs(got, tt.id)
			if is != string(tt.want) || !strings.HasPrefix(why, tt.cue) {
				t.Errorf("read as %s by %q, want %s by %q", is, why, tt.want, tt.cue)
			}
		})
	}
}

func TestWeighRefusesAPlace(t *testing.T) {
	d, err := New(sow.Lexicon{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Weigh(sow.Weights{Words: []sow.WordWeight{{Place: "nowhere", Word: "a"}}}); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v, want a word on the place", err)
	}
}

// TestWhatIsNamedLaterCountsLess gives a weight to the share of products that
// are named earlier: the last of three is turned, the first is not.
func TestWhatIsNamedLaterCountsLess(t *testing.T) {
	d := detecting(t, sow.Weights{Traits: map[string]float64{"words": 1, "rules": 2, "earlier": -12}, Words: []sow.WordWeight{{Place: "sentence", Word: "erected", Weight: 1}}})
	doc := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Sentinel for the bank."},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Intune for the bank."},
		{Kind: sow.Paragraph, Text: "We deploy Power BI for the bank."},
	}}
	got := d.Detect(doc)
	for id, want := range map[string]sow.Polarity{"sentinel": sow.InScope, "intune": sow.InScope, "power-bi": sow.Supporting} {
		if is, why := readAs(got, id); is != string(want) {
			t.Errorf("%s read as %s by %q, want %s", id, is, why, want)
		}
	}
}

// detecting makes a detector of the pack's lexicon that weighs as told.
func detecting(t *testing.T, w sow.Weights) *Detector {
	t.Helper()
	lex, contexts := loadPack(t)
	d, err := New(lex, contexts)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Weigh(w); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSentencesAndCellsBesideCount gives weights to words of the sentence before
// a product, of the one behind it, and of a long cell in its row.
func TestSentencesAndCellsBesideCount(t *testing.T) {
	long := "The team of the mill ponders this line at length and writes it down twice"
	for place, doc := range map[string]sow.Document{
		"previous":   {Blocks: []sow.Block{{Kind: sow.Paragraph, Text: "The mill ponders. We deploy Microsoft Sentinel for it. All is well."}}},
		"next":       {Blocks: []sow.Block{{Kind: sow.Paragraph, Text: "All is well. We deploy Microsoft Sentinel for it. The mill ponders."}}},
		"long-cells": {Blocks: []sow.Block{{Kind: sow.Cell, Text: "We deploy Microsoft Sentinel", Cell: &sow.CellPos{Table: 1}}, {Kind: sow.Cell, Text: long, Cell: &sow.CellPos{Table: 1, Col: 1}}}},
	} {
		doc.Language = "en"
		doc.Blocks = append([]sow.Block{{Kind: sow.Heading, Level: 1, Text: "Scope of work"}}, doc.Blocks...)
		for weighed, want := range map[string]sow.Polarity{place: sow.Supporting, "far-after": sow.InScope} {
			d := detecting(t, sow.Weights{Traits: map[string]float64{"words": 1, "rules": 2}, Words: []sow.WordWeight{{Place: weighed, Word: "ponders", Weight: -5}}})
			if is, why := readAs(d.Detect(doc), "sentinel"); is != string(want) {
				t.Errorf("%s, weighed in %s: read as %s by %q, want %s", place, weighed, is, why, want)
			}
		}
	}
}

// TestWhatIsSaidOfOthersCounts gives a weight to what words say of the other
// products: where they speak against those, a product is delivered all the same.
func TestWhatIsSaidOfOthersCounts(t *testing.T) {
	doc := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Sentinel and ponder."},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Intune and ponder."},
		{Kind: sow.Paragraph, Text: "We deploy Power BI and whistle."},
	}}
	for others, want := range map[float64]sow.Polarity{0: sow.Supporting, -6: sow.InScope} {
		d := detecting(t, sow.Weights{Traits: map[string]float64{"words": 1, "others": others}, Words: []sow.WordWeight{
			{Place: "sentence", Word: "ponder", Weight: -4}, {Place: "sentence", Word: "whistle", Weight: -1},
		}})
		if is, why := readAs(d.Detect(doc), "power-bi"); is != string(want) {
			t.Errorf("others %g: read as %s by %q, want %s", others, is, why, want)
		}
	}
}

// TestOtherVendorsCount gives a weight to the share of other vendors in what is
// named: beside three lines of theirs a product is turned, alone it is not.
func TestOtherVendorsCount(t *testing.T) {
	d := detecting(t, sow.Weights{Traits: map[string]float64{"words": 1, "rules": 2, "vendors": -5}, Words: []sow.WordWeight{{Place: "sentence", Word: "whistle", Weight: -1}}})
	blocks := []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Scope of work"}, {Kind: sow.Paragraph, Text: "We deploy Microsoft Sentinel."}}
	theirs := []sow.Block{{Kind: sow.Paragraph, Text: "We deploy Okta."}, {Kind: sow.Paragraph, Text: "We deploy Zscaler."}, {Kind: sow.Paragraph, Text: "We deploy Splunk."}}
	for want, doc := range map[sow.Polarity]sow.Document{
		sow.InScope:    {Language: "en", Blocks: blocks},
		sow.Supporting: {Language: "en", Blocks: slices.Concat(blocks, theirs)},
	} {
		if is, why := readAs(d.Detect(doc), "sentinel"); is != string(want) {
			t.Errorf("%d lines: read as %s by %q, want %s", len(doc.Blocks), is, why, want)
		}
	}
}

// TestTheBeginningCounts turns a product by a word at the beginning of its
// document, and not by the same word far behind.
func TestTheBeginningCounts(t *testing.T) {
	d := detecting(t, sow.Weights{
		Traits: map[string]float64{"words": 1, "rules": 2, "nothing": -1}, Words: []sow.WordWeight{{Place: "sentence", Word: "whistle", Weight: -1}},
		Nothing: sow.BeginningWeights{Words: []sow.WordWeight{{Place: "beginning", Word: "farewell", Weight: 9}}},
	})
	work := []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Scope of work"}, {Kind: sow.Paragraph, Text: "We deploy Microsoft Sentinel."}, {Kind: sow.Paragraph, Text: strings.Repeat("The mill stands by the river. ", 60)}}
	farewell := sow.Block{Kind: sow.Paragraph, Text: "Farewell, dear cloud."}
	for want, blocks := range map[sow.Polarity][]sow.Block{sow.Supporting: append([]sow.Block{farewell}, work...), sow.InScope: append(slices.Clone(work), farewell)} {
		if is, why := readAs(d.Detect(sow.Document{Language: "en", Blocks: blocks}), "sentinel"); is != string(want) {
			t.Errorf("farewell %q first: read as %s by %q, want %s", blocks[0].Text, is, why, want)
		}
	}
	titled := sow.Document{Language: "en", Title: "Farewell", Blocks: work}
	if is, why := readAs(d.Detect(titled), "sentinel"); is != string(sow.Supporting) || !strings.HasPrefix(why, "words.against: the document begins with farewell") {
		t.Errorf("farewell in the title: read as %s by %q", is, why)
	}
}

// TestAShortListIsDeliveredWhole reads a plain order of three products by the
// pack's own weights: the last of them is not doubted for being the last.
func TestAShortListIsDeliveredWhole(t *testing.T) {
	d := packDetector(t)
	lines := []string{
		"This order is between Alder Foods Ltd (the Customer) and Fernbridge Systems Ltd (the Supplier).", "Alder Foods works with an old mail server on three sites.",
		"The Supplier deploys Microsoft Teams and sets up its policies.", "The Supplier migrates all mailboxes to Exchange Online.", "The Supplier moves the file shares to OneDrive.",
		"Telephony is not part of this work.", "The fixed fee is GBP 84,000.", "For the Customer", "Name: Jane Doe", "For the Supplier", "Name: Tom Reed",
	}
	doc := sow.Document{Language: "en"}
	heads := map[int]string{0: "Statement of Work", 1: "1. Background", 2: "2. Scope of services", 5: "3. Out of scope", 6: "4. Fees", 7: "5. Signatures"}
	for i, line := range lines {
		if h, ok := heads[i]; ok {
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 1, Text: h})
		}
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: line})
	}
	got := d.Detect(doc)
	for _, id := range []string{"teams", "exchange-online", "onedrive"} {
		if is, why := readAs(got, id); is != string(sow.InScope) {
			t.Errorf("%s read as %s by %q, want in scope", id, is, why)
		}
	}
}

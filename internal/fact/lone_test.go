package fact_test

import (
	"strings"
	"testing"

	"claimline/internal/extract/text"
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// TestLone holds the cheap look for names of one word against the reader of names,
// at each capital word of the sample texts and of sentences in which names go on.
func TestLone(t *testing.T) {
	_, pack := readerOf(t)
	lex, err := lexicon.New(pack.FactWords())
	if err != nil {
		t.Fatal(err)
	}
	_, doc := sample(t, 40_000)
	more, err := text.ReadMarkdown([]byte(strings.Join([]string{
		"Acme of Bath and Borough, Trust", "Mairie de Lyon pour Acme", "Acme’s Azure", "Stadtwerke – Soest", "Azure, Teams / Intune", "Merz, Öztürk & Partner mbB",
		"ERP-huset und Penmarc'h", "the Client Acme, FCB (“Bluestem”)", "Universidad de Sevilla para desplegar Azure", "Acme Works. The Trust", "Kunde: Acme", "EUR 12 Azure",
		"Acme’s files and Margie's Travel", "the Customer shall pay, the Supplier’s staff and the Customer's Azure", "Auftragnehmerin die Acme Werke", "the Service Provider works", "Client le Groupe Acme",
	}, "\n\n")), text.Limits{}.WithDefaults())
	if err != nil {
		t.Fatal(err)
	}
	doc.Blocks = append(doc.Blocks, more.Blocks...)
	pg := page.New(lex)
	pg.Cut(&doc)
	pg.Settle()
	lone := 0
	for i := range pg.Lines {
		l := &pg.Lines[i]
		for k := range l.Words {
			if !l.Words[k].Capital || l.DigitAt(k) || !names.Lone(l, k) {
				continue
			}
			lone++
			if org, ok := names.From(l, k); ok && (org.From != k || org.To != k+1 || org.Form > 0) {
				t.Errorf("%q at word %d of %q is not that word alone", org.Text, k, l.Text)
			}
		}
	}
	if lone < 100 {
		t.Errorf("%d lone words are too few to tell", lone)
	}
}

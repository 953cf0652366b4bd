package pdf

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// set sets lines of text as a producer would: each line is "x y size text",
// with "*" before the text for bold type.
func set(number int, lines ...string) *page {
	p := &page{number: number, width: 595, height: 842}
	for _, l := range lines {
		f := strings.SplitN(l, " ", 4)
		x, y, size := float(f[0]), float(f[1]), float(f[2])
		text, bold := strings.CutPrefix(f[3], "*")
		for i, w := range strings.Fields(text) {
			width := float64(len([]rune(w))) * size * 0.5
			mark, hyphen := strings.CutSuffix(w, "\x02")
			p.words = append(p.words, word{
				text: mark, hyphen: hyphen, size: size, base: y, bold: bold, newLine: i == 0,
				box: rect{x, y - 0.8*size, x + width, y + 0.2*size},
			})
			x += width + size*0.25
		}
	}
	return p
}

func float(s string) float64 {
	v := 0.0
	for _, c := range s {
		v = v*10 + float64(c-'0')
	}
	return v
}

func kinds(blocks []sow.Block) string {
	var out []string
	for _, b := range blocks {
		s := string(b.Kind)
		if b.Number != "" {
			s += " " + b.Number
		}
		out = append(out, s+": "+b.Text)
	}
	return strings.Join(out, "\n")
}

func blocksOf(pages ...*page) []sow.Block {
	for _, p := range pages {
		p.lay()
	}
	return layout(pages, nil)
}

func TestLayout(t *testing.T) {
	t.Parallel()
	body := "72 600 10 The partner moves all of the mailboxes to Exchange Online and the files"
	tests := []struct {
		name  string
		pages []*page
		want  string
	}{
		{"lines of one paragraph", []*page{set(1, body, "72 612 10 to SharePoint.")}, "paragraph: The partner moves all of the mailboxes to Exchange Online and the files to SharePoint."},
		{"paragraphs by space", []*page{set(1, body, "72 612 10 and chats.", "72 640 10 Second.")}, "paragraph: The partner moves all of the mailboxes to Exchange Online and the files and chats.\nparagraph: Second."},
		{
			"paragraphs without space",
			[]*page{set(1, body, "72 612 10 and chats.", "72 624 10 Another one starts here and goes on up to the right edge of the text", "72 636 10 area.")},
			"paragraph: The partner moves all of the mailboxes to Exchange Online and the files and chats.\nparagraph: Another one starts here and goes on up to the right edge of the text area.",
		},
		{"heading by size", []*page{set(1, "72 570 14 Scope", body)}, "heading: Scope\nparagraph: The partner moves all of the mailboxes to Exchange Online and the files"},
		{"heading by weight and number", []*page{set(1, "72 580 10 *4.2 Out of scope", body)}, "heading 4.2: Out of scope\nparagraph: The partner moves all of the mailboxes to Exchange Online and the files"},
		{"marked hyphen goes", []*page{set(1, "72 600 10 The partner moves all of the mailboxes to Exchange Online with deploy\x02", "72 612 10 ment rings.")}, "paragraph: The partner moves all of the mailboxes to Exchange Online with deployment rings."},
		{"hyphen of the author stays beside those of the program", []*page{set(1, "72 600 10 The partner holds sixty instructor\x02", "72 612 10 led courses on new ways of work‐", "72 624 10 ing in the offices with Express‐", "72 636 10 Route.")}, "paragraph: The partner holds sixty instructor-led courses on new ways of working in the offices with ExpressRoute."},
		{
			"signatures whose names wrap",
			[]*page{set(1, "72 600 10 *Wimmera Plains", "72 611 10 *Health Service", "240 600 10 *Kestrel Moor Ltd", "72 630 10 Dr Perera, Chief", "72 641 10 Operating Officer", "240 630 10 Tamsin Oldfield", "72 660 10 25 June 2026", "240 660 10 19 June 2026")},
			"cell: Wimmera Plains Health Service\ncell: Kestrel Moor Ltd\ncell: Dr Perera, Chief Operating Officer\ncell: Tamsin Oldfield\ncell: 25 June 2026\ncell: 19 June 2026",
		},
		{
			"columns of running text are no table",
			[]*page{set(1, "72 600 10 The partner moves all", "72 612 10 of the mailboxes of the", "72 624 10 group and the folders", "72 636 10 that belong to them.",
				"240 600 10 The customer gives the", "240 612 10 rooms and the accounts", "240 624 10 that the people of the", "240 636 10 partner need.")},
			"paragraph: The partner moves all of the mailboxes of the group and the folders that belong to them.\nparagraph: The customer gives the rooms and the accounts that the people of the partner need.",
		},
		{"path goes on behind a slash", []*page{set(1, "72 600 10 The partner mounts the volumes /hana/data and /", "72 612 10 hana/log and tests them.")}, "paragraph: The partner mounts the volumes /hana/data and /hana/log and tests them."},
		{"hyphen before a capital stays", []*page{set(1, "72 600 10 Der Partner verschiebt alle Dateien der Gruppe in die SharePoint\x02", "72 612 10 Umgebung.")}, "paragraph: Der Partner verschiebt alle Dateien der Gruppe in die SharePoint-Umgebung."},
		{
			"hyphen in a word that is known whole",
			[]*page{set(1, "72 570 10 Teams and SharePoint are used by all and it goes on to the right edge", "72 602 10 The partner moves all of the mailboxes to Exchange Online and to Share\x02", "72 614 10 Point sites.")},
			"paragraph: Teams and SharePoint are used by all and it goes on to the right edge\nparagraph: The partner moves all of the mailboxes to Exchange Online and to SharePoint sites.",
		},
		{
			"hyphen in a word that is known with it",
			[]*page{set(1, "72 580 10 We do end-user training.", "72 602 10 The partner moves all of the mailboxes to Exchange Online with the end\x02", "72 614 10 user in mind.")},
			"paragraph: We do end-user training.\nparagraph: The partner moves all of the mailboxes to Exchange Online with the end-user in mind.",
		},
		{"bullets", []*page{set(1, "72 588 10 The scope:", "72 600 10 • Teams", "72 612 10 • Intune for all devices")}, "paragraph: The scope:\nlist_item: Teams\nlist_item: Intune for all devices"},
		{"numbered list", []*page{set(1, "72 600 10 1. Teams is rolled out.", "72 612 10 2. Intune is rolled out.")}, "list_item 1.: Teams is rolled out.\nlist_item 2.: Intune is rolled out."},
		{"numbers behind the list", []*page{set(1, "92 600 10 Teams is rolled out.", "92 612 10 Intune is rolled out.", "72 600 10 1.", "72 612 10 2.")}, "list_item 1.: Teams is rolled out.\nlist_item 2.: Intune is rolled out."},
		{
			"two columns in the producer's order",
			[]*page{set(1, "72 100 10 Left column one line of text", "72 112 10 and its end.", "320 100 10 Right column one line of text", "320 112 10 and its end.")},
			"paragraph: Left column one line of text and its end.\nparagraph: Right column one line of text and its end.",
		},
		{"running lines", []*page{
			set(1, "72 40 8 Contoso confidential", body, "72 810 8 Page 1"), set(2, "72 40 8 Contoso confidential", body, "72 810 8 Page 2"),
		}, "header: Contoso confidential\nparagraph: The partner moves all of the mailboxes to Exchange Online and the files\nfooter: Page 1\n" +
			"header: Contoso confidential\nparagraph: The partner moves all of the mailboxes to Exchange Online and the files\nfooter: Page 2"},
		{"paragraph over a page break", []*page{
			set(1, "72 40 8 Contoso", "72 700 10 The partner moves all of the mailboxes to Exchange Online", "72 712 10 and leaves all of the public"), set(2, "72 40 8 Contoso", "72 80 10 folders where they are."),
		}, "header: Contoso\nparagraph: The partner moves all of the mailboxes to Exchange Online and leaves all of the public folders where they are.\nheader: Contoso"},
		{
			"rows in columns without lines",
			[]*page{set(1, "72 100 10 Stage", "300 100 10 Date", "72 112 10 Pilot", "300 112 10 May", "72 124 10 Rollout", "300 124 10 June")},
			"cell: Stage\ncell: Date\ncell: Pilot\ncell: May\ncell: Rollout\ncell: June",
		},
		{"contents", []*page{set(1, "72 100 10 1 Scope ........ 3", "72 112 10 2 Price ........ 5")}, "paragraph: 1 Scope … 3\nparagraph: 2 Price … 5"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := kinds(blocksOf(tt.pages...)); got != tt.want {
				t.Errorf("layout:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// TestTable reads a grid in which the first row spans both columns, a cell
// holds two lines and a column has a head.
func TestTable(t *testing.T) {
	t.Parallel()
	p := set(1, "80 110 10 *Milestones", "80 130 10 *Stage", "300 130 10 *Date", "80 150 10 Pilot in", "80 162 10 Turku", "300 150 10 May", "72 300 10 Text after the table.")
	p.boxes = []rect{{72, 98, 500, 170}}
	for _, y := range []float64{118, 138} {
		p.rules = append(p.rules, rule{horizontal: true, at: y, from: 72, to: 500})
	}
	p.rules = append(p.rules, rule{at: 290, from: 118, to: 170})
	blocks := blocksOf(p)
	want := "cell: Milestones\ncell: Stage\ncell: Date\ncell: Pilot in Turku\ncell: May\nparagraph: Text after the table."
	if got := kinds(blocks); got != want {
		t.Fatalf("blocks:\n%s\nwant:\n%s", got, want)
	}
	if c := blocks[4].Cell; c.Row != 2 || c.Col != 1 || c.RowHead != "Pilot in Turku" || c.Table != 1 {
		t.Errorf("last cell = %+v", c)
	}
}

// TestTableOverPages reads a table that goes on over a page break with its head
// printed again.
func TestTableOverPages(t *testing.T) {
	t.Parallel()
	grid := func(p *page, top float64, rows int) *page {
		for i := range rows + 1 {
			p.rules = append(p.rules, rule{horizontal: true, at: top + 20*float64(i), from: 72, to: 500})
		}
		for _, x := range []float64{72, 290, 500} {
			p.rules = append(p.rules, rule{at: x, from: top, to: top + 20*float64(rows)})
		}
		return p
	}
	first := grid(set(1, "80 715 10 *Stage", "300 715 10 *Date", "80 735 10 Pilot", "300 735 10 May"), 700, 2)
	second := grid(set(2, "80 115 10 *Stage", "300 115 10 *Date", "80 135 10 Rollout", "300 135 10 June"), 100, 2)
	blocks := blocksOf(first, second)
	if len(blocks) != 6 {
		t.Fatalf("blocks:\n%s", kinds(blocks))
	}
	if c := blocks[5].Cell; c.Table != 1 || c.Row != 2 || c.ColHead != "Date" || c.RowHead != "Rollout" {
		t.Errorf("last cell = %+v", c)
	}
}

// TestTableOverColumns reads a table that goes on in the next column of a page
// with its heads printed again, and two tables beside each other as two.
func TestTableOverColumns(t *testing.T) {
	t.Parallel()
	grid := func(p *page, left, top float64) {
		for i := range 3 {
			p.rules = append(p.rules, rule{horizontal: true, at: top + 20*float64(i), from: left, to: left + 200})
		}
		for _, x := range []float64{0, 100, 200} {
			p.rules = append(p.rules, rule{at: left + x, from: top, to: top + 40})
		}
	}
	for _, tt := range []struct {
		name, head, between string
		table, blocks       int
	}{
		{"goes on", "Contoso", "", 1, 6},
		{"another table", "Signed", "", 2, 8},
		{"text between", "Contoso", "320 90 10 The second table follows.", 2, 9},
	} {
		lines := []string{"80 715 10 *Fabrikam", "180 715 10 *Contoso", "80 735 10 Ann", "180 735 10 Ben", "330 115 10 *Fabrikam", "430 115 10 *" + tt.head, "330 135 10 May", "430 135 10 June"}
		if tt.between != "" {
			lines = append(lines[:4:4], append([]string{tt.between}, lines[4:]...)...)
		}
		p := set(1, lines...)
		grid(p, 72, 700)
		grid(p, 322, 100)
		blocks := blocksOf(p)
		if len(blocks) != tt.blocks {
			t.Errorf("%s: blocks:\n%s", tt.name, kinds(blocks))
			continue
		}
		if c := blocks[len(blocks)-1].Cell; c.Table != tt.table || c.ColHead != tt.head {
			t.Errorf("%s: last cell = %+v", tt.name, c)
		}
	}
}

// TestAside puts a side box that is written first behind what stands above it.
func TestAside(t *testing.T) {
	t.Parallel()
	p := set(1, "400 160 9 Key facts", "72 100 18 *Connected Chillers", "72 120 10 Statement of work", "72 180 10 The partner moves all of the mailboxes.", "72 240 10 Second paragraph.")
	p.boxes = []rect{{390, 145, 520, 200}}
	got := kinds(blocksOf(p))
	want := "heading: Connected Chillers\nparagraph: Statement of work\ntext_box: Key facts\nparagraph: The partner moves all of the mailboxes.\nparagraph: Second paragraph."
	if got != want {
		t.Errorf("blocks:\n%s", got)
	}
}

// TestScannedBaseline gives a line of words that all reach below it the
// baseline of its neighbours, so that it stays in their paragraph.
func TestScannedBaseline(t *testing.T) {
	t.Parallel()
	line := func(y float64, words ...string) ScanLine {
		var ln ScanLine
		x := 100.0
		for _, w := range words {
			bottom := y
			if strings.ContainsAny(w, "gjpqy") {
				bottom += 6
			}
			ln.Words = append(ln.Words, ScanWord{Text: w, X0: x, Y0: y - 22, X1: x + 15*float64(len(w)), Y1: bottom})
			x += 15*float64(len(w)) + 15
		}
		return ln
	}
	level := scannedLine(line(300, "Mutual"), 1)
	below := scannedLine(line(300, "Confidentiality", "Agreement"), 1)
	if a, b := level[0], below[0]; !near(a.base, b.base, 0.5) || !near(a.size, b.size, 0.5) {
		t.Errorf("baselines %.1f and %.1f, sizes %.1f and %.1f", a.base, b.base, a.size, b.size)
	}
}

func TestGarbled(t *testing.T) {
	t.Parallel()
	good := strings.Fields("The partner moves all of the mailboxes to Exchange Online and the files to SharePoint by the end of May for all users.")
	fused := strings.Fields(strings.Repeat("ThepartnermovesallmailboxestoExchangeOnline andthefilestoSharePointbytheendofMay ", 8))
	apart := strings.Split("t h e p a r t n e r m o v e s i t", " ")
	for _, tt := range []struct {
		name  string
		words []string
		bad   int
		want  bool
	}{
		{"good", good, 0, false}, {"characters without a meaning", good, 20, true}, {"words run together", fused, 0, true}, {"letters set apart", apart, 0, true},
	} {
		if got := Garbled(tt.words, 200, tt.bad); got != tt.want {
			t.Errorf("%s: Garbled = %v, want %v", tt.name, got, tt.want)
		}
	}
}

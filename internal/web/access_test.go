package web_test

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"claimline/internal/web"
)

// TestEveryPageIsAccessible walks all pages, signed in and signed out, and
// checks what WCAG 2.2 AA asks of the markup.
func TestEveryPageIsAccessible(t *testing.T) {
	b := start(t)
	doc := b.document("sow.pdf", "The partner rolls out Teams Phone.")
	bad := b.document("bad.pdf", "broken")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "reviewer")
	empty := b.visitor().get("/sign-in?next=/claims")
	toReview(t, b, anna)
	anna.upload("/claims/1/files", map[string]string{"version": fmt.Sprint(b.claim().Version), "item": "poe.signature"}, map[string]string{"proof.txt": "proof"}).want(t, 303)
	anna.change("approval/request", url.Values{"needed": {"1"}}).want(t, 303)
	pages := map[string]answer{"sign-in": empty}
	list := append(paths(t, doc.ID, 1, strings.Repeat("0", 64)), fmt.Sprintf("/documents/%d", bad.ID), "/claims?view=list", "/claims?q=nobody", "/nothing")
	for name, v := range map[string]*visitor{"nobody": b.visitor(), "Anna": anna, "Bert": bert} {
		for _, path := range list {
			got := v.get(path)
			if strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
				pages[name+" "+path] = got
			}
		}
	}
	pages["conflict"] = anna.post("/claims/1/note", url.Values{"version": {"1"}, "note": {"late"}})
	pages["refusal"] = anna.change("move", url.Values{"to": {"submitted/submitted"}, "on": {"2026-01-01"}, "partner_center_id": {"x"}})
	pages["bulk"] = anna.post("/claims/owner", url.Values{"pick": {"1:1"}, "owner": {"Bert"}})
	pages["sign-in refused"] = b.visitor().post("/sign-in", url.Values{"name": {""}})
	if len(pages) < 30 || pages["conflict"].status != http.StatusConflict || pages["refusal"].status != http.StatusUnprocessableEntity {
		t.Fatalf("%d pages, conflict %d, refusal %d", len(pages), pages["conflict"].status, pages["refusal"].status)
	}
	titles := map[string]string{}
	for name, got := range pages {
		p := readPage(t, got.body)
		for _, fault := range p.faults() {
			t.Errorf("%s: %s", name, fault)
		}
		if who, path, _ := strings.Cut(name, " "); who == "Anna" {
			if other := titles[p.title]; other != "" && got.status == http.StatusOK {
				t.Errorf("%s and %s have the same title %q", path, other, p.title)
			}
			titles[p.title] = path
		}
	}
}

// markup is what a reader with a screen reader or a keyboard relies on.
type markup struct {
	lang, title       string
	ids, labelled     []string // ids of elements; ids that a label names
	headings          []int
	inputs            []*html.Node
	links, buttons    []*html.Node
	heads, pictures   []*html.Node
	current, referred []string // texts of marked links of the menu; ids that attributes name
}

func readPage(t *testing.T, body string) markup {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var m markup
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			m.add(n)
		}
	}
	return m
}

func (m *markup) add(n *html.Node) {
	if id := attribute(n, "id"); id != "" {
		m.ids = append(m.ids, id)
	}
	for _, name := range []string{"aria-labelledby", "aria-describedby"} {
		m.referred = append(m.referred, strings.Fields(attribute(n, name))...)
	}
	if target, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok {
		m.referred = append(m.referred, target)
	}
	switch n.Data {
	case "html":
		m.lang = attribute(n, "lang")
	case "title":
		m.title = words(n)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		m.headings = append(m.headings, int(n.Data[1]-'0'))
	case "label":
		m.labelled = append(m.labelled, attribute(n, "for"))
	case "input", "select", "textarea":
		if attribute(n, "type") != "hidden" {
			m.inputs = append(m.inputs, n)
		}
	case "a":
		m.links = append(m.links, n)
		if attribute(n, "aria-current") == "page" {
			m.current = append(m.current, words(n))
		}
	case "button", "summary":
		m.buttons = append(m.buttons, n)
	case "th":
		m.heads = append(m.heads, n)
	case "img":
		m.pictures = append(m.pictures, n)
	}
}

// faults lists what keeps people out.
func (m markup) faults() (list []string) {
	add := func(bad bool, format string, args ...any) {
		if bad {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	add(m.lang == "", "no language")
	add(m.title == "" || strings.HasPrefix(m.title, "·"), "no title")
	add(count(m.headings, 1) != 1, "%d headings of the first level", count(m.headings, 1))
	for i, level := range m.headings[min(1, len(m.headings)):] {
		add(level > m.headings[i]+1, "a heading of level %d follows one of level %d", level, m.headings[i])
	}
	for _, id := range m.ids {
		add(count(m.ids, id) > 1, "id %q stands twice", id)
	}
	for _, id := range m.referred {
		add(!slices.Contains(m.ids, id), "nothing has the id %q", id)
	}
	for _, n := range m.inputs {
		id := attribute(n, "id")
		add(attribute(n, "aria-label") == "" && !inside(n, "label") && (id == "" || !slices.Contains(m.labelled, id)), "%s %q has no label", n.Data, attribute(n, "name"))
		add((attribute(n, "type") == "radio") && !inside(n, "fieldset"), "choice %q is in no group", attribute(n, "name"))
	}
	for _, n := range slices.Concat(m.links, m.buttons) {
		add(words(n) == "" && attribute(n, "aria-label") == "", "%s to %q has no text", n.Data, attribute(n, "href"))
	}
	for _, n := range m.heads {
		add(attribute(n, "scope") == "", "head %q has no scope", words(n))
	}
	for _, n := range m.pictures {
		add(attribute(n, "alt") == "", "picture %q has no text", attribute(n, "src"))
	}
	add(len(m.current) > 1, "the menu marks %q", m.current)
	return list
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func words(n *html.Node) string {
	var text strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			text.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

func inside(n *html.Node, element string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == element {
			return true
		}
	}
	return false
}

func count[T comparable](list []T, x T) (n int) {
	for _, v := range list {
		if v == x {
			n++
		}
	}
	return n
}

func TestMenuMarksWhereOneIs(t *testing.T) {
	b := start(t)
	v := b.visitor()
	for path, want := range map[string]string{"/": "Today", "/documents": "Documents", "/claims": "Claims", "/claims?view=list": "Claims", "/import": "Import", "/reanalysis": "Decide anew"} {
		got := readPage(t, v.get(path).body).current
		if !slices.Contains(got, want) {
			t.Errorf("%s marks %q, want %q", path, got, want)
		}
	}
}

// textOn lists the colours of text and of what it stands on.
var textOn = map[string][]string{
	"ink": {"paper", "card", "tint", "mark", "good-tint", "warn-tint", "bad-tint"}, "soft": {"paper", "card", "tint", "warn-tint", "mark"},
	"accent": {"paper", "card", "tint", "warn-tint", "bad-tint", "good-tint", "mark"}, "accent-ink": {"accent"}, "good": {"card", "good-tint"}, "warn": {"card", "paper", "warn-tint"},
	"bad": {"card", "paper", "bad-tint"}, "calm": {"card", "paper", "calm-tint"}, "card": {"good"},
}

// TestContrast computes the contrast of every pair of colours (WCAG 2.2, 1.4.3:
// 4.5 to 1 for text), in light and in dark.
func TestContrast(t *testing.T) {
	css := start(t).visitor().get(web.StylePath()).body
	light, dark, ok := strings.Cut(css, "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("the style sheet has no dark colours")
	}
	for scheme, text := range map[string]string{"light": light, "dark": dark} {
		colours := coloursOf(text)
		for over, grounds := range textOn {
			for _, ground := range grounds {
				if got := contrast(colours[over], colours[ground]); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want 4.5", scheme, over, ground, got)
				}
			}
		}
	}
}

var colour = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6}|[0-9a-f]{3});`)

// coloursOf gives the luminance of each colour (WCAG 2.2, relative luminance).
func coloursOf(css string) map[string]float64 {
	list := map[string]float64{}
	for _, m := range colour.FindAllStringSubmatch(css, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		var sum float64
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8) // the pattern allows nothing else
			c := float64(v) / 255
			if c > 0.04045 {
				c = math.Pow((c+0.055)/1.055, 2.4)
			} else {
				c /= 12.92
			}
			sum += weight * c
		}
		if _, known := list[m[1]]; !known {
			list[m[1]] = sum
		}
	}
	return list
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

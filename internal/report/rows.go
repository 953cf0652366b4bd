package report

import (
	"html/template"
	"strings"

	"claimline/internal/sow"
)

// The lists of a page are written here: it has hundreds of values, and a
// template takes a microsecond and more for each of them.

// markup is a piece of a page. What is not written with raw is escaped.
type markup struct{ page strings.Builder }

// escaper writes text as html/template does.
var escaper = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

func (m *markup) raw(s string)  { m.page.WriteString(s) }
func (m *markup) text(s string) { _, _ = escaper.WriteString(&m.page, s) } // a Builder takes everything

// part writes text between two pieces of markup, and nothing for "".
func (m *markup) part(before, s, after string) {
	if s != "" {
		m.raw(before)
		m.text(s)
		m.raw(after)
	}
}

// link writes an address of this program's own pages with its words.
func (m *markup) link(address, words string) {
	m.raw(`<a href="`)
	m.text(address)
	m.raw(`">`)
	m.text(words)
	m.raw("</a>")
}

func (m *markup) html() template.HTML {
	return template.HTML(m.page.String()) //nolint:gosec // every value was escaped
}

// steps are what to do next.
func steps(list []Step) template.HTML {
	var m markup
	for _, s := range list {
		m.raw("<li><strong>")
		if s.Link == "" {
			m.text(s.Title)
		} else {
			m.link(s.Link, s.Title)
		}
		m.raw("</strong>")
		m.part(` <span class="due">by `, s.Due, "</span>")
		m.part("<br>", s.Detail, "")
		m.raw("</li>")
	}
	return m.html()
}

// inScopeRows are the workloads that are delivered, with their methods.
func inScopeRows(list []sow.Workload) template.HTML {
	var m markup
	for _, w := range list {
		m.raw("\n<tr><td><strong>")
		m.text(w.Name)
		m.raw("</strong></td><td>")
		m.text(methodsShort(w))
		m.raw("</td><td>" + string(quotes(w.Evidence)) + "</td></tr>")
	}
	return m.html()
}

// otherRows are the workloads that are only named, with at most two quotes.
func otherRows(list []sow.Workload) template.HTML {
	const quoted = 2
	var m markup
	for _, w := range list {
		m.raw("\n<tr><td>")
		m.text(w.Name)
		m.raw("</td><td>")
		m.text(polarityName(w.Polarity))
		m.raw("</td><td>" + string(quotes(w.Evidence, quoted)) + "</td></tr>")
	}
	return m.html()
}

// factRows are the facts with the first line that states each.
func factRows(list []Row) template.HTML {
	var m markup
	for _, r := range list {
		m.raw("\n<tr><th>")
		m.text(r.Label)
		m.raw("</th><td")
		if !r.Found {
			m.raw(` class="unknown"`)
		}
		m.raw(">")
		m.text(r.Value)
		if r.By == "person" {
			m.raw(" (answered by a person)")
		}
		m.raw("</td><td>")
		if r.Quote != "" {
			m.raw("<q>")
			m.text(oneLine(r.Quote))
			m.raw("</q>")
		}
		m.raw(` <span class="where">`)
		m.text(r.Place)
		m.raw("</span></td></tr>")
	}
	return m.html()
}

// deadlineRows are the deadlines of a claim.
func deadlineRows(list []sow.DeadlineEntry) template.HTML {
	var m markup
	for _, d := range list {
		m.raw("<tr><th>")
		m.text(d.Code)
		m.raw(`</th><td class="due">`)
		if d.Due != nil {
			m.text(*d.Due)
		} else {
			m.raw("no date yet")
		}
		m.raw("</td><td>")
		m.text(d.Rule)
		m.raw("</td></tr>")
	}
	return m.html()
}

// advisories are where Microsoft's documents differ from the guide.
func advisories(list []sow.Advisory) template.HTML {
	var m markup
	for _, a := range list {
		m.raw(`<div class="box"><strong>`)
		m.text(a.Code)
		m.raw(" ")
		m.text(a.Title)
		m.raw(".</strong> ")
		m.text(a.Text)
		m.raw(` <span class="where">`)
		m.text(a.Source)
		m.part(", ", a.Date, "")
		m.raw("</span></div>")
	}
	return m.html()
}

// quotes are quoted lines with their places, one below the other, at most as
// many as the limit says.
func quotes(list []sow.Evidence, limit ...int) template.HTML {
	var b strings.Builder
	for i, e := range list {
		if len(limit) > 0 && i >= limit[0] {
			break
		}
		if i > 0 {
			b.WriteString("<br>")
		}
		b.WriteString("<q>" + template.HTMLEscapeString(oneLine(e.Quote)) + `</q> <span class="where">` + template.HTMLEscapeString(Place(e)) + "</span>")
	}
	return template.HTML(b.String()) //nolint:gosec // every value was escaped
}

// checklist are the items of a proof.
func checklist(items []sow.PoEItem) template.HTML {
	var b strings.Builder
	for _, item := range items {
		box := "☐"
		if tick(item.Status) != " " {
			box = "☑"
		}
		b.WriteString("<li>" + box + " " + template.HTMLEscapeString(item.Name) + ` <span class="where">` + template.HTMLEscapeString(string(item.Need)) + "</span></li>")
	}
	return template.HTML(b.String()) //nolint:gosec // every value was escaped
}

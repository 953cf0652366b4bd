package main

import "strings"

// run is a stretch of text with one look. A run with a note, a check box, a field or a break has no text.
type run struct {
	text                    string
	bold, italic, strike    bool
	highlight, ins, del     bool
	note, link, sdt, field  string
	box, checked, lineBreak bool
}

// span describes an inline mark with an opening and a closing sign.
type span struct {
	open, close string
	set         func(*run)
}

var spans = []span{
	{"{++", "++}", func(r *run) { r.ins = true }},
	{"{--", "--}", func(r *run) { r.del = true }},
	{"***", "***", func(r *run) { r.bold, r.italic = true, true }},
	{"**", "**", func(r *run) { r.bold = true }},
	{"~~", "~~", func(r *run) { r.strike = true }},
	{"==", "==", func(r *run) { r.highlight = true }},
	{"*", "*", func(r *run) { r.italic = true }},
}

var fixed = []struct {
	sign string
	run  run
}{
	{"[x]", run{box: true, checked: true}}, {"[X]", run{box: true, checked: true}}, {"[ ]", run{box: true}},
	{"<br>", run{lineBreak: true}}, {"<br/>", run{lineBreak: true}}, {"<br />", run{lineBreak: true}},
}

func parseRuns(s string) []run { return inline(s, run{}) }

func inline(s string, look run) []run {
	var out []run
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			r := look
			r.text = text.String()
			out = append(out, r)
			text.Reset()
		}
	}
	for i := 0; i < len(s); {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`\*~={}[]|<>#-+_.`, s[i+1]) >= 0 {
			text.WriteByte(s[i+1])
			i += 2
			continue
		}
		runs, n := mark(s, i, look)
		if n == 0 {
			text.WriteByte(s[i])
			i++
			continue
		}
		flush()
		out = append(out, runs...)
		i += n
	}
	flush()
	return out
}

// mark reads the mark that starts at s[i]; n is 0 when none does.
func mark(s string, i int, look run) (runs []run, n int) {
	rest := s[i:]
	if strings.IndexByte("*~={[<", rest[0]) < 0 {
		return nil, 0
	}
	for _, f := range fixed {
		if strings.HasPrefix(rest, f.sign) {
			r := look
			r.box, r.checked, r.lineBreak = f.run.box, f.run.checked, f.run.lineBreak
			return []run{r}, len(f.sign)
		}
	}
	if runs, n = object(rest, look); n > 0 {
		return runs, n
	}
	for _, sp := range spans {
		if !strings.HasPrefix(rest, sp.open) {
			continue
		}
		end := closing(rest, sp)
		if end < 0 {
			continue
		}
		inner := look
		sp.set(&inner)
		return inline(rest[len(sp.open):end], inner), end + len(sp.close)
	}
	return nil, 0
}

// object reads a footnote mark, a content control or a link.
func object(rest string, look run) ([]run, int) {
	if body, ok := strings.CutPrefix(rest, "[^"); ok {
		if id, _, ok := strings.Cut(body, "]"); ok {
			r := look
			r.note = id
			return []run{r}, len(id) + 3
		}
	}
	if body, ok := strings.CutPrefix(rest, "{{sdt:"); ok {
		if inner, _, ok := strings.Cut(body, "}}"); ok {
			name, text, found := strings.Cut(inner, "|")
			if !found {
				text = name
			}
			r := look
			r.sdt, r.text = strings.TrimSpace(name), strings.TrimSpace(text)
			return []run{r}, len(inner) + 8
		}
	}
	if rest[0] == '[' {
		label, after, ok := strings.Cut(rest[1:], "](")
		target, _, closed := strings.Cut(after, ")")
		if ok && closed && !strings.ContainsAny(label, "[]") && (strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:")) {
			inner := look
			inner.link = target
			return inline(label, inner), len(label) + len(target) + 4
		}
	}
	return nil, 0
}

// closing finds the sign that ends a span, or -1. Emphasis may not start or end with a space.
func closing(rest string, sp span) int {
	from := len(sp.open)
	emphasis := sp.open[0] != '{'
	if from >= len(rest) || emphasis && (rest[from] == ' ' || rest[from] == sp.open[0]) {
		return -1
	}
	for at := from + 1; at <= len(rest)-len(sp.close); at++ {
		if rest[at-1] == '\\' || !strings.HasPrefix(rest[at:], sp.close) {
			continue
		}
		if emphasis && rest[at-1] == ' ' {
			continue
		}
		if sp.open == "*" && (rest[at-1] == '*' || strings.HasPrefix(rest[at:], "**")) {
			continue
		}
		return at
	}
	return -1
}

// plain is the text of runs as a reader sees it: deletions gone, boxes as signs.
func plain(runs []run) string {
	var sb strings.Builder
	for _, r := range runs {
		switch {
		case r.del:
		case r.lineBreak:
			sb.WriteByte('\n')
		case r.box:
			sb.WriteString(boxSign(r.checked))
		default:
			sb.WriteString(r.text)
		}
	}
	return sb.String()
}

func boxSign(checked bool) string {
	if checked {
		return "☒"
	}
	return "☐"
}

// fields splits the text of a running line at {page} and {pages}.
func fields(s string) []run {
	var out []run
	for s != "" {
		at := strings.IndexByte(s, '{')
		if at < 0 {
			return append(out, run{text: s})
		}
		word, _, _ := strings.Cut(s[at+1:], "}")
		field := map[string]string{"page": "PAGE", "pages": "NUMPAGES"}[strings.ToLower(word)]
		if field == "" {
			out, s = append(out, run{text: s[:at+1]}), s[at+1:]
			continue
		}
		if at > 0 {
			out = append(out, run{text: s[:at]})
		}
		out, s = append(out, run{field: field}), s[at+len(word)+2:]
	}
	return out
}

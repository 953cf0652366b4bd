package notify

import (
	"fmt"
	"html/template"
	"strings"
)

// plainText is the letter for readers without HTML.
func (l Letter) plainText() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", l.Hello, l.Lead)
	for _, p := range l.Parts {
		b.WriteString("\n")
		if p.Title != "" {
			b.WriteString(p.Title + "\n")
		}
		for _, r := range p.Rows {
			fmt.Fprintf(&b, "%s: %s\n", r.Label, r.Value)
		}
		if p.Link.URL != "" {
			fmt.Fprintf(&b, "%s: %s\n", p.Link.Label, p.Link.URL)
		}
	}
	if l.Link.URL != "" {
		fmt.Fprintf(&b, "\n%s: %s\n", l.Link.Label, l.Link.URL)
	}
	fmt.Fprintf(&b, "\n-- \n%s\n", l.Foot)
	return b.String()
}

// htmlLetter has its styles in the elements: mail programs drop style sheets.
var htmlLetter = template.Must(template.New("mail").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{{.Subject}}</title></head>
<body style="font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;max-width:40em;margin:1em auto;padding:0 1em">
<p>{{.Hello}}</p>
<p>{{.Lead}}</p>
{{range .Parts}}{{with .Title}}<h2 style="font-size:16px;margin:1.5em 0 .3em">{{.}}</h2>
{{end}}<table role="presentation" style="border-collapse:collapse">
{{range .Rows}}<tr><td style="padding:2px 1em 2px 0;vertical-align:top;opacity:.75">{{.Label}}</td><td style="padding:2px 0">{{.Value}}</td></tr>
{{end}}</table>
{{with .Link}}{{if .URL}}<p><a href="{{.URL}}">{{.Label}}</a></p>
{{end}}{{end}}{{end}}{{with .Link.URL}}<p><a href="{{.}}">{{$.Link.Label}}</a></p>
{{end}}<p style="font-size:13px;opacity:.75;border-top:1px solid;padding-top:.5em">{{.Foot}}</p>
</body></html>
`))

func (l Letter) html() (string, error) {
	var b strings.Builder
	if err := htmlLetter.Execute(&b, l); err != nil {
		return "", fmt.Errorf("write the mail: %w", err)
	}
	return b.String(), nil
}

package written

import "regexp"

// email is the form of an e-mail address.
var email = regexp.MustCompile(`(?i)\b[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+\b`)

// EMail gives the first e-mail address in a text, "" for none.
func EMail(text string) string { return email.FindString(text) }

// EMails gives the e-mail addresses in a text.
func EMails(text string) (out []string) {
	for _, field := range FieldsWith(text, '@') {
		out = append(out, email.FindAllString(field, -1)...)
	}
	return out
}

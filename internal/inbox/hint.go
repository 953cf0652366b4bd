package inbox

import (
	"fmt"
	"strings"
)

// Hint is what the folders of a file say about it. It is a hint, never a fact:
// the text of the document decides.
type Hint struct{ Owner, Customer string }

// checkTemplate refuses a folder template that could never match.
func checkTemplate(template string) error {
	for part := range strings.SplitSeq(template, "/") {
		switch {
		case part == "":
			return fmt.Errorf("folder template %q: empty part", template)
		case strings.HasPrefix(part, "{") && part != "{owner}" && part != "{customer}":
			return fmt.Errorf("folder template %q: %s is not known, use {owner} or {customer}", template, part)
		}
	}
	return nil
}

// hint reads the folders of a path by the first template that fits. A part of
// a template is {owner}, {customer}, * for any name, or a name. Folders below
// the template's do not matter.
func (c Config) hint(p string) Hint {
	dirs := strings.Split(p, "/")
	dirs = dirs[:len(dirs)-1]
	for _, t := range c.Folders {
		if h, ok := readTemplate(strings.Split(t, "/"), dirs); ok {
			return h
		}
	}
	return Hint{}
}

func readTemplate(parts, dirs []string) (Hint, bool) {
	var h Hint
	if len(dirs) < len(parts) {
		return h, false
	}
	for i, part := range parts {
		switch {
		case part == "{owner}":
			h.Owner = Readable(dirs[i])
		case part == "{customer}":
			h.Customer = Readable(dirs[i])
		case part != "*" && !strings.EqualFold(part, dirs[i]):
			return h, false
		}
	}
	return h, true
}

package inbox

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Hint is what the folders of a file say about it. It is a hint, never a fact:
// the text of the document decides.
type Hint struct{ Owner, Customer string }

// FolderMap says what the names of folders mean. Names are compared without
// regard to case.
type FolderMap struct {
	// Templates are paths such as "{owner}/{customer}": a part is {owner},
	// {customer}, * for any name, or a name. The first that fits counts.
	Templates []string `yaml:"templates"`
	// Owners gives the account manager for a folder name. When there are any,
	// another folder says nothing about the owner.
	Owners map[string]string `yaml:"owners"`
	// Customers gives the customer for a folder name, in the same way.
	Customers map[string]string `yaml:"customers"`
}

// Check refuses templates that could never match and names without a meaning;
// the error lists every mistake.
func (m FolderMap) Check() error {
	var problems []error
	for _, t := range m.Templates {
		problems = append(problems, checkTemplate(t))
	}
	for kind, names := range map[string]map[string]string{"owners": m.Owners, "customers": m.Customers} {
		for _, folder := range slices.Sorted(maps.Keys(names)) {
			if strings.TrimSpace(folder) == "" || strings.TrimSpace(names[folder]) == "" || strings.Contains(folder, "/") {
				problems = append(problems, fmt.Errorf("%s: %q: %q is not one folder and its name", kind, folder, names[folder]))
			}
		}
	}
	if len(m.Templates) == 0 && len(m.Owners)+len(m.Customers) > 0 {
		problems = append(problems, errors.New("templates: none is given, write \"{owner}/{customer}\""))
	}
	return errors.Join(problems...)
}

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

// hint reads the folders of a path by the first template that fits. Folders
// below the template's do not matter.
func (m FolderMap) hint(p string) Hint {
	dirs := strings.Split(p, "/")
	dirs = dirs[:len(dirs)-1]
	for _, t := range m.Templates {
		if h, ok := m.read(strings.Split(t, "/"), dirs); ok {
			return h
		}
	}
	return Hint{}
}

func (m FolderMap) read(parts, dirs []string) (Hint, bool) {
	var h Hint
	if len(dirs) < len(parts) {
		return h, false
	}
	for i, part := range parts {
		switch {
		case part == "{owner}":
			h.Owner = meaning(m.Owners, Readable(dirs[i]))
		case part == "{customer}":
			h.Customer = meaning(m.Customers, Readable(dirs[i]))
		case part != "*" && !strings.EqualFold(part, dirs[i]):
			return h, false
		}
	}
	return h, true
}

// meaning is the folder's own name where no names are given.
func meaning(names map[string]string, folder string) string {
	if len(names) == 0 {
		return folder
	}
	for name, means := range names {
		if strings.EqualFold(name, folder) {
			return means
		}
	}
	return ""
}

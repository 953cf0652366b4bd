package lint

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// words are the sentences and headings of one language.
type words struct {
	Language  string             `yaml:"language"` // ISO 639-1
	Names     map[string]string  `yaml:"names"`    // what stands for an unknown party
	Places    map[string]section `yaml:"places"`
	Never     []string           `yaml:"never"`     // in headings below which nothing counts as work
	Work      map[string]string  `yaml:"work"`      // sentence by association
	Sentences map[string]string  `yaml:"sentences"` // by code of the checklist item
}

// section is a kind of place: the words of headings that it has in documents,
// best first, and the title of a new one.
type section struct {
	Title string   `yaml:"title"`
	Words []string `yaml:"words"`
}

//go:embed sentences/*.yaml
var files embed.FS

// Languages are those that sentences exist in; others get the first.
var Languages = []string{"en", "de", "fr", "es"}

var load = sync.OnceValue(func() map[string]words {
	all := map[string]words{}
	for _, language := range Languages {
		data, err := files.ReadFile("sentences/" + language + ".yaml")
		var w words
		if err == nil {
			err = yaml.Unmarshal(data, &w)
		}
		if err != nil {
			panic(fmt.Sprintf("the built-in sentences of %s are broken: %v", language, err))
		}
		all[language] = w
	}
	return all
})

func wordsOf(language string) words {
	if !slices.Contains(Languages, language) {
		language = Languages[0]
	}
	return load()[language]
}

func (w words) party(role string) string { return "<<" + w.Names[role] + ">>" }

// out tells whether a heading says that its part is not done.
func (w words) out(heading string) bool {
	lower := strings.ToLower(heading)
	return slices.ContainsFunc(w.Never, func(s string) bool { return strings.Contains(lower, s) })
}

package notify

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"
)

//go:embed words
var wordFiles embed.FS

// Languages lists the languages in which messages are written.
func Languages() []string { return slices.Sorted(maps.Keys(languages)) }

const fallbackLanguage = "en"

// phrase is a line of words with places for facts.
type phrase struct{ *template.Template }

// UnmarshalYAML compiles the phrase.
func (p *phrase) UnmarshalYAML(n *yaml.Node) error {
	t, err := template.New("").Option("missingkey=error").Parse(n.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", n.Line, err)
	}
	p.Template = t
	return nil
}

// with fills the phrase.
func (p phrase) with(data any) (string, error) {
	var out strings.Builder
	if err := p.Execute(&out, data); err != nil {
		return "", fmt.Errorf("fill a phrase: %w", err)
	}
	return out.String(), nil
}

// wording is the subject and the first sentence of a message.
type wording struct {
	Subject phrase `yaml:"subject"`
	Lead    phrase `yaml:"lead"`
}

// words are everything that is said in one language.
type words struct {
	Date string `yaml:"date"` // layout of a day
	When struct {
		Today    string `yaml:"today"`
		Tomorrow string `yaml:"tomorrow"`
		Days     phrase `yaml:"days"`
		LateOne  string `yaml:"late_one"`
		Late     phrase `yaml:"late"`
	} `yaml:"when"`
	Labels struct {
		Claim    string `yaml:"claim"`
		Customer string `yaml:"customer"`
		Workload string `yaml:"workload"`
		Stage    string `yaml:"stage"`
		Deadline string `yaml:"deadline"`
		Due      string `yaml:"due"`
		Rule     string `yaml:"rule"`
		Missed   string `yaml:"missed"`
		Owner    string `yaml:"owner"`
		By       string `yaml:"by"`
		Reason   string `yaml:"reason"`
		Document string `yaml:"document"`
	} `yaml:"labels"`
	Open struct {
		Claim     string `yaml:"claim"`
		Document  string `yaml:"document"`
		List      string `yaml:"list"`
		Deadlines string `yaml:"deadlines"`
	} `yaml:"open"`
	Foot      string             `yaml:"foot"`
	Hello     phrase             `yaml:"hello"`
	Unknown   string             `yaml:"unknown"`
	More      phrase             `yaml:"more"`
	Digest    wording            `yaml:"digest"`
	Templates map[string]wording `yaml:"templates"`
	Deadlines map[string]string  `yaml:"deadlines"` // titles by code; the pack's own title where one is missing
}

// languages holds the words by language; the files are embedded, and a test
// reads each of them.
var languages = func() map[string]words {
	all, err := readWords()
	if err != nil {
		panic(err)
	}
	return all
}()

func readWords() (map[string]words, error) {
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		return nil, fmt.Errorf("list words of messages: %w", err)
	}
	all := map[string]words{}
	for _, e := range entries {
		text, err := wordFiles.ReadFile("words/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read words of messages: %w", err)
		}
		dec := yaml.NewDecoder(bytes.NewReader(text))
		dec.KnownFields(true)
		var w words
		if err := dec.Decode(&w); err != nil {
			return nil, fmt.Errorf("words of messages %s: %w", e.Name(), err)
		}
		all[strings.TrimSuffix(e.Name(), ".yaml")] = w
	}
	return all, nil
}

// wordsOf gives the words of a language, English for one that is not known.
func wordsOf(language string) words {
	if w, ok := languages[language]; ok {
		return w
	}
	return languages[fallbackLanguage]
}

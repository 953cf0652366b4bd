package ruleset

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// sourcesFile is the register of what the pack rests on.
type sourcesFile struct {
	Kind    string       `yaml:"kind"`
	Sources []SourceSpec `yaml:"sources"`
}

// SourceSpec is one document that rules rest on.
type SourceSpec struct {
	Key       string `yaml:"key"`
	Title     string `yaml:"title"`
	Address   string `yaml:"address"`
	Date      string `yaml:"date"`     // of the text; "" unknown
	CheckedOn string `yaml:"checked"`  // day on which somebody compared the pack with it
	Recheck   bool   `yaml:"re_check"` // changes yearly: compare again at each fiscal year
}

// Sources gives the register of sources in the order of the file.
func (p *Pack) Sources() []SourceSpec { return p.sources }

func (b *builder) addSources(f packFile, n *yaml.Node) {
	var file sourcesFile
	places := b.decodeFile(f, n, &file)
	for i, s := range file.Sources {
		at := places[fmt.Sprintf("sources[%d].key", i)]
		b.claim("source", s.Key, f.path, at)
		b.checkDay(f.path, places[fmt.Sprintf("sources[%d].date", i)], s.Date)
	}
	b.pack.sources = append(b.pack.sources, file.Sources...)
}

// cite checks a source reference: a section of the guide that exists, and keys
// that the register knows.
func (b *builder) cite(file string, at pos, ref sourceRef) {
	if ref.Guide == "" && len(ref.Keys) == 0 {
		b.ps.add(file, at, "E109", "the source is empty; name a section of the guide or a key of the sources")
	}
	if ref.Guide != "" {
		number, _, _ := strings.Cut(ref.Guide, " ")
		if n, err := strconv.Atoi(number); number != "FAQ" && (err != nil || n < 1 || n > guideSections) {
			b.ps.add(file, at, "E410", "the guide has no section %q; write its number first, such as \"7 Azure\", or FAQ", number)
		}
	}
	for _, key := range ref.Keys {
		b.citeKey(file, at, key)
	}
}

func (b *builder) citeKey(file string, at pos, key string) {
	b.later(func() {
		if _, ok := b.taken["source "+key]; !ok {
			b.ps.add(file, at, "E411", "source %q is not in the register%s", key, didYouMean(key, b.keysOf("source ")))
		}
	})
}

// guideSections is the number of sections of the attribution guide.
const guideSections = 10

func (b *builder) checkDay(file string, at pos, day string) {
	if day == "" {
		return
	}
	if _, err := parseDay(day); err != nil {
		b.ps.add(file, at, "E110", "%q is not a day such as \"2026-07-01\", a month or a year", day)
	}
}

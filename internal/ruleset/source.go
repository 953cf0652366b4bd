package ruleset

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

const maxNesting = 40 // far above any pack file; bounds the recursion over nodes

// parseYAML reads one document into nodes and refuses everything of YAML that
// a pack does not need: anchors, aliases, tags, duplicate keys, tabs and
// further documents. It gives nil when the file cannot be used at all.
func parseYAML(file string, content []byte, ps *LoadErrors) *yaml.Node {
	if !utf8.Valid(content) {
		ps.add(file, pos{}, "E005", "the file is not UTF-8 text")
		return nil
	}
	if at, found := firstTab(content); found {
		ps.add(file, at, "E011", "a tab character; use spaces")
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(content))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		at, text := syntaxFault(err, content)
		ps.add(file, at, "E006", "%s", text)
		return nil
	}
	var further yaml.Node
	if dec.Decode(&further) == nil {
		ps.add(file, nodePos(&further), "E007", "a second YAML document; a pack file holds one")
		return nil
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		ps.add(file, nodePos(&doc), "E007", "the file must be a mapping that starts with kind")
		return nil
	}
	if !refuse(file, doc.Content[0], 0, ps) {
		return nil
	}
	return doc.Content[0]
}

func firstTab(content []byte) (pos, bool) {
	i := bytes.IndexByte(content, '\t')
	if i < 0 {
		return pos{}, false
	}
	start := bytes.LastIndexByte(content[:i], '\n') + 1
	return pos{bytes.Count(content[:i], []byte{'\n'}) + 1, utf8.RuneCount(content[start:i]) + 1}, true
}

func nodePos(n *yaml.Node) pos { return pos{n.Line, n.Column} }

// refuse walks the nodes and reports what a pack may not use. It gives false
// when the nodes cannot be decoded safely.
func refuse(file string, n *yaml.Node, depth int, ps *LoadErrors) bool {
	if depth > maxNesting {
		ps.add(file, nodePos(n), "E012", "nested deeper than %d levels", maxNesting)
		return false
	}
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		ps.add(file, nodePos(n), "E009", "anchors (&) and aliases (*) are not allowed; write the text again")
		return false
	}
	if tagged(n) && (n.Kind != yaml.ScalarNode || n.Value != "") {
		ps.add(file, nodePos(n), "E010", "the tag %s is not allowed; put text that starts with ! in quotes", n.Tag)
		return false
	}
	ok := true
	if n.Kind == yaml.MappingNode {
		ok = refuseDuplicates(file, n, ps)
	}
	for _, c := range n.Content {
		ok = refuse(file, c, depth+1, ps) && ok
	}
	return ok
}

// tagged tells whether the author wrote a tag such as !a. An empty tagged
// scalar is left to the decoder, which knows whether it was a condition.
func tagged(n *yaml.Node) bool { return n.Style&yaml.TaggedStyle != 0 }

func refuseDuplicates(file string, n *yaml.Node, ps *LoadErrors) bool {
	seen, ok := map[string]int{}, true
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		if line, dup := seen[key.Value]; dup {
			ps.add(file, nodePos(key), "E008", "key %q is already set at line %d", key.Value, line)
			ok = false
			continue
		}
		seen[key.Value] = key.Line
	}
	return ok
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

func syntaxPos(err error) pos {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return pos{1, 1}
	}
	line, convErr := strconv.Atoi(m[1])
	if convErr != nil {
		return pos{1, 1}
	}
	return pos{max(line, 1), 1}
}

// eaten matches a condition on one line that YAML cannot read: it begins with
// a quoted word and goes on, or it holds a colon with a space.
var eaten = regexp.MustCompile(`(?m)^[ -]*(?:when|check): +(?:"[^"\n]*" *[^ #\n]|'[^'\n]*' *[^ #\n]|[^"'>|\n][^\n]*: )`)

// syntaxFault makes a sentence of a YAML error. The parser often gives the
// beginning of the block as the place; a condition that YAML cannot read is
// found by itself, because it is the usual reason.
func syntaxFault(err error, content []byte) (pos, string) {
	text := yamlLine.ReplaceAllString(strings.TrimPrefix(err.Error(), "yaml: "), "")
	if text == "EOF" {
		return pos{1, 1}, "the file is empty"
	}
	if i := eaten.FindIndex(content); i != nil {
		value := i[0] + bytes.IndexByte(content[i[0]:], ':') + 2
		start := bytes.LastIndexByte(content[:value], '\n') + 1
		return pos{bytes.Count(content[:value], []byte{'\n'}) + 1, value - start + 1},
			text + "; a condition that begins with a quote or holds a colon must stand in a block: write >- and the condition on the next line"
	}
	return syntaxPos(err), text
}

package ruleset

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// decoder turns the nodes of one file into a struct, strictly: an unknown key,
// a missing one, a value of the wrong type and a word outside a vocabulary are
// problems at their line and column. It goes on after a problem, so that the
// author sees all of them.
type decoder struct {
	file   string
	raw    *rawText
	ps     *LoadErrors
	places map[string]pos // path of a value, such as workloads[3].id, to its place
}

// unplaced is the path of values whose places nobody asks for: the thousands
// of words and phrases of a lexicon.
const unplaced = "-"

var (
	stringType    = reflect.TypeFor[string]()
	conditionType = reflect.TypeFor[condition]()
	posType       = reflect.TypeFor[pos]()
	valueType     = reflect.TypeFor[value]()
	subjectType   = reflect.TypeFor[subjectSpec]()
	phraseType    = reflect.TypeFor[sow.Phrase]()
)

func (d *decoder) decode(n *yaml.Node, v reflect.Value, path string) {
	if !strings.HasPrefix(path, unplaced) {
		d.places[path] = nodePos(n)
	}
	switch v.Type() {
	case conditionType:
		d.condition(n, v)
		return
	case valueType:
		d.value(n, v)
		return
	case subjectType:
		d.subject(n, v)
		return
	}
	switch v.Kind() { //nolint:exhaustive // no file has values of the other kinds
	case reflect.Struct:
		d.structure(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	case reflect.Map:
		d.dictionary(n, v, path)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem(), path)
	case reflect.String:
		d.text(n, v, path)
	case reflect.Bool:
		d.boolean(n, v)
	case reflect.Int:
		d.integer(n, v)
	case reflect.Float64:
		d.number(n, v)
	default:
		panic(fmt.Sprintf("ruleset: no decoding for %s", v.Type()))
	}
}

func (d *decoder) structure(n *yaml.Node, v reflect.Value, path string) {
	fields := fieldsOf(v.Type())
	if fields.short != nil && n.Kind == yaml.ScalarNode {
		d.decode(n, v.FieldByIndex(fields.short), path)
		fields.setPlace(v, n)
		return
	}
	if !d.is(n, yaml.MappingNode, "a mapping (key: value)") {
		return
	}
	fields.setPlace(v, n)
	seen := make([]bool, len(fields.names))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		f, known := fields.named[key.Value]
		if !known {
			d.ps.add(d.file, nodePos(key), "E101", "unknown key %q%s", key.Value, didYouMean(key.Value, fields.names))
			continue
		}
		seen[f.number] = true
		d.decode(value, v.FieldByIndex(f.index), join(path, key.Value))
	}
	for _, name := range fields.required {
		if !seen[fields.named[name].number] {
			d.missing(n, name)
		}
	}
}

func (d *decoder) missing(n *yaml.Node, name string) {
	code := "E109"
	if name == "when" {
		code = "E105"
	}
	d.ps.add(d.file, nodePos(n), code, "%sthe key %q is missing", d.label(n), name)
}

// label names the mapping by its id, so that a message is readable alone.
func (d *decoder) label(n *yaml.Node) string {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "id" {
			return fmt.Sprintf("%q: ", n.Content[i+1].Value)
		}
	}
	return ""
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind == yaml.ScalarNode && n.Value == "" && n.ShortTag() == "!!null" {
		d.ps.add(d.file, nodePos(n), "E108", "an empty value where a list is expected; remove the key or write []")
		return
	}
	if !d.is(n, yaml.SequenceNode, "a list") {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	elem, word := v.Type().Elem(), unplaced+lastKey(path)+"]" // for messages
	text := elem.Kind() == reflect.String && (strings.HasPrefix(path, unplaced) || strings.ContainsAny(path, "[."))
	for i, c := range n.Content {
		switch {
		case text:
			d.text(c, v.Index(i), word)
		case elem == phraseType || path == unplaced:
			d.decode(c, v.Index(i), word)
		default:
			d.decode(c, v.Index(i), path+"["+strconv.Itoa(i)+"]")
		}
	}
}

func (d *decoder) dictionary(n *yaml.Node, v reflect.Value, path string) {
	if !d.is(n, yaml.MappingNode, "a mapping (key: value)") {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.Content)/2))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := reflect.New(v.Type().Key()).Elem()
		d.text(n.Content[i], key, join(path, n.Content[i].Value))
		value := reflect.New(v.Type().Elem()).Elem()
		d.decode(n.Content[i+1], value, join(path, n.Content[i].Value))
		v.SetMapIndex(key, value)
	}
}

// looksOther are plain words that some YAML readers take for something other
// than text: booleans of YAML 1.1 and times of day. In lists of words, where
// "on" and "no" are words like others, only times are refused.
func looksOther(value, path string) bool {
	if len(value) <= len("off") {
		switch strings.ToLower(value) {
		case "y", "n", "yes", "no", "on", "off":
			return !strings.HasSuffix(path, "]")
		}
	}
	h, m, found := strings.Cut(value, ":")
	return found && h != "" && m != "" && strings.Trim(h+m, "0123456789:") == ""
}

func (d *decoder) text(n *yaml.Node, v reflect.Value, path string) {
	if !d.is(n, yaml.ScalarNode, "text") {
		return
	}
	plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	if n.ShortTag() != "!!str" || plain && looksOther(n.Value, path) {
		d.ps.add(d.file, nodePos(n), "E108", "%s is not plain text for YAML (%s); put it in quotes", quoteOrEmpty(n.Value), yamlKind(n))
		return
	}
	v.SetString(n.Value)
	if v.Type() == stringType || n.Value == "" && mayBeEmpty[v.Type()] {
		return
	}
	if values, ok := vocabulary[v.Type()]; ok && !slices.Contains(values, n.Value) {
		code := "E102"
		if v.Type() == methodType {
			code = "E104"
		}
		d.ps.add(d.file, nodePos(n), code, "%s %q is not known%s%s", lastKey(path), n.Value, didYouMean(n.Value, values), allowed(values))
	}
}

func quoteOrEmpty(s string) string {
	if s == "" {
		return "an empty value"
	}
	return s
}

func yamlKind(n *yaml.Node) string {
	switch n.ShortTag() {
	case "!!int", "!!float":
		return "a number"
	case "!!timestamp":
		return "a date"
	case "!!null":
		return "nothing"
	case "!!bool", "!!str":
		return "yes or no, or a time, for other readers of YAML"
	default:
		return n.Tag
	}
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
		d.ps.add(d.file, nodePos(n), "E108", "true or false is expected")
		return
	}
	v.SetBool(n.Value == "true")
}

func (d *decoder) integer(n *yaml.Node, v reflect.Value) {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || err != nil || len(n.Value) > 1 && n.Value[0] == '0' {
		d.ps.add(d.file, nodePos(n), "E108", "a whole number is expected, without leading zero")
		return
	}
	v.SetInt(int64(i))
}

func (d *decoder) number(n *yaml.Node, v reflect.Value) {
	f, err := strconv.ParseFloat(n.Value, 64)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" && n.ShortTag() != "!!float" || err != nil {
		d.ps.add(d.file, nodePos(n), "E108", "a number is expected")
		return
	}
	v.SetFloat(f)
}

func (d *decoder) is(n *yaml.Node, kind yaml.Kind, what string) bool {
	if tagged(n) {
		d.ps.add(d.file, nodePos(n), "E010", "the tag %s is not allowed; put text that starts with ! in quotes", n.Tag)
		return false
	}
	if n.Kind != kind {
		d.ps.add(d.file, nodePos(n), "E108", "%s is expected here", what)
		return false
	}
	return true
}

// condition keeps the source of a rule's condition with its place. What YAML
// did to it is visible only here: a tag where "!" was meant, a comment where
// "#" was meant.
func (d *decoder) condition(n *yaml.Node, v reflect.Value) {
	switch {
	case n.Kind != yaml.ScalarNode:
		d.ps.add(d.file, nodePos(n), "E108", "a condition is text, such as: doc.agreement == \"EA\"")
		return
	case tagged(n) || strings.TrimSpace(n.Value) == "":
		d.ps.add(d.file, nodePos(n), "E106", "'when' is empty or starts with '!'; write: when: not ...")
		return
	case n.Style == 0 && strings.HasPrefix(n.LineComment, "#"):
		d.ps.add(d.file, nodePos(n), "E107", "YAML cut the condition at \" #\" and reads only %q; use a block (>-) and .field instead of #.field", n.Value)
		return
	}
	v.Set(reflect.ValueOf(condition{Text: n.Value, file: d.file, node: n, raw: d.raw}))
}

func join(path, key string) string {
	switch {
	case path == "":
		return key
	case strings.HasPrefix(path, unplaced):
		return unplaced + key
	}
	return path + "." + key
}

func lastKey(path string) string {
	path = strings.TrimPrefix(path[strings.LastIndexByte(path, '.')+1:], unplaced)
	if i := strings.IndexAny(path, "[]"); i >= 0 {
		path = path[:i]
	}
	return cmp.Or(path, "value")
}

package ruleset

import (
	"reflect"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// setPlace stores the place in a struct that has a field for it.
func (s *structFields) setPlace(v reflect.Value, n *yaml.Node) {
	if s.at != nil {
		v.FieldByIndex(s.at).Set(reflect.ValueOf(nodePos(n)))
	}
}

// structFields are the YAML keys of a struct with the way to their fields.
type structFields struct {
	names    []string
	named    map[string]structField
	required []string
	short    []int // way to the field that a plain text stands for, nil without one
	at       []int // way to a field At of type pos, nil without one
}

// structField is a field by its number among the keys, with the way to it.
type structField struct {
	number int
	index  []int
}

// keyOf gives the YAML key of a field, or false when it has none.
func keyOf(f reflect.StructField) (string, bool) {
	name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return name, name != "" && name != "-"
}

// fieldCache keeps the fields by type; it only grows with the types of the
// program.
var fieldCache sync.Map

func fieldsOf(t reflect.Type) *structFields {
	if known, ok := fieldCache.Load(t); ok {
		if f, ok := known.(*structFields); ok {
			return f
		}
	}
	f := listFields(t)
	fieldCache.Store(t, f)
	return f
}

func listFields(t reflect.Type) *structFields {
	out := &structFields{named: map[string]structField{}, required: required[t]}
	for _, f := range reflect.VisibleFields(t) {
		if name, ok := keyOf(f); ok {
			out.named[name] = structField{len(out.names), f.Index}
			out.names = append(out.names, name)
		}
		if f.Name == "At" && f.Type == posType {
			out.at = f.Index
		}
		if f.Name == shorthand[t] {
			out.short = f.Index
		}
	}
	return out
}

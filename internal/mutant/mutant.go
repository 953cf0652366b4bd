// Package mutant breaks data on purpose: it takes one list, or one entry of a
// list, away at a time, so that tests can be asked whether they notice.
package mutant

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Mutant names what has been taken away.
type Mutant struct {
	Kind string // the place with entries left out: "cues.say"
	Path string // the place: "cues[neg.not].say"
}

// Each takes away, one at a time, every list of words that v points at and
// every entry of a list of structs, and calls f while it is gone; then it puts
// it back. What v points at is the same afterwards as before. Places are named
// by the yaml keys of the fields, entries by what tells them apart.
func Each(v any, f func(Mutant)) {
	each(reflect.ValueOf(v).Elem(), Mutant{}, f)
}

func each(v reflect.Value, at Mutant, f func(Mutant)) {
	switch v.Kind() { //nolint:exhaustive // nothing else holds lists
	case reflect.Struct:
		for i := range v.NumField() {
			if key := yamlKey(v.Type().Field(i)); key != "" {
				each(v.Field(i), at.field(key), f)
			}
		}
	case reflect.Map:
		for _, key := range slices.SortedFunc(maps.Keys(keys(v)), cmp.Compare[string]) {
			k := reflect.ValueOf(key)
			was := v.MapIndex(k)
			v.SetMapIndex(k, reflect.Value{})
			f(at.entry(key))
			v.SetMapIndex(k, was)
		}
	case reflect.Slice:
		eachOfList(v, at, f)
	}
}

// eachOfList takes a list of words away as a whole, and the entries of a list
// of structs one by one.
func eachOfList(v reflect.Value, at Mutant, f func(Mutant)) {
	was := reflect.ValueOf(v.Interface())
	if v.Len() == 0 {
		return
	}
	if v.Type().Elem().Kind() != reflect.Struct {
		v.SetZero()
		f(at)
		v.Set(was)
		return
	}
	for i := range was.Len() {
		entry := at.entry(nameOf(was.Index(i), i))
		v.Set(reflect.AppendSlice(was.Slice3(0, i, i), was.Slice(i+1, was.Len())))
		f(entry)
		v.Set(was)
		each(v.Index(i), entry, f)
	}
}

func (m Mutant) field(key string) Mutant {
	dot := ""
	if m.Kind != "" {
		dot = "."
	}
	return Mutant{m.Kind + dot + key, m.Path + dot + key}
}

func (m Mutant) entry(name string) Mutant {
	return Mutant{m.Kind, m.Path + "[" + name + "]"}
}

func yamlKey(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	if key == "-" || !f.IsExported() {
		return ""
	}
	return key
}

// nameOf gives the first texts of an entry, else its first list's first words:
// what a person would call it by.
func nameOf(v reflect.Value, n int) string {
	var texts []string
	for _, f := range v.Fields() {
		switch {
		case f.Kind() == reflect.String && f.Len() > 0 && len(texts) < 2:
			texts = append(texts, f.String())
		case f.Kind() == reflect.Slice && f.Len() > 0 && f.Type().Elem().Kind() == reflect.String && len(texts) > 0:
			return fmt.Sprintf("%d %s: %s", n+1, texts[0], f.Index(0))
		}
	}
	return fmt.Sprintf("%d %s", n+1, strings.Join(texts, " "))
}

func keys(v reflect.Value) map[string]bool {
	out := map[string]bool{}
	for _, k := range v.MapKeys() {
		out[k.String()] = true
	}
	return out
}

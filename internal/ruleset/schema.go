package ruleset

import (
	"encoding/json"
	"reflect"
	"slices"
)

// fileTypes are the structs of the kinds of pack files.
var fileTypes = map[string]reflect.Type{
	"pack": reflect.TypeFor[manifest](), "lexicon": reflect.TypeFor[lexiconFile](), "context": reflect.TypeFor[contextFile](),
	"facts": reflect.TypeFor[factsFile](), "decisions": reflect.TypeFor[decisionsFile](), "scenarios": reflect.TypeFor[scenariosFile](),
	"advisories": reflect.TypeFor[advisoriesFile](), "questions": reflect.TypeFor[questionsFile](), "checks": reflect.TypeFor[checksFile](),
	"poe": reflect.TypeFor[poeFile](), "deadlines": reflect.TypeFor[deadlinesFile](), "values": reflect.TypeFor[valuesFile](),
	"weights": reflect.TypeFor[weightsFile](), "picks": reflect.TypeFor[picksFile](), "methods": reflect.TypeFor[methodsFile](), "sources": reflect.TypeFor[sourcesFile](), "tests": reflect.TypeFor[testsFile](),
}

// Schemas gives a JSON Schema (2020-12) for each kind of pack file, by file
// name such as "decisions.schema.json". Editors complete and check with them;
// the loader itself uses the structs they are made from.
func Schemas() map[string][]byte {
	out := map[string][]byte{}
	for kind, t := range fileTypes {
		s := schemaOf(t)
		s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		s["title"] = "Claimline rule pack: " + kind
		if properties, ok := s["properties"].(map[string]any); ok {
			properties["kind"] = map[string]any{"const": kind}
		}
		content, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			panic("ruleset: schema of " + kind + ": " + err.Error())
		}
		out[kind+".schema.json"] = append(content, '\n')
	}
	return out
}

func schemaOf(t reflect.Type) map[string]any {
	switch t {
	case conditionType:
		return map[string]any{"type": "string", "description": "A condition, such as: doc.agreement == \"EA\" and w.plane == \"azure\""}
	case valueType:
		return map[string]any{"type": []string{"string", "boolean"}}
	case subjectType:
		return map[string]any{"type": []string{"string", "object"}}
	}
	switch t.Kind() { //nolint:exhaustive // text is what is left
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	if values, ok := vocabulary[t]; ok {
		if mayBeEmpty[t] {
			values = append(slices.Clone(values), "")
		}
		return map[string]any{"enum": values}
	}
	return map[string]any{"type": "string"}
}

func structSchema(t reflect.Type) map[string]any {
	properties := map[string]any{}
	for _, f := range reflect.VisibleFields(t) {
		if name, ok := keyOf(f); ok {
			properties[name] = schemaOf(f.Type)
		}
	}
	out := map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
	if r := required[t]; len(r) > 0 {
		out["required"] = r
	}
	if _, ok := shorthand[t]; ok {
		return map[string]any{"anyOf": []any{map[string]any{"type": "string"}, out}}
	}
	return out
}

package ruleset

import (
	"cmp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// version is a semantic version without pre-release parts.
type version [3]int

func parseVersion(s string) (version, bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 {
		return version{}, false
	}
	var v version
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || len(p) > 1 && p[0] == '0' {
			return version{}, false
		}
		v[i] = n
	}
	return v, true
}

func (v version) compare(w version) int {
	return cmp.Or(cmp.Compare(v[0], w[0]), cmp.Compare(v[1], w[1]), cmp.Compare(v[2], w[2]))
}

// admits tells whether v lies in a range such as ">=1.0.0 <2.0.0". ok is false
// when the range cannot be read.
func admits(engineRange string, v version) (admitted, ok bool) {
	admitted = true
	fields := strings.Fields(engineRange)
	for _, f := range fields {
		op := strings.TrimRight(f, "0123456789.")
		w, valid := parseVersion(f[len(op):])
		if !valid {
			return false, false
		}
		c := v.compare(w)
		switch op {
		case ">=":
			admitted = admitted && c >= 0
		case "<=":
			admitted = admitted && c <= 0
		case ">":
			admitted = admitted && c > 0
		case "<":
			admitted = admitted && c < 0
		case "=", "":
			admitted = admitted && c == 0
		default:
			return false, false
		}
	}
	return admitted, len(fields) > 0
}

// checkManifest checks what the shape of pack.yaml cannot say.
func checkManifest(m *manifest, n *yaml.Node, ps *LoadErrors) {
	at := func(key string) pos { return valuePos(n, key) }
	if _, ok := parseVersion(m.Version); !ok {
		ps.add(manifestName, at("version"), "E110", "version %q is not a semantic version such as 1.4.0", m.Version)
	}
	engine, _ := parseVersion(EngineVersion)
	switch admitted, ok := admits(m.Engine, engine); {
	case !ok:
		ps.add(manifestName, at("engine"), "E110", "engine %q is not a range such as \">=1.0.0 <2.0.0\"", m.Engine)
	case !admitted:
		ps.add(manifestName, at("engine"), "E016", "the pack wants engine %s, this one is %s", m.Engine, EngineVersion)
	}
	if m.FactsSchema != factsSchema {
		ps.add(manifestName, at("facts_schema"), "E017", "the pack is written for fact vocabulary %d, this engine has %d", m.FactsSchema, factsSchema)
	}
}

// valuePos gives the place of the value of a key in a mapping.
func valuePos(n *yaml.Node, key string) pos {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return nodePos(n.Content[i+1])
		}
	}
	return nodePos(n)
}

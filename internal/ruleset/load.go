package ruleset

import (
	"crypto/ed25519"
	"fmt"
	"io/fs"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// Options change how a pack is loaded. The zero value loads it as it is.
type Options struct {
	PublicKey  ed25519.PublicKey // refuses a pack that is not signed with it
	Strictness string            // seed or microsoft instead of what the pack says
}

// Load reads the pack at the root of fsys and checks it completely. It gives a
// pack that may be used, or all problems as a LoadErrors, and never a pack
// that is half right. A fault of the engine itself becomes problem E018 and
// does not take the caller down.
func Load(fsys fs.FS) (*Pack, error) { return Options{}.Load(fsys) }

// Load is Load with options.
func (o Options) Load(fsys fs.FS) (*Pack, error) {
	type result struct {
		pack *Pack
		err  error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{nil, LoadErrors{{File: manifestName, Code: "E018", Message: fmt.Sprintf("the engine failed on this pack: %v\n%s", r, debug.Stack())}}}
			}
		}()
		p, err := o.load(fsys)
		done <- result{p, err}
	}()
	r := <-done
	return r.pack, r.err
}

func (o Options) load(fsys fs.FS) (*Pack, error) {
	var ps LoadErrors
	files, m := readFiles(fsys, &ps)
	if m == nil {
		return nil, ps.err()
	}
	checkSignature(fsys, files, o.PublicKey, &ps)
	b := builder{ps: &ps, taken: map[string]place{}, programs: map[programKey]numbered{}, pack: &Pack{
		manifest: *m, digest: digest(files), contexts: map[string]sow.Context{}, poe: map[poeType][]poe{},
	}}
	b.addAll(files)
	b.finish()
	if len(ps) == 0 { // a rule that is half compiled cannot be analysed or run
		b.prove()
	}
	if err := ps.err(); err != nil {
		return nil, err
	}
	if o.Strictness != "" {
		return b.pack.WithStrictness(o.Strictness)
	}
	return b.pack, nil
}

// builder collects the files of a pack.
type builder struct {
	ps     *LoadErrors
	pack   *Pack
	taken  map[string]place // "kind id" to where the id stands
	checks []func()         // what can be checked only when all files are read

	programs map[programKey]numbered
}

// place is a position in a named file.
type place struct {
	file string
	at   pos
}

// kinds are the kinds of pack files and what takes them in.
var kinds = map[string]func(b *builder, f packFile, n *yaml.Node){
	"lexicon":    (*builder).addLexicon,
	"context":    (*builder).addContext,
	"facts":      (*builder).addFacts,
	"decisions":  (*builder).addDecisions,
	"scenarios":  (*builder).addScenarios,
	"advisories": (*builder).addAdvisories,
	"questions":  (*builder).addQuestions,
	"checks":     (*builder).addChecks,
	"poe":        (*builder).addPoE,
	"deadlines":  (*builder).addDeadlines,
	"values":     (*builder).addValues,
	"weights":    (*builder).addWeights,
	"picks":      (*builder).addPicks,
	"methods":    (*builder).addMethods,
	"sources":    (*builder).addSources,
	"tests":      (*builder).addTests,
}

// add takes in a file by what YAML made of it.
func (b *builder) add(f packFile, n *yaml.Node) {
	kind, at := kindOf(n)
	take, known := kinds[kind]
	if !known {
		names := sortedKeys(kinds)
		b.ps.add(f.path, at, "E013", "kind %q is not known%s%s", kind, didYouMean(kind, names), allowed(names))
		return
	}
	take(b, f, n)
}

func kindOf(n *yaml.Node) (string, pos) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "kind" {
			return n.Content[i+1].Value, nodePos(n.Content[i+1])
		}
	}
	return "", nodePos(n)
}

// decodeFile decodes a whole file into v and gives the places of its values.
func (b *builder) decodeFile(f packFile, n *yaml.Node, v any) map[string]pos {
	d := decoder{file: f.path, raw: &rawText{content: f.content}, ps: b.ps, places: map[string]pos{}}
	d.decode(n, reflect.ValueOf(v).Elem(), "")
	return d.places
}

// finish runs the checks that need all files.
func (b *builder) finish() {
	for i := 0; i < len(b.checks); i++ { // a check may add another
		b.checks[i]()
	}
	slices.SortFunc(b.pack.groups, func(x, y *group) int { return strings.Compare(x.set+" "+x.id, y.set+" "+y.id) })
}

// prove analyses the rules of a pack that is free of faults so far, and runs
// its tests.
func (b *builder) prove() {
	b.analyse()
	report := b.pack.Test("")
	for _, f := range report.Failures {
		if f.Code == "E601" || report.Rules.Percent() < b.pack.manifest.Coverage || report.Clauses.Percent() < b.pack.manifest.Coverage {
			*b.ps = append(*b.ps, f)
		}
	}
}

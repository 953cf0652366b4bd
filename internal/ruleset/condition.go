package ruleset

import (
	"errors"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
	"go.yaml.in/yaml/v3"
)

// subject says what a condition is about.
type subject int

const (
	aboutWorkload subject = iota // doc and w
	aboutDocument                // doc and workloads
)

// compiled is a condition ready to run: the clauses that "and" joins at the
// top, each alone, so that a trace can say which of them failed.
type compiled struct {
	clauses []clause
	loops   bool // some clause looks at the list of workloads
}

// clause is one part of a condition.
type clause struct {
	text      string
	facts     []*fact  // what it reads, in order
	ids       []string // workloads that it names
	workloads bool     // it looks at the list of workloads
	numbered
}

// numbered is the program of a clause with its number in the pack, which clauses
// with the same text share.
type numbered struct {
	program *vm.Program
	number  int
}

// compile checks a condition and makes it runnable. It reports what is
// wrong at its place in the file and gives nil then.
func (b *builder) compile(c condition, about subject) *compiled {
	if c.node == nil {
		return nil
	}
	tree, faults := parseCondition(c.Text)
	if len(faults) == 0 {
		g := grammar{document: about == aboutDocument}
		g.check(tree, 0)
		faults = g.faults
		for _, id := range g.ids {
			b.needsWorkload(c.file, c.place(id.Location().From), id.Value)
		}
	}
	out := &compiled{}
	if len(faults) == 0 {
		for _, n := range conjuncts(tree, nil) {
			program, err := b.program(n.String(), about)
			if err != nil {
				faults = typeFaults(c.Text, about)
				break
			}
			cl := read(n)
			cl.numbered = program
			b.countClause(&cl)
			out.clauses = append(out.clauses, cl)
			out.loops = out.loops || cl.workloads
		}
	}
	for _, f := range faults {
		b.ps.add(c.file, c.place(f.offset), f.code, "%s", f.message)
	}
	if len(faults) > 0 {
		return nil
	}
	return out
}

// program compiles a clause, once for the many rules that share it.
func (b *builder) program(text string, about subject) (numbered, error) {
	key := programKey{text, about}
	if p, ok := b.programs[key]; ok {
		return p, nil
	}
	program, err := build(text, about)
	p := numbered{program, len(b.programs)}
	if err == nil {
		b.programs[key] = p
	}
	return p, err
}

// countClause notes whether a clause reads facts of a workload.
func (b *builder) countClause(cl *clause) {
	for len(b.pack.ofWorkload) <= cl.number {
		b.pack.ofWorkload = append(b.pack.ofWorkload, false)
	}
	b.pack.ofWorkload[cl.number] = slices.ContainsFunc(cl.facts, (*fact).ofWorkload)
}

type programKey struct {
	text  string
	about subject
}

func build(text string, about subject) (*vm.Program, error) {
	var env any = workloadEnv{}
	if about == aboutDocument {
		env = documentEnv{}
	}
	return expr.Compile(text, expr.Env(env), expr.AsBool(), expr.WarnOnAny(), expr.MaxNodes(maxConditionNodes))
}

func typeFaults(text string, about subject) []fault {
	_, err := build(text, about)
	e, ok := errors.AsType[*file.Error](err)
	if !ok {
		return []fault{{0, "E210", "the condition cannot be compiled"}}
	}
	return []fault{{e.From, "E210", plainTypes(e.Message)}}
}

// plainTypes says expr's own messages in the words of the pack.
func plainTypes(message string) string {
	r := strings.NewReplacer("mismatched types", "different kinds:", "string", "word", "bool", "yes or no", "int", "number",
		"invalid operation: ", "", "ruleset.docEnv", "doc", "ruleset.WorkloadFacts", "w")
	return r.Replace(message)
}

// conjuncts splits a tree at its top-level "and".
func conjuncts(n ast.Node, out []ast.Node) []ast.Node {
	if b, ok := n.(*ast.BinaryNode); ok && b.Operator == "and" {
		return conjuncts(b.Right, conjuncts(b.Left, out))
	}
	return append(out, n)
}

// Visit implements ast.Visitor: it collects what a clause reads, in the order
// in which it stands.
func (cl *clause) Visit(node *ast.Node) {
	if isWorkloads(*node) {
		cl.workloads = true
	}
	if b, ok := (*node).(*ast.BinaryNode); ok {
		for _, id := range namedWorkloads(b) {
			cl.ids = append(cl.ids, id.Value)
		}
	}
	name, ok := factName(*node)
	if !ok {
		return
	}
	if f, ok := lookFact(name); ok && !slices.Contains(cl.facts, f) {
		cl.facts = append(cl.facts, f)
	}
}

func read(n ast.Node) clause {
	cl := clause{text: n.String()}
	ast.Walk(&n, &cl)
	return cl
}

// namedWorkloads gives the ids that a comparison with w.id names.
func namedWorkloads(n *ast.BinaryNode) []*ast.StringNode {
	for _, pair := range [][2]ast.Node{{n.Left, n.Right}, {n.Right, n.Left}} {
		if name, ok := factName(pair[0]); ok && name == "w.id" {
			return stringsIn(pair[1])
		}
	}
	return nil
}

// run evaluates a clause.
func (cl *clause) run(m *vm.VM, env any) bool {
	out, err := m.Run(cl.program, env)
	if err != nil {
		panic("ruleset: clause " + cl.text + ": " + err.Error())
	}
	result, _ := out.(bool)
	return result
}

// view is what conditions look at: the document, or one workload of it. It
// remembers the clauses that it has seen, because rules share them.
type view struct {
	env  any            // *documentEnv or *workloadEnv
	w    *WorkloadFacts // nil for the document
	m    *vm.VM
	seen []clauseView // by number of the clause
}

type clauseView struct {
	known  bool
	result bool
	value  string // as a trace writes it; "" until asked for
}

func (d *decision) view(env any, w *WorkloadFacts) *view {
	return &view{env, w, &d.m, make([]clauseView, len(d.pack.ofWorkload))}
}

// next makes the view one of another workload: what is known of the document
// stays.
func (v *view) next(p *Pack, env *workloadEnv) {
	v.env, v.w = env, &env.W
	for i, of := range p.ofWorkload {
		if of {
			v.seen[i] = clauseView{}
		}
	}
}

func (v *view) clause(cl *clause) *clauseView {
	c := &v.seen[cl.number]
	if !c.known {
		c.known, c.result = true, cl.run(v.m, v.env)
	}
	return c
}

// holds tells whether all clauses hold.
func (c *compiled) holds(v *view) bool {
	for i := range c.clauses {
		if !v.clause(&c.clauses[i]).result {
			return false
		}
	}
	return true
}

// reads gives the facts of all clauses without repetition.
func (c *compiled) reads() []*fact {
	var out []*fact
	for _, cl := range c.clauses {
		for _, f := range cl.facts {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// place gives the line and column of the character at offset of a condition:
// it walks the raw text of the file beside the text that YAML made of it.
func (c condition) place(offset int) pos {
	start := nodePos(c.node)
	if c.raw == nil {
		return start
	}
	w := rawWalk{lines: c.raw.lines(), line: start.Line, col: start.Col}
	switch c.node.Style { //nolint:exhaustive // plain text begins at its place
	case yaml.LiteralStyle, yaml.FoldedStyle:
		w.block()
	case yaml.DoubleQuotedStyle:
		w.quote, w.col = '"', w.col+1
	case yaml.SingleQuotedStyle:
		w.quote, w.col = '\'', w.col+1
	}
	for i, r := range []rune(c.Text) {
		if i >= offset {
			break
		}
		w.over(r)
	}
	w.settle()
	return pos{w.line, w.col}
}

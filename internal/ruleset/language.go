package ruleset

import (
	"errors"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// The language of conditions is a small part of expr: facts, words in double
// quotes, and, or, not, ==, !=, in, and on document rules any, all, none, one,
// count and len over workloads with comparison of numbers. What is not listed
// here is refused before anything is compiled or run, because some of it can
// stop the process and none of it is needed.
const (
	maxConditionBytes = 2000 // checked before parsing: the parser recurses without a limit of its own
	maxConditionNodes = 300
	maxListItems      = 500 // workloads that a condition may loop over
)

// fault is a problem inside a condition; offset counts characters of its text.
type fault struct {
	offset  int
	code    string
	message string
}

// parsing is how conditions are parsed. It is read only.
var parsing = func() *conf.Config {
	cfg := conf.CreateNew()
	cfg.MaxNodes = maxConditionNodes
	return cfg
}()

// parseCondition gives the syntax tree of a condition, or what is wrong.
func parseCondition(text string) (ast.Node, []fault) {
	if len(text) > maxConditionBytes {
		return nil, []fault{{0, "E200", "the condition is longer than 2000 bytes; make two rules of it"}}
	}
	if !strings.ContainsFunc(text, func(r rune) bool { return r > ' ' }) {
		return nil, []fault{{0, "E106", "the condition is empty"}}
	}
	tree, err := parser.ParseWithConfig(text, parsing)
	if err != nil {
		return nil, []fault{parseFault(text, err)}
	}
	return tree.Node, nil
}

// parseFault makes a sentence of a parse error. Some forms that a pack may not
// use do not even parse alone, so they are named here as well.
func parseFault(text string, err error) fault {
	offset, message := 0, err.Error()
	if e, ok := errors.AsType[*file.Error](err); ok {
		offset, message = e.From, e.Message
	}
	switch {
	case strings.Contains(message, "exceeds maximum allowed nodes"):
		return fault{offset, "E209", "the condition has more than 300 parts; make two rules of it"}
	case strings.Contains(message, "unexpected token EOF"):
		return fault{offset, "E210", "the condition ends too early; if it contains \" #\", YAML cut it there"}
	case strings.HasPrefix(strings.TrimSpace(text), "let "):
		return fault{offset, "E204", "'let' is not allowed in rules"}
	default:
		return fault{offset, "E210", message}
	}
}

// loops are the functions over workloads that document rules may use.
var loops = []string{"any", "all", "none", "one", "count"}

var operators = []string{"and", "or", "&&", "||", "==", "!=", "in", "<", "<=", ">", ">="}

// grammar checks a tree against the whitelist and collects the faults in the
// order of their places.
type grammar struct {
	document bool // any, all, none, one, count and len are allowed
	faults   []fault
	ids      []*ast.StringNode // workloads that are named
}

func (g *grammar) say(n ast.Node, code, message string) {
	g.faults = append(g.faults, fault{n.Location().From, code, message})
}

// check walks node at the given depth of loops.
func (g *grammar) check(node ast.Node, depth int) {
	switch n := node.(type) {
	case *ast.BoolNode, *ast.StringNode, *ast.IntegerNode:
	case *ast.IdentifierNode:
		g.identifier(n)
	case *ast.MemberNode:
		g.member(n, depth)
	case *ast.UnaryNode:
		g.unary(n, depth)
	case *ast.BinaryNode:
		g.binary(n, depth)
	case *ast.ArrayNode:
		for _, e := range n.Nodes {
			if _, ok := e.(*ast.StringNode); !ok {
				g.say(e, "E211", "a list holds words in quotes, nothing else")
			}
		}
	case *ast.BuiltinNode:
		g.builtin(n, depth)
	case *ast.PredicateNode:
		g.check(n.Node, depth)
	default:
		g.refuse(node, depth)
	}
}

// refuse names what is not part of the language and looks on inside it.
func (g *grammar) refuse(node ast.Node, depth int) {
	switch n := node.(type) {
	case *ast.VariableDeclaratorNode:
		g.say(n, "E204", "'let' is not allowed in rules")
		g.check(n.Value, depth)
	case *ast.SequenceNode:
		g.say(n, "E207", "';' is not allowed in rules; make two rules of it")
		for _, one := range n.Nodes {
			g.check(one, depth)
		}
	case *ast.ConditionalNode:
		g.say(n, "E206", "'? :' and if are not allowed in rules; make two rules of it")
	case *ast.CallNode:
		g.say(n, "E201", "function calls are not allowed in rules")
		for _, a := range n.Arguments {
			g.check(a, depth)
		}
	case *ast.PointerNode:
		g.say(n, "E212", "'#' is not allowed in rules; write .id for the id of each workload")
	case *ast.ChainNode:
		g.say(n, "E208", "'?.' is not allowed in rules; every fact has a value")
	case *ast.FloatNode, *ast.NilNode, *ast.BytesNode, *ast.ConstantNode, *ast.MapNode, *ast.PairNode, *ast.SliceNode:
		g.say(node, "E211", "only facts, words in quotes, whole numbers, true and false are allowed in rules")
	default:
		g.say(node, "E211", "this form is not allowed in rules")
	}
}

func (g *grammar) identifier(n *ast.IdentifierNode) {
	known := []string{"doc", "w"}
	if g.document {
		known = []string{"doc", "workloads"}
	}
	if !slices.Contains(known, n.Value) {
		g.say(n, "E210", "unknown name "+n.Value+didYouMean(n.Value, known)+"; facts are written doc.NAME or w.NAME")
	}
}

func (g *grammar) member(n *ast.MemberNode, depth int) {
	property, named := n.Property.(*ast.StringNode)
	if !named || n.Method || n.Optional {
		g.say(n, "E211", "only doc.NAME, w.NAME and .NAME are allowed in rules")
		return
	}
	var prefix string
	switch base := n.Node.(type) {
	case *ast.IdentifierNode:
		prefix = base.Value + "."
		g.identifier(base)
	case *ast.PointerNode:
		prefix = "w."
		if base.Name != "" || depth == 0 {
			g.say(n, "E212", ".NAME stands only inside any, all, none, one and count")
			return
		}
	default:
		g.say(n, "E211", "only doc.NAME, w.NAME and .NAME are allowed in rules")
		return
	}
	g.known(n, prefix, property.Value)
}

// known reports a fact that does not exist, with the nearest one.
func (g *grammar) known(n *ast.MemberNode, prefix, name string) {
	if _, ok := lookFact(prefix + name); ok || prefix != "doc." && prefix != "w." {
		return
	}
	list := docVocabulary
	if prefix == "w." {
		list = workloadVocabulary
	}
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.name
	}
	g.say(n.Property, "E210", "unknown fact "+prefix+name+didYouMean(prefix+name, names))
}

func (g *grammar) unary(n *ast.UnaryNode, depth int) {
	switch n.Operator {
	case "not":
	case "!":
		g.say(n, "E208", "'!' is not allowed in rules; write not")
	default:
		g.say(n, "E208", "'"+n.Operator+"' is not allowed in rules")
	}
	g.check(n.Node, depth)
}

func (g *grammar) binary(n *ast.BinaryNode, depth int) {
	switch {
	case n.Operator == "..":
		g.say(n, "E202", "ranges are not allowed in rules")
	case n.Operator == "+":
		g.say(n, "E203", "'+' is not allowed in rules")
	case n.Operator == "&&":
		g.say(n, "E208", "'&&' is not allowed in rules; write and")
	case n.Operator == "||":
		g.say(n, "E208", "'||' is not allowed in rules; write or")
	case !slices.Contains(operators, n.Operator):
		g.say(n, "E208", "'"+n.Operator+"' is not allowed in rules")
	}
	g.check(n.Left, depth)
	g.check(n.Right, depth)
	if joins := n.Operator == "and" || n.Operator == "or"; !joins && isFact(n.Left) && isFact(n.Right) {
		g.say(n, "E302", "compare a fact with a word in quotes, not with another fact")
	}
	g.words(n)
}

func (g *grammar) builtin(n *ast.BuiltinNode, depth int) {
	switch {
	case !slices.Contains(loops, n.Name) && n.Name != "len":
		g.say(n, "E201", "function "+n.Name+"() is not allowed in rules")
	case !g.document:
		g.say(n, "E201", "function "+n.Name+"() is allowed only in rules for the document")
	case depth > 0:
		g.say(n, "E205", "any, all, none, one and count are nested 2 deep; at most 1")
	case len(n.Arguments) == 0 || !isWorkloads(n.Arguments[0]):
		g.say(n, "E213", n.Name+"() works on workloads, nothing else")
	}
	for i, a := range n.Arguments {
		inside := depth
		if i > 0 {
			inside++
		}
		g.check(a, inside)
	}
}

func isWorkloads(n ast.Node) bool {
	id, ok := n.(*ast.IdentifierNode)
	return ok && id.Value == "workloads"
}

func isFact(n ast.Node) bool {
	_, ok := n.(*ast.MemberNode)
	return ok
}

// factName gives the name of the fact that a node reads; inside loops .id is
// the fact w.id.
func factName(node ast.Node) (string, bool) {
	n, ok := node.(*ast.MemberNode)
	if !ok {
		return "", false
	}
	property, ok := n.Property.(*ast.StringNode)
	if !ok {
		return "", false
	}
	if base, ok := n.Node.(*ast.IdentifierNode); ok {
		return base.Value + "." + property.Value, true
	}
	return "w." + property.Value, true
}

// words checks that a fact is compared only with values that it can have.
func (g *grammar) words(n *ast.BinaryNode) {
	g.ids = append(g.ids, namedWorkloads(n)...)
	for _, pair := range [][2]ast.Node{{n.Left, n.Right}, {n.Right, n.Left}} {
		name, ok := factName(pair[0])
		if !ok {
			continue
		}
		f, ok := lookFact(name)
		if !ok || f.isBool || f.values[0] == anyWorkload {
			continue
		}
		for _, word := range stringsIn(pair[1]) {
			if !slices.Contains(f.values, word.Value) {
				g.say(word, "E301", name+" can never be \""+word.Value+"\""+didYouMean(word.Value, f.values)+allowed(f.values))
			}
		}
	}
}

func stringsIn(n ast.Node) []*ast.StringNode {
	switch n := n.(type) {
	case *ast.StringNode:
		return []*ast.StringNode{n}
	case *ast.ArrayNode:
		var out []*ast.StringNode
		for _, e := range n.Nodes {
			out = append(out, stringsIn(e)...)
		}
		return out
	default:
		return nil
	}
}

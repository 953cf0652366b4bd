package ruleset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// claim takes an id within its kind and reports a second use.
func (b *builder) claim(kind, id, file string, at pos) {
	key := kind + " " + id
	if first, taken := b.taken[key]; taken {
		b.ps.add(file, at, "E103", "%s id %q is already used at %s", kind, id, first.near(file))
		return
	}
	b.taken[key] = place{file, at}
}

// near writes a place as seen from a file.
func (p place) near(file string) string {
	if p.file == file {
		return fmt.Sprintf("line %d", p.at.Line)
	}
	return fmt.Sprintf("%s:%d", p.file, p.at.Line)
}

// keysOf lists the ids of a kind that are taken, for suggestions.
func (b *builder) keysOf(prefix string) []string {
	var out []string
	for k := range b.taken {
		if id, ok := strings.CutPrefix(k, prefix); ok {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// later runs check after all files are read.
func (b *builder) later(check func()) { b.checks = append(b.checks, check) }

func (b *builder) template(file string, at pos, text string, about subject) {
	for _, name := range checkTemplate(text, about) {
		b.ps.add(file, at, "E420", "{%s} is not known in texts%s", name, didYouMean(name, holeNames(about)))
	}
}

func holeNames(about subject) []string {
	out := []string{"agreement", "moves_to"}
	for _, f := range docVocabulary {
		out = append(out, f.name)
	}
	if about == aboutWorkload {
		return append(out, "w.name", "w.rolls_up_to")
	}
	for _, set := range sortedKeys(nameSets) {
		out = append(out, "names."+set)
	}
	return out
}

// addDecisions takes in a file of rules.
func (b *builder) addDecisions(f packFile, n *yaml.Node) {
	var file decisionsFile
	places := b.decodeFile(f, n, &file)
	b.claim("decisions", file.ID, f.path, places["id"])
	groups := map[string]*group{}
	for _, id := range sortedKeys(file.Groups) {
		g := &group{id: id, set: file.ID, file: f.path, at: places["groups."+id], about: file.ForEach.about(), groupSpec: file.Groups[id]}
		groups[id] = g
		b.claim("group of "+string(file.ForEach), string(g.Method)+" "+string(g.Decides), f.path, g.at)
		b.pack.groups = append(b.pack.groups, g)
	}
	for _, list := range []struct {
		specs []ruleSpec
		none  bool
	}{{file.Rules, false}, {file.None, true}} {
		for _, spec := range list.specs {
			b.addRule(f.path, spec, list.none, groups)
		}
	}
	for _, g := range groups {
		if len(g.rules) == 0 {
			b.ps.add(f.path, g.at, "E412", "group %q has no rule", g.id)
		}
		slices.SortFunc(g.rules, func(x, y *rule) int {
			return cmp.Or(cmp.Compare(y.Priority, x.Priority), strings.Compare(x.ID, y.ID))
		})
	}
}

func (b *builder) addRule(file string, spec ruleSpec, none bool, groups map[string]*group) {
	b.claim("rule", spec.ID, file, spec.At)
	g, ok := groups[spec.Group]
	if !ok {
		b.ps.add(file, spec.At, "E412", "%q: group %q is not declared in groups%s", spec.ID, spec.Group, didYouMean(spec.Group, sortedKeys(groups)))
		return
	}
	b.checkOutcome(file, spec, none, g)
	b.cite(file, spec.At, spec.Source)
	b.template(file, spec.At, spec.Why, g.about)
	if _, ok := parseVersion(spec.Since); spec.Since != "" && !ok {
		b.ps.add(file, spec.At, "E110", "%q: since %q is not a version such as 1.0.0", spec.ID, spec.Since)
	}
	r := &rule{ruleSpec: spec, file: file, source: spec.Source.String(), none: none, cond: b.compile(spec.When, g.about)}
	if none {
		r.Then.Strength = sow.NotApplicable
	}
	g.rules = append(g.rules, r)
}

func (b *builder) checkOutcome(file string, spec ruleSpec, none bool, g *group) {
	has := map[decides]bool{decidesStrength: spec.Then.Strength != "", decidesAssociation: spec.Then.Association != ""}
	switch {
	case none && (has[decidesStrength] || has[decidesAssociation]):
		b.ps.add(file, spec.At, "E111", "%q: an entry of none decides nothing; move it to rules", spec.ID)
	case none:
	case !has[g.Decides]:
		b.ps.add(file, spec.At, "E109", "%q: then must give the %s that group %s decides", spec.ID, g.Decides, g.id)
	case has[decidesStrength] && has[decidesAssociation]:
		b.ps.add(file, spec.At, "E111", "%q: then gives a strength and an association; group %s decides the %s", spec.ID, g.id, g.Decides)
	case spec.Then.Strength == sow.NotApplicable && g.Decides == decidesStrength:
		// A rule may say so on purpose, above others.
	}
}

// addItem checks what all list entries have in common and keeps the compiled
// condition. An entry without a condition is always said.
func (b *builder) addItem(kind, id, file string, at pos, when condition) item {
	b.claim(kind, id, file, at)
	return item{id: id, file: file, at: at, cond: b.compile(when, aboutDocument)}
}

func (b *builder) addScenarios(f packFile, n *yaml.Node) {
	var file scenariosFile
	b.decodeFile(f, n, &file)
	for _, s := range file.Scenarios {
		b.cite(f.path, s.At, s.Source)
		b.pack.scenarios = append(b.pack.scenarios, scenario{s, b.addItem("scenario", s.ID, f.path, s.At, s.When)})
	}
}

func (b *builder) addAdvisories(f packFile, n *yaml.Node) {
	var file advisoriesFile
	b.decodeFile(f, n, &file)
	for _, a := range file.Advisories {
		for _, key := range append([]string{a.Source}, a.Further...) {
			b.citeKey(f.path, a.At, key)
		}
		b.checkDay(f.path, a.At, a.Date)
		b.template(f.path, a.At, a.Text, aboutDocument)
		b.pack.advisories = append(b.pack.advisories, advisory{a, b.addItem("advisory", a.Code, f.path, a.At, a.When)})
	}
}

func (b *builder) addQuestions(f packFile, n *yaml.Node) {
	var file questionsFile
	b.decodeFile(f, n, &file)
	for _, q := range file.Questions {
		b.cite(f.path, q.At, q.Source)
		b.template(f.path, q.At, q.Text, aboutDocument)
		b.template(f.path, q.At, q.Why, aboutDocument)
		b.pack.questions = append(b.pack.questions, question{q, b.addItem("question", q.ID, f.path, q.At, q.When)})
	}
}

func (b *builder) addChecks(f packFile, n *yaml.Node) {
	var file checksFile
	b.decodeFile(f, n, &file)
	for _, c := range file.Checks {
		b.cite(f.path, c.At, c.Source)
		b.template(f.path, c.At, c.Text, aboutDocument)
		b.pack.checks = append(b.pack.checks, check{c, b.addItem("check", c.ID, f.path, c.At, c.When)})
	}
}

// parseDay reads a day, a month or a year, as sources give them.
func parseDay(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if day, err := time.Parse(layout, s); err == nil {
			return day, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a day, month or year", s)
}

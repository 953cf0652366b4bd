package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/topic"
)

// Weights of what stands around a mention.
const (
	bySubject  = 1.0 // the name does or has something
	byObject   = 0.75
	byPassive  = 1.0
	byThing    = 0.25
	byPreps    = 0.5
	byPronoun  = 0.5
	byMyself   = 4.0 // "we, Acme"
	byRole     = 4.0 // a word for the role stands beside it
	byEdge     = 1.5
	byTitle    = 1.5
	byTitleFor = 2.5
	byTenant   = 3.0
	byLikeName = 1.5
	byBodyName = 0.75

	byInstitution = 1.25
	byNeither     = 1.0
)

// weigh sums up what the text says around each mention.
func (s *Survey) weigh() {
	s.readAuthor()
	for _, o := range s.list {
		o.blocks, o.last = 0, -1
	}
	places := s.begins()
	for i := range min(len(s.rd.Lines), surveyLines) {
		s.weighLine(&s.rd.Lines[i], i, places)
	}
	for i := range s.sides {
		s.weighLine(&s.sides[i], surveyLines, places)
	}
	s.list = slices.DeleteFunc(s.list, func(o *organisation) bool {
		o.proof += o.conduct()
		return o.proof < leastProof
	})
	s.weighEdges()
	for _, o := range s.list {
		s.weighName(o)
		o.role = bounded(o.deeds, maxDeeds) + bounded(o.had, maxHad) + bounded(o.near, maxNear) + bounded(o.placed, maxPlaced)
	}
}

// conduct is the proof by what the text says that the holder of a name does and
// has: people speak so of organisations, whatever these are called.
func (o *organisation) conduct() float64 {
	if len(o.core()) < 2 || o.acts < leastActs && (o.proof < proofLike || o.acts == 0 || o.deeds >= 0) {
		return 0
	}
	return min(proofConduct, perAct*o.acts)
}

func bounded(x, most float64) float64 { return max(-most, min(x, most)) }

// weighName weighs the name itself, and its domains.
func (s *Survey) weighName(o *organisation) {
	like, body := false, false
	for _, k := range o.core() {
		like = like || s.rd.NamesLike(k)
		body = body || s.rd.NamesBody(k)
	}
	switch {
	case like:
		o.placed -= byLikeName
	case body && o.form == 0:
		o.placed += byInstitution
	case body:
		o.placed += byBodyName
	}
	if !s.mayBear(o.core()) {
		return
	}
	forms := domainFormsOf(&s.rd.Lexicon.Beside, o.core())
	if slices.ContainsFunc(s.hosts, func(h hostName) bool { return h.tenant && forms.borneBy(h) }) {
		o.placed += byTenant
	}
}

// weighEdges takes the one organisation in running headers and footers for the
// author. Where there are two, they tell nothing.
func (s *Survey) weighEdges() {
	var only *organisation
	for _, o := range s.list {
		if !o.edge || !o.likely() {
			continue
		}
		if only != nil {
			return
		}
		only = o
	}
	if only != nil {
		only.placed -= byEdge * s.authorSide()
	}
}

// authorSide is 1 where the partner writes the text, -1 where the customer does,
// 0 where that is not clear.
func (s *Survey) authorSide() float64 {
	switch {
	case s.author >= customerWrites:
		return -1
	case s.author >= 1:
		return 0
	}
	return 1
}

// customerWrites is the least weight of what "we" do and have by which the
// customer writes the text.
const customerWrites = 3.0

// readAuthor tells who says "we": the one who delivers or the one who is served.
func (s *Survey) readAuthor() {
	for i := range min(len(s.rd.Lines), surveyLines) {
		l := &s.rd.Lines[i]
		if l.Edge || !l.Topics.Has(topic.LicenceWe) && s.rd.Marks[l.Block]&lexicon.EndsInMos == 0 {
			continue
		}
		c := s.rd.CuesOf(l)
		for k := range l.Words {
			q := s.byUs(l, c, k)
			switch {
			case q&lexicon.CueDoes != 0 && q&lexicon.CueGives == 0:
				s.author--
			case q&lexicon.CueGives != 0 && q&lexicon.CueDoes == 0:
				s.author += 0.5
			}
		}
	}
	if s.rd.IsOrder {
		s.author += 3
	}
}

// byUs gives the cues of what "we" do at word k: the verb behind it, in German the one
// before it, in Spanish the word itself, which ends in its person.
func (s *Survey) byUs(l *page.Line, c *lexicon.Cues, k int) lexicon.Cue {
	switch t := l.Words[k].Text; {
	case len(t) > 5 && strings.HasSuffix(t, "mos"):
		return c.At(l.Words, k) & (lexicon.CueDoes | lexicon.CueGives)
	case !l.Topics.Has(topic.LicenceWe) || c.At(l.Words, k)&lexicon.CueWe == 0:
		return 0
	}
	if q := s.verbBehind(l, c, k+1); q != 0 || k == 0 || l.Breaks(k) || !s.rd.CapitalNouns(l) {
		return q
	}
	return c.At(l.Words, k-1) & lexicon.CueDoes // "das bauen wir"
}

// closingReach is how many lines below the closing of a letter its author
// stands.
const closingReach = 3

// longestClause is how many words a clause has within which the second part of
// a German verb is sought.
const longestClause = 16

// particle gives the cues of the second part of a German verb, at the end of its
// clause: "stellt einen Raum bereit".
func (s *Survey) particle(l *page.Line, c *lexicon.Cues, i int) lexicon.Cue {
	for k := i + 1; k < len(l.Words) && k < i+longestClause; k++ {
		last := k+1 == len(l.Words) || l.Breaks(k+1) || l.Covered(k+1, topic.PartyAnd) && !l.Words[k+1].Capital
		if last && !l.Words[k].Capital {
			return c.At(l.Words, k) & (lexicon.CueDoes | lexicon.CueGives)
		}
		if last && (k+1 == len(l.Words) || l.Breaks(k+1)) {
			return 0
		}
	}
	return 0
}

// maxRoleLabel is how many words the label of a role has at most.
const maxRoleLabel = 4

// verbReach is how many words a verb stands behind its subject at most.
const verbReach = 3

// longestAuxiliary is how many letters an auxiliary verb has at most.
const longestAuxiliary = 5

// verbBehind gives the cues of the first verb behind word i.
func (s *Survey) verbBehind(l *page.Line, c *lexicon.Cues, i int) lexicon.Cue {
	for k := i; k < i+verbReach && k < len(l.Words); k++ {
		if k > i && l.Breaks(k) || l.Covered(k, topic.PartyAnd) && !l.Words[k].Capital {
			return 0
		}
		q := c.At(l.Words, k) & (lexicon.CueDoes | lexicon.CueGives)
		if q == 0 || l.Words[k].Capital {
			continue
		}
		if q == lexicon.CueGives && len(l.Words[k].Text) <= longestAuxiliary && k+1 < len(l.Words) && l.Words[k+1].Glued && c.At(l.Words, k+1)&lexicon.CueDoes != 0 { // "has delivered"
			return lexicon.CueDoes
		}
		return q
	}
	return 0
}

// begins gives the organisations by the words with which their names begin.
func (s *Survey) begins() *lexicon.FirstWords[*organisation] {
	begins := lexicon.NewFirstWords[*organisation](&s.rd.Terms)
	for _, o := range s.list {
		for i, f := range o.forms {
			if len(f) > 0 && !slices.ContainsFunc(o.forms[:i], func(g []string) bool { return len(g) > 0 && g[0] == f[0] }) {
				begins.Add(f[0], o)
			}
		}
	}
	return begins
}

// namedAt gives the organisation whose longest name begins at word k, nil for
// none, and the word behind the name with its legal form.
func namedAt(l *page.Line, k int, begins *lexicon.FirstWords[*organisation]) (named *organisation, end int) {
	size := 0
	for _, o := range begins.Of(&l.Words[k]) {
		if n := names.LongestStart(l.Words[k:], o.forms); n > size {
			named, size = o, n
		}
	}
	if named == nil {
		return nil, k
	}
	end = k + size
	return named, end + names.FormAt(l, end)
}

func (s *Survey) weighLine(l *page.Line, n int, places *lexicon.FirstWords[*organisation]) {
	var last, first *organisation
	before := 0.0
	s.actor = nil
	gists, begun := s.gistsOf(l, n), places.Begun()
	for k := 0; k < len(gists); k++ {
		if !gists[k].Capital() || !begun.May(gists[k]) {
			continue
		}
		best, end := namedAt(l, k, places)
		if best == nil {
			continue
		}
		if l.Block != best.last {
			best.blocks, best.last = best.blocks+1, l.Block
		}
		placed := best.placed
		s.noted = append(s.noted, notedName{best, pick.Stated{Line: l, From: k, To: end}})
		s.weighMention(best, l, k, end, n)
		switch {
		case first == nil:
			first, before = best, placed
		case best != first && n < openingLines && s.tellsNoRoles(l, first, best):
			first.placed, best.placed = before, placed
		}
		if last != nil && last != best {
			s.together[[2]*organisation{last, best}]++
			s.together[[2]*organisation{best, last}]++
		}
		last = best
		k = end - 1
	}
}

// tellsNoRoles tells whether a line is nothing but the names of two: "Acme /
// Borough Trust".
func (s *Survey) tellsNoRoles(l *page.Line, first, second *organisation) bool {
	return l.Alone && l.Table == 0 && l.Label == "" && second.likely() && first.likely() && !s.told(l)
}

// told tells whether small words of a line tell whom it is for or from: two names
// without them tell no roles.
func (s *Survey) told(l *page.Line) bool {
	c := s.rd.CuesOf(l)
	for i := range l.Words {
		if c.At(l.Words, i)&(lexicon.CueTowards|lexicon.CueFrom|lexicon.CueDoes|lexicon.CueGives) != 0 && !l.Words[i].Capital {
			return true
		}
	}
	return false
}

// weighMention weighs what stands around the name in the words [at:end) of line
// n.
func (s *Survey) weighMention(o *organisation, l *page.Line, at, end, n int) {
	if l.Edge {
		o.edge = true
		return
	}
	c := s.rd.CuesOf(l)
	s.weighStand(o, l, at, end, n)
	s.weighPlace(o, l, at, end, n, c)
	if s.weighNeither(o, l, at, end, c) {
		return
	}
	had := o.had
	s.weighBelongings(o, l, at, end, c)
	if s.actor != nil && s.actor != o && o.had > had { // works on what is another's
		s.actor.deeds -= byObject
	}
	before := s.beforeName(l, at, c)
	if before > 0 && !l.Breaks(before) && o.had == had {
		s.weighBefore(o, l, before-1, c)
	}
	after := l.BehindAside(end)
	s.weighDeed(o, l, before-1, after, c)
	if at <= 1 && after < len(l.Words) && !l.Words[after].Capital {
		s.actor = o
	}
	s.weighPronouns(o, l, at, end, c)
}

// weighStand weighs where signatures and the authors of letters stand.
func (s *Survey) weighStand(o *organisation, l *page.Line, at, end, n int) {
	if l.Head.Has(topic.HeadSign) || s.signing(l, page.Name{From: at, To: end}) {
		o.signs = true
	}
	if n == surveyLines && l.Topics.Has(topic.PartyAccepts) {
		o.placed += signed(byRole, s.rd.customerAccepts(l))
	}
	if s.below >= 0 && n > s.below && n <= s.below+closingReach && at <= 1 {
		o.placed -= byMyself / 2 * s.authorSide()
	}
}

// beforeName gives the word behind the one that tells what the name is to the
// sentence: articles and small words before the name are skipped.
func (s *Survey) beforeName(l *page.Line, at int, c *lexicon.Cues) int {
	i := l.Back(at)
	for i > 0 && l.Words[i].Glued && !l.Words[i-1].Capital && (l.Covered(i-1, topic.PartyArticle) || l.Covered(i-1, topic.PartySmall)) && c.At(l.Words, i-1)&(lexicon.CueTowards|lexicon.CueFrom) == 0 {
		i--
	}
	return i
}

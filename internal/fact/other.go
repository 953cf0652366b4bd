package fact

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// activityShare is the part of the heaviest activity's weight that another one
// must reach to count as an engagement of its own.
const activityShare = 0.25

// engagement gives the kinds of work, heaviest first.
func (rd *reading) engagement() sow.Fact[[]sow.Activity] {
	work := slices.Clone(rd.det.Activities)
	if len(work) == 0 {
		return sow.NoFact[[]sow.Activity]()
	}
	slices.SortStableFunc(work, func(a, b sow.WorkSum) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Activity, b.Activity))
	})
	var out []sow.Activity
	var quotes []sow.Evidence
	for _, w := range work {
		if w.Weight >= activityShare*work[0].Weight {
			out, quotes = append(out, w.Activity), append(quotes, w.Evidence)
		}
	}
	return sow.NewFact(out, quotes...)
}

// access gives the rights that the customer grants to the partner's people.
func (rd *reading) access() sow.Fact[[]sow.Access] {
	var out []sow.Access
	var quotes []sow.Evidence
	for i := range rd.Lines {
		l := &rd.Lines[i]
		roles := rd.NamedIn(l, topic.Role)
		if len(roles) == 0 || l.Edge || l.Head.Has(topic.HeadAbout) || l.Head.Has(topic.HeadExcluded) {
			continue
		}
		if _, grant := l.Says(topic.AccessGrant); !grant && !l.Labelled(topic.AccessGrant) {
			continue
		}
		scope, identity := nameOf(rd.NamedIn(l, topic.Scope)), nameOf(rd.NamedIn(l, topic.Identity))
		for _, role := range roles {
			a := sow.Access{Role: role.Name, Scope: scope, Identity: identity}
			if !namesRole(l, roles, role) || slices.Contains(out, a) {
				continue
			}
			if _, neg := l.Window(max(0, role.From-4), role.From, topic.Negation); neg {
				continue
			}
			out = append(out, a)
			quotes = append(quotes, rd.Evidence(l, l.Words[role.From].Start, l.Words[role.To-1].End))
		}
	}
	if len(out) == 0 {
		return sow.NoFact[[]sow.Access]()
	}
	return sow.NewFact(out, quotes...)
}

// namesRole tells whether a hit names a role: its first or last word has a capital
// ("Reader", "el rol Lector"), and it is not the beginning of another one ("le
// rôle Lecteur général").
func namesRole(l *page.Line, roles []lexicon.NamedHit, role lexicon.NamedHit) bool {
	if !l.Words[role.From].Capital && !l.Words[role.To-1].Capital {
		return false
	}
	return !slices.ContainsFunc(roles, func(o lexicon.NamedHit) bool { return o.From > role.From && o.From < role.To && o.To > role.To })
}

func nameOf(hits []lexicon.NamedHit) string {
	if len(hits) == 0 {
		return ""
	}
	return hits[0].Name
}

// public tells whether the customer is a public body: its name or what the
// text says it is.
func (rd *reading) public(customer sow.Fact[string]) sow.Fact[bool] {
	name, ok := customer.Known()
	if !ok {
		return sow.NoFact[bool]()
	}
	for _, h := range rd.Lexicon.Find(lexicon.Words(name)) {
		if h.Topic == topic.PublicBody {
			return sow.NewFact(true, customer.Evidence...)
		}
	}
	return sow.NoFact[bool]()
}

// cloud gives the cloud that the text names; a document that names none says
// nothing about it.
func (rd *reading) cloud() sow.Fact[string] {
	var first *lexicon.NamedHit
	var ev sow.Evidence
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadAbout) || l.Head.Has(topic.HeadExcluded) {
			continue
		}
		for _, h := range rd.NamedIn(l, topic.Cloud) {
			if _, neg := l.Window(max(0, h.From-4), h.From, topic.Negation); neg {
				continue
			}
			if first == nil {
				first, ev = &h, rd.Evidence(l, l.Words[h.From].Start, l.Words[h.To-1].End)
			} else if first.Name != h.Name && !strings.HasPrefix(first.Name, h.Name) {
				return sow.Conflict([]string{first.Name, h.Name}, ev, rd.Evidence(l, 0, 0))
			}
		}
	}
	if first == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(first.Name, ev)
}

// clause gives the words of a clause about partner of record, PAL or CPOR.
func (rd *reading) clause() sow.Fact[string] {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if h, ok := l.Says(topic.PartnerClause); ok && !l.Edge {
			return sow.NewFact(page.OneSpace(l.Text), rd.Evidence(l, l.Words[h.From].Start, l.Words[h.To-1].End))
		}
	}
	return sow.NoFact[string]()
}

// person is the form of the name of a person.
var person = regexp.MustCompile(`^(?:[\p{Lu}][\p{L}.'’-]*[ \x{a0}]+){1,3}[\p{Lu}][\p{L}'’-]+`)

// contacts gives the persons that the text names as contacts, and those with
// an e-mail address.
func (rd *reading) contacts() sow.Fact[[]sow.Contact] {
	var out []sow.Contact
	var quotes []sow.Evidence
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadAbout) {
			continue
		}
		c, ok := rd.contactIn(l)
		if !ok || slices.ContainsFunc(out, func(o sow.Contact) bool { return o.Name == c.Name && (c.Email == "" || o.Email == c.Email) }) {
			continue
		}
		out, quotes = append(out, c), append(quotes, rd.Evidence(l, 0, 0))
	}
	if len(out) == 0 {
		return sow.NoFact[[]sow.Contact]()
	}
	return sow.NewFact(out, quotes...)
}

func (rd *reading) contactIn(l *page.Line) (sow.Contact, bool) {
	var c sow.Contact
	if l.Signs.Has(page.HoldsAt) {
		c.Email = written.EMail(l.Text)
	}
	if c.Email == "" && !l.Labelled(topic.ContactLabel) {
		return c, false
	}
	c.Name = person.FindString(l.Text)
	if c.Name == "" {
		return c, false
	}
	if rest, ok := strings.CutPrefix(l.Text[len(c.Name):], ", "); ok {
		title, _, _ := strings.Cut(rest, ",")
		if !strings.Contains(title, "@") && len(title) < 60 {
			c.Title = strings.Trim(title, " .")
		}
	}
	switch customer, partner := l.Labelled(topic.PartyCustomer), l.Labelled(topic.PartyPartner); {
	case customer && !partner:
		c.Side = "customer"
	case partner && !customer:
		c.Side = "partner"
	}
	return c, true
}

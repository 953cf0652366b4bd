package fact

import (
	"regexp"
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

var (
	guid   = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)
	domain = regexp.MustCompile(`(?i)\b[a-z0-9][a-z0-9-]{0,60}\.onmicrosoft\.(?:com|us|de|cn)\b`)
	host   = regexp.MustCompile(`(?i)\b[a-z0-9][a-z0-9-]{0,60}(?:\.[a-z0-9-]{2,60})*\.[a-z]{2,60}\b`)
)

// guidDashes is how many dashes a GUID has.
const guidDashes = 4

// tenantHit is a GUID or domain with what speaks for it.
type tenantHit struct {
	id     string
	weight float64
	ev     sow.Evidence
}

// tenant gives the customer's tenant: a GUID that is labelled as one, else a
// domain. Of two tenants it is the one that is moved to.
func (rd *reading) tenant() sow.Fact[string] {
	var hits []tenantHit
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits = append(hits, rd.tenantsIn(l)...)
	}
	best := map[string]*tenantHit{}
	var order []string
	for _, h := range hits {
		id := strings.ToLower(h.id)
		if q := best[id]; q == nil {
			best[id], order = &h, append(order, id)
		} else if h.weight < 0 || q.weight < 0 {
			q.weight += h.weight
		} else if h.weight > q.weight {
			*q = h
		}
	}
	rd.weighOwners(best)
	return bestTenant(best, order)
}

// bestTenant gives the tenant for which most speaks. Two with as much are in
// conflict.
func bestTenant(best map[string]*tenantHit, order []string) sow.Fact[string] {
	var top, next *tenantHit
	for _, id := range order {
		switch h := best[id]; {
		case h.weight <= 0:
		case top == nil || h.weight > top.weight:
			top, next = h, top
		case next == nil || h.weight > next.weight:
			next = h
		}
	}
	switch {
	case top == nil:
		return sow.NoFact[string]()
	case next != nil && next.weight == top.weight:
		return sow.Conflict([]string{top.id, next.id}, top.ev, next.ev)
	}
	return sow.NewFact(top.id, top.ev)
}

// tenantsIn reads the GUIDs and domains that a line calls a tenant.
func (rd *reading) tenantsIn(l *page.Line) []tenantHit {
	named := l.Labelled(topic.TenantLabel) && !l.Labelled(topic.TenantOther) || l.Columned(topic.TenantLabel) && !l.Columned(topic.TenantOther)
	hosts := rd.Marks[l.Block]&lexicon.IsTenantHost != 0
	named = named || ofDirectory(l)
	if !named && !hosts && !l.Topics.Has(topic.TenantLabel) {
		return nil
	}
	out := append(rd.guidsIn(l, named), rd.domainsIn(l, hosts)...)
	if len(out) > 0 || !named && !l.Topics.Has(topic.TenantLabel) {
		return out
	}
	return rd.hostsIn(l, named)
}

// ofDirectory tells whether a line gives a GUID behind a word for a directory,
// which is that of a tenant: "Directory: 6f2a9c81-…", "our directory is 6f2a9c81-…".
func ofDirectory(l *page.Line) bool {
	if strings.Count(l.Text, "-") < guidDashes {
		return false
	}
	at := guid.FindStringIndex(l.Text)
	if at == nil {
		return false
	}
	end := l.WordAt(at[0])
	return end == 0 && directoryLabel(l) || l.Beside.Tenants.Directories.HasAny(l.Words[max(0, end-directoryReach):end])
}

// How many words the label of a directory has at most, and how many may stand between
// the word for it and its GUID.
const (
	directoryWords = 4
	directoryReach = 5
)

// directoryLabel tells whether a label speaks of a directory: "Working directory".
func directoryLabel(l *page.Line) bool {
	label := lexicon.Words(l.Label)
	return len(label) <= directoryWords && l.Beside.Tenants.Directories.HasAny(label)
}

// tenantAt makes a hit of the bytes at of a line.
func (rd *reading) tenantAt(l *page.Line, at []int, weight float64) tenantHit {
	return tenantHit{l.Text[at[0]:at[1]], weight + rd.tenantSide(l, at) - ofWorkshop(l, at), rd.Evidence(l, at[0], at[1])}
}

// guidsIn reads the GUIDs behind a word of tenants.
func (rd *reading) guidsIn(l *page.Line, named bool) (out []tenantHit) {
	if strings.Count(l.Text, "-") < guidDashes {
		return nil
	}
	for _, at := range guid.FindAllStringIndex(l.Text, -1) {
		end := l.WordAt(at[0])
		label, ok := l.Window(max(0, end-6), end, topic.TenantLabel)
		if other, bad := l.Window(max(0, end-6), end, topic.TenantOther); bad && (!ok || other.From > label.From) || !ok && !named {
			continue
		}
		out = append(out, rd.tenantAt(l, at, 8))
	}
	return out
}

// domainsIn reads the domains that every tenant has. Hosts tells whether the
// block may hold one.
func (rd *reading) domainsIn(l *page.Line, hosts bool) (out []tenantHit) {
	if !hosts || !slices.ContainsFunc(l.Words, func(w lexicon.Word) bool { return w.Text == "onmicrosoft" }) {
		return nil
	}
	for _, at := range domain.FindAllStringIndex(l.Text, -1) {
		out = append(out, rd.tenantAt(l, at, 4))
	}
	return out
}

// hostsIn reads the names of hosts behind a word of tenants.
func (rd *reading) hostsIn(l *page.Line, named bool) (out []tenantHit) {
	for start, field := range written.FieldsWith(l.Text, '.') {
		for _, at := range host.FindAllStringIndex(field, -1) {
			at[0], at[1] = at[0]+start, at[1]+start
			end := l.WordAt(at[0])
			if _, ok := l.Window(max(0, end-4), end, topic.TenantLabel); ok && at[0] > 0 && l.Text[at[0]-1] != '@' || named && end == 0 {
				out = append(out, rd.tenantAt(l, at, 2))
			}
		}
	}
	return out
}

// sideWords is how many words may stand between "from" and a tenant.
const sideWords = 4

// tenantSide weighs whether a tenant is the one that is left or moved to.
func (rd *reading) tenantSide(l *page.Line, at []int) float64 {
	switch source, target := l.Columned(topic.TenantSource), l.Columned(topic.TenantTarget); {
	case source && !target:
		return -10
	case target && !source:
		return 2
	case l.Table > 0 && l.Columned(topic.TenantLabel) && l.Labelled(topic.TenantSource):
		return -10
	}
	end := l.WordAt(at[0])
	h, ok := l.Window(max(0, end-8), end, topic.TenantSource, topic.TenantTarget)
	if !ok || withinLabel(l, h) || h.To-h.From == 1 && len(l.Words[h.From].Text) <= 4 && end-h.To > sideWords { // "from Microsoft set up the tenant"
		return 0
	}
	if h.Topic == topic.TenantSource {
		return -10
	}
	return 2
}

// withinLabel tells whether a word of direction is part of a label that is longer, or
// stands behind a verb of belonging: "identifiant du locataire" tells whose number it
// is, "dépend du locataire" to whom a thing belongs, not from where.
func withinLabel(l *page.Line, h lexicon.Hit) bool {
	if h.From > 0 && l.Beside.Tenants.Belongs.Has(l.Words[h.From-1].Text) || ofSubscription(l, h) {
		return true
	}
	return slices.ContainsFunc(l.Hits, func(label lexicon.Hit) bool {
		return label.Topic == topic.TenantLabel && label.From <= h.From && h.To <= label.To && label.To-label.From > h.To-h.From
	})
}

// subscriptionReach is how many words before the tenant its subscription may stand.
const subscriptionReach = 5

// ofSubscription tells whether a genitive says to which tenant a subscription belongs:
// "l'abonnement du locataire", "suscripción «pro» del tenant".
func ofSubscription(l *page.Line, h lexicon.Hit) bool {
	if !l.Beside.Small.Genitives.Has(l.Words[h.From].Text) {
		return false
	}
	_, ok := l.Window(max(0, h.From-subscriptionReach), h.From, topic.LicenceThing)
	return ok
}

// workshopTenant is what speaks against a tenant in which the partner tries out what
// it builds.
const workshopTenant = 3.0

// ofWorkshop weighs whether a tenant is the one of a laboratory beside that of the
// customer.
func ofWorkshop(l *page.Line, at []int) float64 {
	end := l.WordAt(at[0])
	if l.Beside.Tenants.Workshops.HasAny(l.Words[max(0, end-sideWords):end]) {
		return workshopTenant
	}
	return 0
}

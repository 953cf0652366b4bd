package fact

import (
	"regexp"
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// country tells in which country the customer is, by what stands in one country
// only: its cloud, its own line in the document, or its names on the internet.
// The first of these that says something counts.
func (rd *reading) country(f sow.Facts) sow.Fact[string] {
	for _, found := range []countries{rd.cloudCountry(f), rd.placeCountries(f), hostCountries(f)} {
		switch len(found.codes) {
		case 0:
		case 1:
			return sow.NewFact(found.codes[0], found.evidence...)
		default:
			return sow.Conflict(found.codes, found.evidence...)
		}
	}
	return sow.NoFact[string]()
}

// countries are different countries, each with the line that names it.
type countries struct {
	codes    []string
	evidence []sow.Evidence
}

func (c *countries) add(code string, ev ...sow.Evidence) {
	if code == "" || slices.Contains(c.codes, code) {
		return
	}
	c.codes = append(c.codes, code)
	c.evidence = append(c.evidence, ev[:min(1, len(ev))]...)
}

// cloudCountry takes the country from a cloud that is open to one country's
// customers only.
func (rd *reading) cloudCountry(f sow.Facts) countries {
	var c countries
	switch name, _ := f.Cloud.Known(); name {
	case "gcc", "gov":
		c.add("US", f.Cloud.Evidence...)
	case "china":
		c.add("CN", f.Cloud.Evidence...)
	}
	return c
}

// nearName bounds what belongs to a customer's name in its line, in bytes: an
// address follows the name.
const nearName = 160

// placeCountries looks at the lines that are the customer's own, and behind its
// name in the others.
func (rd *reading) placeCountries(f sow.Facts) countries {
	var c countries
	customer, known := f.Customer.Known()
	partner, _ := f.Partner.Known()
	if !known {
		return c
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		from, to := ofCustomer(l, customer, partner)
		if from == to || l.Head.Has(topic.HeadAbout) {
			continue
		}
		for _, h := range rd.NamedIn(l, topic.Country) {
			if at := l.Words[h.From].Start; at >= from && at < to {
				c.add(h.Name, rd.Evidence(l, at, l.Words[h.To-1].End))
			}
		}
		if m := usPlace.FindStringSubmatchIndex(l.Text[from:to]); m != nil && slices.Contains(usStates, l.Text[from+m[2]:from+m[3]]) {
			code := "US"
			if l.Text[from+m[2]:from+m[3]] == "PR" {
				code = "PR"
			}
			c.add(code, rd.Evidence(l, from+m[0], from+m[1]))
		}
	}
	return c
}

// ofCustomer gives the bytes of a line that speak of the customer's place; none
// when from equals to.
func ofCustomer(l *page.Line, customer, partner string) (from, to int) {
	if at := strings.Index(l.Text, customer); at >= 0 {
		end := lexicon.Boundary(l.Text, min(len(l.Text), at+len(customer)+nearName))
		if other := strings.Index(l.Text[at:end], partner); partner != "" && other > 0 {
			end = at + other
		}
		return at, end
	}
	mine, theirs := l.Labelled(topic.PartyCustomer) || l.Columned(topic.PartyCustomer), l.Labelled(topic.PartyPartner) || l.Columned(topic.PartyPartner)
	if mine && !theirs && (partner == "" || !strings.Contains(l.Text, partner)) && len(l.Text) <= 2*nearName {
		return 0, len(l.Text)
	}
	return 0, 0
}

// usPlace is a state and a ZIP code at the end of an address: "Austin, TX 78701".
var usPlace = regexp.MustCompile(`,\s*([A-Z]{2})\s+\d{5}(?:-\d{4})?\b`)

// usStates are the two letters of the United States Postal Service.
var usStates = strings.Fields(`AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
	OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY GU VI AS MP`)

// hostCountries takes the country from the customer's tenant and addresses of
// its people.
func hostCountries(f sow.Facts) countries {
	var c countries
	if tenant, _ := f.TenantID.Known(); !sow.IsTenantID(tenant) {
		c.add(countryOfHost(tenant), f.TenantID.Evidence...)
	}
	customer, _ := f.Customer.Known()
	people, _ := f.Contacts.Known()
	for i, p := range people {
		_, host, _ := strings.Cut(strings.ToLower(p.Email), "@")
		if p.Side == "customer" || p.Side == "" && bearsName(host, customer) {
			var ev []sow.Evidence
			if i < len(f.Contacts.Evidence) {
				ev = f.Contacts.Evidence[i : i+1]
			}
			c.add(countryOfHost(host), ev...)
		}
	}
	return c
}

// bearsName tells whether a host's name holds the first word of a company's.
func bearsName(host, company string) bool {
	word, _, _ := strings.Cut(sow.FoldCustomer(company), " ")
	return len(word) >= 4 && strings.Contains(host, word)
}

// sharedEndings are endings of countries that anybody uses.
var sharedEndings = []string{"ai", "cc", "co", "eu", "fm", "gg", "io", "la", "ly", "me", "nu", "sh", "to", "tv", "ws"}

// countryOfHost gives the country whose ending a host has, "" for one that says
// nothing. The endings .gov and .mil belong to the United States.
func countryOfHost(host string) string {
	host = strings.TrimRight(strings.ToLower(host), ".")
	ending := host[strings.LastIndexByte(host, '.')+1:]
	switch {
	case !strings.Contains(host, "."):
		return ""
	case ending == "gov", ending == "mil":
		return "US"
	case ending == "uk":
		return "GB"
	case len(ending) == 2 && !slices.Contains(sharedEndings, ending):
		return strings.ToUpper(ending)
	}
	return ""
}

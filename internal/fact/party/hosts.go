package party

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// hostName is the name before the ending of an Internet domain, which mostly is
// that of an organisation: "peumolibre" of "peumolibre.example".
type hostName struct {
	name   string // folded, without hyphens
	tenant bool   // of a Microsoft tenant
	edge   bool   // in a running header or footer
	block  int
}

// domainName finds the domains in a text, as of e-mail addresses and hosts.
var domainName = regexp.MustCompile(`(?i)(?:@|://|\b)((?:[a-z0-9-]{2,60}\.)+[a-z]{2,12})\b`)

// strangers are the domains of mail services and makers, by their name.
var strangers = []string{"gmail", "outlook", "hotmail", "yahoo", "gmx", "microsoft", "azure", "office", "windows", "github", "linkedin"}

// tenantHosts are the domains below which each tenant has its own.
var tenantHosts = []string{".onmicrosoft.", ".sharepoint.", ".crm4.dynamics.", ".crm.dynamics."}

// readHosts notes the domains of the document.
func (s *Survey) readHosts() {
	for i := range s.rd.Lines {
		l := &s.rd.Lines[i]
		if !l.Signs.Has(page.HoldsPoint) || !mayHost(l.Text) {
			continue
		}
		for _, field := range written.FieldsWith(l.Text, '.') {
			for _, m := range domainName.FindAllStringSubmatch(field, -1) {
				s.addHost(l, strings.ToLower(m[1]))
			}
		}
	}
}

// mayHost tells whether a text may hold a domain: a point between letters.
func mayHost(text string) bool {
	for i := 0; ; i++ {
		point := strings.IndexByte(text[i:], '.')
		if point < 0 {
			return false
		}
		i += point
		if i > 0 && i+1 < len(text) && lexicon.IsWordASCII(text[i-1]) && text[i+1] >= 'a' && text[i+1] <= 'z' {
			return true
		}
	}
}

func (s *Survey) addHost(l *page.Line, host string) {
	h := hostName{edge: l.Edge, block: l.Block}
	parts := strings.Split(host, ".")
	if slices.ContainsFunc(tenantHosts, func(t string) bool { return strings.Contains(host, t) }) {
		h.tenant = true
		h.name = parts[0]
	} else {
		for _, part := range parts[:len(parts)-1] { // the longest is the name
			if len(part) > len(h.name) {
				h.name = part
			}
		}
	}
	h.name = strings.ReplaceAll(h.name, "-", "")
	if len(h.name) >= 3 && !slices.Contains(strangers, h.name) && len(s.hosts) < maxSurveyed {
		s.hosts = append(s.hosts, h)
		s.hostStarts[h.name[0]] = true
	}
}

// hosted tells whether a domain bears a name without a legal form, also given as one
// text. Most names come again and again.
func (s *Survey) hosted(key []string, core []byte) bool {
	if !s.mayBear(key) {
		return false
	}
	is, known := s.borne[string(core)]
	if !known {
		f := domainFormsOf(&s.rd.Lexicon.Beside, key)
		is = slices.ContainsFunc(s.hosts, f.borneBy)
		s.borne[string(core)] = is
	}
	return is
}

// mayBear tells whether a domain begins as one that bears the name must.
func (s *Survey) mayBear(core []string) bool {
	for i, k := range core {
		if s.bears(k) {
			return true
		}
		if i+1 == len(core) || !names.Joins(&s.rd.Lexicon.Beside, k) {
			break
		}
	}
	return false
}

// bears tells whether a domain begins as one that bears a name with this first word
// must.
func (s *Survey) bears(word string) bool { return word[0] >= utf8.RuneSelf || s.hostStarts[word[0]] }

// bearsAlone tells whether a domain may be this word and no more.
func (s *Survey) bearsAlone(word string) bool {
	return s.bears(word) && slices.ContainsFunc(s.hosts, func(h hostName) bool { return h.name == word || word[0] >= utf8.RuneSelf })
}

// domainForms is how a domain writes the name of an organisation.
type domainForms struct {
	spellings []string // all its words, the first ones, those that are no joiners
	initials  string   // its first letters, "" for too few words
}

// leastFront is how many letters the first words of a name have at least that
// make a domain.
const leastFront = 5

func domainFormsOf(say *lexicon.Beside, core []string) (f domainForms) {
	f.spellings = append(make([]string, 0, len(core)+1), squeeze(core))
	if len(core) < 2 {
		return f
	}
	for n := 1; n < len(core); n++ {
		if front := squeeze(core[:n]); len(front) >= leastFront {
			f.spellings = append(f.spellings, front)
		}
	}
	var small []string
	for _, k := range core {
		if !names.Joins(say, k) {
			small = append(small, k)
		}
	}
	f.spellings = append(f.spellings, squeeze(small))
	if len(small) > 2 {
		f.initials = initials(small)
	}
	return f
}

// borneBy tells whether a domain is made of the words of the name: all of them,
// the first ones, or their first letters.
func (f *domainForms) borneBy(h hostName) bool {
	return slices.Contains(f.spellings, h.name) || f.initials != "" && abbreviatedBy(f.initials, h.name)
}

// readPeople notes the names of people: before an e-mail address made of them,
// and beside the label of a contact.
func (s *Survey) readPeople() {
	s.people = map[string]bool{}
	for i := range s.rd.Lines {
		l := &s.rd.Lines[i]
		if l.Signs.Has(page.HoldsAt) {
			s.readAddresses(l)
		}
		if n := contactPerson(l); n > 0 {
			s.person(l.Words[:n])
		}
	}
}

// readAddresses notes the people of whose names the e-mail addresses in a line
// are made.
func (s *Survey) readAddresses(l *page.Line) {
	for _, a := range written.EMails(l.Text) {
		local, _, _ := strings.Cut(a, "@")
		s.readLocal(l, strings.FieldsFunc(lexicon.Fold(local), func(r rune) bool { return r == '.' || r == '-' || r == '_' }))
	}
}

const (
	longestContact = 12 // words of a line with a person, the office and the company
	longestPerson  = 3  // words of the name of a person
)

// contactPerson counts the words of the person with whom a line begins beside
// the label of a contact, or of one who writes; 0 for none.
func contactPerson(l *page.Line) int {
	if !l.Labelled(topic.ContactLabel) && !labelOpens(l, topic.PartyTo) && !labelOpens(l, topic.PartyFrom) || len(l.Words) == 0 || len(l.Words) > longestContact {
		return 0
	}
	n := capitalsInFront(l, longestPerson+1)
	if n > 1 && n <= longestPerson && (n == len(l.Words) || l.Breaks(n)) && names.FormAt(l, n-1) == 0 && !l.Topics.Meets(companyWords) {
		return n
	}
	return 0
}

// capitalsInFront counts the words with a capital with which a line begins, up
// to most, before anything that ends a name.
func capitalsInFront(l *page.Line, most int) int {
	n := 0
	for n < len(l.Words) && n < most && l.Words[n].Capital && (n == 0 || !l.Breaks(n)) {
		n++
	}
	return n
}

// readLocal notes the name of which an e-mail address is made, in the lines
// around.
func (s *Survey) readLocal(l *page.Line, parts []string) {
	last := parts[len(parts)-1]
	if len(last) < 3 {
		return
	}
	for k := range l.Words {
		if l.Words[k].Text == last && l.Words[k].Capital && k > 0 && l.Words[k-1].Capital {
			s.person(l.Words[k-1 : k+1])
			if k > 1 && l.Words[k-2].Capital {
				s.person(l.Words[k-2 : k+1])
			}
		}
	}
	if len(parts) > 1 {
		s.people[strings.Join(parts, " ")] = true
	}
}

func (s *Survey) person(ws []lexicon.Word) {
	parts := make([]string, len(ws))
	for i, w := range ws {
		parts[i] = w.Text
	}
	s.people[strings.Join(parts, " ")] = true
}

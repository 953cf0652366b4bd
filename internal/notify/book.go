package notify

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"claimline/internal/deadline"
	"claimline/internal/reminder"
	"claimline/internal/sow"
)

// Person is somebody of the address book.
type Person struct {
	Name       string        // as people sign in and as owners are called
	Mail       string        // "" when no channel needs it
	Language   string        // of the messages
	Channels   []sow.Channel // at least one
	Digest     bool          // messages wait for the next morning and come as one
	Reviewer   bool          // is asked for approvals
	EscalateTo string        // who is told next; "" nobody
	Roles      []string      // whose deadlines of the partner concern the person, see sow.Roles
	Hours      reminder.Hours
}

// Address is where a channel reaches the person.
func (p Person) Address(c sow.Channel) string {
	if c == sow.ChannelMail {
		return p.Mail
	}
	return p.Name
}

// Book is the address book. The zero value is empty: nobody is told anything.
type Book struct {
	people []Person
	text   string
}

// entry is a person as the file has it.
type entry struct {
	Name       string        `yaml:"name"`
	Mail       string        `yaml:"mail"`
	Zone       string        `yaml:"zone"`
	Language   string        `yaml:"language"`
	Hours      string        `yaml:"hours"`
	Holidays   []string      `yaml:"holidays"` // countries
	DaysOff    []string      `yaml:"days_off"` // YYYY-MM-DD
	Channels   []sow.Channel `yaml:"channels"`
	Digest     bool          `yaml:"digest"`
	Reviewer   bool          `yaml:"reviewer"`
	EscalateTo string        `yaml:"escalate_to"`
	Roles      []string      `yaml:"roles"`
}

// ReadBook reads an address book: YAML with a list "people". Defaults are
// Monday to Friday from nine to five in the given zone, English, by mail. The
// error lists every mistake with its line.
func ReadBook(file []byte, zone string) (Book, error) {
	var doc struct {
		People []yaml.Node `yaml:"people"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(file))
	dec.KnownFields(true)
	if err := dec.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		return Book{}, fmt.Errorf("the address book cannot be read: %w", err)
	}
	var book Book
	var problems []error
	for _, n := range doc.People {
		p, err := readPerson(&n, zone)
		if err == nil {
			if _, twice := book.Find(p.Name); twice {
				err = fmt.Errorf("%s stands twice in it", p.Name)
			}
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("address book, line %d: %w", n.Line, err))
			continue
		}
		book.people = append(book.people, p)
	}
	if len(problems) == 0 {
		problems = book.checkChains()
	}
	book.text = string(file)
	if err := errors.Join(problems...); err != nil {
		return Book{}, err
	}
	return book, nil
}

// known are the fields of an entry; the decoder of a node does not refuse others.
var known = []string{"name", "mail", "zone", "language", "hours", "holidays", "days_off", "channels", "digest", "reviewer", "escalate_to", "roles"}

func readPerson(n *yaml.Node, zone string) (Person, error) {
	if n.Kind != yaml.MappingNode {
		return Person{}, errors.New("a person is a name with settings")
	}
	for i := 0; i < len(n.Content); i += 2 {
		if !slices.Contains(known, n.Content[i].Value) {
			return Person{}, fmt.Errorf("%q is not known; use %s", n.Content[i].Value, strings.Join(known, ", "))
		}
	}
	e := entry{Zone: zone, Language: fallbackLanguage, Hours: reminder.DefaultHours, Channels: []sow.Channel{sow.ChannelMail}}
	if err := n.Decode(&e); err != nil {
		return Person{}, fmt.Errorf("it cannot be read: %w", err)
	}
	return e.person()
}

func (e entry) person() (Person, error) {
	p := Person{
		Name: strings.TrimSpace(e.Name), Mail: e.Mail, Language: e.Language, Channels: e.Channels, Digest: e.Digest, Reviewer: e.Reviewer,
		EscalateTo: strings.TrimSpace(e.EscalateTo), Roles: e.Roles,
	}
	if p.Name == "" || line(p.Name) != p.Name {
		return p, errors.New("a person needs a name of one line")
	}
	fault := func(format string, args ...any) (Person, error) {
		return p, fmt.Errorf("%s: %w", p.Name, fmt.Errorf(format, args...))
	}
	if !slices.Contains(Languages(), p.Language) {
		return fault("language %q is not known; use %s", p.Language, strings.Join(Languages(), ", "))
	}
	for _, role := range p.Roles {
		if !slices.Contains(sow.Roles(), role) {
			return fault("role %q is not known; use %s", role, strings.Join(sow.Roles(), ", "))
		}
	}
	if len(p.Channels) == 0 {
		return fault("no channel; use mail or teams")
	}
	for _, c := range p.Channels {
		if c != sow.ChannelMail && c != sow.ChannelTeams {
			return fault("channel %q is not known; use mail or teams", c)
		}
	}
	if slices.Contains(p.Channels, sow.ChannelMail) || p.Mail != "" {
		address, err := mail.ParseAddress(p.Mail)
		if err != nil || address.Address != p.Mail {
			return fault("mail %q is no address; write name@example.com", p.Mail)
		}
	}
	var err error
	if p.Hours, err = e.hours(); err != nil {
		return fault("%w", err)
	}
	return p, nil
}

func (e entry) hours() (reminder.Hours, error) {
	zone, err := time.LoadLocation(e.Zone)
	if err != nil || e.Zone == "Local" {
		return reminder.Hours{}, fmt.Errorf("time zone %q is not known, use an IANA name such as Europe/Dublin", e.Zone)
	}
	off := map[sow.Day]string{}
	for _, text := range e.DaysOff {
		day, err := sow.ParseDay(text)
		if err != nil {
			return reminder.Hours{}, err
		}
		off[day] = "day off"
	}
	calendar, err := deadline.NewCalendar(e.Holidays, off)
	if err != nil {
		return reminder.Hours{}, err
	}
	return reminder.ParseHours(e.Hours, zone, calendar)
}

// checkChains refuses people who pass a deadline on to nobody known, or in a
// circle.
func (b Book) checkChains() []error {
	var problems []error
	for _, p := range b.people {
		if p.EscalateTo == "" {
			continue
		}
		if _, ok := b.Find(p.EscalateTo); !ok {
			problems = append(problems, fmt.Errorf("address book: %s escalates to %s, who is not in it", p.Name, p.EscalateTo))
			continue
		}
		seen := map[string]bool{}
		for next, ok := p, true; ok; next, ok = b.Find(next.EscalateTo) {
			if seen[next.Name] {
				problems = append(problems, fmt.Errorf("address book: the escalation of %s goes in a circle", p.Name))
				break
			}
			seen[next.Name] = true
		}
	}
	return problems
}

// Find gives the person with a name, compared without regard to case.
func (b Book) Find(name string) (Person, bool) {
	name = strings.TrimSpace(name)
	if name == "" {
		return Person{}, false
	}
	i := slices.IndexFunc(b.people, func(p Person) bool { return strings.EqualFold(p.Name, name) })
	if i < 0 {
		return Person{}, false
	}
	return b.people[i], true
}

// Chain gives the person and those who are told after it, in order; it is
// empty for a person who is not in the book.
func (b Book) Chain(name string) []Person {
	var chain []Person
	for p, ok := b.Find(name); ok; p, ok = b.Find(p.EscalateTo) {
		chain = append(chain, p)
	}
	return chain
}

// Reviewers gives the people who are asked for approvals.
func (b Book) Reviewers() []Person {
	var list []Person
	for _, p := range b.people {
		if p.Reviewer {
			list = append(list, p)
		}
	}
	return list
}

// Role gives the people whom the deadlines of the partner with a role concern.
// When nobody has it, they are those at the end of the escalations: somebody is
// always told.
func (b Book) Role(role string) []Person {
	var list, last []Person
	for _, p := range b.people {
		if slices.Contains(p.Roles, role) {
			list = append(list, p)
		}
		if p.EscalateTo == "" {
			last = append(last, p)
		}
	}
	if len(list) > 0 {
		return list
	}
	return last
}

// Text is the file that the book was read from; it changes when the book does.
func (b Book) Text() string { return b.text }

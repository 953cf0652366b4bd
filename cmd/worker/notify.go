package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/deadline"
	"claimline/internal/notify"
	"claimline/internal/pipeline"
	"claimline/internal/reminder"
	"claimline/internal/sow"
)

// notifier is the sending part of the settings; channels that are not set up
// stay nil.
func (c config) notifier() (notify.Notifier, error) {
	n := notify.Notifier{BaseURL: c.BaseURL}
	var problems []error
	if c.SMTP != "" {
		mail, err := notify.NewMail(c.SMTP, c.MailFrom, time.Now)
		if err != nil {
			problems = append(problems, fmt.Errorf("--smtp: %w", err))
		}
		n.Mail = mail
	}
	if c.Teams != "" {
		allow, err := networks(c.WebhookAllow)
		if err != nil {
			problems = append(problems, fmt.Errorf("--webhook-allow: %w", err))
		}
		teams, err := notify.NewTeams(c.Teams, allow, time.Now)
		if err != nil {
			problems = append(problems, fmt.Errorf("--teams-webhook: %w", err))
		}
		n.Teams = teams
	}
	return n, errors.Join(problems...)
}

// networks reads a list such as "10.1.0.0/16, fd00::/8".
func networks(list string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no network, write 10.1.0.0/16", text)
		}
		all = append(all, p)
	}
	return all, nil
}

// book reads the address book of the settings; without one it is empty.
func (c config) book(zone string) (notify.Book, error) {
	if c.People == "" {
		return notify.Book{}, nil
	}
	file, err := os.ReadFile(c.People)
	if err != nil {
		return notify.Book{}, fmt.Errorf("--people: read the address book: %w", err)
	}
	return notify.ReadBook(file, zone)
}

// tellPeople adds to the pipeline who is told, and how.
func (s *services) tellPeople(cfg *pipeline.Config) error {
	n, err := s.config.notifier()
	if err != nil {
		return err
	}
	book, err := s.config.book(s.zone().String())
	if err != nil {
		return err
	}
	channels := channelsOf(n)
	if len(channels) > 0 {
		cfg.Send = n.Send
	}
	reachable := func(people []notify.Person) []pipeline.Recipient {
		var list []pipeline.Recipient
		for _, p := range people {
			if r := recipient(p, channels); len(r.Places) > 0 {
				list = append(list, r)
			}
		}
		return list
	}
	cfg.People = pipeline.People{
		Chain:     func(owner string) []pipeline.Recipient { return reachable(book.Chain(owner)) },
		Reviewers: func() []pipeline.Recipient { return reachable(book.Reviewers()) },
		Role: func(role string) [][]pipeline.Recipient {
			var chains [][]pipeline.Recipient
			for _, p := range book.Role(role) {
				chains = append(chains, reachable(book.Chain(p.Name)))
			}
			return chains
		},
		Basis: fmt.Sprint(channels, " ", book.Text()),
	}
	cfg.Words = pipeline.Words{Workload: s.workloadName, Deadline: s.deadlineSpec}
	return nil
}

func channelsOf(n notify.Notifier) []sow.Channel {
	var list []sow.Channel
	if n.Mail != nil {
		list = append(list, sow.ChannelMail)
	}
	if n.Teams != nil {
		list = append(list, sow.ChannelTeams)
	}
	return list
}

// recipient is a person with the channels that are set up.
func recipient(p notify.Person, channels []sow.Channel) pipeline.Recipient {
	r := pipeline.Recipient{Person: reminder.Person{Name: p.Name, Hours: p.Hours}, Language: p.Language, Digest: p.Digest}
	for _, c := range p.Channels {
		if slices.Contains(channels, c) {
			r.Places = append(r.Places, pipeline.Address{Channel: c, To: p.Address(c)})
		}
	}
	return r
}

func (s *services) workloadName(id string) string {
	for _, e := range s.rules.Pack().Lexicon().Entries {
		if e.ID == id {
			return e.Name
		}
	}
	return id
}

func (s *services) deadlineSpec(code string) (sow.DeadlineSpec, *deadline.Calendar, bool) {
	analyzer, err := s.current()
	if err != nil {
		return sow.DeadlineSpec{}, nil, false
	}
	for _, d := range analyzer.Pack().Deadlines() {
		if d.Code == code {
			return d, analyzer.Calendar(), true
		}
	}
	return sow.DeadlineSpec{}, nil, false
}

func notifyCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "notify", Short: "Try the messages to people"}
	var to, language string
	var teams bool
	test := &cobra.Command{
		Use: "test", Short: "Send one test message and say what became of it",
		Long: `Send one test message with the settings of the worker and say what became of it: sent,
refused, to be tried again, or in doubt. Nothing is recorded.`,
		Example: "  worker notify test --to anna@partner.example\n  worker notify test --teams",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := loadConfig(cmd.Flags(), environment)
			if err != nil {
				return err
			}
			if (to == "") == !teams {
				return errors.New("name an address with --to, or use --teams")
			}
			if !slices.Contains(notify.Languages(), language) {
				return fmt.Errorf("--language %q is not known; use %s", language, strings.Join(notify.Languages(), ", "))
			}
			n, err := c.notifier()
			switch {
			case err != nil:
				return err
			case teams && n.Teams == nil:
				return errors.New("no webhook of Teams is set up; name it with --teams-webhook")
			case !teams && n.Mail == nil:
				return errors.New("no mail server is set up; name it with --smtp, and the sender with --mail-from")
			}
			m := sow.Message{Channel: sow.ChannelMail, Recipient: to}
			if teams {
				m.Channel = sow.ChannelTeams
			}
			return sendTest(cmd, n, m, language)
		},
	}
	test.Flags().StringVar(&to, "to", "", "mail address")
	test.Flags().BoolVar(&teams, "teams", false, "to the Teams webhook")
	test.Flags().StringVar(&language, "language", "en", "language of the message: "+strings.Join(notify.Languages(), ", "))
	cmd.AddCommand(test)
	return cmd
}

func sendTest(cmd *cobra.Command, n notify.Notifier, m sow.Message, language string) error {
	facts, err := json.Marshal(sow.MessageFacts{Name: cmp.Or(m.Recipient, "Teams"), Language: language})
	if err != nil {
		return fmt.Errorf("write the test message: %w", err)
	}
	m.Template, m.Payload = sow.TemplateTest, string(facts)
	ctx, cancel := context.WithTimeout(cmd.Context(), time.Minute)
	defer cancel()
	err = n.Send(ctx, []sow.Message{m})
	temporary, later := errors.AsType[*sow.TemporaryError](err)
	switch {
	case err == nil:
		fmt.Fprintf(cmd.OutOrStdout(), "sent by %s\n", m.Channel)
		return nil
	case errors.Is(err, sow.ErrUncertain):
		return fmt.Errorf("in doubt: %w; look into the mailbox", err)
	case later:
		return fmt.Errorf("not now: %w; the worker would try again%s", err, wait(temporary.After))
	}
	return fmt.Errorf("refused: %w", err)
}

func wait(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return " in " + d.String()
}

package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// config holds every setting of the worker. Each one is a flag and, in upper
// case with CLAIMLINE_ before it, an environment variable; the flag wins.
type config struct {
	Inbox     string        // folder that people drop documents into
	Data      string        // folder of the private database, the documents and the keys
	Listen    string        // address of the page
	Database  string        // PostgreSQL of your own; "" starts a private one below Data
	Documents string        // where originals are kept: "" for Data/documents, or an azblob:// or s3:// address
	Rules     string        // folder of a rule pack; "" for the built-in one
	Templates string        // folder of Word templates for submission packets; "" for the built-in ones
	Partner   string        // Partner Location ID that claims are filed under
	OCR       string        // auto, off or force
	Stability time.Duration // how long a file must not change before it is taken
	Poll      time.Duration // how often the inbox is looked at
	Patience  time.Duration // how long an empty or unfinished file is waited for
	Token     string        // token of the API; "" switches the API's writing part off
	BaseURL   string        // address of the page as people reach it, for links in messages
	SMTP      string        // smtp://user:password@host:587; "" sends no mail
	MailFrom  string        // sender of mail
	Teams     string        // webhook of a Teams workflow; "" sends no card
	Folders   string        // file that says what folders mean; "" is OWNER/CUSTOMER
	Marker    string        // ending of done markers; "" asks for none
	Mapping   string        // file with the operator's mapping of exports; "" guesses
	Values    string        // file with the partner's own rates; "" none
	AuditHead string        // folder for the daily head of the audit chain; "" writes none
	People    string        // file of the address book; "" tells nobody

	WebhookAllow string // networks that the webhook may reach although they are not public
}

// setting describes one setting once, for flags, environment and help.
type setting struct {
	flag, env, fallback, usage string
	set                        func(*config, string) error
}

func text(field func(*config) *string) func(*config, string) error {
	return func(c *config, v string) error {
		*field(c) = v
		return nil
	}
}

func span(field func(*config) *time.Duration) func(*config, string) error {
	return func(c *config, v string) error {
		d, err := time.ParseDuration(v)
		if err != nil || d < 0 {
			*field(c) = time.Second // breaks no other rule: one sentence is enough
			return fmt.Errorf("%q is no length of time, write 10s or 1m", v)
		}
		*field(c) = d
		return nil
	}
}

var settings = []setting{
	{"inbox", "CLAIMLINE_INBOX", "inbox", "folder that people drop documents into", text(func(c *config) *string { return &c.Inbox })},
	{"data", "CLAIMLINE_DATA", "data", "folder of the private database and the documents", text(func(c *config) *string { return &c.Data })},
	{"listen", "CLAIMLINE_LISTEN", "127.0.0.1:8321", "address of the page", text(func(c *config) *string { return &c.Listen })},
	{"database-url", "DATABASE_URL", "", "PostgreSQL of your own (default: a private one in the data folder)", text(func(c *config) *string { return &c.Database })},
	{"documents", "CLAIMLINE_DOCUMENTS", "", "where originals are kept: a folder, or an azblob:// or s3:// address (default: in the data folder)", text(func(c *config) *string { return &c.Documents })},
	{"rules", "CLAIMLINE_RULES", "", "folder of a rule pack (default: the pack built into the program)", text(func(c *config) *string { return &c.Rules })},
	{"packet-templates", "CLAIMLINE_PACKET_TEMPLATES", "", "folder of Word templates for submission packets (default: the built-in ones)", text(func(c *config) *string { return &c.Templates })},
	{"partner-id", "CLAIMLINE_PARTNER_ID", "", "Partner Location ID that claims are filed under", text(func(c *config) *string { return &c.Partner })},
	{"ocr", "CLAIMLINE_OCR", "auto", "read scanned pages by OCR: auto, off or force", text(func(c *config) *string { return &c.OCR })},
	{"stability", "CLAIMLINE_STABILITY", "10s", "how long a file must stay unchanged before it is taken", span(func(c *config) *time.Duration { return &c.Stability })},
	{"poll", "CLAIMLINE_POLL", "2s", "how often the inbox is looked at", span(func(c *config) *time.Duration { return &c.Poll })},
	{"folders", "CLAIMLINE_FOLDERS", "", "what folders in the inbox mean: a YAML file with templates, owners and customers (default: OWNER/CUSTOMER)", text(func(c *config) *string { return &c.Folders })},
	{"done-marker", "CLAIMLINE_DONE_MARKER", "", "ending of a marker file, such as .done, that must lie beside a document before it is taken (default: none is asked for)", text(func(c *config) *string { return &c.Marker })},
	{"patience", "CLAIMLINE_PATIENCE", "10m", "how long an empty or unfinished file is waited for", span(func(c *config) *time.Duration { return &c.Patience })},
	{"api-token", "CLAIMLINE_API_TOKEN", "", "token for uploads through the API (default: the API takes none)", text(func(c *config) *string { return &c.Token })},
	{"base-url", "CLAIMLINE_BASE_URL", "", "address of the page as people reach it, for links in messages", text(func(c *config) *string { return &c.BaseURL })},
	{"smtp", "CLAIMLINE_SMTP", "", "mail server, smtp://user:password@host:587 (default: no mail)", text(func(c *config) *string { return &c.SMTP })},
	{"mail-from", "CLAIMLINE_MAIL_FROM", "", "sender of mail", text(func(c *config) *string { return &c.MailFrom })},
	{"values", "CLAIMLINE_VALUES", "", "the partner's own rates: a YAML file of kind values, added to the rule pack (default: no value is known)", text(func(c *config) *string { return &c.Values })},
	{"import-mapping", "CLAIMLINE_IMPORT_MAPPING", "", "how Partner Center's exports are read here: a YAML file with columns, statuses and products, see \"worker import --help\" (default: guessed from the headers)", text(func(c *config) *string { return &c.Mapping })},
	{"audit-head", "CLAIMLINE_AUDIT_HEAD", "", "folder, best on another machine, for the daily head of the audit chain (default: none is written)", text(func(c *config) *string { return &c.AuditHead })},
	{"people", "CLAIMLINE_PEOPLE", "", "address book: a YAML file with who is told, how and when (default: nobody is told)", text(func(c *config) *string { return &c.People })},
	{"webhook-allow", "CLAIMLINE_WEBHOOK_ALLOW", "", "networks that the webhook may reach although they are not public, such as 10.1.0.0/16", text(func(c *config) *string { return &c.WebhookAllow })},
	{"teams-webhook", "CLAIMLINE_TEAMS_WEBHOOK", "", "webhook of a Teams workflow (default: no cards)", text(func(c *config) *string { return &c.Teams })},
}

// registerSettings adds a flag for each setting. The values are read by
// loadConfig, so that all problems come together.
func registerSettings(f *pflag.FlagSet) {
	for _, s := range settings {
		f.String(s.flag, s.fallback, s.usage+" ["+s.env+"]")
	}
}

// loadConfig reads flags and environment and validates all settings together:
// the error lists every problem, one sentence each.
func loadConfig(f *pflag.FlagSet, getenv func(string) string) (config, error) {
	var c config
	var problems []error
	for _, s := range settings {
		value := s.fallback
		if v := getenv(s.env); v != "" {
			value = v
		}
		if flag := f.Lookup(s.flag); flag != nil && flag.Changed {
			value = flag.Value.String()
		}
		if err := s.set(&c, value); err != nil {
			problems = append(problems, fmt.Errorf("--%s (%s): %w", s.flag, s.env, err))
		}
	}
	problems = append(problems, c.check()...)
	if err := errors.Join(problems...); err != nil {
		return config{}, err
	}
	return c, c.absolute()
}

// rule is what must hold for a setting, and what to say when it does not.
type rule struct {
	broken bool
	say    string
}

// check looks at the values alone; folders and connections are tried later.
func (c *config) check() []error {
	_, _, listenErr := net.SplitHostPort(c.Listen)
	rules := []rule{
		{c.Inbox == "", "--inbox: name the folder that people drop documents into"},
		{c.Data == "", "--data: name a folder for the program's own data"},
		{listenErr != nil, fmt.Sprintf("--listen: %q is no address, write 127.0.0.1:8321", c.Listen)},
		{c.Database != "" && !isDSN(c.Database), "--database-url: write postgres://user:password@host/database"},
		{!slices.Contains([]string{"auto", "off", "force"}, c.OCR), fmt.Sprintf("--ocr: %q is not known; use auto, off or force", c.OCR)},
		{!isMarker(c.Marker), fmt.Sprintf("--done-marker: %q is no ending of a file, write .done", c.Marker)},
		{c.Poll < 50*time.Millisecond, fmt.Sprintf("--poll: %s is too short, use 50ms or more", c.Poll)},
		{strings.Trim(c.Partner, "0123456789") != "", fmt.Sprintf("--partner-id: %q is no Partner Location ID; it has digits only", c.Partner)},
		{c.SMTP != "" && c.MailFrom == "", "--mail-from: mail needs a sender address"},
		{!isAddress(c.BaseURL), fmt.Sprintf("--base-url: %q is no address, write https://claims.example.org", c.BaseURL)},
		{!isAddress(c.Teams), "--teams-webhook: it is no address, write the https:// address that the Teams workflow shows"},
		{!isAddress(c.SMTP), "--smtp: it is no address, write smtp://user:password@host:587"},
	}
	var problems []error
	for _, r := range rules {
		if r.broken {
			problems = append(problems, errors.New(r.say))
		}
	}
	return problems
}

func isDSN(s string) bool {
	return strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://") || strings.Contains(s, "=")
}

// isAddress accepts the empty setting too.
func isAddress(s string) bool {
	parsed, err := url.Parse(s)
	return s == "" || err == nil && parsed.Host != ""
}

// absolute makes the folders independent of where the program was started.
func (c *config) absolute() error {
	for _, dir := range []*string{&c.Inbox, &c.Data} {
		abs, err := filepath.Abs(*dir)
		if err != nil {
			return fmt.Errorf("find folder %s: %w", *dir, err)
		}
		*dir = abs
	}
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Listen
	}
	return nil
}

// environment is how main reads settings; tests give their own.
func environment(name string) string { return os.Getenv(name) }

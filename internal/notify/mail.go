package notify

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"claimline/internal/sow"
)

// mailTimeout bounds the connection to the mail server and each answer of it.
const mailTimeout = 20 * time.Second

// Mail sends letters through a mail server.
type Mail struct {
	host    string
	port    int
	from    *mail.Address
	options []gomail.Option
	// implicit encryption begins with the first byte
	implicit bool
	now      func() time.Time
}

// NewMail reads the address of a mail server: smtp://user:password@host:587
// asks for an encrypted connection (STARTTLS), smtps://host:465 begins with
// one. A server on this machine may speak in the clear; so may another one
// with ?tls=off. The errors never hold the password.
func NewMail(server, from string, now func() time.Time) (*Mail, error) {
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("the mail server cannot be read; write smtp://user:password@host:587 or smtps://host:465")
	}
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("the sender of mail %q is no address", from)
	}
	m := &Mail{host: u.Hostname(), port: 587, from: sender, now: now}
	if m.implicit = u.Scheme == "smtps"; m.implicit {
		m.port = 465
	}
	if p := u.Port(); p != "" {
		if m.port, err = strconv.Atoi(p); err != nil {
			return nil, fmt.Errorf("the port %q of the mail server is no number", p)
		}
	}
	m.options = []gomail.Option{gomail.WithTimeout(mailTimeout), gomail.WithPort(m.port), gomail.WithHELO(helo(sender))}
	m.options = append(m.options, encryption(u))
	if name := u.User.Username(); name != "" {
		password, _ := u.User.Password()
		m.options = append(m.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(name), gomail.WithPassword(password))
	}
	return m, nil
}

func helo(from *mail.Address) string {
	_, domain, _ := strings.Cut(from.Address, "@")
	return domain
}

func encryption(u *url.URL) gomail.Option {
	switch ip := net.ParseIP(u.Hostname()); {
	case u.Scheme == "smtps":
		return gomail.WithSSL()
	case u.Query().Get("tls") == "off":
		return gomail.WithTLSPolicy(gomail.NoTLS)
	case u.Hostname() == "localhost" || ip != nil && ip.IsLoopback():
		return gomail.WithTLSPolicy(gomail.TLSOpportunistic)
	}
	return gomail.WithTLSPolicy(gomail.TLSMandatory)
}

// Send sends one letter to one address.
func (m *Mail) Send(ctx context.Context, to string, l Letter) error {
	msg, err := m.message(to, l)
	if err != nil {
		return err
	}
	var connections open
	defer connections.close()
	client, err := m.client(gomail.WithDialContextFunc(connections.dial))
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return dialing(err)
	}
	err = client.Send(msg)
	_ = client.Close() // the server has said what became of the message
	if err == nil || msg.IsDelivered() {
		return nil
	}
	return judge(err)
}

// open are the connections of one sending: the library leaves one open when
// the server refuses to go on.
type open struct{ list []net.Conn }

func (o *open) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: mailTimeout}).DialContext(ctx, network, address)
	if err == nil {
		o.list = append(o.list, conn)
	}
	return conn, err
}

func (o *open) close() {
	for _, c := range o.list {
		_ = c.Close()
	}
}

// client gives a client for one sending. A connection that is encrypted from
// the first byte on is dialled by the library.
func (m *Mail) client(dial gomail.Option) (*gomail.Client, error) {
	options := m.options
	if !m.implicit {
		options = append(slices.Clone(options), dial)
	}
	client, err := gomail.NewClient(m.host, options...)
	if err != nil {
		return nil, fmt.Errorf("prepare the mail server: %w", err)
	}
	return client, nil
}

// dialing tells a server that cannot be reached, which may pass, from one that
// refuses our name and password, which will not.
func dialing(err error) error {
	if code := replyCode(err); code >= 500 {
		return fmt.Errorf("the mail server refuses: %w", err)
	}
	return &sow.TemporaryError{Cause: fmt.Errorf("reach the mail server: %w", err)}
}

// replyCode is the server's answer in an error text of a dialogue, or 0.
func replyCode(err error) int {
	for word := range strings.FieldsSeq(err.Error()) {
		if code, e := strconv.Atoi(word); e == nil && len(word) == 3 && code >= 400 && code < 600 {
			return code
		}
	}
	return 0
}

// judge says what an error of the dialogue means for the message. Only after
// the last byte of the message, without an answer, nobody knows.
func judge(err error) error {
	e, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return fmt.Errorf("%w: %w", sow.ErrUncertain, err)
	}
	switch code := e.ErrorCode(); {
	case code >= 500:
		return fmt.Errorf("the mail server refuses the message: %w", err)
	case code >= 400:
		return &sow.TemporaryError{Cause: fmt.Errorf("the mail server asks to try later: %w", err)}
	case e.Reason == gomail.ErrSMTPDataClose || e.Reason == gomail.ErrAmbiguous:
		return fmt.Errorf("%w: the mail server did not answer after the last byte: %w", sow.ErrUncertain, err)
	case e.Reason == gomail.ErrGetSender || e.Reason == gomail.ErrGetRcpts || e.Reason == gomail.ErrNoUnencoded:
		return fmt.Errorf("the mail cannot be sent: %w", err)
	}
	return &sow.TemporaryError{Cause: fmt.Errorf("the connection to the mail server broke: %w", err)}
}

// message builds the mail: text and HTML, an identity of its own, and that of
// the claim it belongs to, so that mail programs show them as one thread.
func (m *Mail) message(to string, l Letter) (*gomail.Msg, error) {
	html, err := l.html()
	if err != nil {
		return nil, err
	}
	msg := gomail.NewMsg()
	msg.FromMailAddress(m.from)
	address, err := mail.ParseAddress(to)
	if err != nil {
		return nil, fmt.Errorf("the recipient %q is no mail address", to)
	}
	msg.ToMailAddress(address)
	domain := helo(m.from)
	thread := l.Thread + "@" + domain
	msg.SetMessageIDWithValue(fmt.Sprintf("message-%d.%d.%s", l.ID, m.now().UnixMilli(), thread))
	if strings.HasPrefix(l.Thread, "claim-") || strings.HasPrefix(l.Thread, "document-") {
		msg.SetGenHeader(gomail.HeaderInReplyTo, "<"+thread+">")
		msg.SetGenHeader(gomail.HeaderReferences, "<"+thread+">")
	}
	msg.SetDateWithValue(m.now())
	msg.Subject(l.Subject)
	msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<mailto:"+m.from.Address+"?subject=unsubscribe>")
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, l.plainText())
	msg.AddAlternativeString(gomail.TypeTextHTML, html)
	return msg, nil
}

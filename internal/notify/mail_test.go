package notify

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"claimline/internal/sow"
)

var noon = time.Date(2026, 11, 13, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

func message(tb testing.TB, template string, change func(*sow.MessageFacts)) sow.Message {
	tb.Helper()
	f := sow.MessageFacts{
		Name: "Anna", Language: "en", Customer: "Contoso Ltd.", Workload: "Microsoft Teams", Stage: "evidence", Owner: "Anna", Code: "DL-CLAIM-BY",
		Deadline: "Submit the claim", Due: "2026-11-16", Days: 3, Rule: "10 business days after the signature (Mon 2 Nov 2026)",
		Missed: "Usage before the association never counts.", By: "Ben", Reason: "The tenant ID is missing.", Document: "sow.pdf",
	}
	if change != nil {
		change(&f)
	}
	payload, err := json.Marshal(f)
	if err != nil {
		tb.Fatal(err)
	}
	return sow.Message{ID: 12, ClaimID: 7, Event: "e", Channel: sow.ChannelMail, Recipient: "anna@partner.example", Template: template, Payload: string(payload)}
}

func mailer(t *testing.T, s *mailServer) Notifier {
	t.Helper()
	m, err := NewMail(s.address(), "Claimline <claims@partner.example>", clock)
	if err != nil {
		t.Fatal(err)
	}
	return Notifier{Mail: m, BaseURL: "https://claims.partner.example/"}
}

// parts gives the two bodies of a mail.
func parts(t *testing.T, header, body string) (text, html string) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(header)
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %q, %v", header, err)
	}
	r := multipart.NewReader(strings.NewReader(body), params["boundary"])
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return text, html
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Header.Get("Content-Transfer-Encoding"); got != "quoted-printable" {
			t.Fatalf("encoding %q", got)
		}
		content, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
			html = string(content)
		} else {
			text = string(content)
		}
	}
}

func TestMailIsSent(t *testing.T) {
	s := startMailServer(t, nil)
	if err := mailer(t, s).Send(t.Context(), []sow.Message{message(t, sow.TemplateReminder, nil)}); err != nil {
		t.Fatal(err)
	}
	if len(s.taken) != 1 || s.logins != 1 || len(s.rcpts) != 1 || !strings.Contains(s.rcpts[0], "<anna@partner.example>") {
		t.Fatalf("taken %d mails for %q after %d logins", len(s.taken), s.rcpts, s.logins)
	}
	h := s.taken[0].Header
	subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil || subject != "Submit the claim: in 3 days (Microsoft Teams, Contoso Ltd.)" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for name, want := range map[string]string{
		"References": "<claim-7@partner.example>", "In-Reply-To": "<claim-7@partner.example>", "Auto-Submitted": "auto-generated",
		"List-Unsubscribe": "<mailto:claims@partner.example?subject=unsubscribe>", "Date": "Fri, 13 Nov 2026 12:00:00 +0000",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if id := h.Get("Message-Id"); !strings.HasPrefix(id, "<message-12.") || !strings.HasSuffix(id, ".claim-7@partner.example>") {
		t.Errorf("message ID %q", id)
	}
	body, err := io.ReadAll(s.taken[0].Body)
	if err != nil {
		t.Fatal(err)
	}
	text, html := parts(t, h.Get("Content-Type"), string(body))
	for _, want := range []string{"Hello Anna,", "Submit the claim is due in 3 days, Mon 16 Nov 2026.", "Customer: Contoso Ltd.", "Open the claim: https://claims.partner.example/claims/7"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	for _, want := range []string{`<a href="https://claims.partner.example/claims/7">Open the claim</a>`, "<td style=\"padding:2px 0\">Microsoft Teams</td>"} {
		if !strings.Contains(html, want) {
			t.Errorf("the HTML lacks %q:\n%s", want, html)
		}
	}
}

// What the mail server does decides what becomes of the message.
func TestMailOutcomes(t *testing.T) {
	type outcome string
	const sent, later, unsure, refused outcome = "sent", "later", "unsure", "refused"
	judge := func(err error) outcome {
		_, temporary := errors.AsType[*sow.TemporaryError](err)
		switch {
		case err == nil:
			return sent
		case errors.Is(err, sow.ErrUncertain):
			return unsure
		case temporary:
			return later
		}
		return refused
	}
	for _, c := range []struct {
		name   string
		answer map[string]string
		want   outcome
	}{
		{"taken", nil, sent},
		{"a farewell that fails changes nothing", map[string]string{"RSET": "drop"}, sent},
		{"greylisted", map[string]string{"RCPT": "451 later"}, later},
		{"no such mailbox", map[string]string{"RCPT": "550 unknown"}, refused},
		{"wrong password", map[string]string{"AUTH": "535 5.7.8 no"}, refused},
		{"busy", map[string]string{"hello": "421 busy"}, later},
		{"gone before the sender", map[string]string{"MAIL": "drop"}, later},
		{"gone before the data", map[string]string{"DATA": "drop"}, later},
		{"full after the data", map[string]string{".": "452 full"}, later},
		{"spam after the data", map[string]string{".": "554 spam"}, refused},
		{"gone after the last byte", map[string]string{".": "drop"}, unsure},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := startMailServer(t, c.answer)
			err := mailer(t, s).Send(t.Context(), []sow.Message{message(t, sow.TemplateReminder, nil)})
			if got := judge(err); got != c.want {
				t.Errorf("%s: %v, want %s", got, err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the password is in %q", err)
			}
		})
	}
	closed := startMailServer(t, nil)
	_ = closed.listen.Close()
	if got := judge(mailer(t, closed).Send(t.Context(), []sow.Message{message(t, sow.TemplateReminder, nil)})); got != later {
		t.Errorf("a server that is down: %s", got)
	}
}

// Without an encrypted connection nothing is said to a server elsewhere.
func TestMailNeedsEncryption(t *testing.T) {
	for address, want := range map[string]string{
		"smtp://relay.example:25": "TLSMandatory", "smtp://relay.example:25?tls=off": "NoTLS", "smtp://127.0.0.1:25": "TLSOpportunistic", "smtps://relay.example": "TLSMandatory",
	} {
		m, err := NewMail(address, "a@b.example", clock)
		if err != nil {
			t.Fatal(err)
		}
		client, err := m.client(nil)
		if err != nil || client.TLSPolicy() != want {
			t.Errorf("%s: %s, %v; want %s", address, client.TLSPolicy(), err, want)
		}
	}
	for _, bad := range []string{"relay.example:25", "http://relay.example", "smtp://", "smtp://u:topsecret@host:port"} {
		if _, err := NewMail(bad, "a@b.example", clock); err == nil || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := NewMail("smtp://relay.example", "nobody", clock); err == nil {
		t.Error("a sender without an address was taken")
	}
}

// No fact of a document or a person can begin a header, an element or a link.
func TestNothingIsInjected(t *testing.T) {
	evil := "x\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script><a href=\"javascript:1\">[click](https://evil.example)\u202Egnp.exe\u2028"
	for _, template := range []string{sow.TemplateReminder, sow.TemplateEscalation, sow.TemplateChanges, sow.TemplateFailed} {
		s := startMailServer(t, nil)
		m := message(t, template, func(f *sow.MessageFacts) {
			f.Name, f.Customer, f.Workload, f.Owner, f.By, f.Reason, f.Document, f.Rule, f.Deadline, f.Code = evil, evil, evil, evil, evil, evil, evil, evil, evil, "X"
		})
		if err := mailer(t, s).Send(t.Context(), []sow.Message{m}); err != nil {
			t.Fatal(err)
		}
		got := s.taken[0]
		if got.Header.Get("Bcc") != "" {
			t.Error("a header was injected")
		}
		body, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		text, html := parts(t, got.Header.Get("Content-Type"), string(body))
		if strings.Contains(html, "<script") || strings.Contains(html, `href="javascript`) || strings.Contains(text+html, "\u202E") {
			t.Errorf("injected into %s:\n%s", template, html)
		}
		m.Channel = sow.ChannelTeams
		letter, err := Compose([]sow.Message{m}, "https://x.example")
		if err != nil {
			t.Fatal(err)
		}
		card, err := letter.card()
		if err != nil || strings.Contains(string(card), "[click](") {
			t.Errorf("a card with a link of the document: %s, %v", card, err)
		}
	}
}

// Every template can be written in every language, with the facts in it.
func TestLanguages(t *testing.T) {
	all := []string{
		sow.TemplateReminder, sow.TemplateOverdue, sow.TemplateEscalation, sow.TemplateChanges, sow.TemplateWanted, sow.TemplateApproved,
		sow.TemplateFailed, sow.TemplateTest,
	}
	if got := strings.Join(Languages(), " "); got != "de en es fr" {
		t.Fatalf("languages %s", got)
	}
	for _, language := range Languages() {
		w := languages[language]
		if len(w.Templates) != len(all) {
			t.Errorf("%s has %d templates, want %d", language, len(w.Templates), len(all))
		}
		subjects := map[string]bool{}
		for _, template := range all {
			for _, days := range []int{3, 1, 0, -1, -4} {
				letter, err := Compose([]sow.Message{message(t, template, func(f *sow.MessageFacts) { f.Language, f.Days = language, days })}, "https://x.example")
				if err != nil {
					t.Fatalf("%s %s: %v", language, template, err)
				}
				text := letter.Subject + letter.plainText()
				if letter.Subject == "" || letter.Lead == "" || strings.Contains(text, "{{") || strings.Contains(text, "<no value>") || strings.Contains(text, "%!") {
					t.Errorf("%s %s: %s", language, template, text)
				}
				subjects[letter.Lead] = true
			}
		}
		if len(subjects) < len(all)+4 {
			t.Errorf("%s says the same for different things: %d sentences", language, len(subjects))
		}
	}
	de, err := Compose([]sow.Message{message(t, sow.TemplateReminder, func(f *sow.MessageFacts) { f.Language = "de" })}, "https://x.example")
	if err != nil || de.Lead != "Antrag einreichen: fällig in 3 Tagen, am 16.11.2026." {
		t.Errorf("German: %q, %v", de.Lead, err)
	}
	unknown, err := Compose([]sow.Message{message(t, sow.TemplateReminder, func(f *sow.MessageFacts) { f.Language = "xx" })}, "https://x.example")
	if err != nil || unknown.Hello != "Hello Anna," {
		t.Errorf("another language: %q, %v", unknown.Hello, err)
	}
	if _, err := Compose([]sow.Message{message(t, "poem", nil)}, ""); err == nil {
		t.Error("a template that does not exist was taken")
	}
}

func TestDigest(t *testing.T) {
	second := message(t, sow.TemplateOverdue, func(f *sow.MessageFacts) { f.Customer, f.Days = "Fabrikam", -2 })
	second.ClaimID = 8
	letter, err := Compose([]sow.Message{message(t, sow.TemplateReminder, nil), second}, "https://x.example")
	if err != nil {
		t.Fatal(err)
	}
	text := letter.plainText()
	for _, want := range []string{
		"These 2 things wait for you:", "Submit the claim: in 3 days (Microsoft Teams, Contoso Ltd.)", "Late: Submit the claim (Microsoft Teams, Fabrikam)",
		"https://x.example/claims/7", "https://x.example/claims/8", "Open the claims: https://x.example/claims\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the digest lacks %q:\n%s", want, text)
		}
	}
	if letter.Subject != "2 things to look at in Claimline" || letter.Thread != "digest" {
		t.Errorf("subject %q, thread %q", letter.Subject, letter.Thread)
	}
}

func TestChannelsThatAreNotSetUp(t *testing.T) {
	for _, c := range []sow.Channel{sow.ChannelMail, sow.ChannelTeams, sow.ChannelFile, "pigeon"} {
		m := message(t, sow.TemplateReminder, nil)
		m.Channel = c
		err := Notifier{}.Send(t.Context(), []sow.Message{m})
		if _, temporary := errors.AsType[*sow.TemporaryError](err); err == nil || temporary || errors.Is(err, sow.ErrUncertain) {
			t.Errorf("%s: %v", c, err)
		}
	}
}

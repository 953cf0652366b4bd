package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"claimline/internal/sow"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

func webhook(t *testing.T, h http.HandlerFunc) *Teams {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	teams, err := NewTeams(s.URL+"/hook?sig=topsecret", loopback, clock)
	if err != nil {
		t.Fatal(err)
	}
	return teams
}

func TestCardIsPosted(t *testing.T) {
	var got struct {
		Type        string
		Attachments []struct {
			ContentType string
			Content     struct {
				Type, Version string
				Body          []map[string]any
				Actions       []struct{ Type, Title, URL string }
			}
		}
	}
	teams := webhook(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %s", r.Method, r.Header.Get("Content-Type"))
		}
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusAccepted)
	})
	m := message(t, sow.TemplateReminder, nil)
	m.Channel = sow.ChannelTeams
	if err := (Notifier{Teams: teams, BaseURL: "https://x.example"}).Send(t.Context(), []sow.Message{m}); err != nil {
		t.Fatal(err)
	}
	card := got.Attachments[0]
	if got.Type != "message" || card.ContentType != "application/vnd.microsoft.card.adaptive" || card.Content.Type != "AdaptiveCard" || card.Content.Version != "1.4" {
		t.Errorf("card %+v", got)
	}
	if a := card.Content.Actions; len(a) != 1 || a[0].Type != "Action.OpenUrl" || a[0].URL != "https://x.example/claims/7" {
		t.Errorf("actions %+v: a card may only open a page", a)
	}
}

// A card stays under the limit, whatever is in it, and says what it left out.
func TestCardIsCut(t *testing.T) {
	var batch []sow.Message
	for range 120 {
		batch = append(batch, message(t, sow.TemplateReminder, nil))
	}
	letter, err := Compose(batch, "https://x.example")
	if err != nil {
		t.Fatal(err)
	}
	card, err := letter.card()
	if err != nil || len(card) >= cardLimit || len(card) < cardLimit/2 {
		t.Fatalf("%d bytes, %v", len(card), err)
	}
	shown := strings.Count(string(card), "https://x.example/claims/7")
	if want := fmt.Sprintf("and %d more; the page shows them all", 120-shown); shown < 5 || !strings.Contains(string(card), want) {
		t.Errorf("%d of 120 are shown, and the card does not say %q", shown, want)
	}
	long, err := Compose([]sow.Message{message(t, sow.TemplateChanges, func(f *sow.MessageFacts) {
		f.Reason = strings.Repeat("reason ", 10000)
		f.Customer = strings.Repeat("ü", 30000)
	})}, "https://x.example")
	if err != nil {
		t.Fatal(err)
	}
	if card, err = long.card(); err != nil || len(card) >= cardLimit || !strings.Contains(string(card), "…") {
		t.Errorf("a long reason: %d bytes, %v", len(card), err)
	}
}

func TestAnswersOfTheWebhook(t *testing.T) {
	for _, c := range []struct {
		name          string
		code          int
		header        string
		later, unsure bool
		after         time.Duration
	}{
		{name: "taken", code: 202},
		{name: "too many, in seconds", code: 429, header: "17", later: true, after: 17 * time.Second},
		{name: "too many, until a time", code: 429, header: noon.Add(90 * time.Second).Format(http.TimeFormat), later: true, after: 90 * time.Second},
		{name: "too many, for years", code: 429, header: "99999999", later: true, after: time.Hour},
		{name: "too many, without a word", code: 429, later: true},
		{name: "not available", code: 503, header: "5", later: true, after: 5 * time.Second},
		{name: "failed", code: 500, later: true},
		{name: "lost by a gateway", code: 502, unsure: true},
		{name: "late at a gateway", code: 504, unsure: true},
		{name: "refused", code: 400},
		{name: "the flow is gone", code: 404},
		{name: "moved", code: 307, header: "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var asked atomic.Int32
			teams := webhook(t, func(w http.ResponseWriter, _ *http.Request) {
				asked.Add(1)
				w.Header().Set("Retry-After", c.header)
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(c.code)
			})
			err := teams.Send(t.Context(), Letter{Subject: "s"})
			temporary, later := errors.AsType[*sow.TemporaryError](err)
			if later != c.later || errors.Is(err, sow.ErrUncertain) != c.unsure || (err == nil) != (c.code == 202) {
				t.Fatalf("%v", err)
			}
			if later && temporary.After != c.after {
				t.Errorf("wait %s, want %s", temporary.After, c.after)
			}
			if asked.Load() != 1 {
				t.Errorf("asked %d times", asked.Load())
			}
			if err != nil && strings.Contains(err.Error(), "topsecret") {
				t.Errorf("the address is in %q", err)
			}
		})
	}
}

func TestWebhookThatBreaks(t *testing.T) {
	hangUp := webhook(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_ = conn.Close()
		}
	})
	if err := hangUp.Send(t.Context(), Letter{}); !errors.Is(err, sow.ErrUncertain) || strings.Contains(err.Error(), "topsecret") {
		t.Errorf("a connection that broke after the card: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	never := webhook(t, func(http.ResponseWriter, *http.Request) {
		cancel()
		<-release
	})
	if err := never.Send(ctx, Letter{}); !errors.Is(err, sow.ErrUncertain) {
		t.Errorf("an answer that never came: %v", err)
	}
	close(release)
	s := httptest.NewServer(http.NotFoundHandler())
	down, err := NewTeams(s.URL, loopback, clock)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := down.Send(t.Context(), Letter{}); err == nil || errors.Is(err, sow.ErrUncertain) {
		t.Errorf("a server that is down: %v", err)
	} else if _, later := errors.AsType[*sow.TemporaryError](err); !later {
		t.Errorf("a server that is down is refused for good: %v", err)
	}
}

// Cards leave one a second, also from several senders at once, and the other
// side's wish for quiet holds for all.
func TestOneCardASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		teams, err := NewTeams("https://x.example", nil, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		left := make(chan time.Duration, 5)
		for range 5 {
			go func() {
				if err := teams.turn(t.Context()); err != nil {
					t.Error(err)
				}
				left <- time.Since(began)
			}()
		}
		for i := range 5 {
			if got := <-left; got != time.Duration(i)*time.Second {
				t.Errorf("card %d left after %s", i, got)
			}
		}
		resp := &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"60"}}}
		_ = teams.answered(resp, "")
		err = teams.turn(t.Context())
		if e, later := errors.AsType[*sow.TemporaryError](err); !later || e.After != time.Minute {
			t.Errorf("during the quiet: %v", err)
		}
	})
}

// addresses that a webhook may not reach, in the spellings by which guards are
// got round.
var forbidden = []string{
	"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.1.1", "100.64.0.1",
	"100.127.255.255", "192.0.0.1", "198.18.0.1", "198.19.255.255", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
	"192.0.2.1", "198.51.100.1", "203.0.113.1", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
	"64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
}

func TestGuard(t *testing.T) {
	for _, text := range forbidden {
		if (guard{}).open(netip.MustParseAddr(text)) {
			t.Errorf("%s is open", text)
		}
	}
	for _, text := range []string{"8.8.8.8", "20.190.128.1", "172.32.0.1", "100.128.0.1", "2603:1030::1", "2a00:1450:4001::1", "::ffff:8.8.8.8"} {
		if !(guard{}).open(netip.MustParseAddr(text)) {
			t.Errorf("%s is closed", text)
		}
	}
	inside := guard{allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}}
	if !inside.open(netip.MustParseAddr("10.1.2.3")) || inside.open(netip.MustParseAddr("10.2.0.1")) {
		t.Error("an allowed network is not what was allowed")
	}
	if err := (guard{}).control("tcp", "not an address", nil); err == nil {
		t.Error("an address that cannot be read was let through")
	}
}

// The guard sees the address after the name was resolved, so that neither a
// name nor another spelling of an address gets round it.
func TestWebhookOfThisMachineIsRefused(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer s.Close()
	_, port, _ := strings.Cut(s.Listener.Addr().String(), ":")
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		teams, err := NewTeams("https://"+host+":"+port, nil, clock)
		if err != nil {
			t.Fatal(err)
		}
		err = teams.Send(t.Context(), Letter{})
		if _, later := errors.AsType[*sow.TemporaryError](err); err == nil || later || !errors.Is(err, errGuard) {
			t.Errorf("%s: %v", host, err)
		}
	}
	if asked.Load() != 0 {
		t.Error("the server was reached")
	}
	for _, bad := range []string{"http://hook.example", "ftp://hook.example", "hook", ""} {
		if _, err := NewTeams(bad, nil, clock); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

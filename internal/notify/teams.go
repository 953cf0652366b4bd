package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"claimline/internal/sow"
)

// The limits of a webhook. Teams throttles above four requests a second.
const (
	hookTimeout = 15 * time.Second
	hookPause   = time.Second
	hookWait    = time.Hour // the longest wait that the other side may ask for
)

// Teams posts cards to the webhook of a Teams workflow, one a second at most.
// The zero value cannot be used; it is safe for concurrent use.
type Teams struct {
	address string
	client  *http.Client
	now     func() time.Time

	mu   sync.Mutex
	next time.Time // when the next card may leave
}

// NewTeams reads the address of a webhook, which must be https. Only public
// addresses are reached, and those of the allowed networks, for which http is
// taken too. Redirects are not followed.
func NewTeams(address string, allow []netip.Prefix, now func() time.Time) (*Teams, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("the webhook of Teams is no address, write https://host/path")
	}
	if u.Scheme == "http" && len(allow) == 0 {
		return nil, errors.New("the webhook of Teams must begin with https")
	}
	dialer := &net.Dialer{Timeout: hookTimeout, Control: guard{allow}.control}
	return &Teams{address: address, now: now, client: &http.Client{
		Timeout:       hookTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: hookTimeout, ResponseHeaderTimeout: hookTimeout, DisableKeepAlives: true},
	}}, nil
}

// Send posts one letter.
func (t *Teams) Send(ctx context.Context, l Letter) error {
	card, err := l.card()
	if err != nil {
		return err
	}
	if err := t.turn(ctx); err != nil {
		return err
	}
	var wrote atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { wrote.Store(true) }}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodPost, t.address, bytes.NewReader(card))
	if err != nil {
		return errors.New("the webhook of Teams is no address")
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := t.client.Do(req)
	if err != nil {
		return t.failed(err, wrote.Load())
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
	return t.answered(resp, line(string(said)))
}

// turn waits until a card may leave.
func (t *Teams) turn(ctx context.Context) error {
	t.mu.Lock()
	now := t.now()
	wait := max(t.next.Sub(now), 0)
	t.next = now.Add(wait + hookPause)
	t.mu.Unlock()
	if wait > hookTimeout { // the other side asked for quiet
		return &sow.TemporaryError{After: wait, Cause: errors.New("Teams asked to wait")}
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return &sow.TemporaryError{Cause: fmt.Errorf("wait for the turn of a card: %w", context.Cause(ctx))}
	}
}

// failed says what an error without an answer means. The address is a secret,
// so the error of the client is taken apart.
func (t *Teams) failed(err error, wrote bool) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	switch {
	case errors.Is(err, errGuard):
		return fmt.Errorf("the webhook of Teams is refused: %w", err)
	case wrote:
		return fmt.Errorf("%w: Teams did not answer: %w", sow.ErrUncertain, err)
	}
	return &sow.TemporaryError{Cause: fmt.Errorf("reach Teams: %w", err)}
}

// answered says what an answer means. A gateway that lost the answer leaves it
// open whether the card was posted.
func (t *Teams) answered(resp *http.Response, said string) error {
	code := resp.StatusCode
	cause := errors.New(strings.TrimSpace("Teams answered " + strconv.Itoa(code) + " " + said))
	switch {
	case code >= 200 && code < 300:
		return nil
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable || code == http.StatusRequestTimeout || code == http.StatusInternalServerError:
		after := t.retryAfter(resp.Header.Get("Retry-After"))
		t.mu.Lock()
		if quiet := t.now().Add(after); quiet.After(t.next) {
			t.next = quiet
		}
		t.mu.Unlock()
		return &sow.TemporaryError{After: after, Cause: cause}
	case code == http.StatusBadGateway || code == http.StatusGatewayTimeout:
		return fmt.Errorf("%w: %w", sow.ErrUncertain, cause)
	case code >= 300 && code < 400:
		return fmt.Errorf("%w: redirects are not followed; set the final address of the webhook", cause)
	}
	return cause
}

// retryAfter reads seconds or a date; 0 is none.
func (t *Teams) retryAfter(text string) time.Duration {
	var wait time.Duration
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
		wait = time.Duration(min(n, int(hookWait.Seconds()))) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		wait = at.Sub(t.now())
	}
	return min(max(wait, 0), hookWait)
}

package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// role is what a person signed in for. Until an organisation's own sign-in
// exists a person chooses it; the pages say so.
type role string

const (
	rolePreparer role = "preparer" // collects evidence and moves claims
	roleReviewer role = "reviewer" // also approves other people's evidence
)

// user is who has signed in; the zero user is nobody.
type user struct {
	Name string `json:"name"`
	Role role   `json:"role"`
}

// Reviewer tells whether the user may approve.
func (u user) Reviewer() bool { return u.Role == roleReviewer }

// session is what the cookie carries, signed.
type session struct {
	user
	Began int64 `json:"began"` // Unix seconds
	Seen  int64 `json:"seen"`
}

// A session ends 30 minutes after the last page and 12 hours after the sign-in
// (OWASP ASVS 5.0, 7.3).
const (
	sessionIdle  = 30 * time.Minute
	sessionTotal = 12 * time.Hour
	sessionRenew = time.Minute // a younger cookie is not written anew
)

// cookieName has the prefix that binds a cookie to its host where browsers
// allow it, which is with https only.
func (s *site) cookieName() string {
	if s.secure {
		return "__Host-claimline"
	}
	return "claimline"
}

func (s *site) sign(text string) string {
	mac := hmac.New(sha256.New, s.cfg.Key)
	mac.Write([]byte("session.v1:" + text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (s *site) sessionCookie(v session) *http.Cookie {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	text := base64.RawURLEncoding.EncodeToString(raw)
	return &http.Cookie{ //nolint:gosec // Secure follows the scheme: without https at this machine the cookie would never come back
		Name: s.cookieName(), Value: text + "." + s.sign(text), Path: "/",
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.secure,
	}
}

// visitor gives who makes the request, and the cookie to renew.
func (s *site) visitor(r *request) (user, *http.Cookie) {
	cookie, err := r.Cookie(s.cookieName())
	if err != nil {
		return user{}, nil
	}
	text, mac, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(mac), []byte(s.sign(text))) {
		return user{}, nil
	}
	var v session
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(raw, &v) != nil {
		return user{}, nil
	}
	began, seen := time.Unix(v.Began, 0), time.Unix(v.Seen, 0)
	if r.now.Sub(seen) > sessionIdle || r.now.Sub(began) > sessionTotal || r.now.Before(began.Add(-sessionRenew)) {
		return user{}, nil
	}
	if r.now.Sub(seen) < sessionRenew {
		return v.user, nil
	}
	v.Seen = r.now.Unix()
	return v.user, s.sessionCookie(v)
}

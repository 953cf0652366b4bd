package web

import (
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"strings"
)

var (
	errSignIn  = errors.New("nobody has signed in")
	errRole    = errors.New("only a reviewer may do this")
	errRemote  = errors.New("the site is served to this machine only")
	errToken   = errors.New("the token is missing or wrong")
	errHost    = errors.New("the site has another name")
	errForeign = errors.New("the form came from another site")
)

// pagePolicy is the content security policy of pages: nothing but our own style
// sheet, pictures and forms.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded is what every request passes first: headers, the site's own name
// (against DNS rebinding) and forms of other sites.
func (s *site) guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.secureHeaders(w.Header())
		refuse := func(err error) {
			s.served(route{serve: func(*site, *request) (reply, error) { return reply{}, err }})(w, r)
		}
		switch {
		case !s.hosts[hostname(r.Host)]:
			refuse(errHost)
		case cross.Check(r) != nil:
			refuse(errForeign)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (s *site) secureHeaders(h http.Header) {
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Cache-Control", "no-store") // customers' documents stay out of caches
	if s.secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return strings.ToLower(name)
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// allowed tells whether the request may use a route. Until an organisation's
// own sign-in exists, the pages are for people at this machine.
func (s *site) allowed(needs access, r *request) error {
	switch needs {
	case anyone:
		return nil
	case local:
		return loopback(r.RemoteAddr)
	case person, reviewer:
		return s.allowedPerson(needs, r)
	case token, reading:
		return s.allowedProgram(needs, r)
	}
	return errRole
}

func (s *site) allowedPerson(needs access, r *request) error {
	if err := loopback(r.RemoteAddr); err != nil {
		return err
	}
	if r.user.Name == "" {
		return errSignIn
	}
	if needs == reviewer && r.user.Role != roleReviewer {
		return errRole
	}
	return nil
}

func (s *site) allowedProgram(needs access, r *request) error {
	if s.cfg.Token == "" {
		if needs == reading {
			return loopback(r.RemoteAddr)
		}
		return errToken
	}
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || subtle.ConstantTimeCompare([]byte(given), []byte(s.cfg.Token)) != 1 {
		return errToken
	}
	return nil
}

func loopback(remote string) error {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return errRemote
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return errRemote
	}
	return nil
}

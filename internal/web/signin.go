package web

import (
	"net/http"
	"strings"

	"claimline/internal/sow"
)

type signInPage struct {
	Next    string
	Name    string
	Role    role
	Problem string
}

// signInForm asks for a name.
func (s *site) signInForm(r *request) (reply, error) {
	page := signInPage{Next: localPath(r.URL.Query().Get("next")), Name: r.user.Name, Role: r.user.Role}
	return s.render(r, "signin", frame{Title: "Sign in"}, page)
}

// signIn starts a session under the name that a person gives.
func (s *site) signIn(r *request) (reply, error) {
	if err := r.form(); err != nil {
		return reply{}, err
	}
	name, next := strings.Join(strings.Fields(r.PostForm.Get("name")), " "), localPath(r.PostForm.Get("next"))
	if why := sow.BadName(name); why != "" {
		rep, err := s.render(r, "signin", frame{Title: "Sign in"}, signInPage{Next: next, Name: name, Role: role(r.PostForm.Get("role")), Problem: why})
		rep.status = http.StatusBadRequest
		return rep, err
	}
	u := user{Name: name, Role: rolePreparer}
	if r.PostForm.Get("role") == string(roleReviewer) {
		u.Role = roleReviewer
	}
	rep := see(withDone(next, "signed-in"))
	rep.cookie = s.sessionCookie(session{user: u, Began: r.now.Unix(), Seen: r.now.Unix()})
	return rep, nil
}

// signOut ends the session in this browser.
func (s *site) signOut(_ *request) (reply, error) {
	rep := see("/?done=signed-out")
	rep.cookie = s.sessionCookie(session{})
	rep.cookie.MaxAge = -1 //nolint:gosec // see sessionCookie
	return rep, nil
}

// localPath gives a path of this site, or "/" for everything else, so that a
// link cannot send people elsewhere after signing in.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n\t") {
		return "/"
	}
	return p
}

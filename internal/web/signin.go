package web

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"
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
	if why := badName(name); why != "" {
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

// longestName bounds the name that history entries carry.
const longestName = 80

// badName says what is wrong with a name, or "". A name that looks like another
// one would defeat four eyes, so only letters, digits and a few signs go.
func badName(name string) string {
	switch {
	case name == "":
		return "Write the name that the history shall show."
	case utf8.RuneCountInString(name) > longestName:
		return "Write a shorter name, 80 characters at most."
	case strings.EqualFold(name, "claimline"):
		return "That is the program's own name; write yours."
	}
	for _, c := range name {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune(" .,'’-_@+()", c) {
			return "Write the name with letters, digits and . , ' - _ @ + ( ) only."
		}
	}
	return ""
}

// localPath gives a path of this site, or "/" for everything else, so that a
// link cannot send people elsewhere after signing in.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n\t") {
		return "/"
	}
	return p
}

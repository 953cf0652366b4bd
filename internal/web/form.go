package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// form reads a form of a request's body.
func (r *request) form() error {
	if err := r.ParseForm(); err != nil {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return err
		}
		return invalid{"The form could not be read.", "Open the page again and send it once more."}
	}
	return nil
}

// field gives a value of the form without white space around it.
func (r *request) field(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }

// change reads the claim and the version that a form was made for.
func (r *request) change() (store.Change, error) {
	id, err := r.id()
	if err != nil {
		return store.Change{}, err
	}
	if err := r.form(); err != nil {
		return store.Change{}, err
	}
	return r.changeOf(id, r.field("version"))
}

func (r *request) changeOf(id int64, version string) (store.Change, error) {
	n, err := strconv.Atoi(version)
	if err != nil || n < 1 {
		return store.Change{}, invalid{"The form does not say which state of the claim it is about.", "Open the claim and send the form there."}
	}
	return store.Change{ClaimID: id, Version: n, Actor: sow.Person(r.user.Name), At: r.now}, nil
}

// withDone adds what a form did to the address that is shown after it.
func withDone(path, code string) string {
	u, err := url.Parse(path)
	if err != nil {
		return "/"
	}
	v := u.Query()
	v.Set("done", code)
	u.RawQuery = v.Encode()
	return u.String()
}

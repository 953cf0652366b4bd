package web

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"strconv"
	"strings"
	"time"

	"claimline/internal/sow"
)

// request is what a page works on: the HTTP request, who makes it, and when.
type request struct {
	*http.Request
	user  user
	now   time.Time
	trace string // names the request in the log and on an error page
}

// id gives the number in the path, or ErrNotFound.
func (r *request) id() (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, sow.ErrNotFound
	}
	return id, nil
}

// reply is a whole answer, made before the first byte is sent.
type reply struct {
	status int
	header map[string]string
	cookie *http.Cookie
	body   []byte
}

// see sends the browser to another page of this site.
func see(path string) reply {
	return reply{status: http.StatusSeeOther, header: map[string]string{"Location": path}}
}

func content(kind string, body []byte) reply {
	return reply{status: http.StatusOK, header: map[string]string{"Content-Type": kind}, body: body}
}

func (rep reply) send(w http.ResponseWriter, r *http.Request) {
	for k, v := range rep.header {
		w.Header().Set(k, v)
	}
	if rep.cookie != nil {
		http.SetCookie(w, rep.cookie)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(rep.body)))
	w.WriteHeader(rep.status)
	if r.Method != http.MethodHead {
		_, _ = bytes.NewReader(rep.body).WriteTo(w) // a reader that left is no fault
	}
}

// served runs one route: who asks, may they, what is the answer, and what does
// an error look like.
func (s *site) served(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := &request{Request: r, now: s.cfg.Now(), trace: rand.Text()[:12]}
		w.Header().Set("X-Trace-Id", q.trace)
		r.Body = http.MaxBytesReader(w, r.Body, rt.limit)
		var renewed *http.Cookie
		q.user, renewed = s.visitor(q)
		rep, err := reply{}, s.allowed(rt.needs, q)
		if err == nil {
			rep, err = rt.serve(s, q)
		}
		if err != nil {
			rep = s.failed(r.Context(), q, err)
		}
		if rep.cookie == nil {
			rep.cookie = renewed
		}
		rep.send(w, r)
	}
}

func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// nothing answers every path that is not in the table.
func (s *site) nothing(_ *request) (reply, error) { return reply{}, sow.ErrNotFound }

// health says that the process answers; it asks nothing else.
func (s *site) health(_ *request) (reply, error) {
	return content("text/plain; charset=utf-8", []byte("ok\n")), nil
}

// ready says whether the parts that work needs are there.
func (s *site) ready(r *request) (reply, error) {
	if s.cfg.Ready != nil {
		if err := s.cfg.Ready(r.Context()); err != nil {
			s.cfg.Logger.WarnContext(r.Context(), "not ready", "error", err)
			rep := content("text/plain; charset=utf-8", []byte("not ready; the log says why\n"))
			rep.status = http.StatusServiceUnavailable
			return rep, nil
		}
	}
	return content("text/plain; charset=utf-8", []byte("ready\n")), nil
}

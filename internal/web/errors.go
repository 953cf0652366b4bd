package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"claimline/internal/sow"
)

// problem is an error as a person reads it: what happened and what to do.
type problem struct {
	Status  int      `json:"-"`
	Code    string   `json:"code"`
	Title   string   `json:"message"`
	Details []string `json:"details,omitempty"`
	Next    string   `json:"hint"`
	Trace   string   `json:"trace_id"`
	Back    place    `json:"-"` // the page whose form was refused
}

// place is a page to go to; the zero place is none.
type place struct{ Path, Words string }

// invalid is a form that a person has to correct.
type invalid struct{ what, next string }

// Error gives what is wrong with the form.
func (e invalid) Error() string { return e.what }

// problemOf turns an error into its status and words. It is the only place that
// does so. What it does not know is a fault, and its text goes to the log only.
func problemOf(err error) problem {
	bad, isInvalid := errors.AsType[invalid](err)
	move, isMove := errors.AsType[*sow.MoveError](err)
	failure, isFailure := errors.AsType[*sow.Failure](err)
	_, isLarge := errors.AsType[*http.MaxBytesError](err)
	switch {
	case isInvalid:
		return problem{Status: 400, Code: "INVALID", Title: bad.what, Next: bad.next}
	case isMove:
		return moveProblem(move)
	case isFailure && failure.Code != sow.ReasonInternal:
		return failureProblem(failure)
	case isLarge, errors.Is(err, sow.ErrTooLarge):
		return problem{Status: 413, Code: "TOO_LARGE", Title: "That is larger than 100 MiB.", Next: "Send a smaller file, for instance without the attachments."}
	}
	return sentinelProblem(err)
}

func sentinelProblem(err error) problem {
	for _, known := range problems {
		if errors.Is(err, known.err) {
			return known.problem
		}
	}
	return problem{
		Status: 500, Code: "INTERNAL", Title: "Something went wrong here.",
		Next: "Try it again. If it happens again, give the operator the trace number below; the log has the cause.",
	}
}

var problems = []struct {
	err error
	problem
}{
	{sow.ErrNotFound, problem{Status: 404, Code: "NOT_FOUND", Title: "There is nothing at this address.", Next: "Start from the list of documents or claims."}},
	{sow.ErrConflict, problem{Status: 409, Code: "CONFLICT", Title: "This was changed by somebody else in the meantime, or it is there already.", Next: "Look at it as it is now and decide again."}},
	{sow.ErrTransition, problem{Status: 422, Code: "NOT_ALLOWED", Title: "That is not allowed at this point.", Next: "The page of the claim says which steps are open now, and what they need."}},
	{errSignIn, problem{Status: 401, Code: "SIGN_IN", Title: "Your name is needed for this.", Next: "Sign in; every change is recorded with a name."}},
	{errRole, problem{Status: 403, Code: "ROLE", Title: "Only somebody who signed in as a reviewer may do this.", Next: "Ask a reviewer who took no part in the evidence."}},
	{errRemote, problem{Status: 403, Code: "LOCAL_ONLY", Title: "These pages are served to the machine that runs them only.", Next: "Open them there, or through an SSH tunnel to it."}},
	{errToken, problem{Status: 401, Code: "TOKEN", Title: "The API needs its token.", Next: "Send the header \"Authorization: Bearer TOKEN\" with the token that the worker was started with (--api-token)."}},
	{errHost, problem{Status: 421, Code: "HOST", Title: "This site has another name.", Next: "Open it under the address that the worker printed, or start the worker with --base-url."}},
	{errForeign, problem{Status: 403, Code: "CROSS_ORIGIN", Title: "The form was sent from another site.", Next: "Open the page here and send the form again."}},
	{context.Canceled, problem{Status: 503, Code: "CANCELLED", Title: "The request was given up.", Next: "Try it again."}},
	{context.DeadlineExceeded, problem{Status: 503, Code: "TIMEOUT", Title: "That took too long.", Next: "Try it again in a minute."}},
}

func moveProblem(e *sow.MoveError) problem {
	p := problem{
		Status: 422, Code: "MOVE_REFUSED", Next: "Do what is missing, then try the step again.",
		Title: "The claim cannot go from " + positionName(e.From) + " to " + positionName(e.To) + " yet.",
	}
	for _, f := range e.Failed {
		p.Details = append(p.Details, sentence(f.Why))
	}
	if len(e.Failed) == 0 {
		p.Title, p.Next = "A claim cannot go from "+positionName(e.From)+" to "+positionName(e.To)+".", "The page of the claim lists the steps that are possible."
	}
	return p
}

func failureProblem(f *sow.Failure) problem {
	status := http.StatusUnprocessableEntity
	if f.Code == sow.ReasonStoreFull {
		status = http.StatusInsufficientStorage
	}
	return problem{Status: status, Code: string(f.Code), Title: f.Message, Next: f.Hint}
}

// failed makes the answer to an error and logs faults, once.
func (s *site) failed(ctx context.Context, r *request, err error) reply {
	p := problemOf(err)
	p.Trace = r.trace
	if p.Status >= 500 {
		s.cfg.Logger.ErrorContext(ctx, "request failed", "trace", r.trace, "method", r.Method, "path", r.URL.Path, "error", err)
	}
	if isAPI(r.Request) {
		return jsonReply(p.Status, map[string]any{"error": p})
	}
	if errors.Is(err, errSignIn) {
		return see("/sign-in?next=" + url.QueryEscape(returnPath(r)))
	}
	if p.Status != http.StatusNotFound {
		p.Back = formPage(r)
	}
	rep, renderErr := s.render(r, "error", frame{Title: p.Title}, p)
	if renderErr != nil {
		return reply{status: 500, header: map[string]string{"Content-Type": "text/plain; charset=utf-8"}, body: []byte("something went wrong, trace " + r.trace + "\n")}
	}
	rep.status = p.Status
	return rep
}

// formPage is the page that holds the form of a request: what a person typed is
// still there when the browser goes back, but not everybody goes back.
func formPage(r *request) place {
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if r.Method != http.MethodPost || len(parts) < 2 {
		return place{}
	}
	page := "/" + parts[0] + "/" + parts[1]
	switch parts[0] {
	case "claims":
		if parts[1] != "owner" {
			return place{page, "Back to the claim"}
		}
	case "documents":
		return place{page, "Back to the document"}
	case "import":
		return place{"/import", "Back to the import"}
	}
	return place{}
}

// returnPath is where a person goes on after signing in: the page itself, or
// for a form the page that holds it.
func returnPath(r *request) string {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return r.URL.RequestURI()
	}
	if u, err := url.Parse(r.Referer()); err == nil && u.Host == r.Host {
		return u.RequestURI()
	}
	return "/"
}

func jsonReply(status int, v any) reply {
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return reply{status: 500, header: map[string]string{"Content-Type": "application/json"}, body: []byte(`{"error":{"code":"INTERNAL"}}`)}
	}
	return reply{status: status, header: map[string]string{"Content-Type": "application/json"}, body: append(body, '\n')}
}

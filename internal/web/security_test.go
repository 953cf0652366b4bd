package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"claimline/internal/web"
)

func TestHeadersOfEveryAnswer(t *testing.T) {
	b := start(t)
	for _, path := range []string{"/", "/claims", "/nothing", "/healthz", web.StylePath(), "/api/v1/claims"} {
		h := b.visitor().get(path).header
		for name, part := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if !strings.Contains(h.Get(name), part) {
				t.Errorf("%s: %s = %q, want %q in it", path, name, h.Get(name), part)
			}
		}
		if csp := h.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || strings.Contains(csp, "script-src") || !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("%s: policy %q lets scripts in", path, csp)
		}
	}
	secure := b.config
	secure.BaseURL = "https://claims.example"
	got := (&visitor{b: b, client: http.DefaultClient, base: b.serve(secure).URL}).get("/healthz")
	if got.header.Get("Strict-Transport-Security") == "" {
		t.Error("no HSTS behind https")
	}
}

// Every route that changes something refuses a form of another site, somebody
// without a name, and GET.
func TestRoutesThatChangeRefuseStrangers(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	changing := 0
	for _, r := range web.RouteTable() {
		method, path, _ := strings.Cut(r, " ")
		if method != http.MethodPost || path == "/sign-in" || path == "/sign-out" {
			continue
		}
		changing++
		path = strings.NewReplacer("{id}", "1", "{code}", "poe.project_plan").Replace(path)
		if got := b.named("Anna", "reviewer").do(http.MethodPost, path, strings.NewReader("version=1"), map[string]string{"Sec-Fetch-Site": "cross-site", "Authorization": "Bearer secret-token"}); got.status != 403 {
			t.Errorf("POST %s from another site = %d, want 403", path, got.status)
		}
		got := b.visitor().post(path, url.Values{"version": {"1"}})
		if refused := got.status == 401 || got.status == 303 && strings.HasPrefix(got.header.Get("Location"), "/sign-in?"); !refused {
			t.Errorf("POST %s without a name = %d %s", path, got.status, got.header.Get("Location"))
		}
	}
	if changing < 10 {
		t.Fatalf("only %d routes change something; the table is not walked", changing)
	}
	if c := b.claim(); c.Version != 1 {
		t.Errorf("the claim is at version %d after refused requests", c.Version)
	}
}

func TestOnlyOwnNamesAndThisMachineAreServed(t *testing.T) {
	b := start(t)
	b.visitor().do(http.MethodGet, "/", nil, map[string]string{"Host": "evil.example"}).want(t, 421, "This site has another name.")
	h, err := web.New(b.config)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/documents", "/claims/1", "/sign-in"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+path, nil)
		r.RemoteAddr = "192.0.2.7:4711"
		if h.ServeHTTP(w, r); w.Code != 403 {
			t.Errorf("GET %s from another machine = %d, want 403", path, w.Code)
		}
	}
}

// A name that is refused costs nobody the part that was chosen.
func TestRefusedSignInKeepsThePart(t *testing.T) {
	b := start(t)
	for part, other := range map[string]string{"reviewer": "preparer", "preparer": "reviewer"} {
		got := b.visitor().post("/sign-in", url.Values{"name": {"<Anna>"}, "role": {part}})
		if got.status != 400 || !strings.Contains(got.body, `value="`+part+`" checked`) || strings.Contains(got.body, `value="`+other+`" checked`) {
			t.Errorf("%s: %d %s", part, got.status, got.body)
		}
	}
}

func TestSession(t *testing.T) {
	b := start(t)
	v := b.visitor()
	got := v.post("/sign-in", url.Values{"name": {"Anna"}, "role": {"preparer"}, "next": {"/claims"}})
	cookie := got.header.Get("Set-Cookie")
	for _, part := range []string{"HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("cookie %q lacks %s", cookie, part)
		}
	}
	for next, want := range map[string]string{"/claims": "/claims?done=signed-in", "//evil.example": "/?done=signed-in", "https://evil.example/": "/?done=signed-in", `/\evil`: "/?done=signed-in"} {
		if at := v.post("/sign-in", url.Values{"name": {"Anna"}, "next": {next}}).header.Get("Location"); at != want {
			t.Errorf("next %q leads to %q, want %q", next, at, want)
		}
	}
	for _, name := range []string{"", "claimline", "An\u202Ena", strings.Repeat("a", 81), "<b>"} {
		v.post("/sign-in", url.Values{"name": {name}}).want(t, 400)
	}
	b.clock.at = b.clock.at.Add(29 * time.Minute)
	v.get("/").want(t, 200, "Anna preparer", "Sign out")
	b.clock.at = b.clock.at.Add(31 * time.Minute)
	v.get("/").want(t, 200, "Sign in")
	v = b.named("Bert", "preparer")
	for range 30 { // never idle, but over after twelve hours
		b.clock.at = b.clock.at.Add(25 * time.Minute)
		v.get("/")
	}
	v.get("/").want(t, 200, "Sign in")
}

func TestForgedSessionIsNobody(t *testing.T) {
	b := start(t)
	other := b.config
	other.Key = []byte(strings.Repeat("x", 32))
	forged := (&visitor{b: b, base: b.serve(other).URL, client: b.visitor().client}).post("/sign-in", url.Values{"name": {"Anna"}, "role": {"reviewer"}})
	cookie, _, _ := strings.Cut(forged.header.Get("Set-Cookie"), ";")
	b.visitor().do(http.MethodGet, "/", nil, map[string]string{"Cookie": cookie}).want(t, 200, "Sign in")
}

func TestFaultsSayNothingOfTheInside(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	v := b.visitor()
	if _, err := b.pool.Exec(t.Context(), "ALTER TABLE claim_event RENAME TO gone"); err != nil {
		t.Fatal(err)
	}
	got := v.get("/claims/1")
	got.want(t, 500, "Something went wrong here.", "Next:", "Trace "+got.header.Get("X-Trace-Id"))
	for _, secret := range []string{"claim_event", "SQLSTATE", "relation", ".go"} {
		if strings.Contains(got.body, secret) {
			t.Errorf("the page says %q", secret)
		}
	}
}

func TestBodiesAreBounded(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	anna.post("/claims/1/note", url.Values{"version": {"1"}, "note": {strings.Repeat("x", 100<<10)}}).want(t, 413)
	if c := b.claim(); c.Version != 1 {
		t.Errorf("the claim changed to version %d", c.Version)
	}
}

func TestDownloadsCannotRun(t *testing.T) {
	b := start(t)
	b.document("../../evil\u202E<x>.html", "<script>alert(1)</script>")
	anna := b.named("Anna", "preparer")
	got := anna.get("/documents/1/original")
	got.want(t, 200)
	if d := got.header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment;") || strings.ContainsAny(d, "<>/\u202E") {
		t.Errorf("Content-Disposition = %q", d)
	}
	if csp := got.header.Get("Content-Security-Policy"); !strings.Contains(csp, "sandbox") || got.header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("policy %q, type %q", csp, got.header.Get("Content-Type"))
	}
	for _, name := range []string{"proof.html", "proof.svg", "proof", "proof.pdf.exe"} {
		anna.upload("/claims/1/files", map[string]string{"version": "1", "item": "poe.project_plan"}, map[string]string{name: "x"}).want(t, 400, "not taken as proof")
	}
	anna.get(fmt.Sprintf("/claims/1/files/%s", strings.Repeat("a", 64))).want(t, 404)
}

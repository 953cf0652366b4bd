package web_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/blobstore"
	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
	"claimline/internal/reminder"
	"claimline/internal/sow"
	"claimline/internal/store"
	"claimline/internal/web"
)

// hostile is text that a document could hold to break a page.
const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'{{.}}&lt;javascript:alert(3)` + "\u202Efdp.exe\u2066\x01"

// siteKey signs sessions and feeds.
var siteKey = bytes.Repeat([]byte{7}, 32)

// dueDay is the last day of the deadline of every claim.
var dueDay = time.Now().UTC().AddDate(0, 0, 6).Format(time.DateOnly)

const tenant = "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10"

func testPack() sow.PackInfo {
	sum := sha256.Sum256([]byte("pack"))
	return sow.PackInfo{Name: "test", Version: "1", SHA256: hex.EncodeToString(sum[:]), Strictness: "seed"}
}

// analysed stands in for extraction and rules: its analysis carries the text of
// the document in every place where a document's words can stand.
func analysed(_ context.Context, task pipeline.Task) (sow.Analysis, error) {
	text := string(task.Content)
	if strings.HasPrefix(text, "broken") {
		return sow.Analysis{}, &sow.Failure{Code: sow.ReasonCorruptPDF, Message: "The PDF is damaged.", Hint: "Save it anew."}
	}
	page := 3
	ev := []sow.Evidence{{Quote: text, Page: &page, Location: "page/3/b1", Heading: "4 Scope " + text, Polarity: sow.InScope}}
	due := dueDay
	customer := "Contoso " + text
	advice := sow.MethodAdvice{Strength: sow.Primary, Why: "Why " + text, Evidence: ev, Steps: []string{text}, Verify: []string{text}}
	association := sow.AssocDeployment
	return sow.Analysis{
		Schema: sow.AnalysisSchema, Status: sow.StatusOK,
		Document: sow.DocumentInfo{Name: task.Name, SHA256: task.SHA256, Title: text, Engine: "test", Pages: &page, Warnings: []sow.Warning{{Code: "W", Message: text}}},
		Pack:     testPack(),
		Facts:    &sow.Facts{Customer: sow.NewFact(customer, ev...), TenantID: sow.NoFact[string](), Agreement: sow.Conflict([]sow.Agreement{sow.EA, sow.CSP}, ev...)},
		Workloads: []sow.Workload{
			{ID: "teams-phone", Name: "Teams Phone", Polarity: sow.InScope, Strength: sow.Strong, Evidence: ev, Methods: &sow.WorkloadMethods{CPOR: sow.WorkloadMethod{Strength: sow.Primary, Association: &association}}},
			{ID: "intune", Name: "Intune", Polarity: sow.Excluded, Strength: sow.Weak, Evidence: ev},
		},
		Methods:    &sow.MethodsAdvice{PAL: sow.MethodAdvice{Strength: sow.NotApplicable, Why: "Nothing runs in Azure."}, DPOR: advice, CPOR: advice},
		Questions:  []sow.Question{{ID: "q", Text: "Which agreement?", Why: text, Fact: "agreement", Answers: []string{"EA", "CSP"}}, {ID: "t", Text: "Tenant?", Fact: "tenant_id"}},
		Advisories: []sow.Advisory{{Code: "D1", Title: text, Text: text, Source: "S1"}},
		Checks:     []sow.Check{{ID: "c", Title: text, Text: text, Source: "guide", Evidence: ev}},
		Trace:      []sow.TraceEntry{{Decision: "cpor:teams-phone", Rule: "r", Decides: "primary", Why: text, Clauses: []sow.TraceClause{{Text: text, Value: text, Result: true}}, Losers: []sow.TraceLoser{{Rule: "l", Decides: "optional", Reason: text}}}},
		Claims: []sow.ClaimProposal{{
			Workload: "teams-phone", Association: association, ExpectedValue: sow.ExpectedValue{State: "unknown", Why: "No rate."},
			Deadlines: []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &due, Rule: "rule " + text, Owner: "partner"}},
			PoE: []sow.PoEItem{
				{Code: "poe.project_plan", Name: "Project plan", Need: sow.NeedRequired, Status: sow.PoEMissing, Why: text, CompletedBy: "partner"},
				{Code: "poe.signature", Name: "Signature", Need: sow.NeedAdvised, Status: sow.PoEFoundAuto, Evidence: ev},
			},
		}},
	}, nil
}

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// bench is a site over a real database, with its pipeline running.
type bench struct {
	t        *testing.T
	server   *httptest.Server
	pipeline *pipeline.Pipeline
	pool     *pgxpool.Pool
	config   web.Config
	clock    *clock
}

// annaOnly has Anna in every role.
func annaOnly(string) [][]pipeline.Recipient {
	return [][]pipeline.Recipient{{{Person: reminder.Person{Name: "Anna"}}}}
}

func start(t *testing.T) *bench {
	t.Helper()
	return startWith(t, analysed)
}

// startWith is start with another stand-in for extraction and rules.
func startWith(t *testing.T, analyse func(context.Context, pipeline.Task) (sow.Analysis, error)) *bench {
	t.Helper()
	t.Parallel()
	dsn := pgtest.DSN(t)
	pool := pool(t, dsn)
	blobs, err := blobstore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blobs.Close() })
	p, err := pipeline.New(pipeline.Config{Pool: pool, Blobs: blobs, Analyze: analyse, Now: time.Now, PartnerID: "6080811", Pack: testPack, People: pipeline.People{Role: annaOnly}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Stop(context.WithoutCancel(t.Context())) })
	b := &bench{t: t, pipeline: p, pool: pool, clock: &clock{time.Now()}}
	b.config = web.Config{
		DB: pool, Pipeline: p, Blobs: blobs, Now: b.clock.now, Key: siteKey, Token: "secret-token",
		Packet: func(_ context.Context, id int64, language string) (string, []byte, error) {
			if id != 1 {
				return "", nil, fmt.Errorf("claim %d: %w", id, sow.ErrNotFound)
			}
			return "claim-1.zip", []byte("PK in " + language), nil
		},
		CheckAnswers: func(given map[string]string) error {
			if given["agreement"] == "nonsense" {
				return fmt.Errorf("fact agreement can not be that")
			}
			return nil
		},
		Page: func(_ context.Context, _ string, _ []byte, _ int, quotes []string) (web.PageImage, error) {
			var drawn bytes.Buffer
			sheet := image.NewGray(image.Rect(0, 0, 100, 100))
			draw.Draw(sheet, sheet.Bounds(), image.White, image.Point{}, draw.Src)
			if err := png.Encode(&drawn, sheet); err != nil || len(quotes) == 0 {
				return web.PageImage{}, errors.Join(err, errors.New("no quotation to look for"))
			}
			return web.PageImage{PNG: drawn.Bytes(), Scale: 2, Boxes: []sow.Box{{Page: 3, X: 10, Y: 10, Width: 20, Height: 5}, {X: 40, Y: 40, Width: 500, Height: 500}}}, nil
		},
		Inbox: func() web.InboxState {
			line := web.InboxLine{Path: "in/" + hostile, Why: "is still growing", Next: "wait", Since: b.clock.at}
			return web.InboxState{Dir: "/inbox", LastScan: b.clock.at, Waiting: []web.InboxLine{line}, Working: []web.InboxLine{line}, Failed: []web.InboxLine{line}, WaitingCount: 1, FailedCount: 1}
		},
	}
	b.server = b.serve(b.config)
	return b
}

func pool(t *testing.T, dsn string) *pgxpool.Pool {
	t.Helper()
	p, err := pgxpool.New(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func (b *bench) serve(cfg web.Config) *httptest.Server {
	b.t.Helper()
	h, err := web.New(cfg)
	if err != nil {
		b.t.Fatal(err)
	}
	server := httptest.NewServer(h)
	b.t.Cleanup(server.Close)
	return server
}

// document hands a document over and waits for its analysis.
func (b *bench) document(name, content string) sow.DocumentRecord {
	b.t.Helper()
	r, err := b.pipeline.Submit(b.t.Context(), pipeline.Submission{Name: name, Source: "inbox", Content: strings.NewReader(content)})
	if err != nil {
		b.t.Fatal(err)
	}
	b.idle()
	doc, err := store.DocumentByID(b.t.Context(), b.pool, r.Document.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return doc
}

func (b *bench) idle() {
	b.t.Helper()
	if err := b.pipeline.WaitIdle(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

// claim reads claim 1.
func (b *bench) claim() sow.Claim {
	b.t.Helper()
	c, err := store.ClaimByID(b.t.Context(), b.pool, 1)
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

// visitor is a browser.
type visitor struct {
	b      *bench
	client *http.Client
	base   string
}

func (b *bench) visitor() *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return &visitor{b: b, base: b.server.URL, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// named is a browser in which somebody has signed in.
func (b *bench) named(name, role string) *visitor {
	v := b.visitor()
	if got := v.post("/sign-in", url.Values{"name": {name}, "role": {role}}); got.status != http.StatusSeeOther {
		b.t.Fatalf("sign in as %s = %d", name, got.status)
	}
	return v
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (v *visitor) do(method, path string, body io.Reader, header map[string]string) answer {
	v.b.t.Helper()
	req, err := http.NewRequestWithContext(v.b.t.Context(), method, v.base+path, body)
	if err != nil {
		v.b.t.Fatal(err)
	}
	for k, x := range header {
		req.Header.Set(k, x)
	}
	if h := header["Host"]; h != "" {
		req.Host = h
	}
	res, err := v.client.Do(req)
	if err != nil {
		v.b.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		v.b.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(text)}
}

func (v *visitor) get(path string) answer { return v.do(http.MethodGet, path, nil, nil) }

func (v *visitor) post(path string, form url.Values) answer {
	return v.do(http.MethodPost, path, strings.NewReader(form.Encode()), map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
}

// change posts a form of claim 1 with the version that the page shows.
func (v *visitor) change(what string, form url.Values) answer {
	v.b.t.Helper()
	if form == nil {
		form = url.Values{}
	}
	form.Set("version", fmt.Sprint(v.b.claim().Version))
	return v.post("/claims/1/"+what, form)
}

func (v *visitor) upload(path string, fields, files map[string]string) answer {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for k, x := range fields {
		_ = w.WriteField(k, x)
	}
	for name, content := range files {
		part, _ := w.CreateFormFile("file", name)
		_, _ = io.WriteString(part, content)
	}
	_ = w.Close()
	return v.do(http.MethodPost, path, &body, map[string]string{"Content-Type": w.FormDataContentType()})
}

// want fails the test unless the answer has the status and the words.
func (a answer) want(t *testing.T, status int, words ...string) {
	t.Helper()
	if a.status != status {
		t.Fatalf("status = %d, want %d: %s", a.status, status, textOf(a.body))
	}
	for _, w := range words {
		if !strings.Contains(textOf(a.body), w) {
			t.Errorf("the answer lacks %q: %s", w, textOf(a.body))
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

func textOf(body string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("&#39;", "'", "&amp;", "&", "&#34;", `"`).Replace(tags.ReplaceAllString(body, " "))), " ")
}

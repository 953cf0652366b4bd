package report

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"claimline/internal/sow"
)

//go:embed recommendation.html
var files embed.FS

var page = template.Must(template.New("recommendation.html").Funcs(template.FuncMap{
	"short": short, "quotes": quotes, "checklist": checklist, "steps": steps, "inScope": inScopeRows, "others": otherRows, "facts": factRows,
	"deadlines": deadlineRows, "advisories": advisories,
	"words": func(s sow.MethodStrength) string { return strings.ReplaceAll(string(s), "-", " ") },
}).ParseFS(files, "recommendation.html"))

// pageData is what the recommendation page shows.
type pageData struct {
	sow.Analysis
	Heading string
	Facts   []Row
	Methods []NamedAdvice
	InScope []sow.Workload
	Others  []sow.Workload
	Next    []Step
	Names   map[string]string
	Link    string
	Around
}

// Around is what stands outside a document's analysis and belongs on its page.
type Around struct {
	Earlier  *Earlier   // nil when the document supersedes none
	Standing []Standing // the claims that stand for what it calls for
}

// Filed gives the claim that stands for a proposal and is no longer to be
// filed, nil otherwise.
func (p pageData) Filed(c sow.ClaimProposal) *Standing {
	if s, known := standingOf(p.Standing, c.Workload, c.Association); known && !s.ToFile {
		return &s
	}
	return nil
}

// Earlier is the version of a document that another one supersedes.
type Earlier struct {
	Words   string           // how people know it, such as its name and day
	Changes []sow.Difference // what differs in the newer one
}

// HTML writes one self-contained page (no scripts, no requests) for whoever
// dropped the file. Link is the address of the same document on the server's
// page; "" leaves it out. It returns an error when w fails.
func HTML(w io.Writer, a sow.Analysis, link string) error { return HTMLAmong(w, a, link, Around{}) }

// HTMLAmong is [HTML] for a document that supersedes an earlier version, whose
// page says what has changed, and for one whose claims stand already.
func HTMLAmong(w io.Writer, a sow.Analysis, link string, around Around) error {
	inScope, others := Split(a.Workloads)
	data := pageData{Analysis: a, Heading: a.Document.Title, Facts: FactRows(a.Facts), InScope: inScope, Others: others, Next: NextSteps(a, around.Standing...), Names: map[string]string{}, Link: link, Around: around}
	if data.Heading == "" {
		data.Heading = a.Document.Name
	}
	if a.Methods != nil {
		data.Methods = namedAdvice(a.Methods)
	}
	for _, c := range a.Claims {
		data.Names[c.Workload] = workloadName(a, c.Workload)
	}
	if err := page.Execute(w, data); err != nil {
		return fmt.Errorf("write recommendation page of %s: %w", a.Document.Name, err)
	}
	return nil
}

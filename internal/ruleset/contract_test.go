package ruleset

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"claimline/internal/sow"
	"claimline/rules"
)

// loaded is the delivered pack, loaded once: it never changes.
var loaded = sync.OnceValues(func() (*Pack, error) { return Load(rules.FS) })

func deliveredPack(tb testing.TB) *Pack {
	tb.Helper()
	p, err := loaded()
	if err != nil {
		tb.Fatalf("the delivered pack does not load:\n%v", err)
	}
	return p
}

// kindsOfWorkload are one workload of each kind that the contract tells apart.
var kindsOfWorkload = []WorkloadFacts{
	{ID: "azure-sql", Name: "Azure SQL", Family: "azure", Plane: "azure"},
	{ID: "teams", Name: "Microsoft Teams", Family: "modern-work", Plane: "m365"},
	{ID: "sentinel", Name: "Microsoft Sentinel", Family: "security", Plane: "azure"},
	{ID: "entra-id", Name: "Microsoft Entra ID", Family: "security", Plane: "m365"},
	{ID: "d365-sales", Name: "Dynamics 365 Sales", Family: "business-applications", Plane: "d365"},
	{ID: "power-apps", Name: "Power Apps", Family: "business-applications", Plane: "power-platform"},
	{ID: "power-bi", Name: "Power BI", Family: "business-applications", Plane: "power-platform"},
}

// situation is one point of the contract's table.
type situation struct {
	in        []WorkloadFacts
	agreement string
	mode      string
	csp       string
	deploys   bool
}

func (s situation) String() string {
	ids := make([]string, len(s.in))
	for i, w := range s.in {
		ids[i] = w.ID
	}
	return fmt.Sprintf("%v, %s, %s, csp %s, deploys %v", ids, s.agreement, s.mode, s.csp, s.deploys)
}

func (s situation) has(id string) bool {
	return slices.ContainsFunc(s.in, func(w WorkloadFacts) bool { return w.ID == id })
}

func (s situation) any(ids ...string) bool { return slices.ContainsFunc(ids, s.has) }

// The functions of the contract are written here a second time, from its table
// and not from the rules.

func (s situation) contractPAL() sow.MethodStrength {
	touchesAzure := s.any("azure-sql", "sentinel")
	switch {
	case s.has("azure-sql"), s.mode == "staff-augmentation", s.mode == "managed-services" && touchesAzure:
		return sow.Primary
	case s.any("sentinel", "power-apps"):
		return sow.Recommended
	default:
		return sow.NotApplicable
	}
}

func (s situation) contractDPOR() sow.MethodStrength {
	if !s.any("azure-sql", "teams", "sentinel", "entra-id", "d365-sales") {
		return sow.NotApplicable
	}
	switch s.agreement {
	case "EA":
		return sow.Recommended
	case "unknown":
		return sow.Conditional
	default:
		return sow.NotApplicable
	}
}

func (s situation) contractCPOR() sow.MethodStrength {
	switch {
	case len(s.in) == 0:
		return sow.NotApplicable
	case s.csp == "yes":
		return sow.OptionalUse
	case s.mode == "staff-augmentation" && !s.deploys:
		return sow.OptionalUse
	case s.any("teams", "entra-id", "d365-sales", "power-apps", "power-bi"):
		return sow.Primary
	case s.has("sentinel"):
		return sow.Recommended
	default:
		return sow.OptionalUse
	}
}

func (s situation) contractAssociation(w WorkloadFacts) sow.Association {
	switch {
	case w.Family == "azure":
		return ""
	case s.contractCPOR() != sow.Primary && s.contractCPOR() != sow.Recommended:
		return ""
	case s.mode == "managed-services":
		return sow.AssocUsage
	case s.mode == "advisory", w.Work == "advise":
		return sow.AssocRevenue
	case w.Work == "teach", w.Work == "run":
		return sow.AssocUsage
	default:
		return sow.AssocDeployment
	}
}

// situations gives every combination of kinds in scope, agreement, mode and
// transacting CSP, with the named deployment in both states where a workload
// outside Azure can carry it.
func situations(yield func(situation) bool) {
	works := []string{"build", "teach", "run", "advise", "unknown"}
	for set := range 1 << len(kindsOfWorkload) {
		for _, agreement := range []string{"EA", "MCA", "CSP", "WebDirect", "unknown"} {
			for _, mode := range []string{"project", "managed-services", "staff-augmentation", "advisory"} {
				for _, csp := range []string{"yes", "no", "unknown"} {
					for shift := range len(works) {
						if agreement != "EA" && shift > 1 { // the kind of work and the agreement do not meet in any rule
							continue
						}
						s := situation{agreement: agreement, mode: mode, csp: csp}
						for i, w := range kindsOfWorkload {
							if set>>i&1 == 0 {
								continue
							}
							w.Work = works[(i+shift)%len(works)]
							w.Deploys = w.Work == "build"
							s.deploys = s.deploys || w.Deploys && w.Family != "azure"
							s.in = append(s.in, w)
						}
						if !yield(s) {
							return
						}
					}
				}
			}
		}
	}
}

func TestContractTable(t *testing.T) {
	p := deliveredPack(t)
	n := 0
	for s := range situations {
		n++
		out := strengths(p, Input{Doc: DocFacts{Agreement: s.agreement, Mode: s.mode, CSP: s.csp}, Workloads: s.in})
		got := [3]sow.MethodStrength{out.Methods.PAL.Strength, out.Methods.DPOR.Strength, out.Methods.CPOR.Strength}
		if want := [3]sow.MethodStrength{s.contractPAL(), s.contractDPOR(), s.contractCPOR()}; got != want {
			t.Fatalf("%v: PAL, DPOR, CPOR are %v, the contract says %v", s, got, want)
		}
		for i, w := range s.in {
			got := sow.Association("")
			if a := out.Workloads[i].Methods.CPOR.Association; a != nil {
				got = *a
			}
			if want := s.contractAssociation(w); got != want {
				t.Fatalf("%v: association of %s (%s) is %q, the contract says %q", s, w.ID, w.Work, got, want)
			}
		}
	}
	if n != 128*4*3*(5+4*2) {
		t.Errorf("%d situations", n)
	}
}

// strengths decides the methods alone, without reasons, trace and lists, which
// the exhaustive tests do not look at.
func strengths(p *Pack, in Input) Output {
	d := newDecision(p, in)
	d.silent = true
	d.decideWorkloads()
	d.decideDocument()
	return d.out
}

// rank orders strengths from weakest to strongest.
var rank = []sow.MethodStrength{sow.NotApplicable, sow.OptionalUse, sow.Conditional, sow.Recommended, sow.Primary}

// TestDocumentFollowsWorkloads checks that the document's advice is never
// weaker than a workload's, and stronger only where the guide says so: placed
// people link PAL whatever they work on.
func TestDocumentFollowsWorkloads(t *testing.T) {
	for _, side := range []string{"seed", "microsoft"} {
		p, err := deliveredPack(t).WithStrictness(side)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for s := range situations {
			if n++; n%2 != 0 { // neighbours differ in the kind of work alone
				continue
			}
			out := strengths(p, Input{Doc: DocFacts{Agreement: s.agreement, Mode: s.mode, CSP: s.csp, Seats: "over-300"}, Workloads: s.in})
			for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
				doc := adviceOf(out.Methods, m).Strength
				most := sow.NotApplicable
				for i := range out.Workloads {
					if one := methodOf(&out.Workloads[i].Methods, m).Strength; slices.Index(rank, one) > slices.Index(rank, most) {
						most = one
					}
				}
				if doc != most && (m != sow.PAL || s.mode != "staff-augmentation") {
					t.Fatalf("%s: %v: %s is %s for the document, %s for its strongest workload", side, s, m, doc, most)
				}
			}
		}
	}
}

func adviceOf(a sow.MethodsAdvice, m sow.Method) sow.MethodAdvice {
	return map[sow.Method]sow.MethodAdvice{sow.PAL: a.PAL, sow.DPOR: a.DPOR, sow.CPOR: a.CPOR}[m]
}

package ruleset

import (
	"reflect"
	"slices"
	"strings"
)

// Input is everything that decisions depend on: flat facts with a few allowed
// values each, and the workloads in scope. An empty field means the default of
// the fact, which is "unknown" wherever a document may be silent.
type Input struct {
	Doc       DocFacts
	Workloads []WorkloadFacts
}

// DocFacts are the facts of the document that conditions may read as doc.NAME.
// The tags are the vocabulary: allowed values, the first being the default,
// and the meaning as printed in docs/rules.md.
type DocFacts struct {
	Agreement    string `expr:"agreement" values:"unknown,EA,MCA,CSP,WebDirect" fact:"agreement" doc:"The customer's agreement with Microsoft at signature."`
	MovesTo      string `expr:"moves_to" values:"none,EA,MCA,CSP,WebDirect" fact:"agreement_moves_to" doc:"The agreement that the customer changes to during the work."`
	CSP          string `expr:"csp" values:"unknown,yes,no" fact:"partner_is_transacting_csp" doc:"Whether the partner sells the licences itself as a Cloud Solution Provider."`
	Mode         string `expr:"mode" values:"project,managed-services,staff-augmentation,advisory" fact:"kind" doc:"How the partner works: a project builds or teaches; managed services run; staff augmentation places people; advisory assesses or advises on a purchase."`
	Seats        string `expr:"seats" values:"unknown,up-to-10,11-300,over-300" fact:"seats" doc:"People served, as a band. Microsoft calls a tenant enterprise above 300 paid seats."`
	PublicSector string `expr:"public_sector" values:"unknown,yes,no" fact:"public_sector" doc:"Whether the customer is a public body."`
	Country      string `expr:"country" values:"unknown,us,elsewhere" fact:"customer_country" doc:"Where the customer is: us is the United States with Puerto Rico."`
	Cloud        string `expr:"cloud" values:"unknown,commercial,gcc,gov,china" fact:"cloud" doc:"The cloud that the work is done in."`
	Access       string `expr:"access" values:"unknown,write,user-access-administrator,read-only" fact:"access" doc:"The strongest Azure role that the document grants to the partner: write is Owner, Contributor or another role that can change resources."`
	Identity     string `expr:"identity" values:"unknown,person,service-principal" fact:"access" doc:"What the role is granted to: a person's account, or a service principal or managed identity."`
	Duration     string `expr:"duration" values:"unknown,up-to-3-months,over-3-months" fact:"end_date" doc:"Time from start to end of the work."`
	ClausePAL    bool   `expr:"clause_pal" fact:"attribution_clause" doc:"The document has a clause on Partner Admin Link."`
	ClauseDPOR   bool   `expr:"clause_dpor" fact:"attribution_clause" doc:"The document has a clause on Digital Partner of Record."`
	ClauseCPOR   bool   `expr:"clause_cpor" fact:"attribution_clause" doc:"The document has a clause on Claiming Partner of Record."`
	ClausePGA    bool   `expr:"clause_pga" fact:"attribution_clause" doc:"The clause names a partner global account (PGA) as the ID to link."`
	Draft        bool   `expr:"draft" doc:"The document is a draft: placeholders, tracked changes or no signature."`
	Signed       string `expr:"signed" values:"unknown,yes" fact:"signed_date" doc:"Whether a date of signature was found."`
	Customer     string `expr:"customer" values:"unknown,yes" fact:"customer" doc:"Whether the customer's name was found."`
	Tenant       string `expr:"tenant" values:"unknown,yes" fact:"tenant_id" doc:"Whether the tenant's ID or domain was found."`
}

// Scope says what kinds of workload are in scope. The engine derives it from
// the workloads; conditions read it as doc.NAME too.
type Scope struct {
	Azure           bool `expr:"azure" doc:"A workload of the azure family is in scope."`
	AzureProduct    bool `expr:"azure_product" doc:"A product on the Azure plane without a canonical workload id is in scope (Key Vault, Data Explorer, ...)."`
	SecurityAzure   bool `expr:"security_azure" doc:"A security workload on the Azure plane is in scope: Sentinel, Defender for Cloud or Security Copilot."`
	SecurityM365    bool `expr:"security_m365" doc:"A security workload on the Microsoft 365 plane is in scope."`
	ModernWork      bool `expr:"modern_work" doc:"A modern-work workload is in scope."`
	Dynamics        bool `expr:"dynamics" doc:"A Dynamics 365 workload is in scope."`
	PowerPlatform   bool `expr:"power_platform" doc:"A Power Platform workload other than Power BI is in scope."`
	PowerBI         bool `expr:"power_bi" doc:"Power BI is in scope."`
	CustomerInsight bool `expr:"customer_insights" doc:"Dynamics 365 Customer Insights is in scope."`
	Deploys         bool `expr:"deploys" doc:"The document says of a named workload outside the azure family that the partner deploys, migrates or builds it."`
}

// WorkloadFacts are the facts of one workload in scope that conditions may
// read as w.NAME, and as .NAME inside any, all, none, one and count over
// workloads.
type WorkloadFacts struct {
	ID        string `expr:"id" values:"@workloads" doc:"The workload's id."`
	Name      string `doc:"The workload's name, for reasons only."`
	Family    string `expr:"family" values:"azure,modern-work,security,business-applications" doc:"The row of the guide's decision framework."`
	Plane     string `expr:"plane" values:"azure,m365,d365,power-platform" doc:"Where the workload is consumed."`
	Kind      string `expr:"kind" values:"workload,product" doc:"A canonical workload, or a product that none of them covers."`
	Claimable string `expr:"claimable" values:"yes,no,confirm" doc:"Whether a CPOR claim may be opened for it."`
	Work      string `expr:"work" values:"unknown,build,teach,run,advise" doc:"What the partner does with it: build is deploy, migrate, implement or develop; teach is adoption or training; run is operating or supporting; advise is assessing."`
	RollsUp   bool   `expr:"rolls_up" doc:"Its claim is made on another workload (OneDrive on SharePoint Online)."`
	Deploys   bool   `doc:"The document says of this workload itself that the partner builds it."`
	RollsUpTo string `doc:"The workload that carries its claim."`
}

// docEnv is what conditions see as doc.
type docEnv struct {
	DocFacts
	Scope
	Strictness string `expr:"strictness" values:"seed,microsoft" doc:"The side that decides where the guide and Microsoft's documents differ."`
}

// workloadEnv types the conditions of rules for one workload.
type workloadEnv struct {
	Doc docEnv        `expr:"doc"`
	W   WorkloadFacts `expr:"w"`
}

// documentEnv types the conditions of rules for the whole document.
type documentEnv struct {
	Doc       docEnv          `expr:"doc"`
	Workloads []WorkloadFacts `expr:"workloads"`
}

// fact is one name that conditions may read, with its vocabulary.
type fact struct {
	slot   int      // its number in its vocabulary
	name   string   // doc.agreement
	values []string // allowed values, the first is the default; nil for true and false
	source string   // fact of sow.Facts that carries its evidence; ""
	doc    string
	index  []int // of the field in docEnv or WorkloadFacts
	isBool bool
}

// anyWorkload marks the fact whose values are the ids of the pack's lexicon.
const anyWorkload = "@workloads"

var (
	docVocabulary      = factsOf(reflect.TypeFor[docEnv](), "doc.")
	workloadVocabulary = factsOf(reflect.TypeFor[WorkloadFacts](), "w.")
)

// factsOf lists the facts of a struct in the order of its fields.
func factsOf(t reflect.Type, prefix string) []*fact {
	var out []*fact
	for _, f := range reflect.VisibleFields(t) {
		name := f.Tag.Get("expr")
		if name == "" {
			continue
		}
		one := &fact{slot: len(out), name: prefix + name, source: f.Tag.Get("fact"), doc: f.Tag.Get("doc"), index: f.Index, isBool: f.Type.Kind() == reflect.Bool}
		if values := f.Tag.Get("values"); values != "" {
			one.values = strings.Split(values, ",")
		}
		out = append(out, one)
	}
	return out
}

// vocabularyByName finds facts by their names in conditions.
var vocabularyByName = func() map[string]*fact {
	out := map[string]*fact{}
	for _, f := range slices.Concat(docVocabulary, workloadVocabulary) {
		out[f.name] = f
	}
	return out
}()

// lookFact finds a fact by its name in conditions, such as doc.agreement.
func lookFact(name string) (*fact, bool) {
	f, ok := vocabularyByName[name]
	return f, ok
}

// ofWorkload tells whether the fact is one of a workload.
func (f *fact) ofWorkload() bool { return strings.HasPrefix(f.name, "w.") }

// fillDefaults sets the empty facts of a struct to their defaults.
func fillDefaults(v reflect.Value, facts []*fact) {
	for _, f := range facts {
		field := v.FieldByIndex(f.index)
		if !f.isBool && field.String() == "" && f.values[0] != anyWorkload {
			field.SetString(f.values[0])
		}
	}
}

// scopeOf derives the scope from the workloads.
func scopeOf(workloads []WorkloadFacts) Scope {
	var s Scope
	for _, w := range workloads {
		if w.Kind == "product" && w.Family != "azure" && w.Claimable != "yes" {
			s.AzureProduct = s.AzureProduct || w.Plane == "azure"
			continue
		}
		*s.row(w) = true
		s.CustomerInsight = s.CustomerInsight || w.ID == "d365-customer-insights"
		s.Deploys = s.Deploys || w.Family != "azure" && w.Deploys
	}
	return s
}

// row gives the row of the contract's table that a workload belongs to.
func (s *Scope) row(w WorkloadFacts) *bool {
	switch {
	case w.Family == "azure":
		return &s.Azure
	case w.Family == "modern-work":
		return &s.ModernWork
	case w.Family == "security" && w.Plane == "azure":
		return &s.SecurityAzure
	case w.Family == "security":
		return &s.SecurityM365
	case w.Plane == "d365":
		return &s.Dynamics
	case w.ID == "power-bi":
		return &s.PowerBI
	default:
		return &s.PowerPlatform
	}
}

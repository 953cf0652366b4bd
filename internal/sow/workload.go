package sow

// Family decides the row of the guide's decision framework (section 7).
type Family string

// Workload families.
const (
	FamilyAzure      Family = "azure"
	FamilyModernWork Family = "modern-work"
	FamilySecurity   Family = "security"
	FamilyBusiness   Family = "business-applications"
)

// Plane is where a workload is consumed.
type Plane string

// Planes.
const (
	PlaneAzure Plane = "azure"
	PlaneM365  Plane = "m365"
	PlaneD365  Plane = "d365"
	PlanePower Plane = "power-platform"
)

// Polarity says in what sense a document names a workload.
type Polarity string

// Polarities (contract). InScope is the only one that leads to a claim.
const (
	InScope      Polarity = "in_scope"
	Supporting   Polarity = "supporting"   // in a scope section, but only in passing
	Excluded     Polarity = "excluded"     //
	Background   Polarity = "background"   // what the customer has or had
	Source       Polarity = "source"       // the X of "from X to Y"
	Prerequisite Polarity = "prerequisite" // somebody else provides it first
	Optional     Polarity = "optional"     // offered, not ordered
	Future       Polarity = "future"       // a later phase
	Licence      Polarity = "licence"      // bought, not worked on
	Integration  Polarity = "integration"  // only the other end of an interface
	Tool         Polarity = "tool"         // carries the project
	Competitor   Polarity = "competitor"   // in a comparison, or beside another vendor's work
	Boilerplate  Polarity = "boilerplate"  // header, footer, biography, marketing, glossary
)

// Strength is how sure a finding is. There are three and no numbers: a printed
// probability would promise a calibration that nobody has measured.
type Strength string

// Strengths of a finding.
const (
	Strong Strength = "strong"
	Medium Strength = "medium"
	Weak   Strength = "weak"
)

// Workload is one Microsoft workload that a document names, with every line
// that names it.
type Workload struct {
	ID         string           `json:"id"`
	Name       string           `json:"name"`
	Family     Family           `json:"family"`
	Plane      Plane            `json:"plane"`
	Product    *string          `json:"product"` // finer product id when one is named
	Polarity   Polarity         `json:"polarity"`
	Strength   Strength         `json:"strength"`
	Activities []Activity       `json:"activities"`
	Quantity   *Quantity        `json:"quantity"`
	Methods    *WorkloadMethods `json:"methods"` // null unless in scope
	Evidence   []Evidence       `json:"evidence"`
	Exclusions []Evidence       `json:"exclusions,omitempty"` // parts of an in-scope workload that are excluded
	Kind       LexiconKind      `json:"kind,omitempty"`       // set for names without a canonical id
	Candidates []string         `json:"candidates,omitempty"` // for umbrellas: what it could mean
}

// WorkloadMethods are the three mechanisms as they apply to one workload.
type WorkloadMethods struct {
	PAL  WorkloadMethod `json:"PAL"`
	DPOR WorkloadMethod `json:"DPOR"`
	CPOR WorkloadMethod `json:"CPOR"`
}

// WorkloadMethod is the recommendation of one mechanism for one workload.
type WorkloadMethod struct {
	Strength    MethodStrength `json:"strength"`
	Association *Association   `json:"association"` // CPOR only
	Rules       []string       `json:"rules"`
	Why         string         `json:"why"`
}

// Method is an attribution mechanism (guide, section 2).
type Method string

// The three mechanisms.
const (
	PAL  Method = "PAL"
	DPOR Method = "DPOR"
	CPOR Method = "CPOR"
)

// MethodStrength says how strongly a method is recommended (contract).
type MethodStrength string

// Strengths of a recommendation, strongest first.
const (
	Primary       MethodStrength = "primary"
	Recommended   MethodStrength = "recommended"
	Conditional   MethodStrength = "conditional"
	OptionalUse   MethodStrength = "optional"
	NotApplicable MethodStrength = "not-applicable"
)

// Association is the type of a CPOR claim (guide, section 5).
type Association string

// Association types.
const (
	AssocDeployment Association = "deployment"
	AssocUsage      Association = "usage"
	AssocRevenue    Association = "revenue"
)

package ruleset

import (
	"claimline/internal/sow"
)

// The kinds of this file are checklists, deadlines, formulas and instructions:
// data that other packages compute with.

// poeFile is the checklist of one association type.
type poeFile struct {
	Kind        string    `yaml:"kind"`
	Association poeType   `yaml:"association"`
	Items       []poeSpec `yaml:"items"`
}

// poeType is the type of claim a checklist is for: an association, or the
// presales role that the guide does not have.
type poeType string

type poeSpec struct {
	ID          string    `yaml:"id"`
	Name        string    `yaml:"name"`
	Need        sow.Need  `yaml:"need"`         // by the guide
	Microsoft   sow.Need  `yaml:"microsoft"`    // by Microsoft, when it differs
	When        condition `yaml:"when"`         // conditional items: on the document
	AdvisedWhen condition `yaml:"advised_when"` // conditional items that are not required: on the document
	CompletedBy owner     `yaml:"completed_by"`
	Finds       string    `yaml:"finds"`          // a name of finders
	MaxAge      int       `yaml:"max_age_months"` // how old it may be at submission; 0 any age
	Why         string    `yaml:"why"`
	Source      sourceRef `yaml:"source"`
	At          pos       `yaml:"-"`
}

// owner is who must act.
type owner string

// finders are what a document itself can show of a checklist. The names are
// the contract with the package that fills the checklist in.
var finders = []string{
	"signature", "signed_date", "partner", "customer", "domain", "tenant_id", "workloads", "activities",
	"quantities", "template", "contacts", "technical_contact", "subscription_id", "public_sector_disclosure",
	"not_draft", "partner_role", "attribution_clause", "revenue_fields", "project_plan", "deployment_documents",
}

// worded are the finders that know an item by the wordings of a context, in the
// list "proof.NAME".
var worded = []string{
	"partner_role", "project_plan", "deployment_documents", "template", "technical_contact", "subscription_id",
	"public_sector_disclosure", "revenue_fields",
}

// deadlinesFile lists the kinds of deadlines and the calendar they count in.
type deadlinesFile struct {
	Kind      string         `yaml:"kind"`
	Calendar  calendarSpec   `yaml:"calendar"`
	Deadlines []deadlineSpec `yaml:"deadlines"`
}

type calendarSpec struct {
	Zone     string   `yaml:"zone"`
	Holidays []string `yaml:"holidays"`
	Days     []string `yaml:"days"`
}

type deadlineSpec struct {
	Code       string         `yaml:"code"`
	Title      string         `yaml:"title"`
	AppliesTo  appliesTo      `yaml:"applies_to"`
	Stages     []claimStage   `yaml:"stages"`
	Anchor     string         `yaml:"anchor"`
	Else       []string       `yaml:"else"`
	Count      *int           `yaml:"count"`
	ByType     map[string]int `yaml:"by_type"`
	Unit       unit           `yaml:"unit"`
	Dates      []string       `yaml:"dates"`
	Owner      owner          `yaml:"owner"`
	Role       string         `yaml:"role"`   // of the partner's people, for a deadline of the partner
	Passes     bool           `yaml:"passes"` // a deadline of the partner that ends by itself with its day
	Warn       []int          `yaml:"warn"`
	InfoOnly   bool           `yaml:"info_only"`
	Missed     string         `yaml:"missed"`
	Text       string         `yaml:"text"`
	Source     sourceRef      `yaml:"source"`
	Confidence confidence     `yaml:"confidence"`
	At         pos            `yaml:"-"`
}

type unit string

type appliesTo string

// claimStage is a stage, a status of a submitted claim, or an outcome, at which
// a deadline runs. "submitted" is the whole stage, "submitted/submitted" its
// first status alone.
type claimStage string

// anchors are the events that deadlines may count from.
var anchors = []string{
	"sow_signed", "sow_effective", "analysed", "customer_ack", "submitted", "action_required", "approved", "rejected", "disputed",
	"subscription_end", "subscription_provisioned", "last_poe", "fiscal_year_end", "month_end", "month_start", "quarter_start",
	"pal_linked", "dpor_set", "claim_attached", "mci_created", "mci_consent", "mci_rejected", "earning_half_end", "activity_done",
}

// valuesFile lists formulas and, in a partner's own pack, rates.
type valuesFile struct {
	Kind     string        `yaml:"kind"`
	Formulas []formulaSpec `yaml:"formulas"`
	Rates    []rateSpec    `yaml:"rates"`
}

type formulaSpec struct {
	ID         string     `yaml:"id"`
	Title      string     `yaml:"title"`
	Text       string     `yaml:"text"`
	Inputs     []string   `yaml:"inputs"`
	Source     sourceRef  `yaml:"source"`
	Confidence confidence `yaml:"confidence"`
	At         pos        `yaml:"-"`
}

type rateSpec struct {
	Formula     string          `yaml:"formula"`
	Workload    string          `yaml:"workload"`
	Association sow.Association `yaml:"association"`
	Rate        float64         `yaml:"rate"`
	Currency    string          `yaml:"currency"`
	Cap         *float64        `yaml:"cap"`
	From        string          `yaml:"from"`
	To          string          `yaml:"to"`
	Source      string          `yaml:"source"`
	At          pos             `yaml:"-"`
}

// formulas are the computations that the engine knows, with their inputs.
var formulas = map[string][]string{
	"rate-times-quantity":  {"rate", "quantity"},
	"usage-high-water":     {"rate", "paid_units", "prior_high_water", "cap"},
	"partner-earned":       {"spend", "rate", "share"},
	"pcs-modern-work":      {"growth", "threshold", "most"},
	"pcs-business-points":  {"units", "points_per_unit"},
	"pcs-deployment-score": {"deployments", "threshold", "most"},
}

// methodsFile is what the guide says about the methods themselves.
type methodsFile struct {
	Kind       string          `yaml:"kind"`
	Methods    []methodSpec    `yaml:"methods"`
	Roles      []roleSpec      `yaml:"roles"`
	Activities []stackingSpec  `yaml:"stacking"`
	Types      []assocTypeSpec `yaml:"associations"`
	Score      scoreSpec       `yaml:"score"`
}

type methodSpec struct {
	Method  sow.Method `yaml:"method"`
	Name    string     `yaml:"name"`
	SetUpBy string     `yaml:"set_up_by"`
	Scope   string     `yaml:"scope"`
	Several string     `yaml:"several_partners"`
	Scores  []string   `yaml:"scores"`
	Steps   []stepSpec `yaml:"steps"`
	Verify  []stepSpec `yaml:"verify"`
	Source  sourceRef  `yaml:"source"`
	At      pos        `yaml:"-"`
}

type stepSpec struct {
	What       string    `yaml:"what"`
	Who        string    `yaml:"who"`
	Where      string    `yaml:"where"`
	ShowsAfter string    `yaml:"shows_after"`
	When       condition `yaml:"when"` // on the document; always when left out
	Source     sourceRef `yaml:"source"`
	At         pos       `yaml:"-"`
}

type roleSpec struct {
	Role   string    `yaml:"role"`
	ACR    bool      `yaml:"acr"`
	PEC    bool      `yaml:"pec"`
	Note   string    `yaml:"note"`
	Source sourceRef `yaml:"source"`
	At     pos       `yaml:"-"`
}

// stackingSpec is one row of the guide's stacking table (section 9).
type stackingSpec struct {
	ID     string    `yaml:"id"`
	Title  string    `yaml:"title"`
	PAL    string    `yaml:"PAL"`
	DPOR   string    `yaml:"DPOR"`
	CPOR   string    `yaml:"CPOR"`
	Source sourceRef `yaml:"source"`
	At     pos       `yaml:"-"`
}

// assocTypeSpec is one row of the guide's association types (section 5).
type assocTypeSpec struct {
	ID      sow.Association `yaml:"id"`
	Title   string          `yaml:"title"`
	Purpose string          `yaml:"purpose"`
	Earns   string          `yaml:"earns"`
	PoE     bool            `yaml:"poe"`
	Source  sourceRef       `yaml:"source"`
	At      pos             `yaml:"-"`
}

// scoreSpec is what the guide says about the Partner Capability Score.
type scoreSpec struct {
	Threshold    int       `yaml:"threshold"` // points of 100
	DoubleMethod string    `yaml:"double_points"`
	DoubleText   string    `yaml:"double_points_text"`
	Source       sourceRef `yaml:"source"`
}

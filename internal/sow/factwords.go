package sow

// FactWords are the words by which one language states facts. Plain data of
// the rule pack; package fact compiles it. Phrases are matched on whole words
// without regard to case.
type FactWords struct {
	Language     string            `yaml:"language"`      // ISO 639-1
	Customer     []string          `yaml:"customer"`      // what contracts call the customer: "Customer", "Client"
	Partner      []string          `yaml:"partner"`       // what they call the partner: "Supplier", "Contractor"
	Between      []string          `yaml:"between"`       // opens the list of parties
	Start        []string          `yaml:"start"`         // labels of the start date
	End          []string          `yaml:"end"`           // labels of the end date
	Signed       []string          `yaml:"signed"`        // labels of a signature date
	Total        []string          `yaml:"total"`         // labels of the services total
	NotTotal     []string          `yaml:"not_total"`     // words beside an amount that is not the services total
	People       []string          `yaml:"people"`        // nouns of people served
	Agreements   []AgreementPhrase `yaml:"agreements"`    //
	OtherVendors []string          `yaml:"other_vendors"` // whose agreements look alike
	Tenant       []string          `yaml:"tenant"`        // labels of a tenant ID
	Negations    []string          `yaml:"negations"`     // words that turn a statement round
}

// AgreementPhrase is a wording that states the customer's agreement.
type AgreementPhrase struct {
	Value   Agreement `yaml:"value"`
	Phrases []string  `yaml:"phrases"`
	Exact   []string  `yaml:"exact"` // abbreviations: upper and lower case must agree, and Needs must stand in the sentence
	Needs   []string  `yaml:"needs"`
}

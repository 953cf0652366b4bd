package sow

// Beside are the words around a day, an amount, a number or a name that say
// what it is. They count in documents of any language. W is a list of words in
// the pack, and what package lexicon makes of it there.
//
// A word or phrase is sought in a text as it is written, without regard to case
// and accents. One that ends in * stands for all with that beginning, one that
// begins with * also for those that end like it.
type Beside[W any] struct {
	Days     DaysBeside[W]     `yaml:"days"`
	Amounts  AmountsBeside[W]  `yaml:"amounts"`
	Licences LicencesBeside[W] `yaml:"licences"`
	People   PeopleBeside[W]   `yaml:"people"`
	Tenants  TenantsBeside[W]  `yaml:"tenants"`
	Names    NamesBeside[W]    `yaml:"names"`
	Parties  PartiesBeside[W]  `yaml:"parties"`
	Small    SmallWords[W]     `yaml:"small"`
}

// DaysBeside tell days of something else, and those of signatures.
type DaysBeside[W any] struct {
	Others     W `yaml:"others"`     // before a day of something beside the work: "framework agreement", "transition period"
	Onlookers  W `yaml:"onlookers"`  // before the day of one who signs beside the two sides: "witnessed"
	Seen       W `yaml:"seen"`       // alone the label of such a day
	Drafts     W `yaml:"drafts"`     // right before a day on which a paper was written: "draft"
	Stays      W `yaml:"stays"`      // behind the day of an end that a change leaves as it is: "does not move"
	Contracts  W `yaml:"contracts"`  // before such a day: what ends then
	Wholes     W `yaml:"wholes"`     // what keeps its end while this part of it gets another one: "as a whole"
	Optional   W `yaml:"optional"`   // behind a day until which more may be ordered: "may be ordered"
	Ahead      W `yaml:"ahead"`      // says that something comes before a day: "before"
	Papers     W `yaml:"papers"`     // what may be signed or not: "contract"
	Sign       W `yaml:"sign"`       // says of both sides that they sign: "firman"
	Warranties W `yaml:"warranties"` // before the end of a time in which defects are made good: "warranty"
	Readers    W `yaml:"readers"`    // of one who signs and binds nobody: "for information"
}

// AmountsBeside tell amounts that are no price of what is ordered, and parts of
// the price.
type AmountsBeside[W any] struct {
	Others   W `yaml:"others"`   // before an amount or in its label: "framework", "would have cost"
	Expected W `yaml:"expected"` // in the label of what was expected before the price was known: "estimated value"
	Years    W `yaml:"years"`    // in the label of the sum of a year: "first year"
	Taxes    W `yaml:"taxes"`    // right before an amount of tax: "VAT"
	Licences W `yaml:"licences"` // right before an amount, what it is paid for
	Together W `yaml:"together"` // by which two sums are added up: "plus"
	Added    W `yaml:"added"`    // beside another sum that comes on top or is in the price: "plus", "including"
	Pronouns W `yaml:"pronouns"` // open a sentence that is a price: "it" is 9,640
	Done     W `yaml:"done"`     // behind the amount of something that is over: "completed"
	Lowered  W `yaml:"lowered"`  // by which one price becomes another: "reduced"
	Options  W `yaml:"options"`  // labels of options
	TakenUp  W `yaml:"taken_up"` // says of options that they are ordered: "exercised"
	Each     W `yaml:"each"`     // by which an amount is one of several equal parts
	Currency W `yaml:"currency"` // alone the label of the currency of a document
	Lots     W `yaml:"lots"`     // numbered parts of a programme, each under a paper of its own: "lot"
}

// LicencesBeside tell who buys licences of whom, and whether an agreement is in
// force.
type LicencesBeside[W any] struct {
	Supposing W `yaml:"supposing"`  // before what may or will happen: "if", "unless"
	After     W `yaml:"after"`      // before an agreement that has run out: "after the end of"
	Have      W `yaml:"have"`       // before a participle: "has" negotiated
	Be        W `yaml:"be"`         // before what is sold: "are" sold
	Is        W `yaml:"is"`         // between a name and what it is: "is", "am"
	Pointing  W `yaml:"pointing"`   // means what was named in the sentence before: "it"
	Renewals  W `yaml:"renewals"`   // the next term of an agreement: "renewal"
	WeakSales W `yaml:"weak_sales"` // verbs of those who sell licences and of others: "supply"
	Objects   W `yaml:"objects"`    // pronouns for licences: "them"
	Buys      W `yaml:"buys"`       // verbs of those who buy
	Has       W `yaml:"has"`        // verbs of those who have licences from somebody
	Sources   W `yaml:"sources"`    // before the one from whom something is bought: "from"
	Unrelated W `yaml:"unrelated"`  // says of the name of an agreement that it is another one: "nothing to do with"
	Foreign   W `yaml:"foreign"`    // before the word for "to": another than the one who is named sells: "unrelated"
	Asking    W `yaml:"asking"`     // opens a question that the work is to answer: "which"
	Whether   W `yaml:"whether"`    // leaves open if an agreement can be used
	No        W `yaml:"no"`         // alone is an answer
	Papers    W `yaml:"papers"`     // what else than a dealer is called by its programme: CSP "contract"
	Customers W `yaml:"customers"`  // those of a programme
	Others    W `yaml:"others"`     // who buys for itself beside the customer: "a sister company"
	OneOf     W `yaml:"one_of"`     // before a dealer who is one of many: "another"
	Holders   W `yaml:"holders"`    // others than the customer who may hold its licences: "parent"
}

// PeopleBeside tell whom a number counts: all, or those who were counted before.
type PeopleBeside[W any] struct {
	All       W `yaml:"all"`        // leaves nobody out: "every"
	These     W `yaml:"these"`      // points at those who were counted before
	The       W `yaml:"the"`        // may do so: "the", "said"
	Of        W `yaml:"of"`         // between the number of a part and that of the whole: 310 "of" 1,150
	Them      W `yaml:"them"`       // behind the number of a part, the whole of which stands in the line before
	Rest      W `yaml:"rest"`       // beside the number of those who are left: "remaining"
	Behind    W `yaml:"behind"`     // behind a number that stands alone, by which no noun begins: "will"
	Measures  W `yaml:"measures"`   // behind numbers of time, data or a share: "days"
	Places    W `yaml:"places"`     // trades that may be places of work or accounts: "agents"
	OneEach   W `yaml:"one_each"`   // beside the word for a person, the licence that each one gets: "one" per user
	TakesOver W `yaml:"takes_over"` // by which one company becomes another's: "acquired"
	Teach     W `yaml:"teach"`      // words for teaching people
}

// TenantsBeside tell which tenant it is.
type TenantsBeside[W any] struct {
	Belongs     W `yaml:"belongs"`     // before the "of" of a tenant that is not left: "dépend" du locataire
	Directories W `yaml:"directories"` // right before the number of a tenant: "directory"
	Workshops   W `yaml:"workshops"`   // before a tenant in which the partner tries out what it builds: "lab"
}

package sow

// FactWords are the words by which one language states facts. Plain data of
// the rule pack; package fact compiles it.
//
// A phrase is matched word by word without regard to case, accents and
// hyphens. A word that ends in * stands for all words with that beginning; the
// word .. stands for up to four words of any kind.
type FactWords struct {
	Language      string        `yaml:"language"`      // ISO 639-1
	Abbreviations []string      `yaml:"abbreviations"` // a full stop behind them ends no sentence
	Negations     []string      `yaml:"negations"`     // turn a statement round
	Headings      HeadingWords  `yaml:"headings"`
	Parties       PartyWords    `yaml:"parties"`
	Dates         DateWords     `yaml:"dates"`
	Value         ValueWords    `yaml:"value"`
	Seats         SeatWords     `yaml:"seats"`
	Licences      LicenceWords  `yaml:"licences"`
	Tenant        TenantWords   `yaml:"tenant"`
	Customers     CustomerWords `yaml:"customers"`
	Access        AccessWords   `yaml:"access"`

	Organisations OrganisationWords `yaml:"organisations"`
	Beside        Beside[[]string]  `yaml:"beside"`
}

// HeadingWords tell what a heading announces.
type HeadingWords struct {
	Sign       []string `yaml:"sign"`       // signatures
	Term       []string `yaml:"term"`       // dates, duration, plan
	Price      []string `yaml:"price"`      // remuneration
	Licence    []string `yaml:"licence"`    // who buys the licences
	Scope      []string `yaml:"scope"`      // what is delivered
	Excluded   []string `yaml:"excluded"`   // what is not
	History    []string `yaml:"history"`    // versions of the document
	Background []string `yaml:"background"` // what was before: no days or prices of the work
	About      []string `yaml:"about"`      // the partner on itself, references, people
	Users      []string `yaml:"users"`      // the people served
}

// PartyWords name the parties.
type PartyWords struct {
	Customer    []string `yaml:"customer"`     // role words: "customer", "client"
	Partner     []string `yaml:"partner"`      // role words: "supplier", "contractor"
	For         []string `yaml:"for"`          // before the customer: "prepared for"
	By          []string `yaml:"by"`           // before the partner: "prepared by"
	To          []string `yaml:"to"`           // label of who is written to: "To"
	From        []string `yaml:"from"`         // label of who writes: "From"
	Orders      []string `yaml:"orders"`       // titles of papers that the customer writes: "purchase order"
	Between     []string `yaml:"between"`      // opens the list of parties
	And         []string `yaml:"and"`          // joins its two names
	With        []string `yaml:"with"`         // between the customer and the partner: "ordered by X with Y"
	Accepts     []string `yaml:"accepts"`      // before the one who accepts an offer
	Behalf      []string `yaml:"behalf"`       // before the name of a signing party
	Articles    []string `yaml:"articles"`     // before a name, no part of it
	Small       []string `yaml:"small"`        // small words inside names: "of", "&", "de la"
	LegalForms  []string `yaml:"legal_forms"`  // end a company name
	Bodies      []string `yaml:"bodies"`       // nouns of bodies without a legal form: "county", "university"
	Performs    []string `yaml:"performs"`     // what the one who delivers does, right behind a name
	Receives    []string `yaml:"receives"`     // what the one who is served does, right behind a name
	Is          []string `yaml:"is"`           // between a role and the name that has it: "the client is Acme"
	Owns        []string `yaml:"owns"`         // what the one who is served has: "Acme's tenant"
	Brings      []string `yaml:"brings"`       // what the one who delivers has: "Acme's day rate"
	Authored    []string `yaml:"authored"`     // behind the customer, before the partner: "for X by Y"
	PartnerLike []string `yaml:"partner_like"` // words in the names of firms that deliver IT services
	Defines     []string `yaml:"defines"`      // between a bracket and the role that it gives: "hereinafter"
	Engaged     []string `yaml:"engaged"`      // the same of the partner: "was appointed", "wurde beauftragt"
	Engages     []string `yaml:"engages"`      // what a customer does to the partner: "appoints", "confie"
	Salutations []string `yaml:"salutations"`  // open a letter
	Closings    []string `yaml:"closings"`     // close a letter
	NoName      []string `yaml:"no_name"`      // capital words that are no part of a name: "Statement", "Mr"
}

// OrganisationWords tell from what stands around a name whose it is. They are
// single words. One that is written with a capital counts only with a capital
// inside a sentence: "Sie".
type OrganisationWords struct {
	Ends        []string `yaml:"ends"`        // how words for bodies end: "werke" of "Wasserwerke"
	PlainEnds   []string `yaml:"plain_ends"`  // how words end that are never a name of their own: "ung"
	Departments []string `yaml:"departments"` // make a name that of a department, an office or a role
	Persons     []string `yaml:"persons"`     // stand before the names of people
	We          []string `yaml:"we"`          // the author of the text
	You         []string `yaml:"you"`         // whom the text speaks to
	Towards     []string `yaml:"towards"`     // before the one for whom or where the work is done
	From        []string `yaml:"from"`        // before the one who does something: "by"
	Does        []string `yaml:"does"`        // what the one who delivers does
	Gives       []string `yaml:"gives"`       // what the one who is served does
	Has         []string `yaml:"has"`         // what the one who is served has
	Brings      []string `yaml:"brings"`      // what the one who delivers has
	Under       []string `yaml:"under"`       // between a company and the one that owns or certifies it: "subsidiary"
	Neither     []string `yaml:"neither"`     // near the name of one who is no party
}

// DateWords place dates in the engagement.
type DateWords struct {
	StartLabels  []string `yaml:"start_labels"`
	EndLabels    []string `yaml:"end_labels"`
	PeriodLabels []string `yaml:"period_labels"` // of "1 March to 30 June"
	Effective    []string `yaml:"effective"`     // the document takes effect
	Starts       []string `yaml:"starts"`        // before a date in a sentence
	OnSigning    []string `yaml:"on_signing"`    // what starts when the document is signed: "on the date of the last signature"
	StartsAfter  []string `yaml:"starts_after"`  // behind a date: "when work starts"
	Ends         []string `yaml:"ends"`
	Deadlines    []string `yaml:"deadlines"`   // those of Ends that may be said of any task: "no later than"
	From         []string `yaml:"from"`        // opens a range
	To           []string `yaml:"to"`          // between the two dates of a range
	Work         []string `yaml:"work"`        // subjects whose start and end count: "services", "project"
	Other        []string `yaml:"other"`       // subjects and words of dates that do not count: "licence", "dated"
	Planned      []string `yaml:"planned"`     // heads of table columns with planned dates
	ColumnFrom   []string `yaml:"column_from"` // heads of columns with begin dates
	Signed       []string `yaml:"signed"`      // before or beside the date of a signature
	Sent         []string `yaml:"sent"`        // label of the day in the head of a mail
	Moved        []string `yaml:"moved"`       // before the old one of two days: "moves from"
	Whose        []string `yaml:"whose"`       // begin a clause about something else, whose end is not that of the work
	Papers       []string `yaml:"papers"`      // beginnings of words for what else runs out: "contract" in "(contract until 3 May)"
	Expiring     []string `yaml:"expiring"`    // in labels of days on which a right runs out: "expires"
	Lapsing      []string `yaml:"lapsing"`     // beginnings of verbs that say the same
}

// ValueWords find the services total among the amounts.
type ValueWords struct {
	Labels      []string `yaml:"labels"`      // of a row or pair that is the total
	Weak        []string `yaml:"weak"`        // labels that mean the total when nothing better is there
	Says        []string `yaml:"says"`        // before the amount in a sentence
	Caps        []string `yaml:"caps"`        // those of Says that set a limit, which may be that of a part: "capped at"
	After       []string `yaml:"after"`       // behind the amount: "in all", "fixed"
	Net         []string `yaml:"net"`         // says that tax comes on top
	Taxed       []string `yaml:"taxed"`       // says that tax is in
	Other       []string `yaml:"other"`       // beside amounts that are no price of the services
	Parts       []string `yaml:"parts"`       // before an amount that is a part: "half"
	Rates       []string `yaml:"rates"`       // behind an amount: "per hour", "a month"
	Changes     []string `yaml:"changes"`     // the amount of a change itself: "this variation"
	Before      []string `yaml:"before"`      // amounts before and after a change
	Information []string `yaml:"information"` // around amounts that are no price: "for information only"
	States      []string `yaml:"states"`      // heads of columns with amounts before and after a change
	Dollars     []Dollar `yaml:"dollars"`     // what a bare $ means
	Dollar      string   `yaml:"dollar"`      // ISO 4217: what it means where no word tells; USD when left out
}

// Dollar tells which dollar or peso a bare "$" is by words of the document.
type Dollar struct {
	Currency string   `yaml:"currency"` // ISO 4217
	Words    []string `yaml:"words"`
}

// SeatWords find the number of people served.
type SeatWords struct {
	People []string `yaml:"people"` // nouns: "users", "employees"
	Trades []string `yaml:"trades"` // nouns of a part of the people: "nurses", "loan officers"
	Of     []string `yaml:"of"`     // before the number: "a workforce of 1,850"
	Labels []string `yaml:"labels"` // labels of the number
	Total  []string `yaml:"total"`  // before or around the number: "all", "for our"
	Part   []string `yaml:"part"`   // beside the number of a part only: "pilot", "key users"
	Served []string `yaml:"served"` // what is done for them: "migrate", "train", "licences for"

	Mailboxes []string `yaml:"mailboxes"` // nouns that count people where nothing else does: "mailboxes"
	Units     []string `yaml:"units"`     // one of the people in a price: "per user"
	Quantity  []string `yaml:"quantity"`  // heads of columns that count what a row names: "Quantity"
	About     []string `yaml:"about"`     // before a number that is not exact: "approximately"
	Rough     []string `yaml:"rough"`     // before a bound that is no count: "more than"
	Employs   []string `yaml:"employs"`   // what says how many people an employer has: "employs"
	UsedBy    []string `yaml:"used_by"`   // before the number of those who use what is built: "used by"
	Users     []string `yaml:"users"`     // nouns of those who use the systems, not of all whom an employer has: "users"
	Outside   []string `yaml:"outside"`   // what people do whom the work leaves out: "stay", "keep their"
	Clientele []string `yaml:"clientele"` // before the number of those whom the customer itself serves: "teaches"
	Counted   []string `yaml:"counted"`   // nouns for a count, which follows behind a verb: "the number of"

	PersonEndings []string `yaml:"person_endings"` // of nouns for people who do something: "ists"
	Things        []string `yaml:"things"`         // nouns with such endings that are no people: "servers"
}

// LicenceWords say how the customer buys from Microsoft.
type LicenceWords struct {
	Agreements []AgreementPhrase `yaml:"agreements"`
	Holds      []string          `yaml:"holds"`      // ties an agreement to the customer: "holds", "under its"
	Dealers    []string          `yaml:"dealers"`    // nouns for one who sells licences: "reseller"
	Maybe      []string          `yaml:"maybe"`      // a plan, an option, a question
	Former     []string          `yaml:"former"`     // an agreement of the past
	Ended      []string          `yaml:"ended"`      // what says of an agreement that it is over: "was not renewed"
	Pending    []string          `yaml:"pending"`    // what says of one that it is not made yet: "in talks"
	MovesTo    []string          `yaml:"moves_to"`   // before the agreement that follows
	Accepts    []string          `yaml:"accepts"`    // the customer agreement accepted within a CSP purchase
	Vendors    []string          `yaml:"vendors"`    // others who have agreements of the same name
	NotKnown   []string          `yaml:"not_known"`  // "to be confirmed"
	Things     []string          `yaml:"things"`     // licences, subscriptions
	Sells      []string          `yaml:"sells"`      // verbs of selling, by the subject
	As         []string          `yaml:"as"`         // between a name and what it is: "as", "en calidad de"
	SoldBy     []string          `yaml:"sold_by"`    // before the seller: "sold by", "from"
	SellsNone  []string          `yaml:"sells_none"` // says at once that the partner sells no licences
	Trades     []string          `yaml:"trades"`     // words of trade that say, denied of the partner, that it sells nothing: "resells", "a seller"
	SellsSelf  []string          `yaml:"sells_self"` // says at once that the partner sells them
	Elsewhere  []string          `yaml:"elsewhere"`  // another seller: "your own licence supplier"
	We         []string          `yaml:"we"`         // the partner speaks: "we", "our"
	You        []string          `yaml:"you"`        // the customer is spoken to
}

// AgreementPhrase is a wording that states the customer's agreement.
type AgreementPhrase struct {
	Value   Agreement `yaml:"value"`
	Phrases []string  `yaml:"phrases"`
	Exact   []string  `yaml:"exact"` // abbreviations: case must agree, and one of Needs must stand near
	Needs   []string  `yaml:"needs"`
}

// TenantWords find the customer's tenant.
type TenantWords struct {
	Labels []string `yaml:"labels"` // of the GUID or domain
	Other  []string `yaml:"other"`  // labels of other GUIDs
	Source []string `yaml:"source"` // beside the tenant that is left
	Target []string `yaml:"target"` // beside the tenant that is moved to
}

// CustomerWords say what kind of customer and cloud it is.
type CustomerWords struct {
	Public    []string      `yaml:"public"`    // names and words of public bodies
	Countries []Named       `yaml:"countries"` // ISO 3166 codes, with words that stand in one country only
	Clouds    []CloudPhrase `yaml:"clouds"`
	Clause    []string      `yaml:"clause"`   // an attribution clause
	Contacts  []string      `yaml:"contacts"` // labels of contact persons
}

// CloudPhrase names a cloud other than the commercial one.
type CloudPhrase struct {
	Cloud string   `yaml:"cloud"`
	Words []string `yaml:"words"`
}

// AccessWords find the rights that the partner gets.
type AccessWords struct {
	Grants     []string `yaml:"grants"`     // "grant", "provide access"
	Roles      []Named  `yaml:"roles"`      //
	Scopes     []Named  `yaml:"scopes"`     //
	Identities []Named  `yaml:"identities"` //
}

// Named is a value with the words that mean it.
type Named struct {
	Name  string   `yaml:"name"`
	Words []string `yaml:"words"`
}

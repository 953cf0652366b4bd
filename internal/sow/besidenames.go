package sow

// NamesBeside tell where the name of an organisation begins and ends.
type NamesBeside[W any] struct {
	Shortened   W `yaml:"shortened"`    // long abbreviations within names: "bros"
	Unions      W `yaml:"unions"`       // of companies that bid together, before their names: "consortium"
	Selves      W `yaml:"selves"`       // one who acts for others acts for himself, too: "itself"
	Roles       W `yaml:"roles"`        // with which names of firms begin as well: "cabinet" Duval
	Greetings   W `yaml:"greetings"`    // by which a company is spoken to: "messrs"
	Titles      W `yaml:"titles"`       // before names of persons, which companies have as well: "madame"
	SmallBodies W `yaml:"small_bodies"` // of bodies that are written small before their places: "commune"
	Companies   W `yaml:"companies"`    // right before the name of a company: "firma"
	Openers     W `yaml:"openers"`      // of these, part of a name that goes on with a capital: "compañía"
	Described   W `yaml:"described"`    // of these, part of a name that goes on with an adjective: "société"
	Adjectives  W `yaml:"adjectives"`   // endings of small adjectives behind the word for a body: "*ique"
	Groups      W `yaml:"groups"`       // in brackets before a legal form: "holdings"
	Numbered    W `yaml:"numbered"`     // bodies that have numbers: "district"
}

// PartiesBeside tell who is the customer and who the partner.
type PartiesBeside[W any] struct {
	Bills     W `yaml:"bills"`     // open a sentence that tells to whom bills go: "invoice"
	Buyers    W `yaml:"buyers"`    // departments that order: "purchasing"
	Offers    W `yaml:"offers"`    // what the partner has offered, behind "your"
	Your      W `yaml:"your"`      // before that, where it is not always said to the reader: "su"
	Issued    W `yaml:"issued"`    // with which the one who orders signs: "requested"
	Attention W `yaml:"attention"` // leads from a company to the person to be reached there: "c/o"
	TradesAs  W `yaml:"trades_as"` // between a company and the name under which it trades: "trading as"
	BrandOf   W `yaml:"brand_of"`  // between that name and the company: "brand of"
	InThis    W `yaml:"in_this"`   // in a label, from a role to the document in which somebody has it
	Framework W `yaml:"framework"` // in the label of who has let a framework
	Ordering  W `yaml:"ordering"`  // say that those who write order: "our order"
	Kinds     W `yaml:"kinds"`     // of companies, by which a text calls the customer: "the Company"
	Relatives W `yaml:"relatives"` // behind which a verb stands before its subject: "que"
}

// SmallWords are those of grammar that say the same beside any fact.
type SmallWords[W any] struct {
	With      W `yaml:"with"`
	For       W `yaml:"for"`
	Or        W `yaml:"or"`
	And       W `yaml:"and"`
	Of        W `yaml:"of"`
	Genitives W `yaml:"genitives"` // join what a body is for to its kind: "de"
	In        W `yaml:"in"`        // before a place
	The       W `yaml:"the"`
	Plurals   W `yaml:"plurals"` // articles of plurals: "les"
	Whose     W `yaml:"whose"`   // say whose something is: "its"
}

package page

// Name is the name of an organisation in a line.
type Name struct {
	Text     string
	Key      []string // folded words, legal form included
	Form     int      // words at the end of key that are the legal form
	From, To int      // words of the line
	Front    bool     // the legal form stands before the name, though it is last in key
}

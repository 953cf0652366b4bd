package token

// IDSet is a set of token ids.
type IDSet []bool

// Add takes in an id.
func (s *IDSet) Add(id int32) {
	for int(id) >= len(*s) {
		*s = append(*s, make([]bool, int(id)+1-len(*s))...)
	}
	(*s)[id] = true
}

// Has tells whether an id is in the set; 0 never is.
func (s IDSet) Has(id int32) bool { return id != 0 && int(id) < len(s) && s[id] }

package detect

// idSet is a set of token ids.
type idSet []bool

// add takes in an id.
func (s *idSet) add(id int32) {
	for int(id) >= len(*s) {
		*s = append(*s, make([]bool, int(id)+1-len(*s))...)
	}
	(*s)[id] = true
}

// has tells whether an id is in the set; 0 never is.
func (s idSet) has(id int32) bool { return id != 0 && int(id) < len(s) && s[id] }

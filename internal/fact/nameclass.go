package fact

// body tells whether a word alone names a kind of body.
func (rd *reading) body(w string) bool { return rd.lex.NamesBody(&rd.terms, w) }

// common tells whether a word alone names nobody: "county", "group".
func (rd *reading) common(w string) bool { return rd.lex.NamesNobody(&rd.terms, w) }

// isLike tells whether a word alone is one of firms that deliver IT services.
func (rd *reading) isLike(w string) bool { return rd.lex.NamesLike(&rd.terms, w) }

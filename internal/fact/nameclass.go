package fact

// classesOf gives the classes of a folded word.
func (rd *reading) classesOf(folded string) wordClasses {
	return rd.terms.classesOf(rd.lex.phrases, folded)
}

// body tells whether a word alone names a kind of body.
func (rd *reading) body(w string) bool { return rd.classesOf(w)&namesBody != 0 }

// common tells whether a word alone names nobody: "county", "group".
func (rd *reading) common(w string) bool { return rd.classesOf(w)&namesNobody != 0 }

// isLike tells whether a word alone is one of firms that deliver IT services.
func (rd *reading) isLike(w string) bool { return rd.classesOf(w)&namesLike != 0 }

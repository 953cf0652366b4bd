package page

// NamesBody tells whether a word alone names a kind of body.
func (pg *Page) NamesBody(w string) bool { return pg.Lexicon.NamesBody(&pg.Terms, w) }

// NamesNobody tells whether a word alone names nobody: "county", "group".
func (pg *Page) NamesNobody(w string) bool { return pg.Lexicon.NamesNobody(&pg.Terms, w) }

// NamesLike tells whether a word alone is one of firms that deliver IT services.
func (pg *Page) NamesLike(w string) bool { return pg.Lexicon.NamesLike(&pg.Terms, w) }

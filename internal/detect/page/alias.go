package page

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// aliasRows is the number of blocks at the start in which a document says how
// it calls its parties.
const aliasRows = 40

// readAliases learns by which words a document calls its two parties, from
// definitions such as Fabrikam Ltd ("Fabrikam") or (im Folgenden „Betreiberin“),
// and tells by what each does which of them is the partner: the one that
// works, not the one that has, uses and orders.
func (r *Reading) readAliases() {
	aliases := map[string]int{}
	for i := range min(aliasRows, len(r.Blocks)) {
		for _, word := range aliasesIn(r.Doc.Blocks[i].Text) {
			aliases[word] = 0
		}
	}
	if len(aliases) == 0 {
		for _, word := range r.firmWords() {
			aliases[word] = 0
		}
	}
	for word := range aliases {
		tokens := r.z.Tokens(word, nil)
		if slices.Contains(r.customer.Words, word) || slices.Contains(r.Partner.Words, word) || r.SaysAny(tokens, r.WordsOf(list.PartyCustomer)) || r.SaysAny(tokens, r.WordsOf(list.PartyPartner)) || r.SaysAny(tokens, r.WordsOf(list.AliasNot)) {
			delete(aliases, word)
		}
	}
	if len(aliases) == 0 || len(aliases) > 5 {
		return
	}
	r.scoreAliases(aliases)
	r.settleAliases(aliases)
}

// margin is by how much one name must do more than the others.
const margin = 2

// settleAliases takes the name that plainly does most for the partner, and the
// other one of two, or those that plainly only have and use, for the customer.
func (r *Reading) settleAliases(scores map[string]int) {
	words := slices.SortedFunc(maps.Keys(scores), func(a, b string) int {
		return cmp.Or(scores[b]-scores[a], strings.Compare(a, b))
	})
	first := words[0]
	plain := len(words) > 1 && scores[first]-scores[words[1]] >= margin || len(words) == 1 && scores[first] >= margin
	if plain {
		r.Partner.Add(first)
	}
	for _, word := range words {
		if word != first && plain && len(words) == 2 || scores[word] <= -margin {
			r.customer.Add(word)
		}
	}
}

// scoreAliases counts for each alias how often it is the subject of work, less
// how often it is the one that has or provides.
func (r *Reading) scoreAliases(aliases map[string]int) {
	var names token.NameSet
	for word := range aliases {
		names.Add(word)
	}
	for i := range r.Blocks {
		b, lang := &r.Doc.Blocks[i], r.Blocks[i].Lang
		if lang == nil {
			continue
		}
		for k, t := range r.TokensOf(i) {
			if t.Flags&token.InitialCap != 0 && names.May(b.Text[t.Start]) && names.Has(b.Text[t.Start:t.End]) {
				aliases[token.Fold(b.Text[t.Start:t.End])] += r.aliasSign(i, int32(k))
			}
		}
	}
}

// aliasSign weighs one place where an alias stands.
func (r *Reading) aliasSign(i int, k int32) int {
	b, lang, tokens := &r.Doc.Blocks[i], r.Blocks[i].Lang, r.TokensOf(i)
	if b.Kind == sow.Header || b.Kind == sow.Footer {
		return letterhead(b.Text[tokens[k].End:])
	}
	end := min(len(tokens), int(k)+3)
	for n := int(k) + 1; n < end; n++ {
		if phrase.Opens(tokens[n:], lang.Words[list.PartyOwes]) {
			return 2
		}
		if phrase.Opens(tokens[n:], lang.Words[list.PartyHas]) || phrase.Opens(tokens[n:], lang.Words[list.PartyPays]) {
			if n+1 < len(tokens) && phrase.Opens(tokens[n+1:], lang.Words[list.ItNot]) {
				return 0 // "has no part in it"
			}
			return -2
		}
		if r.SaysVerbAt(i, int32(n)) {
			return 1
		}
	}
	return 0
}

// letterhead weighs a name in a running line, by what follows it: the letterhead is
// the partner's, the number of a document anybody's.
func letterhead(rest string) int {
	if strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "/") {
		return 0
	}
	return 2
}

// aliasesIn gives the folded words that a text defines as names of a party.
func aliasesIn(text string) (words []string) {
	for i := range len(text) {
		c := text[i]
		if c != '(' && c != ',' {
			continue
		}
		quote, word := quotedAfter(text[i+1:])
		if word == "" || quote > maxAliasLead || c == ',' && quote > 0 && !leads(text[i+1:i+1+quote]) {
			continue
		}
		words = append(words, word)
	}
	return words
}

// maxAliasLead is the length in bytes of the words between a bracket and the
// quoted name ("hereinafter referred to as").
const maxAliasLead = 40

func leads(text string) bool { return len(strings.Fields(text)) > 0 && len(strings.Fields(text)) <= 5 }

// quotedAfter gives the last word in capitals of the first quotation in a
// text, folded, and where the quotation begins.
func quotedAfter(text string) (at int, word string) {
	at = openingQuote(text[:min(len(text), maxAliasLead+utf8.UTFMax)])
	if at < 0 || strings.ContainsAny(text[:at], ").;") {
		return 0, ""
	}
	_, n := utf8.DecodeRuneInString(text[at:])
	rest := text[at+n:]
	end := strings.IndexAny(rest, "\"“”»")
	if end <= 0 || end > 40 {
		return 0, ""
	}
	for _, f := range strings.FieldsFunc(rest[:end], func(c rune) bool { return unicode.IsSpace(c) || c == '\'' || c == '’' || c == ' ' }) {
		if first, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(first) {
			word = token.Fold(strings.Trim(f, ".,;:"))
		}
	}
	if utf8.RuneCountInString(word) < 3 {
		return 0, ""
	}
	return at, word
}

// openingQuote gives the first mark that opens a quotation, -1 for none.
func openingQuote(text string) int {
	for i := range len(text) {
		switch text[i] {
		case '"':
			return i
		case "“"[0], "«"[0]:
			if rest := text[i:]; strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, "„") || strings.HasPrefix(rest, "«") {
				return i
			}
		}
	}
	return -1
}

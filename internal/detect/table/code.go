package table

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/section"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// leadingCode gives the code that a cell or an item begins with: all of a short
// text, or what stands before a mark ("M, done by the client", "W – not now").
func leadingCode(text string) string {
	text = strings.TrimSpace(text)
	if first, ok := severalCodes(text); ok {
		return first
	}
	marked := strings.HasPrefix(text, "–") || strings.HasPrefix(text, "—") || text != "" && strings.IndexByte(codeMarks, text[0]) >= 0
	n := 0
	for at, c := range text {
		switch {
		case !marked && (c == '–' || c == '—' || c < utf8.RuneSelf && strings.IndexByte(codeMarks, byte(c)) >= 0):
			return strings.TrimSpace(text[:at])
		case n >= section.MaxCode && !unicode.IsSpace(c):
			return "" // too long for a code
		}
		n++
	}
	return text
}

// severalCodes gives the first of several single letters that make up a cell
// ("P U S"): who plans, builds and trains at a place works there.
func severalCodes(text string) (first string, ok bool) {
	if len(text) < 3 || len(text)%2 == 0 {
		return "", false
	}
	for k := range len(text) {
		if letter := text[k] >= 'A' && text[k] <= 'Z'; letter != (k%2 == 0) || !letter && text[k] != ' ' {
			return "", false
		}
	}
	return text[:1], true
}

// codeMarks are the marks in ASCII that a code may stand before.
const codeMarks = ",;:(=.|"

// codeMeaning gives what a document says of lines with a code where it
// explains its codes: in a table of codes, or in items that begin with them.
func (r *Reading) codeMeaning(code string) sow.Polarity {
	if r.codes == nil {
		r.codes = map[string]sow.Polarity{}
		for _, t := range r.inOrder() {
			r.explainRows(t)
		}
		for i := range r.Doc.Blocks {
			if r.Doc.Blocks[i].Kind == sow.ListItem {
				r.explainItem(i)
			}
		}
	}
	return r.codes[code]
}

// explainRows reads a table of codes and what they mean: each line a code and a
// text of its own.
func (r *Reading) explainRows(t *table) {
	seen := map[string]sow.Polarity{}
	for _, row := range t.rows {
		first := &r.Doc.Blocks[row.blocks[0]]
		if first.Cell.HeaderRow {
			continue
		}
		code := leadingCode(first.Text)
		if _, twice := seen[code]; twice || code == "" || len(row.blocks) > 3 || strings.ContainsAny(code, "0123456789") {
			return
		}
		seen[code] = ""
		for _, j := range row.blocks[1:] {
			if seen[code] == "" {
				seen[code] = r.meaningIn(j, 0)
			}
		}
	}
	if len(seen) < 2 || len(seen) > 8 {
		return
	}
	maps.Copy(r.codes, seen)
}

// explainItem reads an item that explains codes: "W is what we leave", "M and
// S: built by us".
func (r *Reading) explainItem(i int) {
	lang, tokens, text := r.Blocks[i].Lang, r.TokensOf(i), r.Doc.Blocks[i].Text
	var codes []string
	from := 0
	for ; from < len(tokens); from++ {
		t := tokens[from]
		word := text[t.Start:t.End]
		switch {
		case t.Flags&token.IsPunct != 0, lang != nil && phrase.Opens(tokens[from:], lang.Words[list.And]):
		case t.Flags&token.InitialCap != 0 && utf8.RuneCountInString(word) == 1:
			codes = append(codes, word)
		default:
			for _, code := range codes {
				if _, done := r.codes[code]; !done && from+2 < len(tokens) {
					r.codes[code] = r.meaningIn(i, int32(from))
				}
			}
			return
		}
	}
}

// meaningIn reads the explanation of a code from a token on, clause by clause:
// the first that says whether such lines are delivered counts.
func (r *Reading) meaningIn(i int, from int32) sow.Polarity {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	for n := int32(len(tokens)); from < n; from++ {
		to := from
		for to < n && (tokens[to].Flags&token.IsPunct == 0 || !strings.ContainsAny(text[tokens[to].Start:tokens[to].End], ".;")) {
			to++
		}
		s := token.Span{From: from, To: to}
		p := r.legendSays(i, s)
		switch {
		case p != "":
			return p
		case phrase.Opens(tokens[from:], r.WordsOf(list.DutyNone)):
			return sow.Excluded
		case r.DoesItself(i, s), r.partnerActs(i, s), phrase.Within(tokens[from:to], r.WordsOf(list.Delivered)):
			return ""
		}
		from = to
	}
	return ""
}

// priorities are the letters of the MoSCoW order that stand for what is not
// done when the document does not say otherwise.
var priorities = map[string]sow.Polarity{"W": sow.Excluded, "C": sow.Optional}

// ranked tells whether codes are letters of the MoSCoW order.
func ranked(codes []string) bool {
	return slices.Contains(codes, "M") && !slices.ContainsFunc(codes, func(c string) bool { return c != "S" && c != "M" && priorities[c] == "" })
}

// partnerActs tells whether a span says that the partner does something.
func (r *Reading) partnerActs(i int, s token.Span) bool {
	tokens := r.TokensOf(i)[s.From:s.To]
	return r.WhoseIn(r.Doc.Blocks[i].Text, tokens) == page.Partners && r.VerbWithin(i, s)
}

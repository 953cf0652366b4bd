package prose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number is a clause or list number that was typed at the start of a line.
type Number struct {
	Text   string // as printed, "4.2", "(a)", "§ 3"
	Rest   int    // where the words behind it begin
	Depth  int    // "4.2" has 2
	Form   string // numbers of one form and parent count together
	Parent string // "4" of "4.2"
	Ord    int    // 2 of "4.2", 3 of "(c)"
	Weak   bool   // nothing but a blank sets it off, as in "3 Scope": only a heading is numbered so
	Label  bool   // a word says that it is a number, as in "Article 3"
}

var (
	decimalNumber = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3}){0,5})([.)]{0,2})[ \t]+`)
	mixedNumber   = regexp.MustCompile(`^([A-Z](?:\.\d{1,3}){1,4})([.)]?)[ \t]+`)
	letterNumber  = regexp.MustCompile(`^(?:([A-Za-z])|([ivxIVX]{1,6}))([.)])[ \t]+`)
	parenNumber   = regexp.MustCompile(`^\((?:(\d{1,2})|([a-zA-Z])|([ivxIVX]{1,6}))\)[ \t]+`)
	labelNumber   = regexp.MustCompile(`^((?:§|(?i:article|artikel|art\.|section|clause|ziffer|cláusula|artículo|artykuł))[ \t]*(\d{1,3}(?:\.\d{1,3})*|[IVX]{1,6}|[A-Z]))(?:[.:)]|[ \t]*[–—-])?[ \t\n]+`)
)

// ParseNumber reads the number at the start of a line. A date ("1. März 2026",
// "13 January") and a quantity are no numbers, but a single line cannot tell
// all of them: the caller looks for the neighbour in the same sequence.
func ParseNumber(line string) (Number, bool) {
	n, ok := parseNumber(line)
	if !ok || n.Rest >= len(line) {
		return Number{}, false
	}
	word, _, _ := strings.Cut(line[n.Rest:], " ")
	if months[strings.ToLower(strings.TrimRight(word, ".,"))] {
		return Number{}, false
	}
	return n, true
}

func parseNumber(line string) (Number, bool) {
	if m := labelNumber.FindStringSubmatchIndex(line); m != nil {
		return Number{Text: line[m[2]:m[3]], Rest: m[1], Depth: 1 + strings.Count(line[m[4]:m[5]], "."), Form: "label", Ord: 1, Label: true}, true
	}
	for _, re := range []*regexp.Regexp{decimalNumber, mixedNumber} {
		if m := re.FindStringSubmatchIndex(line); m != nil {
			return dotted(line, m, re == mixedNumber), true
		}
	}
	if m := parenNumber.FindStringSubmatchIndex(line); m != nil {
		return signed(line, m, "()"), true
	}
	if m := letterNumber.FindStringSubmatchIndex(line); m != nil {
		return signed(line, m, line[m[6]:m[7]]), true
	}
	return Number{}, false
}

func dotted(line string, m []int, mixed bool) Number {
	digits, end := line[m[2]:m[3]], line[m[4]:m[5]]
	n := Number{Text: digits + end, Rest: m[1], Form: "decimal" + end}
	parent, last := "", digits
	if i := strings.LastIndexByte(digits, '.'); i >= 0 {
		parent, last = digits[:i], digits[i+1:]
		n.Form = "dotted"
	}
	n.Parent, n.Depth, n.Ord = parent, 1+strings.Count(digits, "."), atoi(last)
	n.Weak = n.Depth == 1 && end == "" && !mixed
	return n
}

// signed reads "(a)", "b)", "iv." and the like; one letter may be a letter or
// a Roman number, so that a caller tries both.
func signed(line string, m []int, form string) Number {
	n := Number{Text: strings.TrimSpace(line[:m[1]]), Rest: m[1], Depth: 1}
	word := strings.Trim(n.Text, "().")
	switch r, _ := utf8.DecodeRuneInString(word); {
	case unicode.IsDigit(r):
		n.Form, n.Ord = "digit"+form, atoi(word)
	case len(word) == 1 && unicode.IsUpper(r):
		n.Form, n.Ord = "upper"+form, int(r-'A')+1
	case len(word) == 1:
		n.Form, n.Ord = "lower"+form, int(r-'a')+1
	default:
		n.Form, n.Ord = "roman"+form, roman(word)
	}
	return n
}

// Roman gives a number of one letter as the Roman number that it may be.
func (n Number) Roman() (Number, bool) {
	word := strings.Trim(n.Text, "().")
	if len(word) != 1 || !strings.ContainsAny(word, "ivxIVX") {
		return n, false
	}
	_, form, _ := strings.Cut(n.Form, "er")
	n.Form, n.Ord = "roman"+form, roman(word)
	return n, true
}

func roman(word string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10}
	total, last := 0, 0
	for _, r := range strings.ToLower(word) {
		v := values[r]
		if last < v {
			total -= 2 * last
		}
		total, last = total+v, v
	}
	return total
}

func atoi(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

var months = func() map[string]bool {
	out := map[string]bool{}
	for name := range strings.FieldsSeq(`january february march april may june july august september october november december
		januar jänner februar märz mai juni juli oktober dezember
		janvier février mars avril juin juillet août septembre octobre novembre décembre
		enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
		gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
		januari februari maart augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
		janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
		jan feb mar apr jun jul aug sep sept okt oct nov dez dec`) {
		out[name] = true
	}
	return out
}()

// bullets are the signs that people type before the items of a list.
const bullets = "•·▪▫◦●○■□‣⁃➢➤►▶✓✔✗→⇒❖◆⧫*-–—"

// Bullet reads a typed bullet and gives it with the place where the words
// behind it begin. A tick box is no bullet.
func Bullet(line string) (sign string, rest int) {
	r, size := utf8.DecodeRuneInString(line)
	if r == 'o' && strings.HasPrefix(line, "o\t") {
		return "o", 2
	}
	if r == '□' || !strings.ContainsRune(bullets, r) {
		return "", 0
	}
	after := line[size:]
	rest = size + len(after) - len(strings.TrimLeft(after, " \t"))
	glued := rest == size
	if rest == len(line) || glued && (r == '-' || r == '*' || r == '–' || r == '—' || r == '→' || r == '·') {
		return "", 0
	}
	return string(r), rest
}

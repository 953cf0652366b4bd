package text

import (
	"regexp"
	"slices"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// mail follows the messages of a mail: their head lines, and what stands under
// the signature. A product named there is an advertisement, not scope.
type mail struct {
	subject string // of the first message
	sender  string // first name of the present message's sender
	signed  bool   // the greeting at the end has been read
	below   bool   // what follows stands under the name
}

var (
	mailHead = regexp.MustCompile(`(?i)^(from|von|de|van|fra|od|to|an|à|para|aan|til|do|cc|kopie|date|datum|fecha|dato|data|sent|gesendet|envoyé|enviado|subject|betreff|objet|asunto|onderwerp|emne|temat)[ \t]*:[ \t]*(.*)$`)
	closing  = regexp.MustCompile(`(?i)^(?:(?:best|kind|warm|with kind|with best|many)? ?(?:regards|wishes|greetings)|sincerely|yours (?:sincerely|faithfully|truly)|cheers|thanks|many thanks|thank you|mit (?:freundlichen|besten|lieben|herzlichen) grüßen|(?:viele|beste|liebe|freundliche|herzliche|schöne) grüße|mfg|bien (?:cordialement|à vous)|cordialement|(?:meilleures )?salutations|un (?:cordial )?saludo|saludos(?: cordiales)?|atentamente|cordiales saludos|pozdrawiam|z poważaniem|met vriendelijke groet(?:en)?|med vennlig hilsen|mvh)\b`)
	label    = regexp.MustCompile(`^\p{L}[\p{L} ./-]{0,24}:(?:[ \t]|$)`)
)

// block notes what a block of lines means for the mail and tells whether it
// stands under a signature.
func (m *mail) block(lines []string) (under bool) {
	if m.head(lines) {
		return false
	}
	if m.sender == "" && m.subject == "" {
		return false // no mail
	}
	first := strings.TrimSpace(lines[0])
	switch {
	case m.below:
		return !strings.HasPrefix(strings.ToUpper(strings.ReplaceAll(first, ".", "")), "PS")
	case m.signed:
		m.below = true
	case closing.MatchString(first) && len(strings.Fields(first)) <= 7:
		m.signed = true
		m.below = len(lines) > 1
	case m.sender != "" && strings.EqualFold(strings.Trim(first, ",. "), m.sender):
		m.below = true
	}
	return false
}

// head reads the head lines of a message.
func (m *mail) head(lines []string) bool {
	if !mailHead.MatchString(lines[0]) || len(lines) > 1 && !mailHead.MatchString(lines[1]) {
		return false
	}
	for _, line := range lines {
		match := mailHead.FindStringSubmatch(line)
		if match == nil {
			continue
		}
		switch strings.ToLower(match[1]) {
		case "from", "von", "de", "van", "fra", "od":
			name, _, _ := strings.Cut(strings.Trim(match[2], `"'`), " ")
			m.sender, m.signed, m.below = name, false, false
		case "subject", "betreff", "objet", "asunto", "onderwerp", "emne", "temat":
			if m.subject == "" {
				m.subject = withoutReply(match[2])
			}
		}
	}
	return true
}

var reply = regexp.MustCompile(`(?i)^(?:(?:re|aw|wg|fw|fwd|tr|rv|antw|sv|odp)[ \t]*:[ \t]*)+`)

func withoutReply(subject string) string {
	return prose.Clean(reply.ReplaceAllString(strings.TrimSpace(subject), ""))
}

// footer adds the lines under a signature as one block.
func (r *plain) footer(lines []string) error {
	lines = slices.DeleteFunc(slices.Clone(lines), rule)
	p := flow.Para{}
	p.Kind, p.Text = sow.Footer, prose.Clean(strings.Join(lines, "\n"))
	return r.w.add(p)
}

package importer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// planNotes makes one note for each claim out of its rows.
func (e Export) planNotes(p *Plan, w World, m Mapping) {
	at := map[int64]int{}
	var records [][]Record
	for _, r := range e.Records {
		claims, why := w.match(r, m)
		if why != "" {
			p.Unmatched = append(p.Unmatched, Unmatched{r.Line, r.words(), why})
			continue
		}
		switch figure, ok, why := e.figure(r, claims); {
		case ok:
			p.Figures = append(p.Figures, figure)
		case why != "":
			p.Unmatched = append(p.Unmatched, Unmatched{r.Line, r.words(), why})
		}
		for _, c := range claims {
			i, ok := at[c.ID]
			if !ok {
				i = len(p.Notes)
				at[c.ID] = i
				p.Notes, records = append(p.Notes, Note{Claim: c}), append(records, nil)
			}
			p.Notes[i].Rows = append(p.Notes[i].Rows, NoteRow{Line: r.Line, Key: r.key(e.Kind)})
			records[i] = append(records[i], r)
		}
	}
	for i := range p.Notes {
		slices.SortStableFunc(records[i], func(a, b Record) int { return cmp.Compare(a.Month, b.Month) })
		if e.Kind == Usage {
			p.Notes[i].Text = usageText(records[i])
		} else {
			p.Notes[i].Text = earningsText(records[i])
		}
	}
}

// key tells a row from others of its kind, whatever file it comes in.
func (r Record) key(k Kind) string {
	h := sha256.New()
	for _, part := range append([]string{string(k), r.ClaimID, r.Tenant, r.Workload, r.PartnerID, r.Month, r.MAU, r.PAU, r.Amount, r.Currency, r.Attached}, r.Codes...) {
		fmt.Fprintf(h, "%d:%s,", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// usageText says that Microsoft knows the claim and what it counts.
func usageText(rows []Record) string {
	last := rows[len(rows)-1]
	text := "Usage report: Microsoft counts this claim"
	if last.Attached != "" {
		text += " as associated since " + last.Attached
	}
	text += fmt.Sprintf(". %s: %s monthly active users of %s paid units", orUnknown(last.Month, "Month unknown"), orUnknown(last.MAU, "unknown"), orUnknown(last.PAU, "unknown"))
	if n := len(rows); n > 1 {
		text += fmt.Sprintf(" (%d rows, from %s)", n, orUnknown(rows[0].Month, "unknown"))
	}
	return text + "."
}

// earningsText says what was earned, by currency, and why not.
func earningsText(rows []Record) string {
	var parts []string
	amounts := map[string][]string{}
	months := map[string][]string{}
	var codes, currencies []string
	for _, r := range rows {
		for _, c := range r.Codes {
			if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
			if r.Month != "" && !slices.Contains(months[c], r.Month) {
				months[c] = append(months[c], r.Month)
			}
		}
		if len(r.Codes) == 0 && r.Amount != "" {
			if !slices.Contains(currencies, r.Currency) {
				currencies = append(currencies, r.Currency)
			}
			amounts[r.Currency] = append(amounts[r.Currency], strings.TrimSpace(r.Month+" "+r.Amount+" "+r.Currency))
		}
	}
	for _, c := range currencies {
		parts = append(parts, "Earned: "+strings.Join(amounts[c], ", ")+".")
	}
	for _, c := range codes {
		text := "Not paid"
		if list := months[c]; len(list) > 0 {
			text += " for " + strings.Join(list, ", ")
		}
		parts = append(parts, text+", "+Explain(c).Sentence())
	}
	if len(parts) == 0 {
		parts = []string{"The row names neither an amount nor a reason code."}
	}
	return "Earnings report. " + strings.Join(parts, " ")
}

func orUnknown(v, other string) string { return cmp.Or(v, other) }

package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"claimline/internal/store"
)

// exportLimit bounds the rows of a file; a longer list is exported by filter.
const exportLimit = 20000

// claimsCSV gives the claims of a filter as a table that a spreadsheet opens.
func (s *site) claimsCSV(r *request) (reply, error) {
	var out bytes.Buffer
	out.WriteString("\uFEFF") // Excel reads UTF-8 only with the mark
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	_ = w.Write([]string{"Claim", "Customer", "Tenant", "Workload", "Association", "Programme year", "Partner ID", "Stage", "Partner Center status", "Partner Center ID", "Owner", "Next deadline", "Due", "Expected value", "Currency", "Document"})
	f := s.claimFilter(r.URL.Query(), r.now)
	f.Limit = store.MaxLimit
	for n := 0; n < exportLimit; n += store.MaxLimit {
		list, next, err := store.Claims(r.Context(), s.cfg.DB, f)
		if err != nil {
			return reply{}, err
		}
		for _, c := range list {
			amount, currency, due := "", "", ""
			if v := c.ExpectedValue; v.Amount != nil && v.Currency != nil {
				amount, currency = strconv.FormatFloat(*v.Amount, 'f', -1, 64), *v.Currency
			}
			if c.DueAt != nil {
				due = c.DueAt.Add(-1).In(s.cfg.Zone).Format("2006-01-02")
			}
			_ = w.Write([]string{
				strconv.FormatInt(c.ID, 10), cell(c.Customer), cell(c.TenantID), cell(s.workloadName(c.Workload)), cell(string(c.Association)), cell(c.ProgrammeYear), cell(c.PartnerID),
				cell(positionName(c.Position)), cell(c.Position.PartnerCenterStatus()), cell(c.PartnerCenter), cell(c.Owner), cell(c.DueCode), due, amount, cell(currency), strconv.FormatInt(c.DocumentID, 10),
			})
		}
		if f.After = next; next == "" {
			break
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return reply{}, fmt.Errorf("write claims as CSV: %w", err)
	}
	rep := content("text/csv; charset=utf-8", out.Bytes())
	rep.header["Content-Disposition"] = `attachment; filename="claims.csv"`
	return rep, nil
}

// cell makes text that no spreadsheet takes for a formula (OWASP ASVS 5.0,
// 1.2.10), also behind white space. A number stays a number.
func cell(v string) string {
	v = strings.ReplaceAll(v, "\x00", "")
	if _, err := strconv.ParseFloat(v, 64); err == nil {
		return v
	}
	if rest := strings.TrimLeft(v, " \t\r\n\u00A0"); rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) || strings.HasPrefix(v, "\t") || strings.HasPrefix(v, "\r") || strings.HasPrefix(v, "\n") {
		return "'" + v
	}
	return v
}

package web

import (
	"bytes"
	"io"

	"claimline/internal/sheet"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// exportLimit bounds the rows of a file; a longer list is exported by filter.
const exportLimit = 20000

// claimsCSV gives the claims of a filter as comma-separated values.
func (s *site) claimsCSV(r *request) (reply, error) {
	return s.exported(r, "text/csv; charset=utf-8", "claims.csv", sheet.CSV)
}

// claimsXLSX gives the claims of a filter as an Excel workbook.
func (s *site) claimsXLSX(r *request) (reply, error) {
	return s.exported(r, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "claims.xlsx", sheet.XLSX)
}

func (s *site) exported(r *request, contentType, name string, write func(io.Writer, sheet.Table) error) (reply, error) {
	table, err := s.claimTable(r)
	if err != nil {
		return reply{}, err
	}
	var out bytes.Buffer
	if err := write(&out, table); err != nil {
		return reply{}, err
	}
	rep := content(contentType, out.Bytes())
	rep.header["Content-Disposition"] = `attachment; filename="` + name + `"`
	return rep, nil
}

func (s *site) claimTable(r *request) (sheet.Table, error) {
	table := sheet.Table{Name: "Claims", Header: []string{
		"Claim", "Customer", "Tenant", "Workload", "Association", "Programme year", "Partner ID", "Stage", "Partner Center status",
		"Partner Center ID", "Owner", "Next deadline", "Due", "Expected value", "Currency", "Document",
	}}
	f, unknown := s.claimFilter(r.URL.Query(), r.now)
	if err := known(unknown); err != nil {
		return table, err
	}
	f.Limit = store.MaxLimit
	for len(table.Rows) < exportLimit {
		list, next, err := store.Claims(r.Context(), s.cfg.DB, f)
		if err != nil {
			return table, err
		}
		for _, c := range list {
			table.Rows = append(table.Rows, s.claimRow(c))
		}
		if f.After = next; next == "" {
			break
		}
	}
	return table, nil
}

func (s *site) claimRow(c sow.Claim) []sheet.Value {
	var amount, currency, due sheet.Value
	if v := c.ExpectedValue; v.Amount != nil && v.Currency != nil {
		amount, currency = sheet.Number(*v.Amount), sheet.Text(*v.Currency)
	}
	if c.DueAt != nil {
		due = sheet.Text(c.DueAt.Add(-1).In(s.cfg.Zone).Format("2006-01-02"))
	}
	return []sheet.Value{
		sheet.Int(c.ID), sheet.Text(c.Customer), sheet.Text(c.TenantID), sheet.Text(s.workloadName(c.Workload)), sheet.Text(string(c.Association)),
		sheet.Text(c.ProgrammeYear), sheet.Text(c.PartnerID), sheet.Text(positionName(c.Position)), sheet.Text(c.Position.PartnerCenterStatus()),
		sheet.Text(c.PartnerCenter), sheet.Text(c.Owner), sheet.Text(c.DueCode), due, amount, currency, sheet.Int(c.DocumentID),
	}
}

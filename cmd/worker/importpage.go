package main

import (
	"context"
	"errors"
	"strings"

	"claimline/internal/importer"
	"claimline/internal/sheet"
	"claimline/internal/web"
)

// webImport looks at an export for the page and loads it when asked to.
func (s *services) webImport(ctx context.Context, q web.ImportRequest) (web.ImportView, error) {
	r, err := s.readMapped(ctx, q)
	switch {
	case errors.Is(err, importer.ErrNotAnExport), errors.Is(err, importer.ErrMapping), errors.Is(err, sheet.ErrNoTable), errors.Is(err, sheet.ErrTooLarge):
		return web.ImportView{Problem: err.Error()}, nil
	case err != nil:
		return web.ImportView{}, err
	case r.before != nil:
		return web.ImportView{Before: r.before}, nil
	}
	view := s.importView(r)
	if q.Load {
		record, err := s.pipeline.Import(ctx, importOf(r.plan, q.Name, r.sha, q.By))
		if err != nil {
			return view, err
		}
		view.Loaded = &record
	}
	return view, nil
}

func (s *services) readMapped(ctx context.Context, q web.ImportRequest) (importRead, error) {
	var m importer.Mapping
	if strings.TrimSpace(q.Mapping) != "" {
		var err error
		if m, err = importer.ParseMapping([]byte(q.Mapping)); err != nil {
			return importRead{}, err
		}
	}
	return s.readImport(ctx, q.Name, q.Content, m, importFlags{as: q.By, on: q.On})
}

func (s *services) importView(r importRead) web.ImportView {
	view := web.ImportView{Kind: kindWords[r.plan.Kind], Rows: r.plan.Rows, Same: r.plan.Same, Warnings: r.export.Warnings, Figures: len(r.plan.Figures)}
	for _, c := range r.export.Columns {
		view.Columns = append(view.Columns, web.ImportColumn{Header: c.Header, Field: string(c.Field), How: string(c.How)})
	}
	title := func(id string) string {
		name, _ := nameOf(s.rules.Pack(), id)
		return name
	}
	for _, m := range r.plan.Moves {
		line := web.ImportLine{Line: m.Line, ClaimID: m.Claim.ID, What: title(m.Claim.Workload) + ", " + unknown(m.Claim.Customer), From: m.Claim.Position.String(), To: m.To.String(), On: m.On, Why: m.Why}
		if m.Why == "" {
			view.Moves = append(view.Moves, line)
		} else {
			view.Persons = append(view.Persons, line)
		}
	}
	for _, n := range r.plan.Notes {
		view.Notes = append(view.Notes, web.ImportLine{Line: n.Rows[0].Line, ClaimID: n.Claim.ID, What: title(n.Claim.Workload) + ", " + unknown(n.Claim.Customer), Why: n.Text})
	}
	for _, u := range r.plan.Unmatched {
		view.Persons = append(view.Persons, web.ImportLine{Line: u.Line, What: u.What, Why: u.Why})
	}
	return view
}

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/importer"
	"claimline/internal/sheet"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// importFlags are the settings of "worker import".
type importFlags struct {
	preview bool
	mapping string
	as      string
	on      string
}

func importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take over statuses, usage or earnings that Partner Center exports",
		Long: `Take over an export of Partner Center, CSV or XLSX: "Export claim data" of the page of
customer claims, the CPOR usage report, or the earnings and ineligible-usage reports.
Rows are matched by the claim ID, else by tenant or customer and workload. Of the changes
of status only those are made that the table of moves allows an import; the others are
listed for a person. A file that was loaded once changes nothing again.

Look first with --preview; --as NAME confirms. The preview says of every column what it is
taken for, and whether that is guessed from its header or mapped. When a guess is wrong,
name the columns in a mapping file (YAML), given with --map, or kept for every import, on
the page too, with --import-mapping:

  columns: {status: [Claim state], status_day: [Changed], workload: [Solution]}
  statuses: {"With reviewer": under_review}
  day_first: true
  decimal: ","
  products: {"Teams Calling": teams-phone}`,
		Example: "  worker import claims.csv --preview\n  worker import claims.csv --as \"Anna Berg\"\n  worker import earnings.xlsx --map our-columns.yaml --as \"Anna Berg\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.as == "" && !f.preview {
				return errors.New("--as: a named person confirms an import; look at it first with --preview")
			}
			if f.as != "" {
				if err := needsPerson(f.as); err != nil {
					return err
				}
			}
			if _, err := sow.ParseDay(f.on); f.on != "" && err != nil {
				return fmt.Errorf("--on: %w", err)
			}
			return withServices(cmd, func(ctx context.Context, s *services) error { return s.importFile(ctx, cmd.OutOrStdout(), args[0], f) })
		},
	}
	cmd.Flags().BoolVar(&f.preview, "preview", false, "say what would happen and change nothing")
	cmd.Flags().StringVar(&f.mapping, "map", "", "file that names the columns, statuses and products of the export")
	cmd.Flags().StringVar(&f.as, "as", "", "name of the person who confirms the import")
	cmd.Flags().StringVar(&f.on, "on", "", "day of statuses that come without one, YYYY-MM-DD")
	return cmd
}

// importFile shows what an export leads to and, unless it is a preview, loads it.
func (s *services) importFile(ctx context.Context, w io.Writer, path string, f importFlags) error {
	m, err := readMapping(f.mapping)
	if err != nil {
		return err
	}
	data, err := readLimited(path)
	if err != nil {
		return err
	}
	r, err := s.readImport(ctx, filepath.Base(path), data, m, f)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", filepath.Base(path), err)
	case r.before != nil:
		fmt.Fprintf(w, "this file was loaded by %s on %s; nothing changes\n", r.before.ImportedBy, r.before.ImportedAt.In(s.zone()).Format("2 Jan 2006, 15:04"))
		return nil
	}
	if err := showPlan(w, r.export, r.plan); err != nil || f.preview {
		return err
	}
	record, err := s.pipeline.Import(ctx, importOf(r.plan, r.name, r.sha, f.as))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nloaded as import %d by %s: %d claims moved, %d noted, %d rows left for a person\n", record.ID, f.as, record.Moved, record.Noted, record.LeftAlone)
	for _, why := range record.Refused {
		fmt.Fprintln(w, "  not moved after all:", why)
	}
	return nil
}

// importRead is an export that was read and compared with our claims.
type importRead struct {
	name, sha string
	before    *store.ImportRecord // the file was loaded earlier: nothing else is set
	export    importer.Export
	plan      importer.Plan
}

func (s *services) readImport(ctx context.Context, name string, data []byte, m importer.Mapping, f importFlags) (importRead, error) {
	sum := sha256.Sum256(data)
	r := importRead{name: name, sha: hex.EncodeToString(sum[:])}
	m = m.Over(s.mapping)
	before, err := store.ImportBySHA256(ctx, s.db.pool, r.sha)
	if err == nil {
		r.before = &before
		return r, nil
	}
	if !errors.Is(err, sow.ErrNotFound) {
		return r, err
	}
	if r.export, err = importer.Parse(data, m, sheet.Limits{}); err != nil {
		return r, err
	}
	r.plan, err = s.importPlan(ctx, r.export, m, f)
	return r, err
}

// keptMapping reads the mapping that the operator keeps for every import.
func keptMapping(path string) (importer.Mapping, error) {
	m, err := readMapping(path)
	if err == nil && m.Kind != "" {
		err = fmt.Errorf("%w: leave kind out, the columns of each file tell it", importer.ErrMapping)
	}
	if err != nil {
		return m, fmt.Errorf("--import-mapping: %w", err)
	}
	return m, nil
}

func readMapping(path string) (importer.Mapping, error) {
	if path == "" {
		return importer.Mapping{}, nil
	}
	data, err := os.ReadFile(path) //nolint:gosec // the file that the person named
	if err != nil {
		return importer.Mapping{}, fmt.Errorf("read the mapping: %w", err)
	}
	return importer.ParseMapping(data)
}

// readLimited reads a table, and of one that is too large no more than shows it.
func readLimited(path string) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // the file that the person named
	if err != nil {
		return nil, fmt.Errorf("open the export: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, sheet.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the export: %w", err)
	}
	return data, nil
}

func (s *services) importPlan(ctx context.Context, e importer.Export, m importer.Mapping, f importFlags) (importer.Plan, error) {
	var ids, tenants, customers []string
	for _, r := range e.Records {
		ids, tenants, customers = append(ids, r.ClaimID), append(tenants, r.Tenant), append(customers, r.Customer)
	}
	claims, err := store.ClaimsFor(ctx, s.db.pool, ids, tenants, customers)
	if err != nil {
		return importer.Plan{}, err
	}
	w := importer.World{Claims: claims, Workloads: map[string]string{}, Today: time.Now().In(s.zone()).Format(time.DateOnly), On: f.on, By: f.as}
	for _, entry := range s.rules.Pack().Lexicon().Entries {
		w.Workloads[entry.Name] = entry.ID
	}
	return e.Plan(w, m), nil
}

// importOf is the plan as the store takes it.
func importOf(p importer.Plan, name, sha, by string) store.Import {
	im := store.Import{SHA256: sha, Name: name, Kind: string(p.Kind), Rows: p.Rows, By: by}
	for _, m := range p.Moves {
		if m.Why != "" {
			im.LeftAlone = append(im.LeftAlone, store.ImportRow{Line: m.Line, ClaimID: m.Claim.ID, Detail: m.Status + ": " + m.Why})
			continue
		}
		im.Moves = append(im.Moves, store.ImportMove{Line: m.Line, MoveRequest: store.MoveRequest{
			Change: store.Change{ClaimID: m.Claim.ID, Version: m.Claim.Version, Actor: sow.Actor{Kind: sow.ActorImport, Name: by}},
			To:     m.To, On: m.On, Reason: strings.TrimSpace(fmt.Sprintf("Partner Center shows %q (%s, line %d). %s", m.Status, name, m.Line, m.Reason)),
		}})
	}
	for _, n := range p.Notes {
		note := store.ImportNote{ClaimID: n.Claim.ID, Text: n.Text}
		for _, row := range n.Rows {
			note.Rows = append(note.Rows, store.ImportRow{Line: row.Line, Key: row.Key})
		}
		im.Notes = append(im.Notes, note)
	}
	for _, f := range p.Figures {
		im.Figures = append(im.Figures, store.ImportFigure{Line: f.Line, ClaimID: f.Claim.ID, Month: f.Month, Amount: f.Amount, Currency: f.Currency, Active: f.Active, Paid: f.Paid})
	}
	for _, u := range p.Unmatched {
		im.LeftAlone = append(im.LeftAlone, store.ImportRow{Line: u.Line, Detail: u.What + ": " + u.Why})
	}
	return im
}

func showPlan(w io.Writer, e importer.Export, p importer.Plan) error {
	fmt.Fprintf(w, "%s: %d rows\n", kindWords[p.Kind], p.Rows)
	for _, c := range e.Columns {
		if c.Field == "" {
			fmt.Fprintf(w, "  column %q is not used\n", c.Header)
			continue
		}
		fmt.Fprintf(w, "  column %q is the %s (%s)\n", c.Header, c.Field, c.How)
	}
	for _, text := range e.Warnings {
		fmt.Fprintln(w, "  note:", text)
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, m := range p.Moves {
		line := fmt.Sprintf("line %d\tclaim %d\t%s, %s\t%s -> %s\ton %s", m.Line, m.Claim.ID, m.Claim.Workload, unknown(m.Claim.Customer), m.Claim.Position, m.To, unknown(m.On))
		if m.Why != "" {
			line += "\tfor a person: " + m.Why
		}
		fmt.Fprintln(t, line)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(t, "line %d\tclaim %d\t%s, %s\tnote\t%s\n", n.Rows[0].Line, n.Claim.ID, n.Claim.Workload, unknown(n.Claim.Customer), n.Text)
	}
	for _, u := range p.Unmatched {
		fmt.Fprintf(t, "line %d\tno claim\t%s\tfor a person\t%s\n", u.Line, u.What, u.Why)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if n := len(p.Figures); n > 0 {
		fmt.Fprintf(w, "%d rows say what claims used or earned; the claims and the sums show it\n", n)
	}
	fmt.Fprintf(w, "%d claims would move, %d stand there already, %d get a note; %d rows are for a person\n", len(p.Allowed()), p.Same, len(p.Notes), len(p.Moves)-len(p.Allowed())+len(p.Unmatched))
	return nil
}

var kindWords = map[importer.Kind]string{importer.Claims: "export of claim data", importer.Usage: "usage report", importer.Earnings: "earnings report"}

package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Import is an export of Partner Center that a person loads: the moves and notes
// that follow from it, and the rows that follow to nothing.
type Import struct {
	SHA256    string // of the file
	Name      string
	Kind      string // claims, usage or earnings
	Rows      int
	By        string // the person who confirms it
	Moves     []ImportMove
	Notes     []ImportNote
	Figures   []ImportFigure
	LeftAlone []ImportRow
}

// ImportMove is a move that the table allows an import.
type ImportMove struct {
	MoveRequest
	Line int
}

// ImportNote is a note for the history of a claim with the rows behind it. When
// all of them were imported before, nothing is written.
type ImportNote struct {
	ClaimID int64
	Text    string
	Rows    []ImportRow
}

// ImportRow is a row of the file that is kept. ClaimID 0 is none.
type ImportRow struct {
	Line    int
	ClaimID int64
	Key     string
	Detail  string
}

// ImportRecord is a loaded import as it is listed.
type ImportRecord struct {
	ID         int64     `json:"id"`
	SHA256     string    `json:"sha256"`
	Name       string    `json:"name"`
	Kind       string    `json:"kind"`
	Rows       int       `json:"rows"`
	Moved      int       `json:"moved"`
	Noted      int       `json:"noted"`
	LeftAlone  int       `json:"left_alone"`
	ImportedBy string    `json:"imported_by"`
	ImportedAt time.Time `json:"imported_at"`
	Refused    []string  `json:"refused,omitempty"` // moves that did not come about after all, in words
}

// ImportBySHA256 gives the import of a file, or ErrNotFound.
func ImportBySHA256(ctx context.Context, db DB, sha string) (ImportRecord, error) {
	var r ImportRecord
	err := db.QueryRow(ctx, "SELECT id, sha256, name, kind, rows, moved, noted, left_alone, imported_by, imported_at FROM import WHERE sha256 = $1", sha).
		Scan(&r.ID, &r.SHA256, &r.Name, &r.Kind, &r.Rows, &r.Moved, &r.Noted, &r.LeftAlone, &r.ImportedBy, &r.ImportedAt)
	if err != nil {
		return r, fmt.Errorf("read import of file %s: %w", sha, translate(err))
	}
	r.ImportedAt = r.ImportedAt.UTC()
	return r, nil
}

// ClaimsFor lists the claims that rows with these Partner Center claim IDs,
// tenants (in lower case) or customers can be about, ended ones included.
func ClaimsFor(ctx context.Context, db DB, ids, tenants, customers []string) ([]sow.Claim, error) {
	var keys, names []string
	for _, t := range tenants {
		keys = append(keys, sow.CustomerKey(t, "", ""))
	}
	for _, c := range customers {
		names = append(names, sow.FoldCustomer(c))
	}
	return selectClaims(ctx, db, ` WHERE c.id IN (
			SELECT id FROM claim WHERE partner_center_id = ANY($1) AND partner_center_id <> ''
			UNION SELECT id FROM claim WHERE customer_key = ANY($2)
			UNION SELECT id FROM claim WHERE name_key = ANY($3) AND name_key <> '')
		ORDER BY c.id`, ids, keys, names)
}

// LoadImport writes an import in the caller's transaction: moves, notes and the
// rows that were left alone, with one audit entry of its own. A move that a
// guard or a newer version refuses is kept as refused and disturbs no other. It
// gives ErrConflict when the file was loaded before.
func LoadImport(ctx context.Context, tx pgx.Tx, im Import, at time.Time) (ImportRecord, error) {
	at = stamp(at)
	r := ImportRecord{SHA256: im.SHA256, Name: clean(im.Name), Kind: im.Kind, Rows: im.Rows, ImportedBy: clean(im.By), ImportedAt: at}
	err := tx.QueryRow(ctx, "INSERT INTO import (sha256, name, kind, rows, imported_by, imported_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
		r.SHA256, r.Name, r.Kind, r.Rows, r.ImportedBy, at).Scan(&r.ID)
	if err != nil {
		return r, fmt.Errorf("record import of %q: %w", im.Name, translate(err))
	}
	for _, m := range im.Moves {
		if err := r.move(ctx, tx, m); err != nil {
			return r, err
		}
	}
	for _, n := range im.Notes {
		if err := r.note(ctx, tx, n, im.By, at); err != nil {
			return r, err
		}
	}
	if err := r.figures(ctx, tx, im.Figures); err != nil {
		return r, err
	}
	for _, row := range im.LeftAlone {
		r.LeftAlone++
		outcome := "unmatched"
		if row.ClaimID != 0 {
			outcome = "refused"
		}
		if _, err := r.keep(ctx, tx, row, outcome); err != nil {
			return r, err
		}
	}
	if _, err := tx.Exec(ctx, "UPDATE import SET moved = $2, noted = $3, left_alone = $4 WHERE id = $1", r.ID, r.Moved, r.Noted, r.LeftAlone); err != nil {
		return r, fmt.Errorf("record import of %q: %w", im.Name, translate(err))
	}
	entry, err := auditEntry(at, r.ImportedBy, "import.loaded", subject("import", r.ID), r)
	if err != nil {
		return r, err
	}
	return r, AppendAudit(ctx, tx, entry)
}

// move makes one move inside a savepoint, so that a refusal undoes itself only.
func (r *ImportRecord) move(ctx context.Context, tx pgx.Tx, m ImportMove) error {
	row := ImportRow{Line: m.Line, ClaimID: m.ClaimID, Detail: m.To.String()}
	err := pgx.BeginFunc(ctx, tx, func(inner pgx.Tx) error {
		_, err := MoveClaim(ctx, inner, m.MoveRequest)
		return err
	})
	switch {
	case err == nil:
		r.Moved++
		_, err = r.keep(ctx, tx, row, "moved")
		return err
	case errors.Is(err, sow.ErrTransition), errors.Is(err, sow.ErrConflict):
		r.LeftAlone++
		r.Refused = append(r.Refused, err.Error())
		row.Detail = err.Error()
		_, err = r.keep(ctx, tx, row, "refused")
		return err
	}
	return err
}

// note writes a note when one of its rows is new.
func (r *ImportRecord) note(ctx context.Context, tx pgx.Tx, n ImportNote, by string, at time.Time) error {
	fresh := 0
	for _, row := range n.Rows {
		row.ClaimID = n.ClaimID
		added, err := r.keep(ctx, tx, row, "noted")
		if err != nil {
			return err
		}
		if added {
			fresh++
		}
	}
	if fresh == 0 {
		return nil
	}
	claim, err := LockClaim(ctx, tx, n.ClaimID)
	if err != nil {
		return err
	}
	change := Change{ClaimID: n.ClaimID, Version: claim.Version, Actor: sow.Actor{Kind: sow.ActorImport, Name: by}, At: at}
	if _, err := AddNote(ctx, tx, change, strings.TrimSpace(n.Text)); err != nil {
		return err
	}
	r.Noted++
	return nil
}

// keep writes a row; false when its key was kept before.
func (r *ImportRecord) keep(ctx context.Context, tx pgx.Tx, row ImportRow, outcome string) (bool, error) {
	var claim *int64
	if row.ClaimID != 0 {
		claim = &row.ClaimID
	}
	tag, err := tx.Exec(ctx, "INSERT INTO import_row (import_id, line, claim_id, key, outcome, detail) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
		r.ID, row.Line, claim, row.Key, outcome, clean(row.Detail))
	if err != nil {
		return false, fmt.Errorf("record line %d of import %d: %w", row.Line, r.ID, translate(err))
	}
	return tag.RowsAffected() == 1, nil
}

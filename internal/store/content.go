package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Contents gives the size in bytes of everything that the document store must
// hold, by SHA-256: documents and attachments.
func Contents(ctx context.Context, db DB) (map[string]int64, error) {
	rows, err := db.Query(ctx, "SELECT sha256, size FROM document UNION SELECT sha256, size FROM attachment")
	if err != nil {
		return nil, fmt.Errorf("list stored contents: %w", err)
	}
	sizes := map[string]int64{}
	var sha string
	var size int64
	_, err = pgx.ForEachRow(rows, []any{&sha, &size}, func() error {
		sizes[sha] = size
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list stored contents: %w", err)
	}
	return sizes, nil
}

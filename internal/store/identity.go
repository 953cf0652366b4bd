package store

import (
	"context"
	"fmt"
)

// Identity gives the name that a database has for itself, and makes it at the
// first call. It goes with the data: a restored or upgraded copy has the same.
func Identity(ctx context.Context, db DB) (string, error) {
	if _, err := db.Exec(ctx, "INSERT INTO identity DEFAULT VALUES ON CONFLICT DO NOTHING"); err != nil {
		return "", fmt.Errorf("name the database: %w", err)
	}
	var id string
	if err := db.QueryRow(ctx, "SELECT id::text FROM identity").Scan(&id); err != nil {
		return "", fmt.Errorf("read the name of the database: %w", err)
	}
	return id, nil
}

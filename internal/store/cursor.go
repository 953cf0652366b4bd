package store

import (
	"fmt"
	"strings"
	"time"

	"claimline/internal/sow"
)

// cursor names a row of a list that is ordered by time and id, newest first.
func cursor(at time.Time, id int64) string {
	return fmt.Sprintf("%d.%d", at.UnixMicro(), id)
}

func parseCursor(text string) (*time.Time, int64, error) {
	if text == "" {
		return nil, 0, nil
	}
	var micros, id int64
	if n, err := fmt.Sscanf(text, "%d.%d", &micros, &id); n != 2 || err != nil {
		return nil, 0, fmt.Errorf("page %q: %w", text, sow.ErrNotFound)
	}
	at := time.UnixMicro(micros).UTC()
	return &at, id, nil
}

// escapeLike makes text stand for itself inside a LIKE pattern.
func escapeLike(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(clean(text))
}

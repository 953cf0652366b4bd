package pipeline

import (
	"context"

	"github.com/jackc/pgx/v5"

	"claimline/internal/store"
)

// RenewFeed gives a person another calendar address, or none, see [store.RenewFeed].
func (p *Pipeline) RenewFeed(ctx context.Context, name string, revoke bool, by string) (store.CalendarFeed, error) {
	var f store.CalendarFeed
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		var err error
		f, err = store.RenewFeed(ctx, tx, name, revoke, by, p.cfg.Now())
		return err
	})
	return f, err
}

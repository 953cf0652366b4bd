package pipeline

import (
	"context"

	"github.com/jackc/pgx/v5"

	"claimline/internal/store"
)

// Import loads an export of Partner Center in one transaction, see
// [store.LoadImport]. The times in its moves are ignored.
func (p *Pipeline) Import(ctx context.Context, im store.Import) (store.ImportRecord, error) {
	for i := range im.Moves {
		im.Moves[i].MoveRequest = p.moveRequest(im.Moves[i].MoveRequest)
	}
	var r store.ImportRecord
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		var err error
		r, err = store.LoadImport(ctx, tx, im, p.cfg.Now())
		return err
	})
	return r, err
}

package pipeline

import (
	"errors"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"claimline/internal/sow"
)

// whenFull is how long a job waits before it looks whether there is space again.
const whenFull = 30 * time.Second

// diskFull is SQLSTATE 53100: PostgreSQL could not write and undid the
// transaction.
const diskFull = "53100"

// FullDisk turns the error of a full disk, of the document store or of the
// database, into a [sow.Failure] with STORE_FULL: nothing was written, and the
// same is done again when there is space. Other errors stay as they are.
func FullDisk(err error) error {
	if f, ok := errors.AsType[*sow.Failure](err); ok && f.Code == sow.ReasonStoreFull {
		return err
	}
	what := "The document store is full."
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.Code == diskFull {
		what = "The disk of the database is full."
	} else if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EDQUOT) {
		return err
	}
	return &sow.Failure{
		Code: sow.ReasonStoreFull, Message: what,
		Hint: "Nothing was lost: the file stays where it is and is taken when there is space again.", Cause: err,
	}
}

func isFull(err error) bool {
	f, ok := errors.AsType[*sow.Failure](FullDisk(err))
	return ok && f.Code == sow.ReasonStoreFull
}

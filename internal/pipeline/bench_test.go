package pipeline_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"claimline/internal/pipeline"
)

// benchJobs is how many jobs one round runs.
const benchJobs = 2000

// bareArgs is the least that a step of a claim could do in the queue: fetch,
// insert an event, update, complete. It is what the full step is compared with.
type bareArgs struct {
	ClaimID int64 `json:"claim_id"`
}

func (bareArgs) Kind() string { return "bare" }

type bareWorker struct {
	river.WorkerDefaults[bareArgs]
	pool *pgxpool.Pool
}

func (w *bareWorker) Work(ctx context.Context, job *river.Job[bareArgs]) error {
	return pgx.BeginFunc(ctx, w.pool, func(tx pgx.Tx) error {
		var version int
		if err := tx.QueryRow(ctx, "SELECT version FROM bare_claim WHERE id = $1 FOR UPDATE", job.Args.ClaimID).Scan(&version); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO bare_event (claim_id, step, at) VALUES ($1, $2, now())", job.Args.ClaimID, version+1); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE bare_claim SET stage = 'active', version = version + 1 WHERE id = $1", job.Args.ClaimID); err != nil {
			return err
		}
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		return err
	})
}

// BenchmarkSteps gives jobs a second of the full step of a claim (guards,
// events, deadlines, audit) and of the bare one, alternately in one run.
func BenchmarkSteps(b *testing.B) {
	env := idle(b, func(c *pipeline.Config) { c.Workers.Claims = 8 })
	claim := env.noticed(b, "teams", ago(9))
	_, err := env.pool.Exec(b.Context(), `CREATE TABLE bare_claim (id bigint PRIMARY KEY, stage text, version int);
		CREATE TABLE bare_event (claim_id bigint, step int, at timestamptz, UNIQUE (claim_id, step))`)
	if err != nil {
		b.Fatal(err)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &bareWorker{pool: env.pool})
	bare, err := river.NewClient(riverpgxv5.New(env.pool), &river.Config{
		Workers: workers, Queues: map[string]river.QueueConfig{"bare": {MaxWorkers: 8}}, FetchCooldown: 5 * time.Millisecond, SkipUnknownJobCheck: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	var full, least time.Duration
	jobs := 0
	for b.Loop() {
		prepare(b, env.pool, bare, claim.ID)
		full += timed(b, env, func() error { return env.Start(b.Context()) }, func() error { return env.Stop(context.Background()) })
		prepareBare(b, env.pool, bare)
		least += timed(b, env, func() error { return bare.Start(b.Context()) }, func() error { return bare.Stop(context.Background()) })
		jobs += benchJobs
	}
	b.ReportMetric(float64(jobs)/full.Seconds(), "full-jobs/s")
	b.ReportMetric(float64(jobs)/least.Seconds(), "bare-jobs/s")
	b.ReportMetric(least.Seconds()/full.Seconds(), "full/bare")
	var moved, done int
	// The start moves the claim that was copied, too.
	if err := env.pool.QueryRow(b.Context(), "SELECT (SELECT count(*) FROM claim WHERE stage = 'active'), (SELECT count(*) FROM bare_event)").Scan(&moved, &done); err != nil || moved != jobs+1 || done != jobs {
		b.Fatalf("%d claims moved and %d bare steps, want %d: %v", moved, done, jobs, err)
	}
}

func timed(b *testing.B, env bench, start, stop func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := start(); err != nil {
		b.Fatal(err)
	}
	if err := env.WaitIdle(b.Context()); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	if err := stop(); err != nil {
		b.Fatal(err)
	}
	return took
}

// prepare copies the claim, with a deadline each whose reminders are planned
// already, and queues the end of its notice.
func prepare(b *testing.B, pool *pgxpool.Pool, client *river.Client[pgx.Tx], id int64) {
	b.Helper()
	err := pgx.BeginFunc(b.Context(), pool, func(tx pgx.Tx) error {
		var columns string
		err := tx.QueryRow(b.Context(), `SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
			WHERE table_schema = 'public' AND table_name = 'claim' AND column_name NOT IN ('id', 'position', 'workload')`).Scan(&columns)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(b.Context(), "SET LOCAL session_replication_role = replica"); err != nil {
			return err
		}
		rows, err := tx.Query(b.Context(), fmt.Sprintf(`INSERT INTO claim (workload, %s)
			SELECT 'w' || nextval('claim_id_seq'), %s FROM claim, generate_series(1, %d) WHERE id = $1 RETURNING id, version`, columns, columns, benchJobs), id)
		if err != nil {
			return err
		}
		var params []river.InsertManyParams
		var args pipeline.NoticeArgs
		_, err = pgx.ForEachRow(rows, []any{&args.ClaimID, &args.Version}, func() error {
			params = append(params, river.InsertManyParams{Args: args})
			return nil
		})
		if err != nil {
			return err
		}
		_, err = tx.Exec(b.Context(), `INSERT INTO claim_deadline (claim_id, code, due_on, due_at, rule, owner, state, updated_at, remind_at)
			SELECT id, 'DL-OPTOUT', '2099-01-01', '2099-01-02', 'r', 'customer', 'open', now(), 'infinity' FROM claim WHERE stage = 'customer_notice'
			ON CONFLICT DO NOTHING`)
		if err != nil {
			return err
		}
		_, err = client.InsertManyTx(b.Context(), tx, params)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

func prepareBare(b *testing.B, pool *pgxpool.Pool, client *river.Client[pgx.Tx]) {
	b.Helper()
	rows, err := pool.Query(b.Context(), `INSERT INTO bare_claim SELECT n, 'customer_notice', 1
		FROM generate_series((SELECT count(*) FROM bare_claim) + 1, (SELECT count(*) FROM bare_claim) + $1::int) n RETURNING id`, benchJobs)
	if err != nil {
		b.Fatal(err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		b.Fatal(err)
	}
	params := make([]river.InsertManyParams, len(ids))
	for i, id := range ids {
		params[i] = river.InsertManyParams{Args: bareArgs{ClaimID: id}, InsertOpts: &river.InsertOpts{Queue: "bare"}}
	}
	if _, err := client.InsertMany(b.Context(), params); err != nil {
		b.Fatal(err)
	}
}

package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"

	"claimline/internal/blobstore"
	"claimline/internal/store"
)

// The account that every Azurite knows; it protects nothing.
const (
	emulatorAccount = "devstoreaccount1"
	emulatorKey     = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)

// Two workers with an inbox and a data folder each share one database and one
// container of Azure's emulator (make azurite puts it on the PATH). One is
// killed in the middle and started again. Every document is analysed once, and
// both did work. AZURITE_FILES sets how many are dropped.
func TestTwoMachinesShareOneStore(t *testing.T) {
	emulator, err := exec.LookPath("azurite-blob")
	if err != nil {
		t.Skip("azurite-blob is not in PATH: make azurite")
	}
	place := startEmulator(t, emulator)
	n, dsn, dir := loadNumber("AZURITE_FILES", 60), sharedDSN(t), t.TempDir()
	content := func(i int) []byte { return (&dropper{n: i}).text() }
	machines := []string{filepath.Join(dir, "one"), filepath.Join(dir, "two")}
	start := func(machine string) *workerProcess {
		w := startRole(t, "shared", append(privateSettings(machine, filepath.Join(machine, "inbox")), "DATABASE_URL="+dsn, "CLAIMLINE_DOCUMENTS="+place,
			"CLAIMLINE_STABILITY=200ms", "CLAIMLINE_POLL=100ms", "AZURE_STORAGE_ACCOUNT="+emulatorAccount, "AZURE_STORAGE_KEY="+emulatorKey))
		if !w.ready() {
			t.Fatalf("worker of %s does not start: %s", machine, w.diag.String())
		}
		return w
	}
	for i := range n {
		inbox := filepath.Join(machines[i%2], "inbox")
		if err := os.MkdirAll(inbox, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(inbox, fmt.Sprintf("%04d.txt", i)), content(i), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	workers := []*workerProcess{start(machines[0]), start(machines[1])}
	answers := func(machine string) int {
		pages, _ := filepath.Glob(filepath.Join(machine, "inbox", "processed", "*", "*.recommendation.html"))
		return len(pages)
	}
	waitLong(t, time.Minute*time.Duration(1+n/100), func() bool { return answers(machines[0])+answers(machines[1]) >= n/3 })
	before := [2]int{answers(machines[0]), answers(machines[1])}
	workers[0].kill(syscall.SIGKILL)
	<-workers[0].done
	workers[0] = start(machines[0])
	freeJobsOf(t, dsn)
	waitLong(t, time.Minute*time.Duration(2+n/100), func() bool { return answers(machines[0])+answers(machines[1]) >= n })
	for _, w := range workers {
		w.kill(syscall.SIGTERM)
		<-w.done
		if w.err != nil {
			t.Errorf("a worker ended with %v: %s", w.err, w.diag.String())
		}
	}
	t.Logf("%d files on each of two machines; the first was killed after %d of its answers, the second had %d", n/2, before[0], before[1])
	checkShared(t, dsn, place, n, 2)
}

// Four workers serve one folder with one database: each file is taken once and
// answered once. FOUR_FILES sets how many are dropped at once.
func TestFourWorkersOnOneFolder(t *testing.T) {
	n, dsn, dir := loadNumber("FOUR_FILES", 80), sharedDSN(t), t.TempDir()
	inbox, documents := filepath.Join(dir, "inbox"), filepath.Join(dir, "documents")
	if err := os.MkdirAll(inbox, 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := os.WriteFile(filepath.Join(inbox, fmt.Sprintf("%04d.txt", i)), (&dropper{n: i}).text(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var workers []*workerProcess
	for i := range 4 {
		workers = append(workers, startRole(t, "shared", append(privateSettings(filepath.Join(dir, fmt.Sprint(i)), inbox), "DATABASE_URL="+dsn,
			"CLAIMLINE_DOCUMENTS="+documents, "CLAIMLINE_STABILITY=200ms", "CLAIMLINE_POLL=100ms")))
	}
	for _, w := range workers {
		if !w.ready() {
			t.Fatalf("a worker does not start: %s", w.diag.String())
		}
	}
	waitLong(t, time.Minute*time.Duration(1+n/100), func() bool {
		pages, _ := filepath.Glob(filepath.Join(inbox, "processed", "*", "*.recommendation.html"))
		return len(pages) >= n
	})
	for _, w := range workers {
		w.kill(syscall.SIGTERM)
		<-w.done
		if w.err != nil {
			t.Errorf("a worker ended with %v: %s", w.err, w.diag.String())
		}
	}
	checkShared(t, dsn, documents, n, 1)
}

// checkShared counts what must be there once.
func checkShared(t *testing.T, dsn, place string, n, folders int) {
	t.Helper()
	ctx := t.Context()
	db, err := openDatabase(ctx, config{Database: dsn}, false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.close()
	for _, c := range []struct {
		what, query string
		want        int
	}{
		{"documents", "SELECT count(*) FROM document WHERE status = 'analysed'", n},
		{"analyses", "SELECT count(*) FROM analysis", n},
		{"files that reached processed", "SELECT count(*) FROM inbox_file WHERE state = 'processed'", n},
		{"folders that files came from", "SELECT count(DISTINCT worker) FROM inbox_file", folders},
		{"documents analysed twice", "SELECT count(*) FROM (SELECT document_id FROM document_event WHERE kind = 'analysed' GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"jobs left", "SELECT count(*) FROM river_job WHERE state <> 'completed'", 0},
	} {
		var got int
		if err := db.pool.QueryRow(ctx, c.query).Scan(&got); err != nil || got != c.want {
			t.Errorf("%d %s, want %d; %v", got, c.what, c.want, err)
		}
	}
	rows, err := db.pool.Query(ctx, "SELECT split_part(attempted_by[array_upper(attempted_by, 1)], '_', 1), count(*) FROM river_job WHERE kind = 'analyze_document' GROUP BY attempted_by[array_upper(attempted_by, 1)]")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	workers := 0
	for rows.Next() {
		var host string
		var jobs int
		if err := rows.Scan(&host, &jobs); err != nil {
			t.Fatal(err)
		}
		workers++
		t.Logf("a worker ended %d analyses", jobs)
	}
	if workers < 2 {
		t.Errorf("%d workers did analyses, want both", workers)
	}
	t.Setenv("AZURE_STORAGE_ACCOUNT", emulatorAccount)
	t.Setenv("AZURE_STORAGE_KEY", emulatorKey)
	blobs, err := blobstore.Open(ctx, place)
	if err != nil {
		t.Fatal(err)
	}
	defer blobs.Close()
	known, err := store.Contents(ctx, db.pool)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := blobs.Sweep(ctx, known, true); err != nil || !r.Clean() || r.Objects != n {
		t.Errorf("document store: %+v, %v", r, err)
	}
}

// freeJobsOf does at once what the queue does five minutes after a worker was
// killed: it gives its jobs to others. Jobs of the living finish as they are.
func freeJobsOf(t *testing.T, dsn string) {
	t.Helper()
	db, err := openDatabase(t.Context(), config{Database: dsn}, false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.close()
	if _, err := db.pool.Exec(t.Context(), "UPDATE river_job SET state = 'available', scheduled_at = now() WHERE state = 'running'"); err != nil {
		t.Fatal(err)
	}
}

func waitLong(t *testing.T, limit time.Duration, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(limit); !done(); <-time.After(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not come to its end within %s", limit)
		}
	}
}

// startEmulator starts Azurite on a free port and gives the address of a
// container in it.
func startEmulator(t *testing.T, program string) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close() // the emulator takes it
	_, port, _ := strings.Cut(address, ":")
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	cmd := exec.CommandContext(ctx, program, "--blobPort", port, "--location", t.TempDir(), "--silent", "--skipApiVersionCheck", "--loose")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait() // killed
	})
	connection := "DefaultEndpointsProtocol=http;AccountName=" + emulatorAccount + ";AccountKey=" + emulatorKey + ";BlobEndpoint=http://" + address + "/" + emulatorAccount + ";"
	client, err := azblob.NewClientFromConnectionString(connection, nil)
	if err != nil {
		t.Fatal(err)
	}
	waitLong(t, time.Minute, func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close() // only a sign of life
		}
		return err == nil
	})
	if _, err := client.CreateContainer(t.Context(), "claimline", nil); err != nil {
		t.Fatal(err)
	}
	return "azblob://claimline?protocol=http&localemu=true&domain=" + address
}

package blobstore_test

import (
	"bytes"
	"errors"
	"net"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"

	"claimline/internal/blobstore"
	"claimline/internal/sow"
)

// The account that every Azurite knows; it protects nothing.
const (
	emulatorAccount = "devstoreaccount1"
	emulatorKey     = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)

// Azure Blob Storage through Microsoft's own emulator, when it is there
// (npm install -g azurite): two stores share one container, as two machines do.
func TestAzure(t *testing.T) {
	program, err := exec.LookPath("azurite-blob")
	if err != nil {
		t.Skip("azurite-blob is not in PATH: npm install -g azurite")
	}
	address := emulator(t, program)
	t.Setenv("AZURE_STORAGE_ACCOUNT", emulatorAccount)
	t.Setenv("AZURE_STORAGE_KEY", emulatorKey)
	connection := "DefaultEndpointsProtocol=http;AccountName=" + emulatorAccount + ";AccountKey=" + emulatorKey + ";BlobEndpoint=http://" + address + "/" + emulatorAccount + ";"
	client, err := azblob.NewClientFromConnectionString(connection, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.CreateContainer(t.Context(), "claimline", nil); err != nil {
		t.Fatal(err)
	}
	place := "azblob://claimline?protocol=http&localemu=true&domain=" + address
	one, two := open(t, place), open(t, place)

	big := bytes.Repeat([]byte("statement of work "), 1<<17)
	var wg sync.WaitGroup
	for _, s := range []*blobstore.Store{one, two, one, two} {
		wg.Go(func() {
			if _, err := s.PutBytes(t.Context(), big); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	sha := put(t, one, "a SOW")
	if got, err := two.Get(t.Context(), sha); err != nil || string(got) != "a SOW" {
		t.Errorf("get %q, %v", got, err)
	}
	if _, err := two.Get(t.Context(), strings.Repeat("0", 64)); !errors.Is(err, sow.ErrNotFound) {
		t.Errorf("get of what is not there: %v", err)
	}
	if _, err := client.UploadBuffer(t.Context(), "claimline", sha[:2]+"/"+sha, []byte("tampered"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := one.Get(t.Context(), sha); !errors.Is(err, blobstore.ErrDamaged) {
		t.Errorf("get of damaged content: %v", err)
	}
	r, err := one.Sweep(t.Context(), map[string]int64{sha: 5}, true)
	if err != nil || r.Objects != 2 || len(r.Orphans) != 1 || !slices.Equal(r.Damaged, []string{sha}) {
		t.Errorf("sweep %+v, %v", r, err)
	}
}

// emulator starts Azurite on a free port and gives its address.
func emulator(t *testing.T, program string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	_, port, _ := strings.Cut(address, ":")
	cmd := exec.CommandContext(t.Context(), program, "--blobPort", port, "--location", t.TempDir(), "--silent", "--skipApiVersionCheck", "--loose")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // ends with the context of the test
	for deadline := time.Now().Add(time.Minute); ; {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close() // only a sign of life
			return address
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		<-time.After(20 * time.Millisecond)
	}
}

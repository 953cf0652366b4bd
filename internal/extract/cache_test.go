package extract_test

import (
	"os"
	"testing"

	"claimline/internal/extract"
)

// TestCacheOnlyForPDF checks that nothing is compiled for a file that is no
// PDF.
func TestCacheOnlyForPDF(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := extract.New(extract.Config{CacheDir: dir})
	t.Cleanup(func() { _ = r.Close() })
	if _, err := read(t, r, "notes.md", []byte("# Scope\n\nThe partner deploys Teams.\n")); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 0 {
		t.Errorf("the cache holds %v after a text file, want nothing (%v)", list, err)
	}
}

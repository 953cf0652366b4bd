// Package blobstore keeps the bytes of documents under their SHA-256: in a
// folder, or in Azure Blob Storage or S3 when several machines share them.
// Content never changes and is never deleted by the program. What is read is
// checked against its hash.
package blobstore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://container
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://bucket
	"gocloud.dev/gcerrors"

	"claimline/internal/sow"
)

// ErrDamaged says that stored bytes no longer have the hash they are kept
// under.
var ErrDamaged = errors.New("stored content is damaged")

// Store is an open document store. It is safe for concurrent use.
type Store struct {
	bucket *blob.Bucket
	dir    string // of a folder store; "" in the cloud
}

// Open opens the store at a place: a folder, which is made when it does not
// exist, or an azblob:// or s3:// URL. The caller calls Close.
func Open(ctx context.Context, place string) (*Store, error) {
	if strings.Contains(place, "://") && !strings.HasPrefix(place, "file://") {
		bucket, err := blob.OpenBucket(ctx, place)
		if err != nil {
			return nil, fmt.Errorf("open document store %s: %w", place, err)
		}
		return &Store{bucket: bucket}, nil
	}
	dir, err := filepath.Abs(strings.TrimPrefix(place, "file://"))
	if err != nil {
		return nil, fmt.Errorf("find document store %s: %w", place, err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("make document store: %w", err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{Metadata: fileblob.MetadataDontWrite})
	if err != nil {
		return nil, fmt.Errorf("open document store %s: %w", dir, err)
	}
	return &Store{bucket: bucket, dir: dir}, nil
}

// Close frees the store.
func (s *Store) Close() error {
	if err := s.bucket.Close(); err != nil {
		return fmt.Errorf("close document store: %w", err)
	}
	return nil
}

// key spreads content over 256 folders.
func key(sha string) string { return sha[:2] + "/" + sha }

func validSHA(sha string) error {
	if raw, err := hex.DecodeString(sha); err != nil || len(raw) != sha256.Size || strings.ToLower(sha) != sha {
		return fmt.Errorf("content %q: %w", sha, sow.ErrNotFound)
	}
	return nil
}

// Put stores what r gives and returns its SHA-256 (64 hex digits) and size in
// bytes. When it returns without an error the bytes are on stable storage, in
// a folder also through a power cut. Content that is there already is left
// alone unless its size is wrong.
func (s *Store) Put(ctx context.Context, r io.Reader) (sha string, size int64, err error) {
	f, err := os.CreateTemp(s.dir, tempPrefix+"*") // in the cloud case in the system's own place
	if err != nil {
		return "", 0, fmt.Errorf("store document: %w", err)
	}
	placed := false
	defer func() {
		if !placed {
			_ = f.Close() // a second Close is harmless
			_ = os.Remove(f.Name())
		}
	}()
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), r)
	if err != nil {
		return "", 0, fmt.Errorf("store document: %w", err)
	}
	sha = hex.EncodeToString(h.Sum(nil))
	if s.has(ctx, sha, size) {
		return sha, size, nil
	}
	if s.dir != "" {
		err := s.place(f, sha)
		placed = err == nil
		return sha, size, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", 0, fmt.Errorf("store document %s: %w", sha, err)
	}
	return sha, size, s.upload(ctx, f, sha)
}

// has tells whether content of that hash and size is there.
func (s *Store) has(ctx context.Context, sha string, size int64) bool {
	if s.dir != "" { // the bucket would look for a file of attributes too
		info, err := os.Stat(s.path(sha))
		return err == nil && info.Mode().IsRegular() && info.Size() == size
	}
	attrs, err := s.bucket.Attributes(ctx, key(sha))
	return err == nil && attrs.Size == size
}

// PutBytes is [Store.Put] for bytes in memory.
func (s *Store) PutBytes(ctx context.Context, data []byte) (string, error) {
	sha, _, err := s.Put(ctx, bytes.NewReader(data))
	return sha, err
}

// upload writes an object; it appears only when it is complete.
func (s *Store) upload(ctx context.Context, r io.Reader, sha string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // before Close: aborts a half-written object
	w, err := s.bucket.NewWriter(ctx, key(sha), &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return fmt.Errorf("store document %s: %w", sha, err)
	}
	if _, err := io.Copy(w, r); err != nil {
		cancel()
		return errors.Join(fmt.Errorf("store document %s: %w", sha, err), w.Close())
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("store document %s: %w", sha, err)
	}
	return nil
}

// Get gives the content of a hash. It gives ErrNotFound when there is none and
// ErrDamaged when the bytes no longer have that hash.
func (s *Store) Get(ctx context.Context, sha string) ([]byte, error) {
	if err := validSHA(sha); err != nil {
		return nil, err
	}
	data, err := s.read(ctx, sha)
	if err != nil {
		return nil, fmt.Errorf("read document %s: %w", sha, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != sha {
		return nil, fmt.Errorf("read document %s: %w", sha, ErrDamaged)
	}
	return data, nil
}

func (s *Store) read(ctx context.Context, sha string) ([]byte, error) {
	if s.dir == "" {
		data, err := s.bucket.ReadAll(ctx, key(sha))
		return data, notFound(err)
	}
	data, err := os.ReadFile(s.path(sha))
	if errors.Is(err, os.ErrNotExist) {
		return nil, sow.ErrNotFound
	}
	return data, err
}

// Has tells whether the content of a hash is there, without reading it.
func (s *Store) Has(ctx context.Context, sha string) (bool, error) {
	if err := validSHA(sha); err != nil {
		return false, err
	}
	ok, err := s.bucket.Exists(ctx, key(sha))
	if err != nil {
		return false, fmt.Errorf("look for document %s: %w", sha, err)
	}
	return ok, nil
}

func notFound(err error) error {
	if gcerrors.Code(err) == gcerrors.NotFound {
		return sow.ErrNotFound
	}
	return err
}

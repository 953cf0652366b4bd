package blobstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// SweepReport says how the store and the database differ. Nothing is deleted:
// an orphan may be a document whose row is about to be written.
type SweepReport struct {
	Objects  int      `json:"objects"`
	Bytes    int64    `json:"bytes"`
	Orphans  []string `json:"orphans"`  // hashes without a row
	Missing  []string `json:"missing"`  // hashes with a row and without bytes
	Damaged  []string `json:"damaged"`  // wrong size, or wrong hash when all was read
	Leftover []string `json:"leftover"` // half-written files of a killed program
	Foreign  []string `json:"foreign"`  // keys that are no hash
}

// Clean tells whether every document has its bytes and nothing is damaged.
func (r SweepReport) Clean() bool { return len(r.Missing) == 0 && len(r.Damaged) == 0 }

// Sweep compares the store with what the database knows: sizes in bytes by
// hash, negative when unknown. With deep every object is read and checked.
func (s *Store) Sweep(ctx context.Context, known map[string]int64, deep bool) (SweepReport, error) {
	var r SweepReport
	left := maps.Clone(known)
	for it := s.bucket.List(nil); ; {
		obj, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return r, fmt.Errorf("list document store: %w", err)
		}
		sha := path.Base(obj.Key)
		if strings.HasPrefix(sha, tempPrefix) {
			r.Leftover = append(r.Leftover, obj.Key)
			continue
		}
		if validSHA(sha) != nil || key(sha) != obj.Key {
			r.Foreign = append(r.Foreign, obj.Key)
			continue
		}
		r.Objects++
		r.Bytes += obj.Size
		size, ok := known[sha]
		if !ok {
			r.Orphans = append(r.Orphans, sha)
		}
		delete(left, sha)
		damaged, err := s.damaged(ctx, sha, ok && size >= 0 && size != obj.Size, deep)
		if err != nil {
			return r, err
		}
		if damaged {
			r.Damaged = append(r.Damaged, sha)
		}
	}
	r.Missing = slices.Sorted(maps.Keys(left))
	return r, nil
}

func (s *Store) damaged(ctx context.Context, sha string, wrongSize, deep bool) (bool, error) {
	if wrongSize || !deep {
		return wrongSize, nil
	}
	_, err := s.Get(ctx, sha)
	if errors.Is(err, ErrDamaged) {
		return true, nil
	}
	return false, err
}

package main

import (
	"path/filepath"
	"strings"
)

// typedScore compares both readers with the text that was typed, summed over
// the files of one producer.
type typedScore struct {
	files        int
	ours, theirs reading
}

// reading is how well one reader gives the words and their order.
type reading struct{ recall, overlap float64 }

func (r *reading) add(got, want []string) {
	r.recall += float64(shared(got, want)) / float64(max(1, len(want)))
	r.overlap += overlap(got, want)
}

// addTyped scores a file whose typed text is known. The producer is the last
// part of its name: "offer-latex.pdf".
func (s *summary) addTyped(r result) {
	if len(r.typed) == 0 {
		return
	}
	stem := strings.TrimSuffix(filepath.Base(r.file), filepath.Ext(r.file))
	producer := stem[strings.LastIndexByte(stem, '-')+1:]
	if s.typed[producer] == nil {
		s.typed[producer] = &typedScore{}
	}
	t := s.typed[producer]
	t.files++
	t.ours.add(r.ours, r.typed)
	t.theirs.add(r.theirs, r.typed)
}

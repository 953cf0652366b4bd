package page

// shelf keeps many small slices in few large arrays, which the next document
// takes over.
type shelf[T any] struct {
	arrays [][]T
	at     int // the array that is being filled
	used   int // of it
}

// take gives an empty slice with room for n values.
func (s *shelf[T]) take(n int) []T {
	for s.at < len(s.arrays) && s.used+n > len(s.arrays[s.at]) {
		s.at, s.used = s.at+1, 0
	}
	if s.at == len(s.arrays) {
		s.arrays = append(s.arrays, make([]T, max(n, shelfSize)))
	}
	out := s.arrays[s.at][s.used : s.used : s.used+n]
	s.used += n
	return out
}

// room gives an empty slice with room for at least n values, which are taken
// with use.
func (s *shelf[T]) room(n int) []T {
	out := s.take(n)
	s.used -= n
	return s.arrays[s.at][s.used:s.used:len(s.arrays[s.at])][:len(out)]
}

// use takes n values of the room that was given last. There may be more than it
// holds: they have moved to an array of their own.
func (s *shelf[T]) use(n int) {
	s.used = min(s.used+n, len(s.arrays[s.at]))
}

// clear makes room for the next document.
func (s *shelf[T]) clear() { s.at, s.used = 0, 0 }

// shelfSize is how many values one array holds.
const shelfSize = 1024

package extract

import (
	"sync"
	"testing"
)

// TestClaims takes the pages of a document from both ends at once, through two
// views of the memory: each page is taken once, and none after the end.
func TestClaims(t *testing.T) {
	t.Parallel()
	parent, err := newClaims()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(parent.close)
	child, err := mapClaims(int(parent.file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	const pages, place = 2000, 3
	child.at(place).set(pages)
	taken := make([][]int, 4)
	var all sync.WaitGroup
	for i, take := range []func() int{parent.at(place).front, child.at(place).front, parent.at(place).back, child.at(place).back} {
		all.Go(func() {
			for n := take(); n > 0; n = take() {
				taken[i] = append(taken[i], n)
			}
		})
	}
	all.Wait()
	seen := map[int]int{}
	for _, list := range taken {
		for _, n := range list {
			seen[n]++
		}
	}
	for n := 1; n <= pages; n++ {
		if seen[n] != 1 {
			t.Fatalf("page %d was taken %d times", n, seen[n])
		}
	}
	if len(seen) != pages {
		t.Errorf("%d pages were taken of %d", len(seen), pages)
	}
	parent.at(place).set(pages)
	if n := parent.at(place).back(); n != pages {
		t.Errorf("the last page is %d", n)
	}
	child.at(place).stop()
	if a, b := parent.at(place).front(), parent.at(place).back(); a != 0 || b != 0 {
		t.Errorf("pages %d and %d were given out after the end", a, b)
	}
}

// TestClaimsSpoiled gives out what a child could have written there: it comes
// to an end.
func TestClaimsSpoiled(t *testing.T) {
	t.Parallel()
	c, err := newClaims()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.close)
	for _, word := range []uint64{0, 1, packClaim(0, 2), packClaim(5, 5), packClaim(1<<32-1, 1<<32-1), packClaim(3, 1<<31)} {
		at := c.at(0)
		at.word.Store(word)
		for n := 0; at.front() != 0 || at.back() != 0; n++ {
			if n > 10 {
				t.Fatalf("%#x gives out no end of pages", word)
			}
		}
	}
}

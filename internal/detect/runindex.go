package detect

import (
	"slices"
)

// runIndex finds which of many runs of token ids stand in a text. It is built
// once and then read only.
type runIndex struct {
	runs   [][]int32
	group  []uint16  // by token id: the number of the group of runs that it opens, 0 for none
	groups [][]int32 // indices of runs that open with one token
}

// add takes in a run and gives it the next index. An empty run is never found.
func (x *runIndex) add(run []int32) {
	x.runs = append(x.runs, run)
	if len(run) == 0 {
		return
	}
	if n := int(run[0]) + 1 - len(x.group); n > 0 {
		x.group = append(x.group, make([]uint16, n)...)
	}
	group := &x.group[run[0]]
	if *group == 0 {
		x.groups = append(x.groups, nil)
		*group = uint16(len(x.groups))
	}
	x.groups[*group-1] = append(x.groups[*group-1], int32(len(x.runs)-1))
}

// foundRun is a run and the token at which it first stands.
type foundRun struct {
	run int32
	at  int
}

// in appends to found the runs that stand in tokens, by their indices.
func (x *runIndex) in(tokens []token, found []foundRun) []foundRun {
	for at := range tokens {
		id := tokens[at].id
		if int(id) >= len(x.group) || x.group[id] == 0 {
			continue
		}
		for _, i := range x.groups[x.group[id]-1] {
			if startsWith(tokens[at:], x.runs[i]) && !slices.ContainsFunc(found, func(f foundRun) bool { return f.run == i }) {
				found = append(found, foundRun{i, at})
			}
		}
	}
	slices.SortFunc(found, func(a, b foundRun) int { return int(a.run - b.run) })
	return found
}

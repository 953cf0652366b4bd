package phrase

import (
	"slices"

	"claimline/internal/detect/token"
)

// Index finds which of many runs of token ids stand in a text. It is built
// once and then read only.
type Index struct {
	runs   [][]int32
	group  []uint16    // by token id: the number of the group of runs that it marks, 0 for none
	groups [][]markRun // runs that one token marks
}

// markRun is a run and the place in it of the word that marks it.
type markRun struct {
	run int32
	at  int
}

// Add takes in a run and gives it the next index: it is looked for where its
// first word stands that is not common. An empty run is never found.
func (x *Index) Add(run []int32, common token.IDSet) {
	x.runs = append(x.runs, run)
	if len(run) == 0 {
		return
	}
	at := markOf(run, common)
	if n := int(run[at]) + 1 - len(x.group); n > 0 {
		x.group = append(x.group, make([]uint16, n)...)
	}
	group := &x.group[run[at]]
	if *group == 0 {
		x.groups = append(x.groups, nil)
		*group = uint16(len(x.groups))
	}
	x.groups[*group-1] = append(x.groups[*group-1], markRun{int32(len(x.runs) - 1), at})
}

// IndexMarks holds by token id the languages in whose index a word marks a run, so that
// most texts are known by one look at their words to hold none of most languages.
type IndexMarks []Langs

// Add takes in the index of a language.
func (m *IndexMarks) Add(x *Index, lang Langs) {
	*m = append(*m, make([]Langs, max(0, len(x.group)-len(*m)))...)
	for id, group := range x.group {
		if group != 0 {
			(*m)[id] |= lang
		}
	}
}

// In gives the languages in whose index a text may hold a run.
func (m IndexMarks) In(tokens []token.Token) (in Langs) {
	for k := range tokens {
		if id := tokens[k].ID; int(id) < len(m) {
			in |= m[id]
		}
	}
	return in
}

// Found is a run and the token at which it first stands.
type Found struct {
	Run int32
	At  int
}

// In appends to found the runs that stand in tokens, by their indices.
func (x *Index) In(tokens []token.Token, found []Found) []Found {
	for at := range tokens {
		id := tokens[at].ID
		if int(id) >= len(x.group) || x.group[id] == 0 {
			continue
		}
		for _, m := range x.groups[x.group[id]-1] {
			from := at - m.at
			if from >= 0 && StartsWith(tokens[from:], x.runs[m.run]) && !slices.ContainsFunc(found, func(f Found) bool { return f.Run == m.run }) {
				found = append(found, Found{m.run, from})
			}
		}
	}
	if len(found) < 2 {
		return found
	}
	slices.SortFunc(found, func(a, b Found) int { return int(a.Run - b.Run) })
	return found
}

package seat

import (
	"slices"

	"claimline/internal/fact/pick"
)

// nounReach is how many words behind a number the noun of what it counts may stand.
const nounReach = 2

// withoutGroups leaves out the numbers that the text only names in one breath with
// another group of people, and does not add up: "23 sellers and two managers".
func (rd *counter) withoutGroups(list []*pick.Choice[int]) []*pick.Choice[int] {
	apart := map[int]bool{}
	for _, c := range list {
		others := 0
		for _, at := range c.At {
			if other := rd.groupBeside(at); other >= leastAdded && other < wholeTimes*c.Value && !states(list, c.Value+other) {
				others++
				apart[other] = apart[other] || c.Value < wholeTimes*other
			}
		}
		if others == len(c.At) {
			apart[c.Value] = true
		}
	}
	if len(apart) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(c *pick.Choice[int]) bool { return apart[c.Value] && len(c.At) == 1 })
}

// groupBeside gives how many others a line names in one breath with the people whom
// the number at a place counts.
func (rd *counter) groupBeside(at pick.Stated) int {
	for i := at.To + 1; i <= at.To+nounReach && i < len(at.Line.Words) && !at.Line.Breaks(i-1); i++ {
		if other := rd.joinedTo(at.Line, i); other > 0 {
			return other
		}
	}
	return 0
}

// states tells whether a number is among those of a list.
func states(list []*pick.Choice[int], n int) bool {
	return slices.ContainsFunc(list, func(c *pick.Choice[int]) bool { return c.Value == n })
}

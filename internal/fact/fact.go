// Package fact reads what a statement of work states about the engagement:
// who, when, how much, under which agreement. Each fact comes with the line
// that states it; a fact that the text does not state is missing, and one that
// it states in two ways is conflicting. Nothing is guessed.
package fact

//go:build race

package extract_test

// raceFactor is how much more time and memory the race detector takes.
const raceFactor = 5

// Package sow is the domain of Claimline: what a statement of work says, what
// follows from it for partner attribution, and the claims that carry it to
// credit. It holds types, the stage machine and the errors. It does no I/O,
// knows no clock and imports nothing but the standard library.
package sow

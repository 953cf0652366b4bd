package ruleset

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Problem is one fault of a pack at its place in a file. Line and Col count
// from 1; both are 0 when the fault belongs to the file as a whole.
type Problem struct {
	File    string
	Line    int
	Col     int
	Code    string // E001 to E699; the first digit is the step that found it
	Message string
}

// String gives "file:line:col: CODE message", as compilers print it.
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s %s", p.File, p.Code, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s %s", p.File, p.Line, p.Col, p.Code, p.Message)
}

// LoadErrors are all faults of a pack, ordered by file, line and column. It is
// the error type of Load.
type LoadErrors []Problem

// Error gives one line a problem.
func (ps LoadErrors) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// ProblemsOf gives the faults behind an error of Load, or nil for another
// error.
func ProblemsOf(err error) LoadErrors {
	ps, _ := errors.AsType[LoadErrors](err)
	return ps
}

func (ps *LoadErrors) add(file string, at pos, code, format string, args ...any) {
	*ps = append(*ps, Problem{File: file, Line: at.Line, Col: at.Col, Code: code, Message: fmt.Sprintf(format, args...)})
}

// err gives the problems in order and without repetition, or nil.
func (ps LoadErrors) err() error {
	if len(ps) == 0 {
		return nil
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.Code, b.Code))
	})
	return slices.Compact(ps)
}

// pos is a place in a YAML file, counted from 1.
type pos struct{ Line, Col int }

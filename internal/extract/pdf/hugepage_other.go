//go:build !linux

package pdf

// inHugePages does nothing: only Linux has the request.
func inHugePages([]byte) {}

// giveBack does nothing: other kernels need not have zeros for memory that is
// given back.
func giveBack([]byte) bool { return false }

//go:build !linux

package pdf

// inHugePages does nothing: only Linux has the request.
func inHugePages([]byte) {}

//go:build !linux

package inbox

import "os"

func renameNoReplace(root *os.Root, from, to string) error { return linkThenRemove(root, from, to) }

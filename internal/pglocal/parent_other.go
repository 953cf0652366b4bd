//go:build unix && !linux

package pglocal

import "syscall"

// dieWithParent can do nothing here: the kernel does not tell a child that its
// parent died. The next start ends the server that was left behind.
func dieWithParent(*syscall.SysProcAttr) {}

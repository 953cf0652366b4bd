package pglocal

import "syscall"

// dieWithParent asks the kernel to shut the server down (SIGINT is a fast
// shutdown) when the thread that started it ends, also by kill -9.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }

package inbox

import (
	"sync"
	"sync/atomic"
)

// atATime is how many files are written or moved at a time. They wait for the
// disk, which ends many waits by one write.
const atATime = 8

// together does something for each of a list, several at a time, and waits for
// all of them. It passes a panic on to its caller.
func together[T any](list []T, do func(T)) {
	if len(list) == 1 {
		do(list[0])
		return
	}
	var all sync.WaitGroup
	var next atomic.Int64
	panics := make(chan any, atATime)
	for range min(atATime, len(list)) {
		all.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					panics <- r
				}
			}()
			for i := next.Add(1) - 1; i < int64(len(list)); i = next.Add(1) - 1 {
				do(list[i])
			}
		})
	}
	all.Wait()
	select {
	case r := <-panics:
		panic(r)
	default:
	}
}

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"
)

// inOrder does the same with each of n things, several at a time, and gives the
// results in order, telling progress of each. When the context ends it gives no
// more.
func inOrder[T any](ctx context.Context, n, jobs int, progress func(done int), do func(i int) T) <-chan T {
	slots := make([]chan T, n)
	for i := range slots {
		slots[i] = make(chan T, 1)
	}
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(jobs, n) {
		workers.Go(func() {
			for i := range next {
				slots[i] <- do(i)
			}
		})
	}
	go hand(ctx, n, next)
	out := make(chan T)
	go func() {
		defer close(out)
		for i, slot := range slots {
			select {
			case done := <-slot:
				progress(i + 1)
				out <- done
			case <-ctx.Done():
				return
			}
		}
		workers.Wait()
	}()
	return out
}

// hand gives out the numbers below n, until the context ends.
func hand(ctx context.Context, n int, next chan<- int) {
	defer close(next)
	for i := range n {
		select {
		case next <- i:
		case <-ctx.Done():
			return
		}
	}
}

// progressOn reports long work on a terminal and is silent elsewhere.
func progressOn(w io.Writer, total int) func(int) {
	f, ok := w.(*os.File)
	if !ok || total < 5 {
		return func(int) {}
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(int) {}
	}
	return func(done int) {
		fmt.Fprintf(w, "\r%d of %d documents", done, total)
		if done == total {
			fmt.Fprint(w, "\r                         \r")
		}
	}
}

package pipeline

import (
	"context"
	"sync"
	"time"
)

// places bounds the documents that are read and decided at a time, each of
// which takes memory. A job gives its place to the next one before it waits to
// be recorded with others, so that the processors have work meanwhile.
type places chan struct{}

// waitForPlace is how long a job waits for its place. Those before it can each
// take as long as one document may take.
const waitForPlace = time.Minute

// take waits for a place. The function that it gives leaves it, once, however
// often it is called; false tells that there was no place in time.
func (p places) take(ctx context.Context) (leave func(), ok bool) {
	over := time.NewTimer(waitForPlace)
	defer over.Stop()
	select {
	case p <- struct{}{}:
		return sync.OnceFunc(func() { <-p }), true
	case <-over.C:
	case <-ctx.Done():
	}
	return nil, false
}

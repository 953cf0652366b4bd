package fact

// task is work that is done beside a reading.
type task[T any] struct {
	done   chan struct{}
	out    T
	failed any
}

// begin starts some work on a fork of a reading: nothing may be written to what
// the two share before it is done.
func begin[T any](rd *reading, work func(side *reading) T) *task[T] {
	side, end := rd.fork()
	t := &task[T]{done: make(chan struct{})}
	go func() {
		defer close(t.done)
		defer func() { t.failed = recover() }()
		t.out = work(side)
		end()
	}()
	return t
}

// end waits for the work.
func (t *task[T]) end() { <-t.done }

// get waits for the work and gives what came of it. A panic there is one here.
func (t *task[T]) get() T {
	if t.end(); t.failed != nil {
		panic(t.failed)
	}
	return t.out
}

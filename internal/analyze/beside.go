package analyze

import (
	"runtime"
	"sync"

	"claimline/internal/sow"
)

// enoughBlocks is the number of blocks from which it pays to read a document
// from two sides at once.
const enoughBlocks = 40

// read finds the workloads that a document names and the facts that it states.
// What can be read of the facts without the workloads is read beside them, as
// long as there are two processors.
func (a *Analyzer) read(doc sow.Document) (det sow.Detection, facts sow.Facts) {
	if len(doc.Blocks) < enoughBlocks || runtime.GOMAXPROCS(0) < 2 {
		det = a.detector.Detect(doc)
		return det, a.facts.Read(doc, det)
	}
	detected := beside(func() sow.Detection { return a.detector.Detect(doc) })
	defer detected() // nothing goes on when the facts cannot be prepared
	facts = a.facts.ReadBeside(doc, detected)
	return detected(), facts
}

// manyBlocks is the number of blocks from which it pays to look for proofs
// before anybody asks for them.
const manyBlocks = 400

// proofs gives what finds the first block with a phrase of each finder: when it
// is asked for, or in a long document beside its reading. At the end somebody
// must wait for it.
func (a *Analyzer) proofs(doc *sow.Document) (find func() map[string]int, end func()) {
	find = func() map[string]int { return a.proof.blocks(doc) }
	if len(doc.Blocks) < manyBlocks || runtime.GOMAXPROCS(0) < 2 {
		return sync.OnceValue(find), func() {}
	}
	find = beside(find)
	return find, func() { find() }
}

// beside starts some work. It gives the function that waits for the work and
// hands over what comes of it, a panic included, as often as it is called.
func beside[T any](work func() T) (wait func() T) {
	var out T
	var failed any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { failed = recover() }()
		out = work()
	}()
	return func() T {
		<-done
		if failed != nil {
			panic(failed)
		}
		return out
	}
}

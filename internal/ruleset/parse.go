package ruleset

import (
	"runtime"
	"slices"
	"sync/atomic"

	"go.yaml.in/yaml/v3"
)

// parsed is what YAML made of a file: no node where it cannot be used.
type parsed struct {
	node     *yaml.Node
	problems LoadErrors
	panicked any
	done     chan struct{}
}

// addAll takes in the files of a pack in their order. YAML reads them side by
// side, the largest first: that is half of the work of a load.
func (b *builder) addAll(files []packFile) {
	files = slices.DeleteFunc(slices.Clone(files), func(f packFile) bool { return f.path == manifestName })
	read := make([]parsed, len(files))
	order := make([]int, len(files))
	for i := range files {
		read[i].done, order[i] = make(chan struct{}), i
	}
	slices.SortStableFunc(order, func(i, j int) int { return len(files[j].content) - len(files[i].content) })
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		go func() {
			for n := int(next.Add(1)); n <= len(order); n = int(next.Add(1)) {
				read[order[n-1]].parse(files[order[n-1]])
			}
		}()
	}
	for i, f := range files {
		<-read[i].done
		if p := read[i].panicked; p != nil {
			panic(p) // a fault of the engine is reported by whoever loads
		}
		*b.ps = append(*b.ps, read[i].problems...)
		if read[i].node != nil {
			b.add(f, read[i].node)
		}
	}
}

// parse reads a file; a panic is kept for the goroutine that waits.
func (p *parsed) parse(f packFile) {
	defer close(p.done)
	defer func() { p.panicked = recover() }()
	p.node = parseYAML(f.path, f.content, &p.problems)
}

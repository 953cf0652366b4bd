package extract

import (
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/sys/unix"
)

// parts are the pages that another child reads for this one, as the parent sends
// them. They are taken between the pages that this child reads: a goroutine that
// waits for them in a system call has the runtime look after it every few
// microseconds.
type parts struct {
	child *child
	id    int64
	total int
	ended bool
	err   error // what ended them, other than the empty part
}

// next gives the next page: nil when none has come yet or, if it is to be waited
// for, when no more come.
func (p *parts) next(wait bool) []byte {
	if p.ended || !wait && !p.child.inputWaits() {
		return nil
	}
	page, err := p.receive()
	if err != nil || page == nil {
		p.ended, p.err = true, err
	}
	return page
}

// receive reads one part; nil for the empty one that ends them.
func (p *parts) receive() ([]byte, error) {
	in := p.child.in
	line, err := readLine(in, 4<<10)
	if err != nil {
		return nil, fmt.Errorf("read the head of a part: %w", err)
	}
	var head part
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, fmt.Errorf("decode the head of a part: %w", err)
	}
	if p.total += head.Size; head.ID != p.id || head.Size < 0 || p.total > maxExtra {
		return nil, fmt.Errorf("part of %d bytes for request %d instead of %d", head.Size, head.ID, p.id)
	}
	if head.Size == 0 {
		return nil, nil
	}
	page := make([]byte, head.Size)
	if _, err := io.ReadFull(in, page); err != nil {
		return nil, fmt.Errorf("read a part: %w", err)
	}
	return page, nil
}

// inputWaits reports whether there is something to read.
func (c *child) inputWaits() bool {
	if c.in.Buffered() > 0 {
		return true
	}
	n, err := unix.Poll([]unix.PollFd{{Fd: 0, Events: unix.POLLIN}}, 0)
	return n > 0 && err == nil
}

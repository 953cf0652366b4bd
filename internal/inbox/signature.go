package inbox

import (
	"fmt"
	"io/fs"
)

// signature is what must stay equal while a file is watched. The value of the
// modification time means nothing: copying programs keep the old one.
type signature struct {
	Size  int64  `json:"size"`
	MTime int64  `json:"mtime_ns"`
	Inode uint64 `json:"inode"`
}

func signatureOf(info fs.FileInfo) signature {
	return signature{Size: info.Size(), MTime: info.ModTime().UnixNano(), Inode: inode(info)}
}

func (s signature) String() string { return fmt.Sprintf("%d-%d-%d", s.Size, s.MTime, s.Inode) }

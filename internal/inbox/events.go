package inbox

import (
	"context"
	"path/filepath"

	"github.com/fsnotify/fsnotify"
)

// maxWatched is how many folders are watched by events; the rest is only
// looked at.
const maxWatched = 512

// watch lets file events bring the next look forward. Shares give none, which
// costs nothing but the wait for the next look.
func (in *Inbox) watch(ctx context.Context) (stop func()) {
	if in.cfg.NoEvents {
		return func() {}
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		in.cfg.Logger.InfoContext(ctx, "file events are not used", "error", err)
		return func() {}
	}
	in.watcher = w
	done := make(chan struct{})
	go func() {
		defer close(done)
		in.follow(ctx, w)
	}()
	return func() {
		_ = w.Close()
		<-done
	}
}

func (in *Inbox) follow(ctx context.Context, w *fsnotify.Watcher) {
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if name := filepath.Base(e.Name); filepath.Dir(e.Name) == filepath.Clean(in.cfg.Dir) && reserved(name) {
				continue
			}
			if in.dirty.CompareAndSwap(false, true) {
				in.Kick()
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
			in.dirty.Store(true) // events were missed: look
		}
	}
}

// addWatches watches the folders of a scan; watching one twice does nothing.
func (in *Inbox) addWatches(folders []string) {
	if in.watcher == nil {
		return
	}
	for _, f := range folders[:min(len(folders), maxWatched)] {
		if err := in.watcher.Add(filepath.Join(in.cfg.Dir, filepath.FromSlash(f))); err != nil {
			return // the looks go on without events
		}
	}
}

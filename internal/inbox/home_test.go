package inbox

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"claimline/internal/sow"
)

// of makes the inbox one of a database.
func of(database string) func(*Config) {
	return func(c *Config) { c.Home = Home{ID: database, Words: "claims-" + database + " on db:5432"} }
}

func TestFolderKnowsItsDatabase(t *testing.T) {
	w := newWorld(t)
	w.write("old.pdf", pdf("old"))
	w.run(w.inbox(), 20*time.Second) // as a program did that wrote no database down
	for range 2 {
		if err := w.inbox(of("a")).Check(); err != nil {
			t.Fatalf("the first database and once more: %v", err)
		}
	}
	err := w.inbox(of("b")).Check()
	if err == nil {
		t.Fatal("another database was taken")
	}
	for _, want := range []string{w.dir, "claims-a on db:5432", "2026-11-24", "worker inbox take-over", "--inbox"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("refused with %q, which lacks %q", err, want)
		}
	}
	if err := w.inbox(of("b")).start(); err == nil {
		t.Error("a program of another database went on without the check")
	}
	w.write(homeFile, []byte("{"))
	if err := w.inbox(of("a")).Check(); err == nil || !strings.Contains(err.Error(), homeFile) || !strings.Contains(err.Error(), "take-over") {
		t.Errorf("a damaged file gives %v", err)
	}
}

// Of programs that start at once with different databases one database wins.
func TestOneDatabaseWins(t *testing.T) {
	for range 20 {
		w := newWorld(t)
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			in := w.inbox(of(fmt.Sprint(i % 4)))
			wg.Go(func() { errs[i] = in.Check() })
		}
		wg.Wait()
		served := 0
		for _, err := range errs {
			if err == nil {
				served++
			}
		}
		if served != 2 {
			t.Fatalf("%d of 8 programs with 4 databases serve the folder, want the two of one: %v", served, errs)
		}
	}
}

func TestTakeOver(t *testing.T) {
	w := newWorld(t)
	first := w.inbox(of("a"))
	if err := first.start(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.inbox(of("b")).TakeOver(); !errors.Is(err, ErrServed) {
		t.Errorf("a served folder was handed over: %v", err)
	}
	if got, err := w.inbox(of("a")).TakeOver(); err != nil || !got.Already {
		t.Errorf("to its own database: %+v, %v", got, err)
	}
	first.stop()
	if got, err := w.inbox(of("b")).TakeOver(); err != nil || got.Before.ID != "a" || got.Already {
		t.Errorf("to another database: %+v, %v", got, err)
	}
	if w.inbox(of("b")).Check() != nil || w.inbox(of("a")).Check() == nil {
		t.Error("the folder did not change hands")
	}
	w.write(homeFile, []byte("{"))
	if _, err := w.inbox(of("a")).TakeOver(); err != nil || w.inbox(of("a")).Check() != nil {
		t.Errorf("a damaged file is not written anew: %v", err)
	}
}

// A folder is handed over after the program of the other database was killed at
// each point: each file is finished in that database or read into the new one.
func TestTakeOverOfFilesInWork(t *testing.T) {
	names := []string{"a.pdf", "b.pdf", "c.pdf"}
	for _, point := range points {
		for n := 1; n <= 3; n++ {
			t.Run(fmt.Sprint(point, n), func(t *testing.T) {
				was, is := newWorld(t), newWorld(t)
				is.dir = was.dir
				for _, name := range names {
					was.write(name, pdf(name))
				}
				was.write("copy.pdf", pdf("a.pdf"))
				// Numbers of documents mean others in the new database.
				is.docs["other"], is.answers[1] = 1, Answer{Page: []byte("of another document")}
				if !was.runUntilKilled(was.inbox(of("a"), killAt(point, n)), time.Minute) {
					t.Fatalf("%s was not passed %d times", point, n)
				}
				if _, err := is.inbox(of("b")).TakeOver(); err != nil {
					t.Fatal(err)
				}
				next := is.inbox(of("b"))
				if err := next.Check(); err != nil {
					t.Fatal(err)
				}
				is.run(next, time.Minute)
				if left := is.claims(); len(left) != 0 {
					t.Errorf(".work still holds %q", left)
				}
				for _, name := range names {
					checkAnswered(t, is, "processed/2026-11/"+name)
				}
				copies := append(is.files("duplicates"), is.files("processed")...)
				if all := strings.Join(copies, " "); strings.Count(all, "copy.pdf") < 2 {
					t.Errorf("the copy lies with neither an answer nor a reason: %s", all)
				}
				if lost := is.states()[sow.InboxLost]; lost != 0 {
					t.Errorf("%d files are lost", lost)
				}
			})
		}
	}
}

// checkAnswered looks whether a file has an answer, and one about itself. A file
// may be answered as the copy that its content is.
func checkAnswered(t *testing.T, w *world, place string) {
	t.Helper()
	if !w.exists(place) {
		if !w.exists(strings.Replace(place, "processed", "duplicates", 1)) {
			t.Errorf("%s is nowhere", place)
		}
		return
	}
	if page := w.read(place + pageSuffix); page == "of another document" {
		t.Errorf("%s has the answer to another document", place)
	}
}

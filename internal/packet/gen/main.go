// Command gen writes the templates of submission packets anew from their
// design. It runs in internal/packet (go generate).
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"claimline/internal/packet/design"
)

func main() {
	if err := run("templates"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	all, err := design.Templates()
	if err != nil {
		return err
	}
	for name, data := range all {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil { //nolint:gosec // files of the repository
			return err
		}
	}
	return nil
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFolderFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "folders.yaml")
	for text, want := range map[string]string{
		"owners: {ANNA: anna.smith}":         "",
		"templates: ['{boss}']":              "{boss} is not known",
		"owner: {ANNA: anna}":                "field owner not found",
		"templates: [x]\nowners: {ANNA: ''}": `owners: "ANNA"`,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := (config{Folders: file}).folderMap()
		switch {
		case want == "" && (err != nil || m.Owners["ANNA"] != "anna.smith" || len(m.Templates) != 1):
			t.Errorf("%s: %+v, %v", text, m, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "--folders")):
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	if _, err := (config{Folders: file + "x"}).folderMap(); err == nil || !strings.Contains(err.Error(), "--folders") {
		t.Errorf("missing file: %v", err)
	}
	for ending, ok := range map[string]bool{"": true, ".done": true, ".ok": true, "done": false, ".pdf": false, ".": false, ".a/b": false, ".PDF": false, "*.x": false} {
		if isMarker(ending) != ok {
			t.Errorf("marker %q: %v", ending, !ok)
		}
	}
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/inbox"
)

// usualFolders is what folders mean when the operator does not say.
var usualFolders = inbox.FolderMap{Templates: []string{"{owner}/{customer}"}}

// folderMap reads what the folders of the inbox mean.
func (c config) folderMap() (inbox.FolderMap, error) {
	if c.Folders == "" {
		return usualFolders, nil
	}
	file, err := os.ReadFile(c.Folders)
	if err != nil {
		return usualFolders, fmt.Errorf("--folders: read what folders mean: %w", err)
	}
	var m inbox.FolderMap
	dec := yaml.NewDecoder(bytes.NewReader(file))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil && !errors.Is(err, io.EOF) {
		return usualFolders, fmt.Errorf("--folders: %s: %w; it has templates, owners and customers", c.Folders, err)
	}
	if len(m.Templates) == 0 {
		m.Templates = usualFolders.Templates
	}
	if err := m.Check(); err != nil {
		return usualFolders, fmt.Errorf("--folders: %s: %w", c.Folders, err)
	}
	return m, nil
}

// isMarker accepts the empty setting too. Endings of documents would make every
// document the marker of another one.
func isMarker(s string) bool {
	switch strings.ToLower(s) {
	case "":
		return true
	case ".pdf", ".docx", ".docm", ".dotx", ".odt", ".html", ".htm", ".md", ".txt":
		return false
	}
	return len(s) > 1 && s[0] == '.' && !strings.ContainsAny(s[1:], "./\\* ")
}

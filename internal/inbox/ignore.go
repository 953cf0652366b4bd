package inbox

import (
	"path"
	"strings"
)

// ignoredFiles are names that no document has: temporary and partial files,
// lock files, and what systems leave in folders. Each is counted and shown.
var ignoredFiles = []string{
	".*", "~$*", "~WRL*.tmp", "*.tmp", "*.part", "*.crdownload", "*.partial",
	"Thumbs.db", "desktop.ini",
	"*" + pageSuffix, "*" + reasonJSONSuffix, "*" + reasonTextSuffix, // our own, moved back with a document
}

// ignoredFolders are folders of other programs; those with a leading dot are
// ignored as well.
var ignoredFolders = []string{".*", "@eaDir", "__MACOSX"}

// ignoredBy gives the pattern that makes a file be left alone, or "".
func ignoredBy(name string) string { return firstMatch(ignoredFiles, name) }

func folderIgnoredBy(name string) string { return firstMatch(ignoredFolders, name) }

// firstMatch compares without regard to case and never as a path: a newline or
// a bracket in the name is just a character.
func firstMatch(patterns []string, name string) string {
	name = strings.ToLower(name)
	for _, p := range patterns {
		if ok, err := path.Match(strings.ToLower(p), name); ok && err == nil {
			return p
		}
	}
	return ""
}

// lockNames are the names of the files that show that a program has the
// document open. Word replaces the first characters of long names by "~$" and
// puts "~$" before short ones; LibreOffice has its own way.
func lockNames(name string) []string {
	names := []string{"~$" + name, ".~lock." + name + "#"}
	runes := []rune(name)
	for skip := 1; skip <= 2; skip++ {
		if len(runes) > skip+1 {
			names = append(names, "~$"+string(runes[skip:]))
		}
	}
	return names
}

func isLockName(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.")
}

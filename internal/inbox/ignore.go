package inbox

import "strings"

// pattern is a name with at most one "*". It is compared without regard to
// case and never as a path: a newline or a bracket in a name is a character
// like others.
type pattern struct {
	text, prefix, suffix string
	open                 bool // there is a star between prefix and suffix
}

func patterns(texts ...string) []pattern {
	list := make([]pattern, len(texts))
	for i, t := range texts {
		prefix, suffix, open := strings.Cut(strings.ToLower(t), "*")
		list[i] = pattern{text: t, prefix: prefix, suffix: suffix, open: open}
	}
	return list
}

// ignoredFiles are names that no document has: temporary and partial files,
// lock files, and what systems leave in folders. Each is counted and shown.
var ignoredFiles = patterns(
	".*", "~$*", "~WRL*.tmp", "*.tmp", "*.part", "*.crdownload", "*.partial",
	"Thumbs.db", "desktop.ini",
	"*"+pageSuffix, "*"+reasonJSONSuffix, "*"+reasonTextSuffix, // our own, moved back with a document
)

// ignoredFolders are folders of other programs; those with a leading dot are
// ignored as well.
var ignoredFolders = patterns(".*", "@eaDir", "__MACOSX")

// ignoredBy gives the pattern that makes a file be left alone, or "".
func ignoredBy(name string) string { return firstMatch(ignoredFiles, name) }

func folderIgnoredBy(name string) string { return firstMatch(ignoredFolders, name) }

func firstMatch(list []pattern, name string) string {
	name = strings.ToLower(name)
	for _, p := range list {
		if !p.open && name == p.prefix ||
			p.open && len(name) >= len(p.prefix)+len(p.suffix) && strings.HasPrefix(name, p.prefix) && strings.HasSuffix(name, p.suffix) {
			return p.text
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

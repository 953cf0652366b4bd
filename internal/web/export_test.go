package web

import "strings"

// RouteTable lists the routes as "METHOD path" for tests that walk all of them.
func RouteTable() []string {
	var all []string
	for _, r := range routes() {
		all = append(all, r.method+" "+r.path)
	}
	return all
}

// StylePath is the path of the style sheet.
func StylePath() string { return stylePath }

// FeedFile is the file name of a person's feed on a site with this key.
func FeedFile(key []byte, name string) string {
	return strings.TrimPrefix(FeedPath(key, name, 0), "/calendar/")
}

package web

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

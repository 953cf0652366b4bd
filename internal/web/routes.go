package web

import (
	"net/http"
)

// access says who may use a route.
type access int

const (
	anyone   access = iota // everybody who reaches the site
	local                  // people at this machine or behind its proxy
	person                 // somebody who has signed in
	reviewer               // somebody who has signed in to approve
	token                  // a program with the API's token
	reading                // a program that reads: with the token, or local when there is none
)

// route is one entry of the site's table. GET never changes anything.
type route struct {
	method, path string
	serve        func(*site, *request) (reply, error)
	needs        access
	limit        int64 // bytes of a request's body
}

const (
	formLimit   = 64 << 10
	uploadLimit = 100<<20 + formLimit // one document of the allowed size with its form
)

// routes is the whole table of the site.
func routes() []route {
	return []route{
		{"GET", "/{$}", (*site).home, local, 0},
		{"GET", "/documents", (*site).documents, local, 0},
		{"GET", "/documents/{id}", (*site).document, local, 0},
		{"GET", "/claims", (*site).claims, local, 0},
		{"GET", "/claims/{id}", (*site).claim, local, 0},

		{"GET", "/static/{name}", (*site).static, anyone, 0},
		{"GET", "/healthz", (*site).health, anyone, 0},
		{"GET", "/readyz", (*site).ready, anyone, 0},
	}
}

// handler puts the table behind the checks that every request passes.
func (s *site) handler() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range routes() {
		mux.HandleFunc(rt.method+" "+rt.path, s.served(rt))
	}
	mux.HandleFunc("/", s.served(route{serve: (*site).nothing, needs: anyone}))
	return s.guarded(mux)
}

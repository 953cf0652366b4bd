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
	importLimit = 20 << 20                // a table
	fileLimit   = 100 << 20               // one document
	uploadLimit = 5*fileLimit + formLimit // a form with several
)

// routes is the whole table of the site.
func routes() []route {
	return []route{
		{"GET", "/{$}", (*site).home, local, 0},
		{"GET", "/sign-in", (*site).signInForm, local, 0},
		{"POST", "/sign-in", (*site).signIn, local, formLimit},
		{"POST", "/sign-out", (*site).signOut, local, formLimit},

		{"GET", "/documents", (*site).documents, local, 0},
		{"POST", "/documents", (*site).upload, person, uploadLimit},
		{"GET", "/documents/{id}", (*site).document, local, 0},
		{"GET", "/documents/{id}/original", (*site).original, local, 0},
		{"GET", "/documents/{id}/analysis.json", (*site).analysisJSON, local, 0},
		{"GET", "/documents/{id}/pages/{page}", (*site).pagePage, local, 0},
		{"GET", "/documents/{id}/pages/{page}/image", (*site).pageImage, local, 0},
		{"POST", "/documents/{id}/answers", (*site).answers, person, formLimit},
		{"POST", "/documents/{id}/take-back", (*site).takeBack, person, formLimit},
		{"POST", "/documents/{id}/retry", (*site).retry, person, formLimit},

		{"GET", "/reanalysis", (*site).reanalysis, local, 0},
		{"POST", "/reanalysis", (*site).startReanalysis, person, formLimit},
		{"POST", "/reanalysis/{id}/pause", (*site).pauseReanalysis, person, formLimit},
		{"POST", "/reanalysis/{id}/resume", (*site).resumeReanalysis, person, formLimit},
		{"POST", "/reanalysis/{id}/confirm", (*site).confirmReanalysis, person, formLimit},
		{"POST", "/reanalysis/{id}/discard", (*site).discardReanalysis, person, formLimit},

		{"GET", "/claims", (*site).claims, local, 0},
		{"GET", "/claims.csv", (*site).claimsCSV, local, 0},
		{"GET", "/claims.xlsx", (*site).claimsXLSX, local, 0},
		{"POST", "/claims/owner", (*site).owners, person, formLimit},
		{"GET", "/claims/{id}", (*site).claim, local, 0},
		{"GET", "/claims/{id}/files/{sha}", (*site).file, local, 0},
		{"GET", "/claims/{id}/packet.zip", (*site).packet, local, 0},
		{"GET", "/calendar/{file}", (*site).feed, anyone, 0},
		{"POST", "/calendar/renew", (*site).renewFeed, person, formLimit},
		{"POST", "/calendar/revoke", (*site).revokeFeed, person, formLimit},
		{"GET", "/claims/{id}/calendar.ics", (*site).calendar, local, 0},
		{"GET", "/deadlines", (*site).deadlines, local, 0},
		{"POST", "/deadlines/{code}/{due}/done", (*site).partnerDone, person, formLimit},
		{"POST", "/deadlines/{code}/{due}/seen", (*site).partnerSeen, person, formLimit},
		{"GET", "/import", (*site).importForm, local, 0},
		{"POST", "/import", (*site).importPreview, person, importLimit + formLimit},
		{"POST", "/import/load", (*site).importLoad, person, formLimit},
		{"POST", "/claims/{id}/move", (*site).move, person, formLimit},
		{"POST", "/claims/{id}/owner", (*site).owner, person, formLimit},
		{"POST", "/claims/{id}/note", (*site).note, person, formLimit},
		{"POST", "/claims/{id}/fields", (*site).fields, person, formLimit},
		{"POST", "/claims/{id}/items/{code}", (*site).item, person, formLimit},
		{"POST", "/claims/{id}/files", (*site).attach, person, fileLimit + formLimit},
		{"POST", "/claims/{id}/approval/request", (*site).requestApproval, person, formLimit},
		{"POST", "/claims/{id}/approval/approve", (*site).approve, reviewer, formLimit},
		{"POST", "/claims/{id}/approval/withdraw", (*site).withdrawApproval, person, formLimit},
		{"POST", "/documents/{id}/claims", (*site).openByHand, person, formLimit},
		{"POST", "/claims/{id}/split", (*site).split, person, formLimit},
		{"POST", "/claims/{id}/merge", (*site).merge, person, formLimit},
		{"POST", "/claims/{id}/deadlines/{code}/seen", (*site).seen, person, formLimit},
		{"POST", "/claims/{id}/deadlines/{code}/later", (*site).agreeLater, person, formLimit},
		{"POST", "/claims/{id}/supersede", (*site).supersede, person, formLimit},

		{"POST", "/api/v1/documents", (*site).apiUpload, token, fileLimit},
		{"GET", "/api/v1/documents", (*site).apiDocuments, reading, 0},
		{"GET", "/api/v1/documents/{id}", (*site).apiDocument, reading, 0},
		{"GET", "/api/v1/documents/{id}/analysis", (*site).analysisJSON, reading, 0},
		{"GET", "/api/v1/claims", (*site).apiClaims, reading, 0},
		{"GET", "/api/v1/claims/{id}", (*site).apiClaim, reading, 0},

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

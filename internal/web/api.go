package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// apiUpload takes one document from a program: its bytes as the body, its name
// in the query. A repeated Idempotency-Key gives the first answer.
func (s *site) apiUpload(r *request) (reply, error) {
	key := r.Header.Get("Idempotency-Key")
	if len(key) < 8 || len(key) > 200 {
		return reply{}, invalid{"The header Idempotency-Key is needed, 8 to 200 characters.", "Send the same key when you send the same document again."}
	}
	name := strings.TrimSpace(r.URL.Query().Get("name"))
	if name == "" {
		return reply{}, invalid{"The name of the document is missing.", "Send it as ?name=sow.pdf."}
	}
	if r.ContentLength == 0 {
		return reply{}, invalid{"The document is empty.", "Send its bytes as the body of the request."}
	}
	receipt, err := s.cfg.Pipeline.Submit(r.Context(), pipeline.Submission{
		Arrival: "api:" + key, Name: name, Source: "api", ReceivedBy: r.URL.Query().Get("owner"), CustomerHint: r.URL.Query().Get("customer"), Content: r.Body,
	})
	if err != nil {
		return reply{}, err
	}
	status := http.StatusAccepted
	if receipt.Outcome == pipeline.Duplicate {
		status = http.StatusOK
	}
	rep := jsonReply(status, map[string]any{"outcome": receipt.Outcome, "document": receipt.Document})
	rep.header["Location"] = fmt.Sprintf("/api/v1/documents/%d", receipt.Document.ID)
	return rep, nil
}

func (s *site) apiDocuments(r *request) (reply, error) {
	f, unknown := documentFilter(r.URL.Query())
	if err := known(unknown); err != nil {
		return reply{}, err
	}
	f.Limit = limitOf(r)
	list, next, err := store.Documents(r.Context(), s.cfg.DB, f)
	if err != nil {
		return reply{}, err
	}
	return jsonReply(http.StatusOK, map[string]any{"documents": nonNil(list), "next": next}), nil
}

func (s *site) apiDocument(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	doc, err := store.DocumentByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	return jsonReply(http.StatusOK, doc), nil
}

func (s *site) apiClaims(r *request) (reply, error) {
	f, unknown := s.claimFilter(r.URL.Query(), r.now)
	if err := known(unknown); err != nil {
		return reply{}, err
	}
	f.Limit = limitOf(r)
	list, next, err := store.Claims(r.Context(), s.cfg.DB, f)
	if err != nil {
		return reply{}, err
	}
	return jsonReply(http.StatusOK, map[string]any{"claims": nonNil(list), "next": next}), nil
}

func (s *site) apiClaim(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	c, err := store.ClaimByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	events, err := store.ClaimEvents(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	figures, err := store.Figures(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	return jsonReply(http.StatusOK, struct {
		sow.Claim
		Events  []sow.ClaimEvent `json:"events"`
		Figures []sow.Figure     `json:"figures"` // used and earned, by imported reports
	}{c, events, nonNil(figures)}), nil
}

func limitOf(r *request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		return store.DefaultLimit
	}
	return n
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

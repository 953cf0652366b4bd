package web

import (
	"fmt"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// answers records what a person says about a document and analyses it with
// that. Empty fields are left as they are.
func (s *site) answers(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	if err := r.form(); err != nil {
		return reply{}, err
	}
	record, err := store.AnalysisOf(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	given := map[string]string{}
	for name := range r.PostForm {
		fact, ok := strings.CutPrefix(name, "fact.")
		if v := r.field(name); ok && v != "" {
			given[fact] = v
		}
	}
	if len(given) == 0 {
		return reply{}, invalid{"No answer was given.", "Answer at least one question."}
	}
	if s.cfg.CheckAnswers != nil {
		if err := s.cfg.CheckAnswers(given); err != nil {
			return reply{}, invalid{sentence(err.Error()), "Go back and correct the answer; the others are kept by the browser."}
		}
	}
	if err := s.cfg.Pipeline.Reanalyse(r.Context(), record.DocumentID, given, sow.Person(r.user.Name)); err != nil {
		return reply{}, err
	}
	return see(fmt.Sprintf("/documents/%d?after=%d&done=answered", id, record.ID)), nil
}

// takeBack removes an answer, so that the text counts again.
func (s *site) takeBack(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	if err := r.form(); err != nil {
		return reply{}, err
	}
	record, err := store.AnalysisOf(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	fact := r.field("fact")
	if _, known := answersOf(record.Options)[fact]; !known {
		return reply{}, sow.ErrNotFound
	}
	if err := s.cfg.Pipeline.Reanalyse(r.Context(), id, map[string]string{fact: ""}, sow.Person(r.user.Name)); err != nil {
		return reply{}, err
	}
	return see(fmt.Sprintf("/documents/%d?after=%d&done=answered", id, record.ID)), nil
}

// retry reads a failed document once more.
func (s *site) retry(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	if err := s.cfg.Pipeline.Retry(r.Context(), id, sow.Person(r.user.Name)); err != nil {
		return reply{}, err
	}
	return see(fmt.Sprintf("/documents/%d?wait=1&done=retried", id)), nil
}

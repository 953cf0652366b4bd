package web

import (
	"mime"

	"claimline/internal/sow"
)

// packet gives the submission packet of a claim.
func (s *site) packet(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	if s.cfg.Packet == nil {
		return reply{}, sow.ErrNotFound
	}
	name, data, err := s.cfg.Packet(r.Context(), id, r.URL.Query().Get("language"))
	if err != nil {
		return reply{}, err
	}
	rep := content("application/zip", data)
	rep.header["Content-Disposition"] = mime.FormatMediaType("attachment", map[string]string{"filename": safeName(name)})
	rep.header["Content-Security-Policy"] = filePolicy
	return rep, nil
}

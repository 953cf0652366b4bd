package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"claimline/internal/calendar"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// calendar gives the deadlines of a claim for a calendar program.
func (s *site) calendar(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	c, err := store.ClaimByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	file := calendar.File{Events: s.events(c)}
	rep := content("text/calendar; charset=utf-8", file.Bytes())
	rep.header["Content-Disposition"] = fmt.Sprintf(`attachment; filename="claim-%d.ics"`, id)
	return rep, nil
}

// events are the deadlines of a claim as days. What is no longer asked for stays
// as cancelled, so that calendars take it out.
func (s *site) events(c sow.Claim) []calendar.Event {
	var list []calendar.Event
	for _, d := range c.Deadlines {
		if d.DueAt == nil {
			continue
		}
		asked := d.State == sow.DeadlineOpen || d.State == sow.DeadlineMissed
		list = append(list, calendar.Event{
			UID: fmt.Sprintf("claim-%d-%s@claimline", c.ID, strings.ToLower(d.Code)), Stamp: c.UpdatedAt, Sequence: c.Version,
			Day:     sow.DayOf(d.DueAt.Add(-time.Second).In(s.cfg.Zone)),
			Summary: s.deadlineTitle(d.Code) + ": " + s.briefName(c.Workload) + ", " + orElse(c.Customer, "unknown customer"),
			URL:     fmt.Sprintf("%s/claims/%d", strings.TrimRight(s.cfg.BaseURL, "/"), c.ID), Description: d.Rule, Cancelled: !asked,
		})
	}
	return list
}

// feedClaims is how many claims a feed holds, the last changed ones.
const feedClaims = 300

// feed gives the deadlines of all claims of a person under an address that
// nobody can guess. Calendar programs cannot sign in; the address is the key,
// and it only reads.
func (s *site) feed(r *request) (reply, error) {
	name, ok := s.feedOwner(strings.TrimSuffix(r.PathValue("file"), ".ics"))
	if !ok {
		return reply{}, sow.ErrNotFound
	}
	claims, err := store.ClaimsOfOwner(r.Context(), s.cfg.DB, name, feedClaims)
	if err != nil {
		return reply{}, err
	}
	file := calendar.File{Name: "Claimline: " + name}
	for _, c := range claims {
		file.Events = append(file.Events, s.events(c)...)
	}
	return content("text/calendar; charset=utf-8", file.Bytes()), nil
}

// feedPath is the address of a person's feed.
func (s *site) feedPath(name string) string {
	return "/calendar/" + base64.RawURLEncoding.EncodeToString([]byte(name)) + "." + s.feedMark(name) + ".ics"
}

func (s *site) feedMark(name string) string {
	mac := hmac.New(sha256.New, s.cfg.Key)
	mac.Write([]byte("calendar feed of " + name))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (s *site) feedOwner(token string) (string, bool) {
	encoded, mark, _ := strings.Cut(token, ".")
	name, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || !hmac.Equal([]byte(mark), []byte(s.feedMark(string(name)))) {
		return "", false
	}
	return string(name), len(name) > 0
}

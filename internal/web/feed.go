package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"claimline/internal/calendar"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// feedClaims is how many claims a feed holds, the last changed ones.
const feedClaims = 300

// feed gives the deadlines of all claims of a person under an address that
// nobody can guess. Calendar programs cannot sign in; the address is the key,
// and it only reads. An address that was renewed or revoked says so.
func (s *site) feed(r *request) (reply, error) {
	name, mark, ok := splitFeed(r.PathValue("file"))
	if !ok {
		return reply{}, sow.ErrNotFound
	}
	f, err := store.FeedOf(r.Context(), s.cfg.DB, name)
	if err != nil {
		return reply{}, err
	}
	switch revision := s.revisionOf(name, mark, f.Revision); {
	case revision < 0:
		return reply{}, sow.ErrNotFound
	case revision < f.Revision || f.Revoked:
		return gone(f), nil
	}
	claims, err := store.ClaimsOfOwner(r.Context(), s.cfg.DB, name, feedClaims)
	if err != nil {
		return reply{}, err
	}
	file := calendar.File{Name: "Claimline: " + name}
	for _, c := range claims {
		file.Events = append(file.Events, s.events(c)...)
	}
	partner, err := s.partnerEvents(r, name)
	if err != nil {
		return reply{}, err
	}
	file.Events = append(file.Events, partner...)
	return content("text/calendar; charset=utf-8", file.Bytes()), nil
}

// gone is what an address answers that no longer holds.
func gone(f store.CalendarFeed) reply {
	text := fmt.Sprintf("This calendar address was renewed on %s; sign in to Claimline for the new one, and subscribe to that.\n", sow.DayOf(f.ChangedAt).Words())
	if f.Revoked {
		text = fmt.Sprintf("This calendar address was revoked on %s and shows nothing any more; sign in to Claimline to get a new one.\n", sow.DayOf(f.ChangedAt).Words())
	}
	return reply{status: http.StatusGone, header: map[string]string{"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}, body: []byte(text)}
}

// renewFeed gives who has signed in another calendar address.
func (s *site) renewFeed(r *request) (reply, error) { return s.changeFeed(r, false) }

// revokeFeed takes the calendar address of who has signed in away.
func (s *site) revokeFeed(r *request) (reply, error) { return s.changeFeed(r, true) }

func (s *site) changeFeed(r *request, revoke bool) (reply, error) {
	if err := r.form(); err != nil {
		return reply{}, err
	}
	if _, err := s.cfg.Pipeline.RenewFeed(r.Context(), r.user.Name, revoke, r.user.Name); err != nil {
		return reply{}, err
	}
	if revoke {
		return see("/?done=feed-revoked#feed"), nil
	}
	return see("/?done=feed-renewed#feed"), nil
}

// FeedPath is the path of a person's calendar in a revision, signed with the
// site's key.
func FeedPath(key []byte, name string, revision int) string {
	return "/calendar/" + base64.RawURLEncoding.EncodeToString([]byte(name)) + "." + feedMark(key, name, revision) + ".ics"
}

func feedMark(key []byte, name string, revision int) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("calendar feed of " + name))
	if revision > 0 {
		fmt.Fprintf(mac, "\x00%d", revision)
	}
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func splitFeed(file string) (name, mark string, ok bool) {
	encoded, mark, _ := strings.Cut(strings.TrimSuffix(file, ".ics"), ".")
	raw, err := base64.RawURLEncoding.DecodeString(encoded)
	return string(raw), mark, err == nil && len(raw) > 0 && utf8.Valid(raw) && !bytes.ContainsRune(raw, 0)
}

// feedRevisions is how many earlier addresses are still known as ours.
const feedRevisions = 100

// revisionOf gives the revision of an address, newest first, -1 for one that was
// never given out.
func (s *site) revisionOf(name, mark string, newest int) int {
	for revision := newest; revision >= max(0, newest-feedRevisions); revision-- {
		if hmac.Equal([]byte(mark), []byte(feedMark(s.cfg.Key, name, revision))) {
			return revision
		}
	}
	return -1
}

package notify

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
)

// mailServer is a mail server of the tests: it answers what a test wants to a
// command, and keeps what it took.
type mailServer struct {
	t      *testing.T
	listen net.Listener
	answer map[string]string // by command ("RCPT", "." for the end of the data): the reply, or "drop" to close the connection
	mu     sync.Mutex
	taken  []*mail.Message
	rcpts  []string
	logins int
	wg     sync.WaitGroup
}

func startMailServer(t *testing.T, answer map[string]string) *mailServer {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailServer{t: t, listen: l, answer: answer}
	s.wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.wg.Go(func() { s.serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		s.wg.Wait()
	})
	return s
}

func (s *mailServer) address() string { return "smtp://user:secret@" + s.listen.Addr().String() }

func (s *mailServer) serve(conn net.Conn) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	say := func(text string) bool {
		if text == "drop" {
			return false
		}
		_, err := fmt.Fprintf(conn, "%s\r\n", text)
		return err == nil
	}
	reply := func(command, usual string) bool {
		if a, ok := s.answer[command]; ok {
			return say(a)
		}
		return say(usual)
	}
	if !reply("hello", "220 test") {
		return
	}
	for {
		text, err := r.ReadString('\n')
		if err != nil {
			return
		}
		command := strings.ToUpper(strings.Fields(text + " .")[0])
		var ok bool
		switch command {
		case "EHLO":
			ok = say("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN CRAM-MD5")
		case "AUTH":
			s.mu.Lock()
			s.logins++
			s.mu.Unlock()
			if !say("334 " + base64.StdEncoding.EncodeToString([]byte("<1@test>"))) {
				return
			}
			if _, err := r.ReadString('\n'); err != nil {
				return
			}
			ok = reply(command, "235 welcome")
		case "RCPT":
			s.mu.Lock()
			s.rcpts = append(s.rcpts, strings.TrimSpace(text))
			s.mu.Unlock()
			ok = reply(command, "250 ok")
		case "DATA":
			if ok = reply(command, "354 go on"); !ok {
				return
			}
			if s.answer[command] != "" {
				continue
			}
			if !s.take(r) || !reply(".", "250 taken") {
				return
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			ok = reply(command, "250 ok")
		}
		if !ok {
			return
		}
	}
}

func (s *mailServer) take(r *bufio.Reader) bool {
	var data strings.Builder
	for {
		text, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if text == ".\r\n" {
			break
		}
		data.WriteString(strings.TrimPrefix(text, "."))
	}
	m, err := mail.ReadMessage(strings.NewReader(data.String()))
	if err != nil {
		s.t.Errorf("the mail cannot be read: %v", err)
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = append(s.taken, m)
	return true
}

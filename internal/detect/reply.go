package detect

// reply is what is known of a question that is asked once.
type reply uint8

// The replies.
const (
	notAsked reply = iota
	no
	yes
)

// replyOf gives the reply to a question that has been asked.
func replyOf(is bool) reply {
	if is {
		return yes
	}
	return no
}

package page

// Reply is what is known of a question that is asked once.
type Reply uint8

// The replies.
const (
	NotAsked Reply = iota
	No
	Yes
)

// ReplyOf gives the reply to a question that has been asked.
func ReplyOf(is bool) Reply {
	if is {
		return Yes
	}
	return No
}

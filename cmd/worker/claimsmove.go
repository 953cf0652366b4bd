package main

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"claimline/internal/sow"
	"claimline/internal/store"
)

func claimsMoveCommand() *cobra.Command {
	var f changeFlags
	var m store.MoveRequest
	var owner string
	cmd := &cobra.Command{
		Use: "move ID STAGE", Short: "Move a claim to another stage or outcome",
		Long: `Move a claim to another stage or outcome. The move must be one of the allowed ones
("worker claims show ID" lists them) and is recorded with the name given by --as. From
review back to evidence it asks for changes, with a reason code and the words for it.`,
		Example: "  worker claims move 7 evidence --as anna --owner anna\n  worker claims move 7 not_pursued --as anna --reason \"another partner holds the workload\"",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			to, err := sow.ParsePosition(args[1])
			if err != nil {
				return err
			}
			m.To, m.Reason = to, strings.TrimSpace(m.Reason)
			return f.changing(cmd, args[0], func(ctx context.Context, s *services, ch store.Change, c sow.Claim) (sow.Claim, error) {
				return s.moveClaim(ctx, ch, c, m, owner)
			})
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&f.as, "by", "", "the same as --as")
	_ = cmd.Flags().MarkHidden("by")
	cmd.Flags().StringVar(&owner, "owner", "", "give the claim to this owner first")
	cmd.Flags().StringVar(&m.Reason, "reason", "", "why")
	cmd.Flags().StringVar(&m.ReasonCode, "reason-code", "", "documented reason of a rejection or a request for changes: "+strings.Join(sow.RejectionCodes(), ", "))
	cmd.Flags().StringVar(&m.On, "on", "", "day on which it happened at Microsoft or at the customer, YYYY-MM-DD")
	cmd.Flags().StringVar(&m.PartnerCenter, "partner-center-id", "", "claim ID of Partner Center, when it is filed")
	return cmd
}

// leastReason is the fewest characters of a request for changes, as on the page.
const leastReason = 10

func (s *services) moveClaim(ctx context.Context, ch store.Change, c sow.Claim, m store.MoveRequest, owner string) (sow.Claim, error) {
	m.Change = ch
	if owner != "" {
		if err := mayOwn(owner); err != nil {
			return c, err
		}
		given, err := s.pipeline.Assign(ctx, ch, owner)
		if err != nil {
			return given, err
		}
		m.Version = given.Version
	}
	if c.Position != sow.At(sow.StageReview) || m.To != sow.At(sow.StageEvidence) {
		return s.pipeline.Move(ctx, m)
	}
	if utf8.RuneCountInString(m.Reason) < leastReason {
		return c, errors.New("refused: --reason: say in at least ten characters what has to change")
	}
	return s.pipeline.RequestChanges(ctx, m)
}

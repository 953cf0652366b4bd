package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// changeFlags are what every change of a claim takes.
type changeFlags struct {
	as      string
	version int
	json    bool
}

func (f *changeFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.as, "as", "", "name of the person who makes the change (needed)")
	cmd.Flags().IntVar(&f.version, "version", 0, "refuse the change when the claim is no longer at this version")
	cmd.Flags().BoolVar(&f.json, "json", false, "write the claim as JSON")
}

// changing runs a change of the claim that the first argument names, at the
// version that was asked for or that it has now, and prints what came of it.
func (f *changeFlags) changing(cmd *cobra.Command, arg string, do func(context.Context, *services, store.Change, sow.Claim) (sow.Claim, error)) error {
	id, err := claimID(arg)
	if err != nil {
		return err
	}
	if err := needsPerson(f.as); err != nil {
		return err
	}
	return withServices(cmd, func(ctx context.Context, s *services) error {
		c, err := store.ClaimByID(ctx, s.db.pool, id)
		if err != nil {
			return refusal(err)
		}
		c, err = do(ctx, s, store.Change{ClaimID: id, Version: cmp.Or(f.version, c.Version), Actor: sow.Person(f.as)}, c)
		if err != nil {
			return refusal(err)
		}
		return f.print(cmd.OutOrStdout(), c)
	})
}

func (f *changeFlags) print(w io.Writer, c sow.Claim) error {
	if f.json {
		return writeJSON(w, c)
	}
	_, err := fmt.Fprintf(w, "claim %d for %s, %s is at %s now, version %d, owner %s\n", c.ID, unknown(c.Customer), c.Workload, c.Position, c.Version, ownerOf(c))
	return err
}

// refusal makes one sentence of why a change was not made.
func refusal(err error) error {
	if move, ok := errors.AsType[*sow.MoveError](err); ok {
		return errors.New("refused: " + move.Error())
	}
	what := func(sentinel error) string { return strings.TrimSuffix(err.Error(), ": "+sentinel.Error()) }
	switch {
	case errors.Is(err, sow.ErrTransition):
		return errors.New("refused: cannot " + what(sow.ErrTransition))
	case errors.Is(err, sow.ErrConflict):
		return errors.New("refused: " + what(sow.ErrConflict))
	case errors.Is(err, sow.ErrNotFound):
		return errors.New("there is no " + strings.TrimPrefix(what(sow.ErrNotFound), "read "))
	}
	return err
}

// mayOwn holds the name of an owner to the same rule as the page; "" is nobody.
func mayOwn(name string) error {
	if why := sow.BadName(name); name != "" && why != "" {
		return fmt.Errorf("refused: %q is no name. %s", name, why)
	}
	return nil
}

// byHandFlags are what a claim that a person opens needs.
type byHandFlags struct {
	workload, association, year, partner, owner, reason string
}

func (f *byHandFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.workload, "workload", "", "id of the workload, such as teams-phone (needed)")
	cmd.Flags().StringVar(&f.association, "association", string(sow.AssocDeployment), "deployment, usage or revenue")
	cmd.Flags().StringVar(&f.reason, "reason", "", "why the claim is made although the document did not lead to it (needed)")
	cmd.Flags().StringVar(&f.year, "year", "", "programme year such as FY27; the document's when left out")
	cmd.Flags().StringVar(&f.partner, "partner-id", "", "partner ID; the configured one when left out")
	cmd.Flags().StringVar(&f.owner, "owner", "", "owner of the claim")
}

// byHand checks what was said about a claim to be opened, as the page does.
func (s *services) byHand(f byHandFlags) (store.ByHand, error) {
	h := store.ByHand{
		Workload: strings.TrimSpace(f.workload), Association: sow.Association(f.association), ProgrammeYear: f.year, PartnerID: f.partner, Owner: f.owner, Reason: strings.TrimSpace(f.reason),
	}
	known := func(e sow.LexiconEntry) bool { return e.ID == h.Workload }
	switch {
	case !slices.Contains([]sow.Association{sow.AssocDeployment, sow.AssocUsage, sow.AssocRevenue}, h.Association):
		return h, fmt.Errorf("refused: %q is no association; use deployment, usage or revenue", f.association)
	case h.Workload == "":
		return h, errors.New("refused: --workload: a claim is made for a workload")
	case !slices.ContainsFunc(s.rules.Pack().Lexicon().Entries, known):
		return h, fmt.Errorf("refused: workload %q is not known; write its id, such as teams-phone", h.Workload)
	case h.Reason == "":
		return h, errors.New("refused: --reason: say why the claim is made although the document did not lead to it")
	}
	return h, mayOwn(f.owner)
}

func claimsOpenCommand() *cobra.Command {
	var f changeFlags
	var h byHandFlags
	cmd := &cobra.Command{
		Use: "open DOCUMENT", Short: "Open a claim by hand on a document that was analysed",
		Long: `Open a claim that the rules did not propose, on a document that was analysed; DOCUMENT is
the number that its page shows.`,
		Example: "  worker claims open 12 --workload teams-phone --reason \"agreed by mail on 3 March\" --as Anna",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return fmt.Errorf("%q is no document; give the number that its page shows", args[0])
			}
			if err := needsPerson(f.as); err != nil {
				return err
			}
			return withServices(cmd, func(ctx context.Context, s *services) error {
				hand, err := s.byHand(h)
				if err != nil {
					return err
				}
				hand.DocumentID, hand.Actor, hand.Owner = id, sow.Person(f.as), cmp.Or(hand.Owner, f.as)
				c, err := s.pipeline.OpenByHand(ctx, hand)
				if err != nil {
					return refusal(err)
				}
				return f.print(cmd.OutOrStdout(), c)
			})
		},
	}
	cmd.Flags().StringVar(&f.as, "as", "", "name of the person who opens the claim (needed)")
	cmd.Flags().BoolVar(&f.json, "json", false, "write the claim as JSON")
	h.add(cmd)
	return cmd
}

func claimsSplitCommand() *cobra.Command {
	var f changeFlags
	var h byHandFlags
	cmd := &cobra.Command{
		Use: "split ID", Short: "Split another claim off a claim, on the same document",
		Example: "  worker claims split 7 --workload teams-rooms --reason \"the rooms are claimed on their own\" --as Anna",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.changing(cmd, args[0], func(ctx context.Context, s *services, ch store.Change, _ sow.Claim) (sow.Claim, error) {
				hand, err := s.byHand(h)
				if err != nil {
					return sow.Claim{}, err
				}
				return s.pipeline.Split(ctx, ch, hand)
			})
		},
	}
	f.add(cmd)
	h.add(cmd)
	return cmd
}

func claimsMergeCommand() *cobra.Command {
	var f changeFlags
	var reason string
	cmd := &cobra.Command{
		Use: "merge ID INTO", Short: "End a claim in favour of another one that stands for the same work",
		Long: `End a claim in favour of another one that stands for the same work: INTO goes on with the
files of both, and both histories say so. Both must be before review.`,
		Example: "  worker claims merge 8 7 --reason \"the same roll-out, ordered twice\" --as Anna",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			into, err := claimID(args[1])
			if err != nil {
				return err
			}
			return f.changing(cmd, args[0], func(ctx context.Context, s *services, ch store.Change, _ sow.Claim) (sow.Claim, error) {
				return s.pipeline.Merge(ctx, ch, into, strings.TrimSpace(reason))
			})
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&reason, "reason", "", "why")
	return cmd
}

func claimsOwnerCommand() *cobra.Command {
	var f changeFlags
	cmd := &cobra.Command{
		Use: "owner ID [NAME]", Short: "Give a claim to somebody; without NAME to who makes the change", Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := f.as
			if len(args) == 2 {
				name = args[1]
			}
			if err := mayOwn(name); err != nil {
				return err
			}
			return f.changing(cmd, args[0], func(ctx context.Context, s *services, ch store.Change, _ sow.Claim) (sow.Claim, error) {
				return s.pipeline.Assign(ctx, ch, name)
			})
		},
	}
	f.add(cmd)
	return cmd
}

func claimsNoteCommand() *cobra.Command {
	var f changeFlags
	cmd := &cobra.Command{
		Use: "note ID TEXT", Short: "Add words to the history of a claim", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(args[1]) == "" {
				return errors.New("refused: the note is empty")
			}
			return f.changing(cmd, args[0], func(ctx context.Context, s *services, ch store.Change, _ sow.Claim) (sow.Claim, error) {
				return s.pipeline.Note(ctx, ch, strings.TrimSpace(args[1]))
			})
		},
	}
	f.add(cmd)
	return cmd
}

func claimsSupersedeCommand() *cobra.Command {
	var f changeFlags
	cmd := &cobra.Command{
		Use: "supersede ID", Short: "Open a new claim in the place of one that ended", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.changing(cmd, args[0], func(ctx context.Context, s *services, ch store.Change, _ sow.Claim) (sow.Claim, error) {
				return s.pipeline.Supersede(ctx, ch)
			})
		},
	}
	f.add(cmd)
	return cmd
}

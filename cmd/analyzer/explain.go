package main

import (
	"claimline/internal/report"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

func explainCommand() *cobra.Command {
	var o options
	var ask report.Explanation
	cmd := &cobra.Command{
		Use:   "explain FILE",
		Short: "Say why each decision was made, or why one was not",
		Long: `Say why each decision about a document was made: the rule, its clauses with the values
that were read, the quoted lines, the rules that lost, and the smallest change that
would turn the decision.`,
		Example: `  analyzer explain sow.docx
  analyzer explain sow.docx --workload teams
  analyzer explain sow.docx --why-not cpor:teams
  analyzer explain sow.docx --why-not PAL`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := open(o)
			if err != nil {
				return err
			}
			defer s.close()
			files, err := inputs(args)
			if err != nil {
				return err
			}
			a := s.one(cmd.Context(), files[0], cmd.InOrStdin())
			if err := report.Explain(cmd.OutOrStdout(), a, ask); err != nil {
				return err
			}
			if a.Status != sow.StatusOK {
				return exitError{code: 2}
			}
			return nil
		},
	}
	o.register(cmd)
	cmd.Flags().StringVar(&ask.Workload, "workload", "", "explain this workload only, by its id")
	cmd.Flags().StringVar(&ask.WhyNot, "why-not", "", "why a method was not recommended: METHOD or METHOD:WORKLOAD, e.g. cpor:teams")
	return cmd
}

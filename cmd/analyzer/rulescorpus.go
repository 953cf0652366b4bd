package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"claimline/internal/ruleset"
	"claimline/internal/sow"
)

func rulesDiffCommand() *cobra.Command {
	var o options
	var corpus string
	cmd := &cobra.Command{
		Use: "diff OLD NEW", Short: "Say what changed between two packs, and on a corpus which decisions change", Args: cobra.ExactArgs(2),
		Long: `Say what changed between two packs, propose the version of the new one, and with
--corpus list every decision about its documents that comes out otherwise.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			before, err := checked(args[0])
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			after, err := checked(args[1])
			if err != nil {
				return fmt.Errorf("%s: %w", args[1], err)
			}
			d := ruleset.Diff(before, after)
			for _, c := range d.Changes {
				fmt.Fprintf(cmd.OutOrStdout(), "%-6s %s: %s\n", c.Bump, c.What, c.How)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "change: %s; proposed version %s\n", d.Bump, d.Proposed)
			if corpus == "" {
				return nil
			}
			return diffCorpus(cmd, o, args, corpus)
		},
	}
	o.register(cmd)
	o.registerJobs(cmd)
	cmd.Flags().StringVar(&corpus, "corpus", "", "folder of documents to compare the decisions on")
	return cmd
}

func diffCorpus(cmd *cobra.Command, o options, packs []string, corpus string) error {
	before, err := analysed(cmd, o, packs[0], corpus)
	if err != nil {
		return err
	}
	after, err := analysed(cmd, o, packs[1], corpus)
	if err != nil {
		return err
	}
	changed := 0
	for i := range before {
		for _, c := range ruleset.Compare(before[i].Document.Name, before[i], after[i]) {
			changed++
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %s: %s -> %s\n", c.Document, c.Decision, c.Before, c.After)
		}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s, %d decisions changed\n", documents(cmd, before), changed)
	return nil
}

// documents counts what was read of a corpus, and names what was not: it says
// nothing for or against a rule.
func documents(cmd *cobra.Command, all []sow.Analysis) string {
	unread := 0
	for _, a := range all {
		if a.Status != sow.StatusOK {
			unread++
			fmt.Fprintf(cmd.ErrOrStderr(), "%s was not read: %s\n", a.Document.Name, unreadWhy(a))
		}
	}
	counted := fmt.Sprintf("%d documents", len(all)-unread)
	if unread > 0 {
		counted += fmt.Sprintf(" (%d more could not be read)", unread)
	}
	return counted
}

func unreadWhy(a sow.Analysis) string {
	if a.Error == nil {
		return string(a.Status)
	}
	return a.Error.Message
}

// analysed gives the analyses of a folder under a pack, in order.
func analysed(cmd *cobra.Command, o options, pack, corpus string) ([]sow.Analysis, error) {
	if _, err := os.Stat(corpus); err != nil {
		return nil, fmt.Errorf("there is no folder of documents %s", corpus)
	}
	o.rules = pack
	s, err := open(o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	files, err := inputs([]string{corpus})
	if err != nil {
		return nil, err
	}
	var all []sow.Analysis
	for a := range s.run(cmd.Context(), files, cmd.InOrStdin(), progressOn(cmd.ErrOrStderr(), len(files))) {
		all = append(all, a)
	}
	return all, cmd.Context().Err()
}

func rulesUnusedCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use: "unused DIR", Short: "List rules that decided nothing in a folder of documents", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			all, err := analysed(cmd, o, o.rules, args[0])
			if err != nil {
				return err
			}
			pack, err := checked(o.rules)
			if err != nil {
				return err
			}
			unused := pack.Unused(uses(all))
			for _, line := range unused {
				fmt.Fprintln(cmd.OutOrStdout(), line)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s, %d rules and items unused\n", documents(cmd, all), len(unused))
			return nil
		},
	}
	o.register(cmd)
	o.registerJobs(cmd)
	return cmd
}

// uses counts how often each rule and each item of a list decided something.
func uses(all []sow.Analysis) map[string]int {
	used := map[string]int{}
	for _, a := range all {
		for _, e := range a.Trace {
			used[e.Rule]++
		}
		for _, x := range a.Advisories {
			used[x.Code]++
		}
		for _, q := range a.Questions {
			used[q.ID]++
		}
		for _, c := range a.Checks {
			used[c.ID]++
		}
	}
	return used
}

func rulesAddTestCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use: "add-test FILE", Short: "Print a test from what the pack decides about a document, to be corrected by hand", Args: cobra.ExactArgs(1),
		Long: `Print a test from what the pack decides about a document now. Correct what is wrong in
the printed test, put it into tests/document.yaml, and change the rules until it passes.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := open(o)
			if err != nil {
				return err
			}
			defer s.close()
			doc, err := s.document(cmd.Context(), input{args[0], filepath.Base(args[0])}, cmd.InOrStdin())
			if err != nil {
				return err
			}
			name := doc.Title
			if name == "" {
				name = doc.Name
			}
			fmt.Fprint(cmd.OutOrStdout(), s.pack.AddTest(name, s.analyzer.Input(doc)))
			return nil
		},
	}
	o.register(cmd)
	return cmd
}

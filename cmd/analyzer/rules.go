package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"claimline/internal/analyze"
	"claimline/internal/detect"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
)

func rulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Write, check and test rule packs",
		Long: `Write, check and test rule packs. Begin with "rules export DIR", change a file, then
"rules check DIR" and "rules test DIR". docs/rules.md teaches it in one sitting.
Without DIR the commands work on the pack built into the program.

Exit status of "check" and "test": 0 in order, 1 could not run, 2 mistakes or failing tests.`,
	}
	cmd.AddCommand(rulesCheckCommand(), rulesTestCommand(), rulesDiffCommand(), rulesExplainCommand(), rulesUnusedCommand(),
		rulesAddTestCommand(), rulesNewCommand(), rulesExportCommand(), rulesLearnCommand())
	return cmd
}

// dirOf is the folder that an optional argument names; "" is the built-in
// pack.
func dirOf(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// isPack tells a folder that holds no pack from one whose pack has mistakes.
func isPack(dir string) error {
	if dir == "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, "pack.yaml")); err != nil {
		return fmt.Errorf("%s is no rule pack: it has no pack.yaml; \"analyzer rules export DIR\" writes one to begin with", dir)
	}
	return nil
}

// checked loads a pack for an author: mistakes end with status 2.
func checked(dir string) (*ruleset.Pack, error) {
	if err := isPack(dir); err != nil {
		return nil, err
	}
	pack, err := ruleset.Load(packFS(dir))
	if problems := ruleset.ProblemsOf(err); len(problems) > 0 {
		return nil, exitError{code: 2, err: fmt.Errorf("%s\n%w", mistakes(len(problems)), err)}
	}
	return pack, err
}

func mistakes(n int) string {
	if n == 1 {
		return "1 mistake"
	}
	return fmt.Sprintf("%d mistakes", n)
}

func rulesCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check [DIR]", Short: "Find every mistake of a pack, at its line and column", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := checked(dirOf(args))
			if err != nil {
				return err
			}
			if _, err := analyze.NewDetector(pack); err != nil {
				return err
			}
			for _, w := range pack.Warnings() {
				fmt.Fprintf(cmd.OutOrStdout(), "%s\n", w)
			}
			info := pack.Info()
			fmt.Fprintf(cmd.OutOrStdout(), "%s %s is in order (sha256 %s)\n", info.Name, info.Version, info.SHA256)
			return nil
		},
	}
}

func rulesTestCommand() *cobra.Command {
	var only string
	cmd := &cobra.Command{
		Use: "test [DIR]", Short: "Run the tests of a pack: decisions and marked lines", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := checked(dirOf(args))
			if err != nil {
				return err
			}
			detector, err := analyze.NewDetector(pack)
			if err != nil {
				return err
			}
			return testPack(cmd.OutOrStdout(), pack, detector, only)
		},
	}
	cmd.Flags().StringVar(&only, "run", "", "only tests whose name contains this")
	return cmd
}

func testPack(w io.Writer, pack *ruleset.Pack, detector *detect.Detector, only string) error {
	decisions := pack.Test(only)
	if only != "" && decisions.Run == 0 {
		return fmt.Errorf("no test has %q in its name", only)
	}
	lines := pack.TestLines(func(headings []string, text, language string) []ruleset.LineMention {
		var found []ruleset.LineMention
		for _, hit := range detector.Line(headings, text, language) {
			found = append(found, ruleset.LineMention{Start: hit.Start, End: hit.End, ID: hit.ID, Polarity: hit.Polarity})
		}
		return found
	})
	for _, p := range append(decisions.Failures, lines.Failures...) {
		fmt.Fprintf(w, "%s\n", p)
	}
	for _, todo := range lines.Todo {
		fmt.Fprintf(w, "known gap: %s\n", todo)
	}
	failed := len(decisions.Failures) + len(lines.Failures)
	fmt.Fprintf(w, "%d decision tests, %d marked lines, %d failures; %d of %d rules decided, %d of %d conditions seen true and false\n",
		decisions.Run, lines.Run, failed, decisions.Rules.Reached, decisions.Rules.All, decisions.Clauses.Reached, decisions.Clauses.All)
	if failed > 0 {
		return exitError{code: 2, err: fmt.Errorf("%d tests failed", failed)}
	}
	return nil
}

func rulesExplainCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use: "explain ID", Short: "Say everything that a pack knows of a workload, rule, deadline, question or advisory", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := checked(dir)
			if err != nil {
				return err
			}
			text, ok := pack.Explain(args[0])
			if !ok {
				return fmt.Errorf("the pack has nothing called %q%s", args[0], pack.Suggest(args[0]))
			}
			_, err = io.WriteString(cmd.OutOrStdout(), text)
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "rules", "", "folder of a rule pack (default: the pack built into the program)")
	return cmd
}

func rulesNewCommand() *cobra.Command {
	var name, family, plane string
	cmd := &cobra.Command{
		Use: "new workload ID", Short: "Print a workload entry to begin with, and tests for it", Args: cobra.ExactArgs(2),
		Example: `  analyzer rules new workload contoso-suite --name "Contoso Suite" --family modern-work --plane m365`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "workload" {
				return fmt.Errorf("%q cannot be scaffolded; write: rules new workload ID", args[0])
			}
			pack, err := checked("")
			if err != nil {
				return err
			}
			if _, found := pack.Explain(args[1]); found {
				return fmt.Errorf("the pack has %q already; \"analyzer rules explain %s\" shows it", args[1], args[1])
			}
			entry, tests, err := ruleset.NewWorkload(args[1], name, sow.Family(family), sow.Plane(plane))
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "# into lexicon/%s.yaml, below \"workloads:\"\n%s\n# into tests/lexicon_en.yaml, below \"lines:\"\n%s", family, entry, tests)
			return nil
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "name of the workload as documents write it")
	cmd.Flags().StringVar(&family, "family", "modern-work", "azure, modern-work, security or business-applications")
	cmd.Flags().StringVar(&plane, "plane", "m365", "azure, m365, d365 or power-platform")
	return cmd
}

func rulesExportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export DIR", Short: "Write the built-in pack and its JSON Schemas into a folder", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files := 0
			err := ruleset.Export(packFS(""), func(path string, content []byte) error {
				target := filepath.Join(args[0], filepath.FromSlash(path))
				if _, err := os.Stat(target); err == nil {
					return fmt.Errorf("%s exists; choose an empty folder", target)
				}
				if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil { //nolint:gosec // rules are no secret
					return err
				}
				files++
				return os.WriteFile(target, content, 0o644) //nolint:gosec // rules are no secret
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d files in %s; change them, then run: analyzer rules check %s\n", files, args[0], args[0])
			return nil
		},
	}
}

package usage_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"claimline/internal/usage"
)

func program() *cobra.Command {
	nothing := func(*cobra.Command, []string) error { return nil }
	own := func(*cobra.Command, []string) error { return errors.New("name a folder of your own") }
	root := &cobra.Command{Use: "program", SilenceUsage: true, SilenceErrors: true}
	files := &cobra.Command{Use: "files", Short: "Look after files"}
	files.AddCommand(&cobra.Command{Use: "add FILE...", Args: cobra.MinimumNArgs(1), RunE: nothing}, &cobra.Command{Use: "list", Args: cobra.NoArgs, RunE: nothing})
	root.AddCommand(files, &cobra.Command{Use: "serve", Args: cobra.NoArgs, RunE: nothing}, &cobra.Command{Use: "learn DIR", Args: own, RunE: nothing})
	usage.Strict(root)
	return root
}

func TestStrict(t *testing.T) {
	for line, want := range map[string]string{
		"files":             "",
		"files list":        "",
		"files add a b":     "",
		"files lst":         `"lst" is no command of "program files"; there are add, list`,
		"files lst --help":  "",
		"files add":         "the arguments do not fit; write: program files add FILE... [flags]",
		"serve now":         "the arguments do not fit; write: program serve [flags]",
		"learn":             "name a folder of your own",
		"serve --fast":      `unknown flag: --fast; "program serve --help" lists the flags`,
		"files list --fast": `unknown flag: --fast; "program files list --help" lists the flags`,
	} {
		t.Run(line, func(t *testing.T) {
			root := program()
			root.SetArgs(strings.Fields(line))
			root.SetOut(io.Discard)
			got := ""
			if err := root.ExecuteContext(t.Context()); err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// A command that only holds others still shows its help, as it is written.
func TestGroupHelp(t *testing.T) {
	var out strings.Builder
	root := program()
	root.SetArgs([]string{"files"})
	root.SetOut(&out)
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); !strings.Contains(text, "program files [command]") || strings.Contains(text, "program files [flags]") {
		t.Error(text)
	}
}

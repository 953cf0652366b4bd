// Command analyzer reads statements of work and says which Microsoft workloads
// the partner delivers, which attribution method follows and which claims to
// file. It needs no database and no network.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // time zones of the deadlines, on machines that have none

	"github.com/spf13/cobra"

	"claimline/internal/extract"
	"claimline/internal/usage"
)

func main() {
	extract.MainIfChild()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// exitError ends the program with a status other than 1, without a message of
// its own when err is nil.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e exitError) Unwrap() error { return e.err }

// run is the whole program without its process: it gives the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	code := 1
	if exit, ok := errors.AsType[exitError](err); ok {
		code = exit.code
	}
	if err.Error() != "" {
		fmt.Fprintf(stderr, "analyzer: %v\n", err)
	}
	return code
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "analyzer",
		Short: "Reads statements of work and recommends PAL, DPOR and CPOR",
		Long: `analyzer reads statements of work (PDF, DOCX, ODT, HTML, Markdown, text), finds the
Microsoft workloads that the partner delivers and recommends how to make the work
visible to Microsoft: PAL, DPOR or CPOR. Every conclusion quotes a line of the document.

Exit status of "analyze": 0 every file analysed, 1 wrong use or the program failed,
2 at least one file could not be read (the others are still printed).`,
		Example: `  analyzer analyze sow.docx
  analyzer analyze --format jsonl contracts/ > analyses.jsonl
  analyzer analyze --fact agreement=EA sow.pdf
  analyzer explain sow.pdf --why-not cpor:teams`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(analyzeCommand(), textCommand(), schemaCommand(), versionCommand(), rulesCommand(), explainCommand(), evalCommand(), lintCommand())
	usage.Strict(root)
	return root
}

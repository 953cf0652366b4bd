// Command worker takes statements of work out of an inbox folder, analyses them
// and carries the claims that follow through their stages. It brings its own
// PostgreSQL unless DATABASE_URL names one, and serves a page for people.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
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

// version of the program; a release sets it with -ldflags.
var version = "0.1.0-dev"

// program is the version with the state of the sources it was built from, for
// the decision log: another program may decide otherwise.
func program() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = "+" + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "-changed"
		}
	}
	return version + revision + changed
}

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
	fmt.Fprintf(stderr, "worker: %v\n", err)
	return 1
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "worker",
		Short: "Takes statements of work from an inbox to approved CPOR claims",
		Long: `worker serves an inbox folder: every document dropped there is analysed, the answer is
laid beside it, and the claims that follow are carried through their stages. Settings are
flags or environment variables (in brackets); the flag wins.`,
		Example: `  worker run
  worker run --inbox /srv/sow-inbox --data /srv/claimline
  worker claims list
  worker inbox status`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       version,
	}
	registerSettings(root.PersistentFlags())
	root.AddCommand(runCommand(), demoCommand(), claimsCommand(), inboxCommand(), reanalyseCommand(), replayCommand(), migrateCommand(), dbCommand(), auditCommand(), packetCommand(), importCommand(), backfillCommand(), notifyCommand(), calendarCommand(), deadlinesCommand())
	usage.Strict(root)
	return root
}

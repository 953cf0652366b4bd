// Package usage says what is wrong with a command line: a command that does not
// exist ends with an error instead of a page of help, and arguments that do not
// fit with how the command is written.
package usage

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// Strict makes all commands below root refuse what they do not know.
func Strict(root *cobra.Command) {
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; \"%s --help\" lists the flags", err, cmd.CommandPath())
	})
	for _, cmd := range root.Commands() {
		strict(cmd)
	}
}

func strict(cmd *cobra.Command) {
	if cmd.HasSubCommands() && !cmd.Runnable() {
		cmd.RunE, cmd.DisableFlagsInUseLine = group, true
	}
	if fits := cmd.Args; fits != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error { return written(cmd, fits(cmd, args)) }
	}
	for _, sub := range cmd.Commands() {
		strict(sub)
	}
}

// group shows the help of a command that only holds others.
func group(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return fmt.Errorf("%q is no command of \"%s\"; there are %s", args[0], cmd.CommandPath(), strings.Join(names, ", "))
}

// written says how the command is written when arguments are too few or too
// many. Commands that say more about theirs keep their own words.
func written(cmd *cobra.Command, err error) error {
	if err == nil || !strings.Contains(err.Error(), " arg(s)") && !strings.HasPrefix(err.Error(), "unknown command") {
		return err
	}
	return fmt.Errorf("the arguments do not fit; write: %s", cmd.UseLine())
}

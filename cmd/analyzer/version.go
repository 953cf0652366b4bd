package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"claimline/internal/ruleset"

	"github.com/spf13/cobra"
)

// version of the program; a release sets it with -ldflags.
var version = "0.1.0-dev"

// engines are the libraries whose version changes what is read.
var engines = map[string]string{
	"github.com/klippa-app/go-pdfium": "pdfium (go-pdfium)",
	"github.com/ledongthuc/pdf":       "ledongthuc/pdf",
	"github.com/expr-lang/expr":       "expr",
}

func versionCommand() *cobra.Command {
	var rulesDir string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, Go, the rule pack and the engines",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			pack, err := loadPack(rulesDir)
			if err != nil {
				return err
			}
			info := pack.Info()
			w := cmd.OutOrStdout()
			fmt.Fprintf(w, "analyzer %s, %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			fmt.Fprintf(w, "rules %s %s (sha256 %s), reading: %s, engine %s\n", info.Name, info.Version, info.SHA256, info.Strictness, ruleset.EngineVersion)
			if build, ok := debug.ReadBuildInfo(); ok {
				for _, dep := range build.Deps {
					if name, ok := engines[dep.Path]; ok {
						fmt.Fprintf(w, "%s %s\n", name, dep.Version)
					}
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&rulesDir, "rules", "", "folder of a rule pack (default: the pack built into the program)")
	return cmd
}

package main

import (
	"fmt"
	"io"
	"strings"

	"claimline/internal/report"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

func textCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "text FILE|DIR|-...",
		Short: "Print what was read of a document, block by block with its place",
		Long: `Print what was read of a document, block by block: place, kind, number and text.
This is what every conclusion rests on; when a result looks wrong, look here first.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return printBlocks(cmd, args, o) },
	}
	o.register(cmd)
	return cmd
}

func printBlocks(cmd *cobra.Command, args []string, o options) error {
	s, err := open(o)
	if err != nil {
		return err
	}
	defer s.close()
	files, err := inputs(args)
	if err != nil {
		return err
	}
	failed := false
	for _, in := range files {
		doc, err := s.document(cmd.Context(), in, cmd.InOrStdin())
		if err != nil {
			failed = true
			f := sow.AsFailure(err)
			fmt.Fprintf(cmd.ErrOrStderr(), "analyzer: %s: %s: %s %s\n", in.path, f.Code, f.Message, f.Hint)
			continue
		}
		if err := writeBlocks(cmd.OutOrStdout(), doc); err != nil {
			return err
		}
	}
	if failed {
		return exitError{code: 2}
	}
	return nil
}

func writeBlocks(w io.Writer, doc sow.Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s by %s, language %s, %d blocks\n", doc.Name, doc.Format, doc.Engine, doc.Language, len(doc.Blocks))
	for _, warning := range doc.Warnings {
		fmt.Fprintf(&b, "! %s %s\n", warning.Code, warning.Message)
	}
	for _, block := range doc.Blocks {
		fmt.Fprintf(&b, "%-18s %-10s %s\n", block.Loc.Path, kindOf(block), describe(block))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func kindOf(b sow.Block) string {
	if b.Level > 0 {
		return fmt.Sprintf("%s %d", b.Kind, b.Level)
	}
	return string(b.Kind)
}

// describe gives the text with the facts that change its meaning.
func describe(b sow.Block) string {
	text := strings.ReplaceAll(b.Text, "\n", " / ")
	if b.Number != "" {
		text = b.Number + " " + text
	}
	if b.Checked != nil {
		text = map[bool]string{true: "[x] ", false: "[ ] "}[*b.Checked] + text
	}
	if b.Cell != nil {
		text += fmt.Sprintf("  {row %d, column %d", b.Cell.Row, b.Cell.Col)
		if b.Cell.ColHead != "" {
			text += ", under " + b.Cell.ColHead
		}
		text += "}"
	}
	if b.Intro != "" {
		text += "  {after: " + b.Intro + "}"
	}
	for _, m := range b.Marks {
		if m.Kind == sow.Struck || m.Kind == sow.Highlight {
			text += fmt.Sprintf("  {%s: %s}", m.Kind, b.Text[m.Start:m.End])
		}
	}
	return text
}

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "schema analysis",
		Short:     "Print the JSON Schema of an output",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"analysis"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(report.AnalysisSchema)
			return err
		},
	}
}

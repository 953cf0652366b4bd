package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"claimline/internal/report"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

func textCommand() *cobra.Command {
	var o readingOptions
	cmd := &cobra.Command{
		Use:   "text FILE|DIR|-...",
		Short: "Print what was read of a document, block by block with its place",
		Long: `Print what was read of a document, block by block: place, kind, number and text.
This is what every conclusion rests on; when a result looks wrong, look here first.

Exit status: 0 every file was read, 1 wrong use or the program failed, 2 at least one
file could not be read (the others are still printed).`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return printBlocks(cmd, args, o) },
	}
	o.register(cmd)
	o.registerJobs(cmd)
	return cmd
}

func printBlocks(cmd *cobra.Command, args []string, o readingOptions) error {
	r, err := o.startReading()
	if err != nil {
		return err
	}
	defer r.close()
	files, err := inputs(args)
	if err != nil {
		return err
	}
	failed := false
	for p := range r.prints(cmd.Context(), files, cmd.InOrStdin(), progressOn(cmd.ErrOrStderr(), len(files))) {
		if p.failure != "" {
			failed = true
			fmt.Fprintln(cmd.ErrOrStderr(), p.failure)
			continue
		}
		if _, err := io.WriteString(cmd.OutOrStdout(), p.text); err != nil {
			return err
		}
	}
	if cmd.Context().Err() != nil {
		return errors.New("stopped before every file was read")
	}
	if failed {
		return exitError{code: 2}
	}
	return nil
}

// printed is what the reader of a file is shown: its text, or why there is none.
type printed struct{ text, failure string }

// prints reads files, several at a time, and gives what is shown of them in
// order.
func (r *reading) prints(ctx context.Context, files []input, stdin io.Reader, progress func(done int)) <-chan printed {
	return inOrder(ctx, len(files), r.jobs, progress, func(i int) printed {
		doc, err := r.document(ctx, files[i], stdin)
		if err != nil {
			f := sow.AsFailure(err)
			return printed{failure: fmt.Sprintf("analyzer: %s: %s: %s %s", files[i].path, f.Code, f.Message, f.Hint)}
		}
		return printed{text: blocks(doc)}
	})
}

func blocks(doc sow.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s by %s, language %s, %s\n", doc.Name, doc.Format, doc.Engine, cmp.Or(doc.Language, "unknown"), size(doc))
	for _, warning := range doc.Warnings {
		fmt.Fprintf(&b, "! %s %s\n", warning.Code, warning.Message)
	}
	for _, block := range doc.Blocks {
		fmt.Fprintf(&b, "%-18s %-10s %s\n", block.Loc.Path, kindOf(block), describe(block))
	}
	return b.String()
}

func size(doc sow.Document) string {
	if len(doc.Blocks) == 1 {
		return "1 block"
	}
	return fmt.Sprintf("%d blocks", len(doc.Blocks))
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

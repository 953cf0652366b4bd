package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/pipeline"
	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// replayed is what became of one recorded decision.
type replayed struct {
	AnalysisID  int64            `json:"analysis_id"`
	DocumentID  int64            `json:"document_id"`
	Document    string           `json:"document"`
	Pack        string           `json:"pack"` // version that decided
	Program     string           `json:"program"`
	SamePack    bool             `json:"same_pack"` // the present rules are those that decided
	Differences []sow.Difference `json:"differences,omitempty"`
	Bytes       bool             `json:"same_bytes"` // the analysis is equal byte for byte
	Error       string           `json:"error,omitempty"`
}

var errDiffers = errors.New("decisions come out otherwise than they were recorded")

func replayCommand() *cobra.Command {
	var asJSON, all, strict bool
	var document int64
	cmd := &cobra.Command{
		Use: "replay", Short: "Decide recorded decisions once more and list what comes out otherwise", Args: cobra.NoArgs,
		Long: `Decide recorded decisions once more with this program and the present rules (--rules), with the
answers that people gave and on the day of the decision, and list what comes out otherwise.
Nothing is written. The log of decisions and the documents are in the database and the
document store, so this is a command of the worker; a worker may run meanwhile.`,
		Example: "  worker replay\n  worker replay --document 7 --all\n  worker replay --rules ./rules --fail-on-difference",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withReplay(cmd, func(ctx context.Context, s *services) error {
				list, err := s.replayAll(ctx, document, all)
				if err != nil {
					return err
				}
				if asJSON {
					err = json.NewEncoder(cmd.OutOrStdout()).Encode(list)
				} else {
					printReplay(cmd.OutOrStdout(), list)
				}
				if err == nil && strict && differing(list) > 0 {
					err = errDiffers
				}
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&all, "all", false, "every entry of the log, not only the decisions in effect")
	cmd.Flags().Int64Var(&document, "document", 0, "only the decisions about this document")
	cmd.Flags().BoolVar(&strict, "fail-on-difference", false, "end with status 1 when a decision comes out otherwise")
	return cmd
}

func withReplay(cmd *cobra.Command, do func(context.Context, *services) error) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err == nil {
		err = c.begun()
	}
	if err != nil {
		return err
	}
	s, err := openServices(cmd.Context(), c, false, logger(cmd.ErrOrStderr()))
	defer s.close()
	if err != nil {
		return err
	}
	return do(cmd.Context(), s)
}

// replayAll decides the entries of the log once more, oldest first.
func (s *services) replayAll(ctx context.Context, document int64, all bool) ([]replayed, error) {
	ids, err := store.DecisionLog(ctx, s.db.pool, document, all)
	if err != nil {
		return nil, err
	}
	list := make([]replayed, 0, len(ids))
	for _, id := range ids {
		record, err := store.AnalysisByID(ctx, s.db.pool, id)
		if err != nil {
			return nil, err
		}
		r, err := s.replay(ctx, record)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			r.Error = err.Error()
		}
		list = append(list, r)
	}
	return list, nil
}

func (s *services) replay(ctx context.Context, record sow.AnalysisRecord) (replayed, error) {
	was := record.Analysis
	r := replayed{
		AnalysisID: record.ID, DocumentID: record.DocumentID, Document: was.Document.Name, Pack: was.Pack.Version, Program: record.Program,
		SamePack: was.Pack.SHA256 == s.rules.Pack().Info().SHA256,
	}
	answers := map[string]string{}
	if record.Options != "" {
		if err := json.Unmarshal([]byte(record.Options), &answers); err != nil {
			return r, fmt.Errorf("read answers of analysis %d: %w", record.ID, err)
		}
	}
	data, err := s.blobs.Get(ctx, was.Document.SHA256)
	if err != nil {
		return r, err
	}
	task := pipeline.Task{Name: was.Document.Name, SHA256: was.Document.SHA256, Content: data, Answers: answers, At: record.DecidedAt}
	is, err := s.analyse(ctx, task)
	if err == nil && is.Status == sow.StatusNeedsOCR && was.Status != sow.StatusNeedsOCR {
		task.OCR = true
		is, err = s.analyse(ctx, task)
	}
	if err != nil {
		return r, err
	}
	text, err := json.Marshal(is)
	if err != nil {
		return r, fmt.Errorf("write analysis of document %d: %w", record.DocumentID, err)
	}
	r.Bytes = string(text) == string(record.Raw)
	r.Differences = report.Differences(was, is)
	return r, nil
}

func differing(list []replayed) int {
	n := 0
	for _, r := range list {
		if r.Error != "" || len(r.Differences) > 0 || r.SamePack && !r.Bytes {
			n++
		}
	}
	return n
}

func printReplay(w io.Writer, list []replayed) {
	for _, r := range list {
		head := fmt.Sprintf("decision %d about document %d (%s), rules %s, program %s", r.AnalysisID, r.DocumentID, r.Document, r.Pack, unknown(r.Program))
		switch {
		case r.Error != "":
			fmt.Fprintf(w, "%s\n  could not be made again: %s\n", head, r.Error)
		case len(r.Differences) > 0:
			fmt.Fprintf(w, "%s\n", head)
			for _, d := range r.Differences {
				fmt.Fprintf(w, "  %s\n", d)
			}
		case r.SamePack && !r.Bytes:
			fmt.Fprintf(w, "%s\n  the same decisions and facts, but not the same words or quotes\n", head)
		}
	}
	fmt.Fprintf(w, "%d decisions made again on %s, %d come out otherwise\n", len(list), time.Now().Format(time.DateOnly), differing(list))
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/blobstore"
	"claimline/internal/packet"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func packetCommand() *cobra.Command {
	var output, language, export string
	cmd := &cobra.Command{
		Use:   "packet CLAIM",
		Short: "Make the submission packet of a claim, or export its templates",
		Long: `Make the submission packet of a claim: a ZIP file with a cover, the proof sheet, the
letter to the customer, the checklist, the fields of Partner Center's form in its order,
the proof itself and a manifest. The same state of a claim gives the same bytes.

The Word templates can be replaced: export them, change them in Word, and name their
folder with --packet-templates. A place to fill in is written {{name}}, in one go.`,
		Example: "  worker packet 7 -o claim-7.zip\n  worker packet --export-templates templates/\n  worker packet 7 --packet-templates templates/ -o claim-7.zip",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if export != "" {
				return exportTemplates(cmd, export)
			}
			if len(args) != 1 {
				return errors.New("give the number of a claim, or --export-templates DIR")
			}
			id, err := claimID(args[0])
			if err != nil {
				return err
			}
			if letters := []string{"en", "de", "fr", "es"}; language != "" && !slices.Contains(letters, language) {
				return fmt.Errorf("--language %q is not known; use %s", language, strings.Join(letters, ", "))
			}
			return makePacket(cmd, id, language, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write (default: claim-ID-WORKLOAD-CUSTOMER.zip)")
	cmd.Flags().StringVar(&language, "language", "", "language of the letter: en, de, fr or es (default: that of the document)")
	cmd.Flags().StringVar(&export, "export-templates", "", "write the built-in templates into this folder, which must be empty or new")
	return cmd
}

func exportTemplates(cmd *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // files for other people
		return fmt.Errorf("make the folder of templates: %w", err)
	}
	return packet.Export(func(name string, data []byte) error {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // files for other people
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already; choose an empty folder", filepath.Join(dir, name))
		}
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		fmt.Fprintln(cmd.OutOrStdout(), filepath.Join(dir, name))
		return errors.Join(err, f.Close())
	})
}

func makePacket(cmd *cobra.Command, id int64, language, output string) error {
	return withServices(cmd, func(ctx context.Context, s *services) error {
		name, data, err := s.packet(ctx, id, language)
		if err != nil {
			return refusal(err)
		}
		if output == "" {
			output = name
		}
		if err := os.WriteFile(output, data, 0o644); err != nil { //nolint:gosec // a file for other people
			return fmt.Errorf("write the packet: %w", err)
		}
		fmt.Fprintln(cmd.OutOrStdout(), output)
		return nil
	})
}

// packet makes the submission packet of a claim and its file name.
func (s *services) packet(ctx context.Context, id int64, language string) (string, []byte, error) {
	templates, err := packet.Load(s.templates())
	if err != nil {
		return "", nil, err
	}
	in, err := s.packetInput(ctx, id)
	if err != nil {
		return "", nil, err
	}
	in.Language = language
	var out bytes.Buffer
	if err := packet.Write(&out, in, templates); err != nil {
		return "", nil, err
	}
	return packet.Name(in.Claim), out.Bytes(), nil
}

func (s *services) templates() fs.FS {
	if s.config.Templates == "" {
		return nil
	}
	return os.DirFS(s.config.Templates)
}

func (s *services) packetInput(ctx context.Context, id int64) (packet.Input, error) {
	var in packet.Input
	var err error
	db := s.db.pool
	if in.Claim, err = store.ClaimByID(ctx, db, id); err != nil {
		return in, err
	}
	record, err := store.AnalysisByID(ctx, db, in.Claim.AnalysisID)
	if err != nil {
		return in, err
	}
	if in.Document, err = store.DocumentByID(ctx, db, in.Claim.DocumentID); err != nil {
		return in, err
	}
	if in.Approvals, err = store.Approvals(ctx, db, id); err != nil {
		return in, err
	}
	if in.Involved, err = store.Involved(ctx, db, id); err != nil {
		return in, err
	}
	files, err := store.Attachments(ctx, db, id)
	if err != nil {
		return in, err
	}
	in.Analysis, in.Zone = record.Analysis, s.zone()
	in.Workload, in.Family = nameOf(s.rules.Pack(), in.Claim.Workload)
	in.Files = proofs(ctx, s.blobs, in.Document, files, in.Claim.Items)
	return in, nil
}

func nameOf(pack *ruleset.Pack, workload string) (string, sow.Family) {
	for _, e := range pack.Lexicon().Entries {
		if e.ID == workload {
			return e.Name, e.Family
		}
	}
	return workload, ""
}

// proofs are the document and the attached files with what they show.
func proofs(ctx context.Context, blobs *blobstore.Store, doc sow.DocumentRecord, attached []sow.Attachment, items []sow.ClaimItem) []packet.File {
	read := func(sha string) func() ([]byte, error) {
		return func() ([]byte, error) { return blobs.Get(ctx, sha) }
	}
	files := []packet.File{{Name: doc.Name, SHA256: doc.SHA256, What: "the contract that the claim rests on", Read: read(doc.SHA256)}}
	for _, a := range attached {
		what := "attached on " + a.UploadedAt.Format(time.DateOnly)
		if i := slices.IndexFunc(items, func(i sow.ClaimItem) bool { return i.SHA256 == a.SHA256 }); i >= 0 {
			what = items[i].Name
		}
		files = append(files, packet.File{Name: a.Name, SHA256: a.SHA256, What: what, Read: read(a.SHA256)})
	}
	return files
}

// withServices runs a command with the parts of a worker that does not run.
func withServices(cmd *cobra.Command, f func(context.Context, *services) error) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err == nil {
		err = c.begun()
	}
	if err != nil {
		return err
	}
	s, err := openServices(cmd.Context(), c, false, slog.New(slog.DiscardHandler))
	defer s.close()
	if err != nil {
		return err
	}
	return f(cmd.Context(), s)
}

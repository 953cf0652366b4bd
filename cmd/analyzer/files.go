package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// maxFile is what is read of one file; the reader refuses more with a reason.
const maxFile = 100 << 20

// input is one file to analyse.
type input struct {
	path string // "-" is standard input
	name string
}

// ignored are files that programs leave in folders and nobody wants read.
func ignored(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(lower, ".tmp") || lower == "thumbs.db" || lower == "desktop.ini" ||
		strings.HasSuffix(lower, ".labels.json") || strings.HasSuffix(lower, ".sow.md")
}

// readable are the endings that a folder is searched for.
var readable = []string{".pdf", ".docx", ".docm", ".dotx", ".odt", ".html", ".htm", ".md", ".txt"}

// inputs expands the arguments: files as they are named, folders to their
// documents in the order of their names.
func inputs(args []string) ([]input, error) {
	var all []input
	for _, arg := range args {
		if arg == "-" {
			all = append(all, input{"-", "stdin"})
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			all = append(all, input{arg, filepath.Base(arg)}) // reading it gives the error with its reason
			continue
		}
		if !info.IsDir() {
			all = append(all, input{arg, filepath.Base(arg)})
			continue
		}
		found, err := documentsIn(arg)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no documents found in %s; readable are %s", strings.Join(args, " "), strings.Join(readable, " "))
	}
	return all, nil
}

func documentsIn(dir string) ([]input, error) {
	var found []input
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		ext := strings.ToLower(filepath.Ext(d.Name()))
		if d.Type().IsRegular() && !ignored(d.Name()) && slices.Contains(readable, ext) {
			found = append(found, input{path, d.Name()})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list folder %s: %w", dir, err)
	}
	return found, nil
}

// load reads the bytes of an input and their digest. Errors are failures that
// a person can act on.
func load(ctx context.Context, in input, stdin io.Reader) (data []byte, digest string, err error) {
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	r := stdin
	if in.path != "-" {
		f, err := openRegular(in.path)
		if err != nil {
			return nil, "", err
		}
		defer f.Close()
		r = f
	}
	data, err = io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, "", &sow.Failure{Code: sow.ReasonPermissionRead, Message: "The file could not be read.", Hint: "Check that the disk is there and that you may read the file.", Cause: err}
	}
	sum := sha256.Sum256(data)
	if len(data) > maxFile {
		return nil, "", &sow.Failure{Code: sow.ReasonTooLarge, Message: "The file is larger than 100 MiB.", Hint: "Send the statement of work without attachments or with smaller pictures."}
	}
	return data, hex.EncodeToString(sum[:]), nil
}

func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &sow.Failure{Code: sow.ReasonNotRegular, Message: "There is no file " + path + ".", Hint: "Check the name and the folder.", Cause: err}
	case err != nil:
		return nil, &sow.Failure{Code: sow.ReasonPermissionRead, Message: "The file cannot be opened.", Hint: "Check that you may read it.", Cause: err}
	case !info.Mode().IsRegular():
		return nil, &sow.Failure{Code: sow.ReasonNotRegular, Message: path + " is no regular file.", Hint: "Give a document or a folder of documents."}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, &sow.Failure{Code: sow.ReasonPermissionRead, Message: "The file cannot be opened.", Hint: "Check that you may read it.", Cause: err}
	}
	return f, nil
}

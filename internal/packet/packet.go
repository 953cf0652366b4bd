// Package packet makes the submission packet of a claim: one ZIP file with a
// cover, the proof sheet, the letter to the customer, the checklist, the fields
// of Partner Center's form in its order, the attached proof and a manifest. The
// same state of a claim gives the same bytes. It reads no database and no
// clock; what it needs is its [Input].
package packet

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"claimline/internal/sow"
)

//go:generate go run ./gen

// Input is everything that a packet shows.
type Input struct {
	Claim     sow.Claim
	Analysis  sow.Analysis // of the claim's document
	Document  sow.DocumentRecord
	Workload  string // name of the claimed workload
	Family    sow.Family
	Files     []File // the document itself first
	Approvals []sow.Approval
	Involved  []string       // who took part in the evidence: their approvals do not count
	Language  string         // of the letter; "" is that of the document, English when it has no letter
	Zone      *time.Location // zone of days; nil is UTC
}

// File is a proof that goes into the packet as it is.
type File struct {
	Name   string
	SHA256 string
	What   string // what it shows, a few words
	Read   func() ([]byte, error)
}

// Name is the file name of the packet of a claim.
func Name(c sow.Claim) string {
	return fmt.Sprintf("claim-%d-%s-%s.zip", c.ID, c.Workload, plainName(sow.FoldCustomer(c.Customer), "customer"))
}

// Write writes the packet. The error names a template that cannot be filled or
// a file whose content is not the one that was attached.
func Write(w io.Writer, in Input, t Templates) error {
	v := newValues(in)
	p := &pack{zip: zip.NewWriter(w), modified: in.Claim.UpdatedAt.UTC().Truncate(2 * time.Second)}
	for _, part := range []struct{ name, template string }{
		{"1-cover.docx", "cover.docx"}, {"2-proof-of-execution.docx", "proof.docx"}, {"3-customer-letter.docx", "letter-" + v.language + ".docx"}, {"4-checklist.docx", "checklist.docx"},
	} {
		data, err := t.fill(part.template, v)
		if err != nil {
			return err
		}
		if err := p.add(part.name, data); err != nil {
			return err
		}
	}
	page, err := fieldsPage(v)
	if err != nil {
		return err
	}
	if err := p.add("5-partner-center-fields.html", page); err != nil {
		return err
	}
	for i, f := range in.Files {
		if err := p.addFile(v.files[i].path, f); err != nil {
			return err
		}
	}
	if err := p.add("MANIFEST.txt", []byte(p.manifest.String())); err != nil {
		return err
	}
	if err := p.zip.Close(); err != nil {
		return fmt.Errorf("finish packet of claim %d: %w", in.Claim.ID, err)
	}
	return nil
}

// pack is a ZIP file in the making, with its manifest.
type pack struct {
	zip      *zip.Writer
	modified time.Time
	manifest strings.Builder // lines as "sha256sum -c" reads them
}

func (p *pack) add(name string, data []byte) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.modified})
	if err != nil {
		return fmt.Errorf("add %s to the packet: %w", name, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("add %s to the packet: %w", name, err)
	}
	sum := sha256.Sum256(data)
	fmt.Fprintf(&p.manifest, "%s  %s\n", hex.EncodeToString(sum[:]), name)
	return nil
}

// addFile adds a proof after a look at its hash: what is filed is what was
// approved.
func (p *pack) addFile(name string, f File) error {
	data, err := f.Read()
	if err != nil {
		return fmt.Errorf("read %q for the packet: %w", f.Name, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		return fmt.Errorf("the content of %q is not the one that was attached (SHA-256 %s expected)", f.Name, f.SHA256)
	}
	return p.add(name, data)
}

// plainName makes words into a part of a file name; it gives other when
// nothing is left.
func plainName(words, other string) string {
	name := strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' {
			return r
		}
		return '-'
	}, words), "-.")
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	if name == "" {
		return other
	}
	return name[:min(len(name), 80)]
}

package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// extensions lists the formats that are read with the endings they may have.
var extensions = map[string][]string{
	"pdf":  {".pdf"},
	"docx": {".docx", ".docm", ".dotx", ".dotm"},
	"odt":  {".odt", ".ott"},
	"html": {".html", ".htm", ".xhtml"},
	"md":   {".md", ".markdown"},
	"txt":  {".txt", ".text"},
}

// unsupported says what to do with well-known files that are not read.
var unsupported = map[string]string{
	".doc":   "Open it in Word and save it as .docx or PDF.",
	".dot":   "Open it in Word and save it as .docx or PDF.",
	".rtf":   "Open it in Word and save it as .docx or PDF.",
	".pages": "Open it in Pages and export it as PDF or Word.",
	".zip":   "Unpack it and drop the statement of work itself.",
	".eml":   "Save the attached statement of work and drop that file.",
	".msg":   "Save the attached statement of work and drop that file.",
	".png":   "Put the pages into one PDF; scanned PDFs are read.",
	".jpg":   "Put the pages into one PDF; scanned PDFs are read.",
	".jpeg":  "Put the pages into one PDF; scanned PDFs are read.",
	".tif":   "Put the pages into one PDF; scanned PDFs are read.",
	".tiff":  "Put the pages into one PDF; scanned PDFs are read.",
	".xlsx":  "Export the sheet as PDF.",
	".pptx":  "Export the slides as PDF.",
}

// sniff tells the format of a document from its content, and refuses one whose
// name says something else.
func sniff(name string, data []byte) (string, error) {
	ext := strings.ToLower(filepath.Ext(name))
	found, err := content(data, ext)
	if err != nil {
		return "", err
	}
	if found == "" {
		return "", failUnsupported(ext)
	}
	if ext == "" || slices.Contains(extensions[found], ext) {
		return found, nil
	}
	// Text has no magic bytes: its name decides between the kinds of text.
	if isText(found) && (ext == ".txt" || ext == ".text" || ext == ".md" || ext == ".markdown") {
		if strings.HasPrefix(ext, ".m") {
			return "md", nil
		}
		return "txt", nil
	}
	if hint, ok := unsupported[ext]; ok && (isText(found) || found == "zip") {
		return "", failure(sow.ReasonTypeUnsupported, fmt.Sprintf("Files of type %s are not read.", ext), hint)
	}
	return "", failure(sow.ReasonTypeMismatch, fmt.Sprintf("The name ends in %s, but the content is %s.", ext, describe(found)),
		"Check that the right file was sent, and give it the ending of its content.")
}

func isText(format string) bool { return format == "txt" || format == "md" || format == "html" }

func describe(format string) string {
	switch format {
	case "pdf":
		return "a PDF"
	case "docx":
		return "a Word document"
	case "odt":
		return "an OpenDocument text"
	case "html":
		return "a web page"
	}
	return "plain text"
}

// content tells the format from the bytes; "" when they are of no format that
// is read.
func content(data []byte, ext string) (string, error) {
	switch {
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return "pdf", nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return zipped(data, ext)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "", failOLE(data, ext)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return "", failure(sow.ReasonTypeUnsupported, "RTF files are not read.", unsupported[".rtf"])
	}
	if isBinary(data) {
		return "", corruptOr(ext)
	}
	head := strings.ToLower(string(data[:min(len(data), 2048)]))
	head = strings.TrimLeft(strings.TrimPrefix(head, "\ufeff"), " \t\r\n")
	switch {
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), ext == ".html", ext == ".htm", ext == ".xhtml":
		return "html", nil
	case ext == ".md", ext == ".markdown":
		return "md", nil
	}
	return "txt", nil
}

// corruptOr explains binary content that is of no known format.
func corruptOr(ext string) error {
	switch {
	case slices.Contains(extensions["docx"], ext), slices.Contains(extensions["odt"], ext):
		return failure(sow.ReasonTypeMismatch, fmt.Sprintf("The name ends in %s, but the content is something else.", ext),
			"Check that the right file was sent; a Word document can be saved again under a new name.")
	case ext == ".pdf":
		return failure(sow.ReasonTypeMismatch, "The name ends in .pdf, but the content is not a PDF.", "Check that the right file was sent, or export the PDF again.")
	}
	return failUnsupported(ext)
}

func failUnsupported(ext string) *sow.Failure {
	hint, ok := unsupported[ext]
	if !ok {
		hint = "Save the statement of work as PDF or DOCX and send that file."
	}
	what := "Files of this type"
	if ext != "" {
		what = "Files of type " + ext
	}
	return failure(sow.ReasonTypeUnsupported, what+" are not read.", hint)
}

// failOLE explains the old compound format: a protected new document, or an
// old one.
func failOLE(data []byte, ext string) error {
	if bytes.Contains(data, utf16le("EncryptedPackage")) {
		return failure(sow.ReasonEncrypted, "The document is protected with a password.", "Remove the password in Word, or ask the sender for an unprotected copy.")
	}
	if _, known := unsupported[ext]; !known {
		ext = ".doc"
	}
	return failUnsupported(ext)
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// zipped tells the document formats inside a zip archive apart.
func zipped(data []byte, ext string) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if !bytes.Contains(data[max(0, len(data)-66000):], []byte("PK\x05\x06")) {
			return "", failTruncated()
		}
		if slices.Contains(extensions["docx"], ext) || slices.Contains(extensions["odt"], ext) {
			f := failCorrupt("document" + ext)
			f.Cause = err
			return "", f
		}
		return "", failUnsupported(".zip")
	}
	for _, f := range z.File[:min(len(z.File), 5000)] {
		switch {
		case f.Name == "mimetype" && f.UncompressedSize64 < 200:
			if isODT(f) {
				return "odt", nil
			}
		case f.Name == "[Content_Types].xml":
			if slices.Contains([]string{".xlsx", ".xlsm", ".pptx", ".pptm"}, ext) {
				return "", failUnsupported(strings.Replace(ext, "m", "x", 1))
			}
			return "docx", nil
		}
	}
	if slices.Contains(extensions["docx"], ext) {
		return "", failure(sow.ReasonTypeMismatch, "The name says Word document, but the content is another archive.", unsupported[".zip"])
	}
	if ext == ".pages" {
		return "", failUnsupported(ext)
	}
	return "", failUnsupported(".zip")
}

func isODT(f *zip.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer func() { _ = r.Close() }()
	buf := make([]byte, 200)
	n, _ := r.Read(buf)
	return strings.HasPrefix(string(buf[:n]), "application/vnd.oasis.opendocument.text")
}

func failTruncated() *sow.Failure {
	return failure(sow.ReasonTruncated, "The file ends too early; part of it is missing.", "Copy or download it again, and wait until that is finished.")
}

// completePDF reports whether the end of a PDF is there.
func completePDF(data []byte) bool {
	return bytes.Contains(data[max(0, len(data)-2048):], []byte("%%EOF"))
}

// isBinary reports whether data is no text in UTF-8, UTF-16 or an 8-bit code.
func isBinary(data []byte) bool {
	head := data[:min(len(data), 8192)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	control := 0
	for _, b := range head {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b {
			control++
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	return control*50 > len(head) || !utf8.Valid(head[:max(0, len(head)-4)]) && control > 0
}

package packet

import (
	"archive/zip"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/nguyenthenguyen/docx"

	"claimline/internal/word"
)

//go:embed templates/*.docx
var builtIn embed.FS

// Names lists the templates of a packet.
var Names = []string{"cover.docx", "proof.docx", "checklist.docx", "letter-en.docx", "letter-de.docx", "letter-fr.docx", "letter-es.docx"}

// Templates are the Word files that packets are filled from.
type Templates struct{ files map[string][]byte }

// BuiltIn gives the templates that the program brings along.
func BuiltIn() (Templates, error) { return Load(nil) }

// Load gives the templates of a folder; a file that is not there is the built-in
// one, nil is the built-in ones. The error names every place to fill in that
// does not exist or is torn over several runs of text.
func Load(own fs.FS) (Templates, error) {
	t := Templates{files: map[string][]byte{}}
	var problems []error
	for _, name := range Names {
		data, err := read(own, name)
		if err == nil {
			err = check(name, data)
		}
		problems = append(problems, err)
		t.files[name] = data
	}
	return t, errors.Join(problems...)
}

func read(own fs.FS, name string) ([]byte, error) {
	if own != nil {
		data, err := fs.ReadFile(own, name)
		if err == nil {
			return data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read template %s: %w", name, err)
		}
	}
	data, err := builtIn.ReadFile("templates/" + name)
	if err != nil {
		return nil, fmt.Errorf("read built-in template %s: %w", name, err)
	}
	return data, nil
}

// Export writes the built-in templates through a function, for a person who
// wants to make them his own.
func Export(write func(name string, data []byte) error) error {
	for _, name := range Names {
		data, err := read(nil, name)
		if err != nil {
			return err
		}
		if err := write(name, data); err != nil {
			return err
		}
	}
	return nil
}

var (
	placeholder = regexp.MustCompile(`\{\{([a-z_.]+)\}\}`)
	tag         = regexp.MustCompile(`<[^>]*>`)
	tableRow    = regexp.MustCompile(`(?s)<w:tr[ >].*?</w:tr>`)
)

// texts gives the texts of a Word file that may hold places to fill in: the
// body, heads and feet.
func texts(data []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var all []string
	for _, f := range z.File {
		if f.Name != "word/document.xml" && !strings.HasPrefix(f.Name, "word/header") && !strings.HasPrefix(f.Name, "word/footer") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(io.LimitReader(r, textLimit))
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		all = append(all, string(text))
	}
	if len(all) == 0 {
		return nil, errors.New("it has no text")
	}
	return all, nil
}

// textLimit bounds one part of a template after unpacking.
const textLimit = 16 << 20

func check(name string, data []byte) error {
	all, err := texts(data)
	if err != nil {
		return fmt.Errorf("template %s is no Word document: %w", name, err)
	}
	var problems []error
	for _, text := range all {
		whole := map[string]int{}
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			whole[m[1]]++
			if !slices.Contains(known, m[1]) {
				problems = append(problems, fmt.Errorf("template %s has {{%s}}, which does not exist; known are %s", name, m[1], strings.Join(known, ", ")))
			}
		}
		for _, m := range placeholder.FindAllStringSubmatch(tag.ReplaceAllString(text, ""), -1) {
			if whole[m[1]]--; whole[m[1]] < 0 {
				problems = append(problems, fmt.Errorf("template %s has {{%s}} in pieces of different format: delete it and type it in one go", name, m[1]))
			}
		}
	}
	return errors.Join(problems...)
}

// fill gives a template with its places filled in.
func (t Templates) fill(name string, v *values) ([]byte, error) {
	file, err := docx.ReadDocxFromMemory(bytes.NewReader(t.files[name]), int64(len(t.files[name])))
	if err != nil {
		return nil, fmt.Errorf("fill template %s: %w", name, err)
	}
	doc := file.Editable()
	doc.SetContent(replace(repeat(doc.GetContent(), v), v.single))
	for key, value := range v.single {
		// The head and the foot are one line; a value cannot bring in a place of its own.
		line := strings.ReplaceAll(strings.Join(strings.Fields(value), " "), "{{", "{ {")
		if err := errors.Join(doc.ReplaceHeader("{{"+key+"}}", line), doc.ReplaceFooter("{{"+key+"}}", line)); err != nil {
			return nil, fmt.Errorf("fill template %s: %w", name, err)
		}
	}
	var out bytes.Buffer
	if err := doc.Write(&out); err != nil {
		return nil, fmt.Errorf("fill template %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// repeat writes each table row that speaks of a list once for every entry.
func repeat(text string, v *values) string {
	return tableRow.ReplaceAllStringFunc(text, func(row string) string {
		for prefix, list := range v.lists {
			if !strings.Contains(row, "{{"+prefix+".") {
				continue
			}
			var out strings.Builder
			for _, entry := range list {
				out.WriteString(replace(row, entry))
			}
			return out.String()
		}
		return row
	})
}

// replace fills places in, in one pass: a value that looks like a place stays
// as it is.
func replace(text string, by map[string]string) string {
	return placeholder.ReplaceAllStringFunc(text, func(m string) string {
		value, ok := by[m[2:len(m)-2]]
		if !ok {
			return m
		}
		return word.Inside(value)
	})
}

package docx

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claimline/internal/sow"
)

// TestAgainstPandoc measures the words that this reader and pandoc find in real
// files. It reads the folder that CLAIMLINE_DOCX names, else the samples of
// this repository, and prints mean recall and precision. Without pandoc there
// is nothing to compare with.
func TestAgainstPandoc(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	corpus := os.Getenv("CLAIMLINE_DOCX")
	folder := cmp.Or(corpus, "../../../testdata/sows")
	filter := pandocFilter(t)
	var recall, precision, shingles float64
	files, low, refused := 0, 0, 0
	for _, path := range wordFiles(t, folder) {
		want := pandocWords(t, filter, path)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(bytes.NewReader(data), int64(len(data)), Limits{})
		if err != nil {
			if f, ok := errors.AsType[*sow.Failure](err); !ok || f.Code == sow.ReasonInternal {
				t.Errorf("%s: %v", path, err)
			}
			if len(want) >= 10 {
				t.Logf("%s: pandoc reads %d words, we refuse: %v", filepath.Base(path), len(want), err)
			}
			refused++
			continue
		}
		if len(want) < 10 {
			continue
		}
		got := tokens(bodyText(doc))
		r, p := overlap(want, got)
		recall, precision, shingles = recall+r, precision+p, shingles+gram5(want, got)
		files++
		if r < 0.8 {
			low++
		}
		if r < 0.97 || p < 0.9 {
			t.Logf("%s: recall %.3f precision %.3f, words %d, pandoc's %d; missing %q; added %q", filepath.Base(path), r, p, len(got), len(want), rest(want, got), rest(got, want))
		}
	}
	if files == 0 {
		t.Fatalf("no file with words in %s", folder)
	}
	n := float64(files)
	t.Logf("%d files: recall %.4f, precision %.4f, 5-word runs %.4f, %d below 0.8, %d refused", files, recall/n, precision/n, shingles/n, low, refused)
	if corpus == "" && (recall/n < 0.985 || precision/n < 0.97) {
		t.Errorf("recall %.4f and precision %.4f of the samples, want 0.985 and 0.97", recall/n, precision/n)
	}
}

func wordFiles(t *testing.T, folder string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if slices.Contains([]string{".docx", ".docm", ".dotx", ".dotm"}, strings.ToLower(filepath.Ext(path))) {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pandocFilter drops alternative texts of pictures and spells tables out row by
// row, which plain output may leave as "[TABLE]".
func pandocFilter(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plain.lua")
	//nolint:dupword // Lua closes its blocks one after the other
	lua := `function Image() return {} end

function Table(t)
  local out = {}
  local function rows(rs)
    for _, r in ipairs(rs) do
      for _, c in ipairs(r.cells) do
        for _, b in ipairs(c.contents) do out[#out + 1] = b end
      end -- of the row
    end -- of the rows
  end
  rows(t.head.rows)
  for _, b in ipairs(t.bodies) do rows(b.head); rows(b.body) end
  rows(t.foot.rows)
  return pandoc.Div(out)
end`
	if err := os.WriteFile(path, []byte(lua), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func pandocWords(t *testing.T, filter, path string) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "--lua-filter", filter, path).Output()
	if err != nil {
		return nil
	}
	return tokens(string(out))
}

// bodyText is the text of the blocks that pandoc reads too.
func bodyText(doc sow.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		if b.Kind == sow.Header || b.Kind == sow.Footer || b.Kind == sow.Comment {
			continue
		}
		fmt.Fprintf(&out, "%s %s\n", b.Number, b.Text)
	}
	return out.String()
}

// tokens splits a text into its words and numbers; one token for each sign of
// a script without blanks.
func tokens(s string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
		}
		word = word[:0]
	}
	for _, r := range strings.ToLower(norm.NFKC.String(s)) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			flush()
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word = append(word, r)
		default:
			flush()
		}
	}
	flush()
	return out
}

func bag(words []string) map[string]int {
	out := map[string]int{}
	for _, w := range words {
		out[w]++
	}
	return out
}

func overlap(want, got []string) (recall, precision float64) {
	have := bag(got)
	common := 0
	for w, n := range bag(want) {
		common += min(n, have[w])
	}
	return float64(common) / float64(max(len(want), 1)), float64(common) / float64(max(len(got), 1))
}

func gram5(want, got []string) float64 {
	join := func(words []string) []string {
		var out []string
		for i := 0; i+5 <= len(words); i++ {
			out = append(out, strings.Join(words[i:i+5], " "))
		}
		return out
	}
	r, _ := overlap(join(want), join(got))
	return r
}

// rest gives the first words of a that b lacks.
func rest(a, b []string) []string {
	have := bag(b)
	var out []string
	for _, w := range a {
		if have[w]--; have[w] < 0 && len(out) < 12 {
			out = append(out, w)
		}
	}
	return out
}

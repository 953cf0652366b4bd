package sow

// Detection is what package detect finds in a document: the workloads with
// their mentions, and how the document as a whole reads.
type Detection struct {
	Workloads    []Workload    // one per canonical id, umbrella or product named; Methods still nil
	Kind         DocKind       // as far as the text shows it
	KindEvidence []Evidence    //
	OtherVendor  bool          // the document is about another vendor's products
	Sections     []SectionSpan // section classes over the blocks, for facts and display
	Activities   []ActivityHit // verbs of work in scope sections
}

// SectionSpan is the section class that governs Blocks[From:To].
type SectionSpan struct {
	From, To int
	Class    string
	Heading  string // path of headings, joined by " > "
}

// ActivityHit is a mention of a kind of work. Evidence is empty beyond the
// first mentions of a kind.
type ActivityHit struct {
	Activity Activity
	Weight   float64
	Evidence Evidence
}

// HeadingPath gives the headings above block i, outermost first, joined by
// " > ", numbers included.
func (d Document) HeadingPath(i int) string {
	path, level := "", 1<<30
	for j := min(i, len(d.Blocks)-1); j >= 0 && level > 1; j-- {
		b := d.Blocks[j]
		if b.Kind != Heading || b.Level >= level || j == i {
			continue
		}
		level = b.Level
		text := b.Text
		if b.Number != "" {
			text = b.Number + " " + text
		}
		if path == "" {
			path = text
		} else {
			path = text + " > " + path
		}
	}
	return path
}

package sow

// Detection is what package detect finds in a document: the workloads with
// their mentions, and how the document as a whole reads.
type Detection struct {
	Workloads    []Workload // one per canonical id, umbrella or product named; Methods still nil
	Kind         DocKind    // as far as the text shows it
	KindEvidence []Evidence //
	OtherVendor  bool       // the document is about another vendor's products
	Activities   []WorkSum  // what the verbs of work in scope sections say, in the order of the text
}

// WorkSum is a kind of work, with the weight of all its mentions in a document.
type WorkSum struct {
	Activity Activity
	Weight   float64
	Evidence Evidence // the first mention
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

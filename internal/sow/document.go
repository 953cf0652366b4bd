package sow

// BlockKind says what a block is in the document. It decides whether its
// words can be scope at all: a product in a footer is not.
type BlockKind string

// The kinds of block that a reader of documents produces.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	ListItem  BlockKind = "list_item"
	Cell      BlockKind = "cell"
	Header    BlockKind = "header"
	Footer    BlockKind = "footer"
	Footnote  BlockKind = "footnote"
	Comment   BlockKind = "comment"
	TextBox   BlockKind = "text_box"
	FormField BlockKind = "form_field"
)

// Document is one file as a person reads it: its blocks in reading order.
// The zero value is an empty document.
type Document struct {
	Name       string      `json:"name"`        // file name, a label only
	SHA256     string      `json:"sha256"`      // of the bytes, 64 hex digits
	TextSHA256 string      `json:"text_sha256"` // of the normalised text, see TextDigest
	Format     string      `json:"format"`      // pdf, docx, odt, html, md, txt
	Engine     string      `json:"engine"`      // pdfium, ledongthuc, docx, tesseract, ...
	Pages      int         `json:"pages"`       // 0 when the format has no pages
	Language   string      `json:"language"`    // ISO 639-1 of most blocks; "" when unknown
	Title      string      `json:"title"`       // as printed or from the document's properties
	Draft      bool        `json:"draft"`       // placeholders, tracked changes or no signature
	Properties []Property  `json:"properties,omitempty"`
	Warnings   []Warning   `json:"warnings,omitempty"`
	Blocks     []Block     `json:"blocks"`
	Scanned    []PageScore `json:"scanned,omitempty"` // pages that OCR read
}

// Property is one stored document property (customer, date, title) that the
// text may show through a content control.
type Property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// PageScore is the mean word confidence (0 to 100) of a page read by OCR.
type PageScore struct {
	Page       int     `json:"page"`
	Confidence float64 `json:"confidence"`
}

// Block is one paragraph, heading, list item, table cell or the like.
type Block struct {
	Kind     BlockKind `json:"kind"`
	Level    int       `json:"level,omitempty"`    // heading level from 1; depth of a list item from 1
	Number   string    `json:"number,omitempty"`   // clause or list number as printed, e.g. "4.2"
	Text     string    `json:"text"`               // NFKC text without soft hyphens; line breaks inside a block are "\n"
	Loc      Loc       `json:"loc"`                //
	Cell     *CellPos  `json:"cell,omitempty"`     // for Kind Cell
	Intro    string    `json:"intro,omitempty"`    // the line that introduces the list of this item
	Checked  *bool     `json:"checked,omitempty"`  // a tick box in this block: ticked or not; nil without a box
	Marks    []Mark    `json:"marks,omitempty"`    // style facts about parts of Text
	Language string    `json:"language,omitempty"` // ISO 639-1 when it differs from the document's
}

// Loc says where a block stands.
type Loc struct {
	Page int    `json:"page,omitempty"` // from 1; 0 when the format has no pages
	Path string `json:"path"`           // "body/p41", "body/t3/r2/c1", "page/4/b12", "footnote/2"
}

// CellPos places a table cell. Rows and columns count from 0.
type CellPos struct {
	Table     int    `json:"table"` // running number of the table in the document, from 1
	Row       int    `json:"row"`
	Col       int    `json:"col"`
	RowHead   string `json:"row_head,omitempty"` // text of the row's first cell, when this is another one
	ColHead   string `json:"col_head,omitempty"` // text of the column's header cell, when there is one
	HeaderRow bool   `json:"header_row,omitempty"`
	RowTicked *bool  `json:"row_ticked,omitempty"` // a tick box anywhere in the row: ticked or not
}

// MarkKind is a style fact that changes what words mean.
type MarkKind string

// Style facts. Deleted, hidden and moved-from text never reaches a block.
const (
	Struck    MarkKind = "struck"    // strike-through formatting
	Highlight MarkKind = "highlight" // highlighted author's placeholder
	Bold      MarkKind = "bold"
	Inserted  MarkKind = "inserted" // tracked insertion
	Link      MarkKind = "link"
)

// Mark is a style fact about Text[Start:End] of its block (byte offsets).
type Mark struct {
	Kind  MarkKind `json:"kind"`
	Start int      `json:"start"`
	End   int      `json:"end"`
}

// Warning tells a reader what could not be read or trusted, with a stable code.
type Warning struct {
	Code    WarningCode `json:"code"`
	Message string      `json:"message"`
	Page    *int        `json:"page"`
}

// WarningCode names a kind of warning.
type WarningCode string

// Warnings about the reading of a document.
const (
	WarnTrackedChanges WarningCode = "TRACKED_CHANGES"
	WarnHiddenText     WarningCode = "HIDDEN_TEXT"
	WarnStruckText     WarningCode = "STRUCK_TEXT"
	WarnComments       WarningCode = "COMMENTS"
	WarnPlaceholders   WarningCode = "PLACEHOLDERS"
	WarnUnsigned       WarningCode = "UNSIGNED"
	WarnPagesNoText    WarningCode = "PAGES_WITHOUT_TEXT"
	WarnTruncatedText  WarningCode = "TEXT_TRUNCATED"
	WarnLowConfidence  WarningCode = "LOW_OCR_CONFIDENCE"
	WarnOCR            WarningCode = "READ_BY_OCR"
	WarnMixedEngines   WarningCode = "MIXED_ENGINES"
	WarnGarbledText    WarningCode = "GARBLED_TEXT"
	WarnPageFailed     WarningCode = "PAGE_FAILED"
	WarnEmbedded       WarningCode = "EMBEDDED_CONTENT" // text that was not read (alternative chunks, charts)
	WarnCheckboxes     WarningCode = "CHECKBOX_DISAGREES"
	WarnActiveContent  WarningCode = "ACTIVE_CONTENT"
)

// Box is a rectangle on a page in points, origin at the top left corner.
type Box struct {
	Page   int     `json:"page"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

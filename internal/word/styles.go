package word

// styles are the formats of all documents, so that they look alike.
func (b *Builder) styles() string {
	right := "9638"
	if b.opt.Landscape {
		right = "14570"
	}
	return `<w:styles ` + space + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `" w:cs="` + font + `" w:eastAsia="` + font + `"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="` + b.opt.Language + `"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		style("Title", "Title", `<w:spacing w:before="0" w:after="60"/>`, `<w:b/><w:color w:val="`+accent+`"/><w:sz w:val="40"/>`) +
		style("Subtitle", "Subtitle", `<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="`+accent+`"/></w:pBdr><w:spacing w:after="240"/>`, `<w:color w:val="5F6B7A"/><w:sz w:val="22"/>`) +
		style("Heading1", "heading 1", `<w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:color w:val="`+accent+`"/><w:sz w:val="26"/>`) +
		style("Heading2", "heading 2", `<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:sz w:val="21"/>`) +
		style("Tight", "Tight", `<w:spacing w:after="0"/>`, "") +
		style("Quote", "Quote", `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="9DB7D5"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F5F8FC"/><w:spacing w:before="40" w:after="140"/><w:ind w:left="284"/>`, "") +
		style("Bullet", "List Bullet", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>`, "") +
		style("Step", "List Number", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:spacing w:after="80"/>`, "") +
		style("Cell", "Table Text", `<w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="auto"/>`, `<w:sz w:val="19"/>`) +
		style("Keep", "Text Kept With Next", `<w:keepNext/><w:keepLines/>`, "") +
		style("CellKeep", "Table Text Kept", `<w:keepNext/><w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="auto"/>`, `<w:sz w:val="19"/>`) +
		style("Running", "Running Line", `<w:tabs><w:tab w:val="right" w:pos="`+right+`"/></w:tabs><w:spacing w:after="0"/>`, `<w:color w:val="5F6B7A"/><w:sz w:val="16"/>`) +
		table("Grid", `<w:top w:val="single" w:sz="4" w:color="C5CFDB"/><w:left w:val="single" w:sz="4" w:color="C5CFDB"/><w:bottom w:val="single" w:sz="4" w:color="C5CFDB"/><w:right w:val="single" w:sz="4" w:color="C5CFDB"/><w:insideH w:val="single" w:sz="4" w:color="C5CFDB"/><w:insideV w:val="single" w:sz="4" w:color="C5CFDB"/>`) +
		table("Pairs", `<w:bottom w:val="single" w:sz="4" w:color="E3E8EF"/><w:insideH w:val="single" w:sz="4" w:color="E3E8EF"/>`) + `</w:styles>`
}

func style(id, name, paragraph, run string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>` + paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`
}

func table(id, borders string) string {
	return `<w:style w:type="table" w:styleId="` + id + `"><w:name w:val="` + id + `"/><w:tblPr><w:tblBorders>` + borders + `</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`
}

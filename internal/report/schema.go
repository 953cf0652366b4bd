package report

import _ "embed"

// AnalysisSchema is the JSON Schema (2020-12) of the analysis object.
//
//go:embed analysis.schema.json
var AnalysisSchema []byte

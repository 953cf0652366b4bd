package text

// What the tests outside of the package share with those inside.
var (
	Outline  = outline
	LineDiff = lineDiff
)

// Package migrations holds the SQL that makes and changes the database, as
// numbered goose files. A file is never edited once it is released.
package migrations

import "embed"

// FS holds the files, each with an Up and a Down section.
//
//go:embed *.sql
var FS embed.FS
